import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { OrderScope } from "../../../server/capabilities/segments/model-tests.ts"
import { either, type Names, type Part, type Phrase, token } from "./phrase.ts"
import { isNone, rangeText, unitPlain, unitTimes } from "./phrase-tests.ts"
import { windowText } from "./phrase-windows.ts"

type OrderLeaf = Extract<Leaf, { kind: "orders" | "orders-against-average" | "order-time" | "own-interval" }>

/** What was bought and where: 店舗で「化粧水」 / “lotion” in a store; undefined where every order counts. */
export function scopeText(scope: OrderScope | undefined, names: Names) {
  const { products = [], categories = [], channels = [], stores = [] } = scope ?? {}
  const goods = [...products.map(names.product), ...categories]
  const what = goods.length > 0 ? either(goods) : undefined
  const where =
    stores.length > 0
      ? either(stores)
      : channels.length === 1
        ? channels[0] === "store"
          ? { ja: "店舗", en: "a store" }
          : { ja: "ネット", en: "the online shop" }
        : undefined
  if (!what && !where) return undefined
  return {
    /** 店舗で「化粧水」, or 店舗で alone. */
    ja: [where && `${where.ja}で`, what && `「${what.ja}」`].filter(Boolean).join(""),
    en: [what ? `“${what.en}”` : "anything", where && `in ${where.en}`].filter(Boolean).join(" "),
    hasGoods: what !== undefined,
  }
}

export function orderPhrase(leaf: OrderLeaf, names: Names): Phrase {
  switch (leaf.kind) {
    case "orders":
      return boughtPhrase(leaf, names)
    case "orders-against-average":
      return averagePhrase(leaf, names)
    case "order-time":
      return orderTimePhrase(leaf, names)
    case "own-interval":
      return intervalPhrase(leaf, names)
  }
}

const measures = {
  count: { ja: "", en: "" },
  spent: { ja: "合計 ", en: " in all" },
  average: { ja: "1回平均 ", en: " per order on average" },
}

function boughtPhrase(leaf: Extract<Leaf, { kind: "orders" }>, names: Names): Phrase {
  const window = windowText(leaf.window, names)
  const scope = scopeText(leaf.scope, names)
  const isCount = leaf.measure === "count"
  const none = isCount && isNone(leaf.range)
  const { ja: before, en: after } = measures[leaf.measure]
  const range = isCount ? rangeText(leaf.range, unitTimes) : rangeText(leaf.range, unitPlain, names.money)
  const amount = none ? { ja: "一度も", en: "never" } : { ja: before + range.ja, en: range.en + after }
  const bought = scope?.hasGoods ? { did: "買", not: "買って" } : { did: "し", not: "して" }
  const of: Part[] = scope ? [token("scope", scope.ja), ...(scope.hasGoods ? ["を"] : [])] : []
  const verb: Part[] = scope?.hasGoods ? [] : [scope ? "購入" : token("scope", "購入")]
  const en: Part[] = none
    ? ["who ", token("range", "never"), " bought ", token("scope", scope?.en ?? "anything"), " "]
    : isCount
      ? ["who bought ", token("scope", scope?.en ?? "anything"), " ", token("range", amount.en), " "]
      : ["who spent ", token("range", amount.en), " on ", token("scope", scope?.en ?? "anything"), " "]
  const shared = { en: [...en, token("window", window.en)] }
  if (none)
    return {
      ...shared,
      ja: [token("window", window.ja), "に", ...of, token("range", "一度も"), ...verb],
      mid: `${bought.not}いなくて`,
      end: `${bought.not}いない`,
    }
  const said = [...of, token("range", amount.ja), ...verb]
  const ja: Part[] = [token("window", window.ja), "に", ...said]
  return { ...shared, ja, mid: scope?.hasGoods ? "買い" : "し", end: scope?.hasGoods ? "買った" : "した" }
}

function averagePhrase(leaf: Extract<Leaf, { kind: "orders-against-average" }>, names: Names): Phrase {
  const window = windowText(leaf.window, names)
  const isCount = leaf.measure === "count"
  const above = leaf.is === "above"
  const of =
    leaf.percent === 100
      ? { ja: "平均", en: "the average" }
      : { ja: `平均の${leaf.percent}%`, en: `${leaf.percent}% of the average` }
  return {
    ja: [
      token("window", window.ja),
      isCount ? "の購入回数が" : "の購入額が",
      token("average", `${of.ja}より${above ? "多" : "少な"}`),
    ],
    mid: "く",
    end: "い",
    en: [
      isCount ? "whose number of orders " : "whose spending ",
      token("window", window.en),
      " is ",
      token("average", `${above ? "above" : "below"} ${of.en}`),
    ],
  }
}

function orderTimePhrase(leaf: Extract<Leaf, { kind: "order-time" }>, names: Names): Phrase {
  const window = windowText(leaf.window, names)
  const scope = scopeText(leaf.scope, names)
  const first = leaf.which === "first"
  return {
    ja: [
      token("which", first ? "最初" : "最後"),
      "の",
      ...(scope ? [token("scope", scope.ja), "の購入が"] : [token("scope", "購入"), "が"]),
      token("window", window.ja),
    ],
    mid: "で",
    end: "の",
    en: [
      "whose ",
      token("which", first ? "first" : "last"),
      " purchase of ",
      token("scope", scope?.en ?? "anything"),
      " was ",
      token("window", window.en),
    ],
  }
}

function intervalPhrase(leaf: Extract<Leaf, { kind: "own-interval" }>, names: Names): Phrase {
  const times = leaf.factorPercent / 100
  const scope = scopeText(leaf.scope, names)
  return {
    ja: [
      "最後の",
      ...(scope ? [token("scope", scope.ja), "の購入"] : [token("scope", "購入")]),
      "から",
      token("interval", `ご自分の購入間隔の${times}倍`),
      "が",
    ],
    mid: "過ぎていて",
    end: "過ぎている",
    en: [
      "who have gone ",
      token("interval", times === 1 ? "their own usual interval" : `${times} times their own usual interval`),
      " without buying ",
      token("scope", scope?.en ?? "anything"),
    ],
  }
}
