import type { NumberRange, ValueTest } from "../../../server/capabilities/segments/model-tests.ts"
import { number } from "../../../ui/format.ts"
import type { Text } from "../../../ui/text.ts"
import { either, type Field, type Names, orUnset } from "./phrase.ts"
import { windowText } from "./phrase-windows.ts"

/** Nothing at all: "did not do X" is at most none of it. */
export const isNone = ({ atLeast, atMost }: NumberRange): boolean =>
  atMost === 0 && !(atLeast !== undefined && atLeast > 0)

type Unit = { readonly ja: (n: string) => string; readonly en: (n: string, count: number) => string }
const plural =
  (one: string, many = `${one}s`) =>
  (n: string, count: number) =>
    `${n} ${count === 1 ? one : many}`
export const unitTimes: Unit = { ja: (n) => `${n}回`, en: (n, count) => (count === 1 ? "once" : `${n} times`) }
export const unitDays: Unit = { ja: (n) => `${n}日`, en: plural("day") }
export const unitMessages: Unit = { ja: (n) => `${n}通`, en: plural("message") }
export const unitYears: Unit = { ja: (n) => `${n}歳`, en: (n) => n }
export const unitPlain: Unit = { ja: (n) => n, en: (n) => n }

/** 3回以上 / 3 or more times; `write` turns the number into words, money for instance. */
export function rangeText({ atLeast, atMost }: NumberRange, unit: Unit, write: (n: number) => string = number): Text {
  const ja = (n: number) => unit.ja(write(n))
  const en = (n: number) => unit.en(write(n), n)
  if (atLeast !== undefined && atMost !== undefined) {
    if (atLeast === atMost) return { ja: `${ja(atLeast)}ちょうど`, en: `exactly ${en(atLeast)}` }
    return { ja: `${write(atLeast)}〜${ja(atMost)}`, en: `${write(atLeast)} to ${en(atMost)}` }
  }
  if (atLeast !== undefined) return { ja: `${ja(atLeast)}以上`, en: `at least ${en(atLeast)}` }
  if (atMost !== undefined) return { ja: `${ja(atMost)}以下`, en: `at most ${en(atMost)}` }
  return { ja: "", en: "" }
}

type TestWords = {
  /** が, に or the like between the field and the value. */
  readonly particle: string
  readonly token: Text
  readonly after: string
  readonly mid: string
  readonly end: string
}

const is = { particle: "が", after: "", mid: "で", end: "の" }

/** How a value is compared, in words: the token can be opened, the rest bends with the sentence. */
export function testWords(test: ValueTest, field: Field | undefined, names: Names): TestWords {
  const label = (value: string): Text =>
    field?.choices.find((choice) => choice.value === value)?.label ?? { ja: value, en: value }
  const some = (values: readonly string[]): Text => {
    const ja = either(values.map((value) => label(value).ja)).ja
    const en = either(values.map((value) => label(value).en)).en
    return { ja: orUnset(ja, "ja"), en: orUnset(en, "en") }
  }
  if ("is" in test) return { ...is, token: lead("is", some(test.is)) }
  if ("isNot" in test) return { ...is, token: lead("is not", some(test.isNot)), mid: "ではなく", end: "ではない" }
  if ("any" in test)
    return { ...is, particle: "に", token: lead("includes", some(test.any)), after: "が", mid: "あり", end: "ある" }
  if ("all" in test)
    return {
      ...is,
      particle: "に",
      token: lead("includes all of", some(test.all)),
      after: "がすべて",
      mid: "あり",
      end: "ある",
    }
  if ("none" in test)
    return {
      ...is,
      particle: "に",
      token: lead("includes none of", some(test.none)),
      after: "がどれも",
      mid: "なく",
      end: "ない",
    }
  if ("contains" in test)
    return { ...is, token: quoted("contains", test.contains), after: "を", mid: "含み", end: "含む" }
  if ("beginsWith" in test)
    return { ...is, token: quoted("begins with", test.beginsWith), after: "で", mid: "始まり", end: "始まる" }
  if ("isTrue" in test)
    return { ...is, token: test.isTrue ? { ja: "はい", en: "is yes" } : { ja: "いいえ", en: "is no" } }
  if ("known" in test)
    return test.known
      ? { ...is, token: { ja: "分かって", en: "is known" }, mid: "いて", end: "いる" }
      : { ...is, token: { ja: "不明", en: "is not known" } }
  if ("during" in test) {
    const of = windowText(test.during, names)
    return { ...is, token: { ja: of.ja, en: `was ${of.en}` } }
  }
  if ("withinDays" in test)
    return {
      ...is,
      token:
        test.withinDays === 0
          ? { ja: "きょう", en: "is today" }
          : { ja: `きょうから${test.withinDays}日以内`, en: `is within ${test.withinDays} days` },
    }
  const of = rangeText(test, field?.key === "age" ? unitYears : unitPlain)
  return { ...is, token: { ja: orUnset(of.ja, "ja"), en: of.en === "" ? orUnset("", "en") : `is ${of.en}` } }
}

const lead = (verb: string, { ja, en }: Text): Text => ({ ja, en: `${verb} ${en}` })
const quoted = (verb: string, value: string): Text => ({
  ja: value === "" ? orUnset("", "ja") : `「${value}」`,
  en: value === "" ? `${verb} ${orUnset("", "en")}` : `${verb} “${value}”`,
})
