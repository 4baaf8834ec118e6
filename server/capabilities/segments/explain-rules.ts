import { addDays, daysBetween } from "#kernel/days"
import type { Text } from "#kernel/text"
import { deedsIn, holds, listOf, measured, orderDays, ordersIn, textOf } from "./evaluate-rules.ts"
import { lower, type Setting } from "./lower-rules.ts"
import type { Condition, Leaf } from "./model.ts"
import type { Core, PersonFacts } from "./model-core.ts"
import type { Verdict } from "./model-segment.ts"
import type { NumberRange } from "./model-tests.ts"
import { leafSentence, sentenceOf, type Words } from "./sentences-rules.ts"
import { counted, days, orders, times } from "./window-words-rules.ts"

type Told = {
  readonly facts: PersonFacts
  readonly setting: Setting
  readonly words: Words
  /** Whether days to come are looked at as well, which costs a few hundred times as much. */
  readonly looksAhead: boolean
}

/** How far ahead a day on which time alone turns something round is looked for. */
const aheadDays = 400

/** Why a document holds of somebody or not, condition by condition, with her own values and what would turn it round. */
export function explain(condition: Condition, told: Told, path = ""): Verdict {
  const { facts, setting, words } = told
  const isHeld = holds(lower(condition, setting), facts)
  const at = (step: string) => (path === "" ? step : `${path}.${step}`)
  const inner =
    condition.kind === "all" || condition.kind === "any"
      ? condition.of.map((c, i) => explain(c, told, at(`${condition.kind}.${i}`)))
      : condition.kind === "not"
        ? [explain(condition.of, told, at("not"))]
        : []
  const isLeaf = condition.kind !== "all" && condition.kind !== "any" && condition.kind !== "not"
  const changesOn = told.looksAhead && (isLeaf || path === "") ? turnsOn(condition, told, isHeld) : null
  return {
    path,
    holds: isHeld,
    sentence: isLeaf ? leafSentence(condition, words) : sentenceOf(condition, words),
    value: isLeaf ? valueOf(condition, told) : null,
    wouldChange: isLeaf ? wouldChange(condition, told, isHeld) : null,
    changesOn,
    children: inner,
  }
}

/** The first day on which the answer is another one if nothing happens until then. */
function turnsOn(condition: Condition, { facts, setting }: Told, isHeld: boolean): string | null {
  for (let n = 1; n <= aheadDays; n++) {
    const then = { ...setting, today: addDays(setting.today, n), now: setting.now + n * 86_400 }
    if (holds(lower(condition, then), facts) !== isHeld) return then.today
  }
  return null
}

type Found = { readonly value: number; readonly unit: (n: number) => Text; readonly range: NumberRange }

/** What a condition that counts has counted of her. */
function countedOf(leaf: Leaf, { facts, setting, words }: Told): Found | undefined {
  const core = lower(leaf, setting)
  if (core.op === "orders") {
    const { count, spent } = ordersIn(facts.person, core)
    if (core.measure === "count") return { value: count, unit: orders, range: core.range }
    const value = core.measure === "spent" ? spent : count === 0 ? 0 : Math.floor(spent / count)
    return { value, unit: words.money, range: core.range }
  }
  if (core.op !== "events" || typeof core.measure !== "string") return undefined
  const value = measured(deedsIn(facts.deeds, core.of, core.when) ?? [], core.measure)
  return { value, unit: { count: times, days, value: words.money }[core.measure], range: core.range }
}

function valueOf(leaf: Leaf, told: Told): Text {
  const found = countedOf(leaf, told)
  if (found) return found.unit(found.value)
  const { facts, setting } = told
  const core = lower(leaf, setting)
  if (core.op === "interval" || core.op === "orderDay") return lastBought(core, facts, setting)
  if (core.op === "eventDay") {
    const seen = facts.deeds.filter((d) => core.of.names.includes(d.name)).map((d) => d.day)
    seen.sort()
    const day = core.which === "first" ? seen[0] : seen.at(-1)
    return day ? { ja: day, en: day } : { ja: "まだない", en: "never" }
  }
  const values = [...new Set(personValues(core, facts))]
  return values.length === 0
    ? { ja: "わからない・ない", en: "not known" }
    : { ja: values.join("・"), en: values.join(", ") }
}

function lastBought(
  core: Extract<Core, { op: "interval" | "orderDay" }>,
  { person }: PersonFacts,
  setting: Setting,
): Text {
  const found = orderDays(person, core.scope, setting.today)
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return { ja: "購入なし", en: "never bought" }
  if (core.op === "orderDay") return core.which === "first" ? { ja: first, en: first } : { ja: last, en: last }
  const ago = daysBetween(last, setting.today)
  const span = daysBetween(first, last)
  const own = span === 0 ? core.fallbackDays : Math.round(span / (found.length - 1))
  return {
    ja: `最後の購入は${ago}日前、購入間隔は${own}日${span === 0 ? "（店舗の目安）" : ""}`,
    en: `last bought ${counted(ago, "day")} ago, every ${counted(own, "day")}${span === 0 ? " by the brand's average" : ""}`,
  }
}

/** Her own values that a condition on her profile looks at. */
function personValues(core: Core, facts: PersonFacts): string[] {
  const { person } = facts
  switch (core.op) {
    case "and":
    case "or":
      return core.of.flatMap((inner) => personValues(inner, facts))
    case "not":
      return personValues(core.of, facts)
    case "text":
    case "contains":
    case "begins":
    case "between":
    case "known":
      return textOf(person, core.at) === "" ? [] : [textOf(person, core.at)]
    case "number":
      return Object.hasOwn(person.numbers, core.key) ? [String(person.numbers[core.key])] : []
    case "list":
      return [...listOf(person, core.at)]
    default:
      return []
  }
}

/** What would turn a condition round, if she can turn it at all. */
function wouldChange(leaf: Leaf, told: Told, isHeld: boolean): Text | null {
  const found = countedOf(leaf, told)
  if (found) return moreOrLess(found, isHeld)
  switch (leaf.kind) {
    case "own-interval":
    case "order-time":
      return { ja: "次の購入で変わります", en: "the next purchase changes it" }
    case "consent":
    case "reachable":
      return isHeld
        ? { ja: "同意の取り下げで外れます", en: "withdrawing consent ends it" }
        : { ja: "同意があれば当てはまります", en: "consent makes it hold" }
    case "attribute":
    case "property":
    case "field":
      return { ja: "この項目の値が変われば変わります", en: "another value of this field changes it" }
    case "event":
    case "event-time":
    case "sequence":
      return isHeld ? null : { ja: "この行動があれば当てはまります", en: "doing this makes it hold" }
    default:
      return null
  }
}

function moreOrLess({ value, unit, range }: Found, isHeld: boolean): Text | null {
  const { atLeast, atMost } = range
  if (!isHeld && atLeast !== undefined && value < atLeast) {
    const more = unit(atLeast - value)
    return { ja: `あと${more.ja}で当てはまります`, en: `${more.en} more makes it hold` }
  }
  if (isHeld && atMost !== undefined) {
    const more = unit(Math.floor(atMost) - value + 1)
    return { ja: `あと${more.ja}で外れます`, en: `${more.en} more ends it` }
  }
  // What happened stays; only its window moves on.
  return null
}

/** Why, in one sentence: the conditions that decide, with her values. */
export function decisive(verdict: Verdict): Text {
  const leaves = decidingLeaves(verdict, verdict.holds)
  const parts = leaves.slice(0, 4).map(({ sentence, value, holds: isHeld }) => ({
    ja: `${sentence.ja}${isHeld ? "" : " ではない"}${value ? `（${value.ja}）` : ""}`,
    en: `${isHeld ? "" : "not: "}${sentence.en}${value ? ` (${value.en})` : ""}`,
  }))
  return { ja: parts.map((p) => p.ja).join("、"), en: parts.map((p) => p.en).join("; ") }
}

function decidingLeaves(verdict: Verdict, wanted: boolean): Verdict[] {
  if (verdict.children.length === 0) return [verdict]
  // Under a "not" the children answer the other way round; elsewhere those that agree with the whole decide it.
  const isNot = verdict.children.length === 1 && verdict.children[0]?.holds !== verdict.holds
  const children = isNot ? verdict.children : verdict.children.filter((child) => child.holds === wanted)
  return children.flatMap((child) => decidingLeaves(child, child.holds))
}
