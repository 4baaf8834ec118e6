import { addYears, type Day, day, daysBetween } from "#kernel/days"
import { counted, type Text } from "#kernel/text"
import { bucketOf, deedsIn, holds, isOf, listOf, measured, orderDays, ordersIn, textOf } from "./evaluate-rules.ts"
import { channelLabels, dayLabel, stateLabels } from "./labels-rules.ts"
import { averageKey, lower, type Setting } from "./lower-rules.ts"
import type { Leaf } from "./model.ts"
import type { Core, PersonFacts } from "./model-core.ts"
import type { NumberRange } from "./model-tests.ts"
import type { Words } from "./sentences-rules.ts"
import { amount, days, messages, orders, times } from "./window-words-rules.ts"

export type Told = { readonly facts: PersonFacts; readonly setting: Setting; readonly words: Words }

type LeafOf<K extends Leaf["kind"]> = Extract<Leaf, { kind: K }>

const unknown: Text = { ja: "わからない・ない", en: "not known" }

/** What is true of one person where a condition looks, in words; null where another document answers. */
export function ownValue(leaf: Leaf, told: Told): Text | null {
  switch (leaf.kind) {
    case "segment":
      return null
    case "attribute":
      return ownAttribute(leaf, told)
    case "property":
      return listed(ownWords("property", leaf.key, told))
    case "field":
      return listed(ownWords("field", leaf.field, told))
    case "consent":
      return stateLabels[consentOf(leaf, told)]
    case "reachable":
      return ownWay(leaf, told)
    case "bucket": {
      const share = bucketOf(leaf.salt, told.facts.person.customerId) / 100
      return { ja: `${share}%のところ`, en: `at ${share}%` }
    }
    case "orders-against-average":
      return againstAverage(leaf, told)
    case "order-time":
    case "own-interval":
      return lastBought(leaf, told)
    case "event-time":
      return seenDay(leaf, told)
    case "sequence":
      return stepsDone(leaf, told)
    case "cart-left":
      return putIntoCart(leaf, told)
    case "store-visit": {
      const { visits, purchases } = storeVisits(leaf, told)
      return {
        ja: `来店${times(visits).ja}・店舗での購入${times(purchases).ja}`,
        en: `${counted(visits, "visit")}, ${counted(purchases, "purchase")} in a store`,
      }
    }
    default: {
      const found = countedOf(leaf, told)
      return found ? found.unit(found.value) : { ja: "この手段では分かりません", en: "can't be seen on this channel" }
    }
  }
}

export type Found = {
  readonly value: number
  readonly unit: (n: number) => Text
  readonly range: NumberRange
  /** The least that more of it can be. */
  readonly step: number
}

/** What a condition that counts has counted of her. */
export function countedOf(leaf: Leaf, { facts, setting, words }: Told): Found | undefined {
  if (leaf.kind === "store-visit" || leaf.kind === "cart-left" || leaf.kind === "segment") return undefined
  const core = lower(leaf, setting)
  if (core.op === "orders") {
    const { count, spent } = ordersIn(facts.person, core)
    if (core.measure === "count") return { value: count, unit: orders, range: core.range, step: 1 }
    const value = core.measure === "spent" ? spent : count === 0 ? 0 : Math.floor(spent / count)
    return { value, unit: words.money, range: core.range, step: 1 }
  }
  if (core.op !== "events") return undefined
  const value = measured(deedsIn(facts.deeds, core.of, core.when) ?? [], core.measure)
  if (typeof core.measure !== "string") return { value: value / 1_000, unit: amount, range: core.range, step: 0.001 }
  const unit = leaf.kind === "unanswered-messages" ? messages : { count: times, days, value: words.money }[core.measure]
  return { value, unit, range: core.range, step: 1 }
}

/** Her values under a key, in the words of the brand. */
export function ownWords(kind: "property" | "field", key: string, { facts, words }: Told): Text[] {
  const at = { key: `${kind}:${key}` }
  const { person } = facts
  const text = textOf(person, at)
  const number = Object.hasOwn(person.numbers, at.key) ? person.numbers[at.key] : undefined
  if (number !== undefined) return [words.value(kind, key, number)]
  return [...(text === "" ? [] : [text]), ...listOf(person, at)].map((value) => words.value(kind, key, value))
}

const listed = (values: readonly Text[]): Text =>
  values.length === 0
    ? unknown
    : { ja: [...new Set(values.map((v) => v.ja))].join("・"), en: [...new Set(values.map((v) => v.en))].join(", ") }

function ownAttribute({ field }: LeafOf<"attribute">, { facts, setting, words }: Told): Text {
  const { columns } = facts.person
  const said = (value: string) => (value === "" ? unknown : words.value("attribute", field, value))
  switch (field) {
    case "age":
      return said(columns.bornOn === "" ? "" : String(ageOn(day(columns.bornOn), setting.today)))
    case "birthMonth":
      return said(columns.birthday === "" ? "" : String(Number(columns.birthday.slice(0, 2))))
    default:
      return said(columns[field])
  }
}

function ageOn(born: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return addYears(born, years) <= today ? years : years - 1
}

const consentStates = ["given", "withdrawn", "pending", "imported_unverified"] as const

/** Where her consent stands on a channel for a purpose. */
export const consentOf = ({ channel, purpose }: Pick<LeafOf<"consent">, "channel" | "purpose">, { facts }: Told) =>
  consentStates.find((state) => facts.person.consents.includes(`${channel}/${purpose}/${state}`)) ?? "none"

function ownWay({ channel }: LeafOf<"reachable">, told: Told): Text {
  const name = channelLabels[channel]
  if (told.facts.person.reach.includes(channel))
    return { ja: `同意があり、${name.ja}で届きます`, en: `agreed, and ${name.en} gets there` }
  const state = consentOf({ channel, purpose: "marketing" }, told)
  if (state !== "given")
    return { ja: `ご案内の同意は「${stateLabels[state].ja}」`, en: `consent: ${stateLabels[state].en}` }
  return {
    ja: "同意はあるが、宛先がないか、配信を止めている",
    en: "agreed, but there is no address, or sending to it is stopped",
  }
}

function againstAverage(leaf: LeafOf<"orders-against-average">, told: Told): Text {
  const found = countedOf(leaf, told)
  const average = told.setting.averages[averageKey(leaf.measure, leaf.window)] ?? 0
  const own = found ? found.unit(found.value) : unknown
  const usual = leaf.measure === "spent" ? told.words.money(Math.round(average)) : orders(Math.round(average * 10) / 10)
  return { ja: `${own.ja}・平均は${usual.ja}`, en: `${own.en}; the average is ${usual.en}` }
}

const dayAgo = (at: Day, today: Day): Text => {
  const ago = daysBetween(at, today)
  const { ja, en } = dayLabel(at)
  return ago === 0
    ? { ja: `${ja}（きょう）`, en: `${en} (today)` }
    : { ja: `${ja}（${ago.toLocaleString("ja-JP")}日前）`, en: `${en} (${counted(ago, "day")} ago)` }
}

function lastBought(leaf: LeafOf<"order-time" | "own-interval">, { facts, setting }: Told): Text {
  const core = lower(leaf, setting)
  if (core.op !== "interval" && core.op !== "orderDay") return unknown
  const found = orderDays(facts.person, core.scope, setting.today)
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return { ja: "購入なし", en: "never bought" }
  if (core.op === "orderDay") return dayAgo(core.which === "first" ? first : last, setting.today)
  const ago = daysBetween(last, setting.today)
  const span = daysBetween(first, last)
  const own = span === 0 ? core.fallbackDays : Math.round(span / (found.length - 1))
  return {
    ja: `最後の購入は${ago}日前、購入間隔は${own}日${span === 0 ? "（店舗の目安）" : ""}`,
    en: `last bought ${counted(ago, "day")} ago, every ${counted(own, "day")}${span === 0 ? " by the brand's average" : ""}`,
  }
}

/** The day that an `event-time` condition looks at; undefined when it never happened. */
export function eventDayOf(leaf: LeafOf<"event-time">, { facts, setting }: Told): Day | undefined {
  const core = lower(leaf, setting)
  if (core.op !== "eventDay") return undefined
  const seen = facts.deeds.filter((deed) => deed.day <= core.today && isOf(core.of, deed)).map((deed) => deed.day)
  seen.sort()
  return core.which === "first" ? seen[0] : seen.at(-1)
}

function seenDay(leaf: LeafOf<"event-time">, told: Told): Text {
  const at = eventDayOf(leaf, told)
  return at ? dayAgo(at, told.setting.today) : { ja: "まだない", en: "never" }
}

/** How many steps of a sequence she went, one after the other within its time. */
export function stepsOf(leaf: LeafOf<"sequence">, { facts, setting }: Told): number {
  const core = lower(leaf, setting)
  if (core.op !== "sequence") return 0
  const went = (n: number) => holds({ ...core, steps: core.steps.slice(0, n) }, facts)
  return core.steps.reduce((most, _, i) => (most === i && went(i + 1) ? i + 1 : most), 0)
}

function stepsDone(leaf: LeafOf<"sequence">, told: Told): Text {
  const done = stepsOf(leaf, told)
  return {
    ja: `${leaf.steps.length}つのうち${done}つまで`,
    en: `${done} of ${leaf.steps.length} steps`,
  }
}

function putIntoCart(leaf: LeafOf<"cart-left">, { facts, setting }: Told): Text {
  const core = lower(leaf, setting)
  const added: Core | undefined = core.op === "and" ? core.of[0] : undefined
  if (added?.op !== "events") return unknown
  const seen = facts.deeds.filter((deed) => deed.day <= setting.today && isOf(added.of, deed)).map((deed) => deed.day)
  seen.sort()
  const at = seen.at(-1)
  if (!at) return { ja: "カートに入れたことがない", en: "never put into the cart" }
  const { ja, en } = dayAgo(at, setting.today)
  const left = (deedsIn(facts.deeds, added.of, added.when) ?? []).length > 0 && holds(core, facts)
  return left
    ? { ja: `カートに入れたのは${ja}、まだ買っていない`, en: `put into the cart on ${en}, not bought` }
    : { ja: `カートに入れたのは${ja}`, en: `put into the cart on ${en}` }
}

/** How often she came to these stores, and how often she bought there. */
export function storeVisits(
  leaf: LeafOf<"store-visit">,
  { facts, setting }: Told,
): { visits: number; purchases: number } {
  const core = lower(leaf, setting)
  const parts = core.op === "or" || core.op === "and" ? core.of : []
  const visits = parts.flatMap((p) => (p.op === "events" ? [deedsIn(facts.deeds, p.of, p.when)?.length ?? 0] : []))
  const purchases = parts.flatMap((p) => (p.op === "orders" ? [ordersIn(facts.person, p).count] : []))
  return { visits: visits[0] ?? 0, purchases: purchases[0] ?? 0 }
}
