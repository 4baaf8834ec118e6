import type { Text } from "#kernel/text"
import { holds } from "./evaluate-rules.ts"
import { channelLabels, purposeLabel, stateLabels } from "./labels-rules.ts"
import { lower } from "./lower-rules.ts"
import type { Leaf } from "./model.ts"
import type { OrderRow } from "./model-core.ts"
import {
  consentOf,
  countedOf,
  eventDayOf,
  type Found,
  ownWords,
  stepsOf,
  storeVisits,
  type Told,
} from "./own-values-rules.ts"
import { leafSentence } from "./sentences-rules.ts"
import { amount, times } from "./window-words-rules.ts"
import { isWithin } from "./windows-rules.ts"

type LeafOf<K extends Leaf["kind"]> = Extract<Leaf, { kind: K }>

/** What would turn a condition round, in words; null where nothing that she or the brand does would. */
export function wouldChange(leaf: Leaf, told: Told, isHeld: boolean): Text | null {
  switch (leaf.kind) {
    case "segment":
    case "bucket":
      return null
    case "attribute":
      return fixed.has(leaf.field) ? null : anotherValue(leaf, told, isHeld)
    case "property":
      return number(ownNumber("property", leaf.key, leaf, told), isHeld) ?? anotherValue(leaf, told, isHeld)
    case "field":
      return number(ownNumber("field", leaf.field, leaf, told), isHeld) ?? anotherValue(leaf, told, isHeld)
    case "consent":
      return consent(leaf, isHeld)
    case "reachable":
      return reachable(leaf, told, isHeld)
    case "own-interval":
    case "order-time":
      return buying(leaf, told, isHeld)
    case "event-time":
      return happening(leaf, told, isHeld)
    case "sequence": {
      const next = leaf.steps[stepsOf(leaf, told)]
      if (isHeld || !next) return null
      const names = next.names.map(told.words.event)
      return {
        ja: `続けて「${names.map((n) => n.ja).join("・")}」があれば当てはまります`,
        en: `“${names.map((n) => n.en).join(" or ")}” next makes it hold`,
      }
    }
    case "cart-left":
      return isHeld
        ? { ja: "購入すると外れます", en: "buying ends it" }
        : { ja: "カートに入れて、買わずにいれば当てはまります", en: "leaving something in the cart makes it hold" }
    case "store-visit": {
      const { visits, purchases } = storeVisits(leaf, told)
      return visit({ value: Math.max(visits, purchases), unit: times, range: leaf.range, step: 1 }, isHeld)
    }
    case "unanswered-messages": {
      if (isHeld && leaf.range.atLeast !== undefined)
        return { ja: "開くかクリックするか、購入すると外れます", en: "opening, clicking or buying ends it" }
      return number(countedOf(leaf, told), isHeld)
    }
    default:
      return number(countedOf(leaf, told), isHeld)
  }
}

/** What she can't change: only time does. */
const fixed: ReadonlySet<string> = new Set(["age", "birthMonth", "birthday", "firstSeen"])

const number = (found: Found | undefined, isHeld: boolean): Text | null => (found ? moreOrLess(found, isHeld) : null)

function moreOrLess({ value, unit, range, step }: Found, isHeld: boolean): Text | null {
  const { atLeast, atMost } = range
  if (!isHeld && atLeast !== undefined && value < atLeast) {
    const more = unit(atLeast - value)
    return { ja: `あと${more.ja}で当てはまります`, en: `${more.en} more makes it hold` }
  }
  if (isHeld && atMost !== undefined) {
    const more = unit(step === 1 ? Math.floor(atMost) - value + 1 : atMost - value + step)
    return { ja: `あと${more.ja}で外れます`, en: `${more.en} more ends it` }
  }
  // What happened stays; only its window moves on.
  return null
}

function visit(found: Found, isHeld: boolean): Text | null {
  const told = moreOrLess(found, isHeld)
  return (
    told && { ja: told.ja.replace("で", "の来店か店舗での購入で"), en: told.en.replace(" more ", " more in a store ") }
  )
}

/** A number of hers against a range; such numbers go both ways. */
function ownNumber(kind: "property" | "field", key: string, leaf: LeafOf<"property" | "field">, { facts }: Told) {
  const { test } = leaf
  const { [`${kind}:${key}`]: value } = facts.person.numbers
  if (value === undefined || !("atLeast" in test || "atMost" in test)) return undefined
  return { value, unit: amount, range: test, step: 1 }
}

function anotherValue(leaf: LeafOf<"attribute" | "property" | "field">, told: Told, isHeld: boolean): Text {
  if (isHeld) return { ja: "この値が変われば外れます", en: "another value ends it" }
  const { ja, en } = leafSentence(leaf, told.words)
  const isUnknown =
    leaf.kind !== "attribute" && ownWords(leaf.kind, leaf.kind === "field" ? leaf.field : leaf.key, told).length === 0
  return {
    ja: `${isUnknown ? "分かって、" : ""}${once(ja)}当てはまります`,
    en: isUnknown ? `learning that ${lowered(en)} makes it hold` : `it holds once ${lowered(en)}`,
  }
}

/** 「大阪府」になれば, 含むようになれば, なくなれば. */
function once(ja: string): string {
  if (ja.endsWith("ない")) return `${ja.slice(0, -1)}くなれば`
  return /[るむ]$/.test(ja) ? `${ja}ようになれば` : `${ja}になれば`
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function consent({ channel, purpose, states }: LeafOf<"consent">, isHeld: boolean): Text {
  const [name, use] = [channelLabels[channel], purposeLabel(purpose)]
  const wanted = states.map((state) => stateLabels[state])
  return isHeld
    ? { ja: `${name.ja}（${use.ja}）の意思が変われば外れます`, en: `another word on ${name.en} (${use.en}) ends it` }
    : {
        ja: `${name.ja}（${use.ja}）が「${wanted.map((w) => w.ja).join("・")}」になれば当てはまります`,
        en: `consent by ${name.en} (${use.en}) ${wanted.map((w) => w.en).join(" or ")} makes it hold`,
      }
}

function reachable({ channel }: LeafOf<"reachable">, told: Told, isHeld: boolean): Text {
  if (isHeld) return { ja: "同意の取り下げか配信停止で外れます", en: "withdrawing consent, or stopping, ends it" }
  return consentOf({ channel, purpose: "marketing" }, told) === "given"
    ? { ja: "届く宛先が分かれば当てはまります", en: "an address that can be written to makes it hold" }
    : { ja: "ご案内への同意があれば当てはまります", en: "consent makes it hold" }
}

/** What one more purchase today would do, tried out. */
function buying(leaf: LeafOf<"own-interval" | "order-time">, { facts, setting }: Told, isHeld: boolean): Text | null {
  const core = lower(leaf, setting)
  if (core.op !== "interval" && core.op !== "orderDay") return null
  const { products, channels, stores } = core.scope
  const order: OrderRow = {
    day: setting.today,
    net: 0,
    channel: channels?.[0] ?? "online",
    store: stores?.[0] ?? "",
    products: products?.slice(0, 1) ?? [],
    productNets: [0],
  }
  const person = { ...facts.person, orders: [...facts.person.orders, order] }
  if (holds(core, { ...facts, person }) === isHeld) return null
  return isHeld
    ? { ja: "次の購入で外れます", en: "the next purchase ends it" }
    : { ja: "購入すると当てはまります", en: "a purchase makes it hold" }
}

/** What it would do if it happened once more today. */
function happening(leaf: LeafOf<"event-time">, told: Told, isHeld: boolean): Text | null {
  const core = lower(leaf, told.setting)
  if (core.op !== "eventDay") return null
  const first = eventDayOf(leaf, told)
  const then = leaf.which === "first" && first ? first : told.setting.today
  if (isWithin(then, core.days) === isHeld) return null
  return isHeld
    ? { ja: "もう一度この行動があると外れます", en: "doing this again ends it" }
    : { ja: "この行動があれば当てはまります", en: "doing this makes it hold" }
}
