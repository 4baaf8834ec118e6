import { filterName, filterValue } from "./filter-words-rules.ts"
import { counted, type Text } from "#kernel/text"
import { channelLabels, monthLabel, purposeLabel, stateLabels } from "./labels-rules.ts"
import type { Condition, Leaf } from "./model.ts"
import type { EventFilter, OrderScope, ValueTest } from "./model-tests.ts"
import { amount, days, messages, orders, rangeWords, times, windowWords } from "./window-words-rules.ts"

/** What the brand calls things. */
export type Words = {
  readonly event: (name: string) => Text
  readonly field: (kind: "attribute" | "property" | "field", key: string) => Text
  readonly segment: (segmentId: string) => Text
  /** A value in words rather than codes; of what the reader may not see, that it is hidden. */
  readonly value: (kind: "attribute" | "property" | "field", key: string, value: string | number) => Text
  /** A product by the shop's own id. */
  readonly product: (productId: string) => Text
  readonly money: (minor: number) => Text
}

/** A whole document as a sentence. */
export function sentenceOf(condition: Condition, words: Words): Text {
  if (condition.kind === "all" || condition.kind === "any") {
    if (condition.of.length === 0)
      return condition.kind === "all" ? { ja: "すべてのお客様", en: "everybody" } : { ja: "だれもいない", en: "nobody" }
    const parts = condition.of.map((inner) => bracketed(inner, words))
    const [ja, en] = condition.kind === "all" ? ["、かつ", " and "] : ["、または", " or "]
    return { ja: parts.map((p) => p.ja).join(ja), en: parts.map((p) => p.en).join(en) }
  }
  if (condition.kind !== "not") return leafSentence(condition, words)
  const inner = bracketed(condition.of, words)
  return { ja: `${inner.ja} ではない`, en: `not: ${inner.en}` }
}

function bracketed(condition: Condition, words: Words): Text {
  const text = sentenceOf(condition, words)
  const isJoined = (condition.kind === "all" || condition.kind === "any") && condition.of.length > 1
  return isJoined ? { ja: `（${text.ja}）`, en: `(${text.en})` } : text
}

const list = (texts: readonly Text[]): Text => ({
  ja: texts.map((t) => t.ja).join("・"),
  en: texts.map((t) => t.en).join(" or "),
})
const plain = (values: readonly string[]): Text => ({ ja: values.join("・"), en: values.join(" or ") })

const signals = {
  sent: { ja: "届けた", en: "was sent" },
  opened: { ja: "開いた", en: "opened" },
  clicked: { ja: "クリックした", en: "clicked" },
  engaged: { ja: "開くかクリックした", en: "opened or clicked" },
} as const

export function leafSentence(leaf: Leaf, words: Words): Text {
  switch (leaf.kind) {
    case "attribute":
      return valueSentence({ kind: "attribute", key: leaf.field }, leaf.test, words)
    case "property":
      return valueSentence({ kind: "property", key: leaf.key }, leaf.test, words)
    case "field":
      return valueSentence({ kind: "field", key: leaf.field }, leaf.test, words)
    case "segment": {
      const name = words.segment(leaf.segmentId)
      return { ja: `「${name.ja}」に入っている`, en: `is in “${name.en}”` }
    }
    case "bucket": {
      const [from, to] = [leaf.from / 100, leaf.to / 100]
      return {
        ja: `ハッシュで ${from}〜${to}%（${leaf.salt}）`,
        en: `in the share from ${from}% to ${to}% by hash (${leaf.salt})`,
      }
    }
    case "consent":
      return {
        ja: `${channelLabels[leaf.channel].ja}（${purposeLabel(leaf.purpose).ja}）が「${leaf.states.map((s) => stateLabels[s].ja).join("・")}」`,
        en: `consent by ${channelLabels[leaf.channel].en} (${purposeLabel(leaf.purpose).en}) is ${leaf.states.map((s) => stateLabels[s].en).join(" or ")}`,
      }
    case "reachable":
      return {
        ja: `${channelLabels[leaf.channel].ja}で届けられる`,
        en: `can be reached by ${channelLabels[leaf.channel].en}`,
      }
    case "orders":
    case "orders-against-average":
    case "order-time":
    case "own-interval":
      return orderSentence(leaf, words)
    default:
      return eventSentence(leaf, words)
  }
}

type OrderLeaf = Extract<Leaf, { kind: "orders" | "orders-against-average" | "order-time" | "own-interval" }>

function scopeWords(scope: OrderScope | undefined, words: Words): Text {
  const parts: Text[] = []
  const products = list((scope?.products ?? []).map(words.product))
  if (scope?.products) parts.push({ ja: `「${products.ja}」の`, en: `of ${products.en}` })
  if (scope?.categories)
    parts.push({ ja: `カテゴリー ${scope.categories.join("・")} の`, en: `in ${scope.categories.join(" or ")}` })
  if (scope?.channels)
    parts.push({
      ja: scope.channels.map((c) => (c === "store" ? "店舗での" : "オンラインでの")).join("・"),
      en: scope.channels.map((c) => (c === "store" ? "in a store" : "online")).join(" or "),
    })
  if (scope?.stores) parts.push({ ja: `店舗 ${scope.stores.join("・")} での`, en: `at ${scope.stores.join(" or ")}` })
  return { ja: parts.map((p) => p.ja).join(""), en: parts.map((p) => ` ${p.en}`).join("") }
}

function orderSentence(leaf: OrderLeaf, words: Words): Text {
  const scope = scopeWords("scope" in leaf ? leaf.scope : undefined, words)
  if (leaf.kind === "own-interval") {
    const times = leaf.factorPercent / 100
    return {
      ja: `${scope.ja}最後の購入から、本人の購入間隔の${times}倍を過ぎた`,
      en: `${times} times her own interval has passed since she last bought${scope.en}`,
    }
  }
  const when = windowWords(leaf.window, words.event)
  switch (leaf.kind) {
    case "orders": {
      const range = rangeWords(leaf.range, leaf.measure === "count" ? orders : words.money)
      const what = {
        count: { ja: "購入", en: "bought" },
        spent: { ja: "購入金額", en: "spent" },
        average: { ja: "平均購入額", en: "spent per order" },
      }[leaf.measure]
      return { ja: `${when.ja}${scope.ja}${what.ja}が${range.ja}`, en: `${what.en} ${range.en}${scope.en} ${when.en}` }
    }
    case "orders-against-average": {
      const [ja, en] = leaf.measure === "count" ? ["購入回数", "orders"] : ["購入金額", "spending"]
      const share =
        leaf.percent === 100
          ? { ja: "平均", en: "the average" }
          : { ja: `平均の${leaf.percent}%`, en: `${leaf.percent}% of the average` }
      return {
        ja: `${when.ja}${ja}が${share.ja}${leaf.is === "above" ? "より多い" : "より少ない"}`,
        en: `${en} ${when.en} ${leaf.is} ${share.en}`,
      }
    }
    case "order-time": {
      const [ja, en] = leaf.which === "first" ? ["最初", "first"] : ["最後", "last"]
      return { ja: `${scope.ja}${ja}の購入が${when.ja}あった`, en: `${en} bought${scope.en} ${when.en}` }
    }
  }
}

type EventLeaf = Exclude<
  Leaf,
  OrderLeaf | { kind: "attribute" | "property" | "field" | "segment" | "bucket" | "consent" | "reachable" }
>

function eventSentence(leaf: EventLeaf, words: Words): Text {
  if (leaf.kind === "unanswered-messages") {
    const range = rangeWords(leaf.range, messages)
    return {
      ja: `最後の反応のあとに届けたメッセージが${range.ja}`,
      en: `${range.en} sent since she last responded`,
    }
  }
  if (leaf.kind === "sequence") {
    const steps = leaf.steps.map((step) => list(step.names.map(words.event)))
    return {
      ja: `${leaf.withinHours}時間以内に「${steps.map((s) => s.ja).join("」→「")}」の順`,
      en: `“${steps.map((s) => s.en).join("”, then “")}” within ${counted(leaf.withinHours, "hour")}`,
    }
  }
  const when = windowWords(leaf.window, words.event)
  if (leaf.kind !== "event" && leaf.kind !== "event-time") return signSentence(leaf, when, words)
  const what = list(leaf.names.map(words.event))
  const filters = filterWords(leaf.filters, words)
  switch (leaf.kind) {
    case "event": {
      const unit =
        leaf.sumOf !== undefined
          ? amount
          : leaf.measure === "days"
            ? days
            : leaf.measure === "value"
              ? words.money
              : times
      const range = rangeWords(leaf.range, unit)
      return {
        ja: `${when.ja}「${what.ja}」${filters.ja}が${range.ja}`,
        en: `“${what.en}”${filters.en} ${range.en} ${when.en}`,
      }
    }
    case "event-time": {
      const [ja, en] = leaf.which === "first" ? ["最初の", "first"] : ["最後の", "last"]
      return {
        ja: `${ja}「${what.ja}」${filters.ja}が${when.ja}あった`,
        en: `${en} “${what.en}”${filters.en} ${when.en}`,
      }
    }
  }
}

type Sign = Extract<EventLeaf, { kind: "engagement" | "web-visits" | "cart-left" | "store-visit" }>

/** Signs of interest that are more than one event. */
function signSentence(leaf: Sign, when: Text, words: Words): Text {
  switch (leaf.kind) {
    case "engagement": {
      const range = rangeWords(leaf.range, times)
      const [channel, signal] = [channelLabels[leaf.channel], signals[leaf.signal]]
      return {
        ja: `${when.ja}${channel.ja}を${signal.ja}ことが${range.ja}`,
        en: `${signal.en} ${channel.en} ${range.en} ${when.en}`,
      }
    }
    case "web-visits": {
      const range = rangeWords(leaf.range, times)
      return { ja: `${when.ja}サイトの閲覧が${range.ja}`, en: `looked at the site ${range.en} ${when.en}` }
    }
    case "cart-left": {
      const products = leaf.products ? list(leaf.products.map(words.product)) : undefined
      return {
        ja: `${when.ja}${products ? `「${products.ja}」を` : ""}カートに入れて、まだ買っていない`,
        en: `put ${products ? products.en : "something"} into the cart ${when.en} and has not bought it`,
      }
    }
    case "store-visit": {
      const range = rangeWords(leaf.range, times)
      const at = leaf.stores ? plain(leaf.stores) : undefined
      return {
        ja: `${when.ja}${at ? `店舗 ${at.ja}` : "店舗"}への来店が${range.ja}`,
        en: `visited ${at ? at.en : "a store"} ${range.en} ${when.en}`,
      }
    }
  }
}

function filterWords(filters: readonly EventFilter[], words: Words): Text {
  if (filters.length === 0) return { ja: "", en: "" }
  const each = filters.map((filter) => filterSentence(filter, words))
  return { ja: `（${each.map(({ ja }) => ja).join("、")}）`, en: ` (${each.map(({ en }) => en).join(", ")})` }
}

function filterSentence({ field, test }: EventFilter, words: Words): Text {
  const name = filterName(field)
  const is = (ja: string, en: string): Text => ({ ja: `${name.ja}${ja}`, en: `${name.en} ${en}` })
  const said = (values: readonly string[]) => list(values.map((value) => filterValue(field, value, words)))
  if ("is" in test) return is(`が「${said(test.is).ja}」`, `is ${said(test.is).en}`)
  if ("isNot" in test) return is(`が「${said(test.isNot).ja}」ではない`, `is not ${said(test.isNot).en}`)
  if ("contains" in test) return is(`に「${test.contains}」を含む`, `contains “${test.contains}”`)
  if ("isTrue" in test) return is(test.isTrue ? "がはい" : "がいいえ", test.isTrue ? "is yes" : "is no")
  const range = rangeWords(test, field === "value" ? words.money : amount)
  return is(`が${range.ja}`, `is ${range.en}`)
}

type At = { readonly kind: "attribute" | "property" | "field"; readonly key: string }

function valueSentence({ kind, key }: At, test: ValueTest, words: Words): Text {
  const name = words.field(kind, key)
  const is = (ja: string, en: string): Text => ({ ja: `${name.ja}${ja}`, en: `${name.en} ${en}` })
  const said = (values: readonly string[]) => list(values.map((value) => words.value(kind, key, value)))
  if ("is" in test) return is(`が「${said(test.is).ja}」`, `is ${said(test.is).en}`)
  if ("isNot" in test) return is(`が「${said(test.isNot).ja}」ではない`, `is not ${said(test.isNot).en}`)
  if ("contains" in test) return is(`に「${test.contains}」を含む`, `contains “${test.contains}”`)
  if ("beginsWith" in test) return is(`が「${test.beginsWith}」で始まる`, `begins with “${test.beginsWith}”`)
  if ("isTrue" in test) return is(test.isTrue ? "がはい" : "がいいえ", test.isTrue ? "is yes" : "is no")
  if ("any" in test) return is(`に「${said(test.any).ja}」がある`, `includes ${said(test.any).en}`)
  if ("all" in test) return is(`に「${said(test.all).ja}」がすべてある`, `includes all of ${said(test.all).en}`)
  if ("none" in test) return is(`に「${said(test.none).ja}」がない`, `includes none of ${said(test.none).en}`)
  if ("known" in test)
    return is(test.known ? "がわかっている" : "がわからない", test.known ? "is known" : "is not known")
  if ("withinDays" in test) return is(`が${test.withinDays}日以内`, `is within ${counted(test.withinDays, "day")}`)
  if ("during" in test) {
    const when = windowWords(test.during, words.event)
    return is(`が${when.ja.replace(/に$/, "")}`, `is ${when.en}`)
  }
  const unit = key === "age" ? years : key === "birthMonth" ? monthLabel : amount
  const range = rangeWords(test, kind === "attribute" ? unit : amount)
  return is(`が${range.ja}`, `is ${range.en}`)
}

const years = (n: number): Text => ({ ja: `${n}歳`, en: counted(n, "year") })
