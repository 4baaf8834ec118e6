import { filterName } from "../../../server/capabilities/segments/filter-words-rules.ts"
import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { EventFilter, NumberRange } from "../../../server/capabilities/segments/model-tests.ts"
import type { Text } from "../../../ui/text.ts"
import { either, listed, type Names, orUnset, type Part, type Phrase, token } from "./phrase.ts"
import { isNone, rangeText, unitDays, unitMessages, unitPlain, unitTimes } from "./phrase-tests.ts"
import { windowText } from "./phrase-windows.ts"

type DidLeaf = Extract<
  Leaf,
  {
    kind:
      | "event"
      | "event-time"
      | "sequence"
      | "engagement"
      | "unanswered-messages"
      | "web-visits"
      | "cart-left"
      | "store-visit"
  }
>

export function didPhrase(leaf: DidLeaf, names: Names): Phrase {
  switch (leaf.kind) {
    case "event":
      return eventPhrase(leaf, names)
    case "event-time":
      return eventTimePhrase(leaf, names)
    case "sequence":
      return sequencePhrase(leaf, names)
    case "engagement":
      return engagementPhrase(leaf, names)
    case "unanswered-messages":
      return unansweredPhrase(leaf)
    case "web-visits":
      return timesPhrase(leaf.range, windowText(leaf.window, names), {
        ja: ["サイトの閲覧が"],
        en: ["looked at the site"],
      })
    case "cart-left":
      return cartPhrase(leaf, names)
    case "store-visit":
      return storePhrase(leaf, names)
  }
}

/** 「商品を見た」か「注文」. */
export function eventNames(of: readonly string[], names: Names): Text {
  const titles = of.map(names.event)
  return {
    ja: orUnset(titles.map(({ ja }) => `「${ja}」`).join("か"), "ja"),
    en: orUnset(
      listed(
        titles.map(({ en }) => `“${en}”`),
        "or",
      ),
      "en",
    ),
  }
}

/** （商品が A か B・金額が 3,000以上）; nothing without filters. */
export function filtersText(filters: readonly EventFilter[], names: Names): Text | undefined {
  if (filters.length === 0) return undefined
  const each = filters.map(({ field, test }) => {
    const of = filterName(field)
    const value = filterValue(field, test, names)
    return { ja: `${of.ja}が${value.ja}`, en: `${of.en} ${value.en}` }
  })
  return { ja: `（${each.map(({ ja }) => ja).join("・")}）`, en: ` (${each.map(({ en }) => en).join(", ")})` }
}

function filterValue(field: string, test: EventFilter["test"], names: Names): Text {
  const shown = (values: readonly string[]) => either(field === "product" ? values.map(names.product) : values)
  if ("is" in test) return { ja: orUnset(shown(test.is).ja, "ja"), en: `is ${orUnset(shown(test.is).en, "en")}` }
  if ("isNot" in test) return { ja: `${shown(test.isNot).ja}以外`, en: `is not ${shown(test.isNot).en}` }
  if ("contains" in test) return { ja: `「${test.contains}」を含む`, en: `contains “${test.contains}”` }
  if ("isTrue" in test) return test.isTrue ? { ja: "はい", en: "is yes" } : { ja: "いいえ", en: "is no" }
  return rangeText(test, unitPlain, field === "value" ? names.money : undefined)
}

/** 過去90日に〔…が〕3回以上あり, or 一度もなく. */
function timesPhrase(
  range: NumberRange,
  window: Text,
  of: { ja: readonly Part[]; en: readonly Part[] },
  amount?: Text,
): Phrase {
  const none = amount === undefined && isNone(range)
  const times = amount ?? rangeText(range, unitTimes)
  return {
    ja: [token("window", window.ja), "に", ...of.ja, token("range", none ? "一度も" : times.ja)],
    ...(none ? { mid: "なく", end: "ない" } : { mid: "あり", end: "あった" }),
    en: none
      ? ["who ", token("range", "never"), " ", ...of.en, " ", token("window", window.en)]
      : ["who ", ...of.en, " ", token("range", times.en), " ", token("window", window.en)],
  }
}

function eventPhrase(leaf: Extract<Leaf, { kind: "event" }>, names: Names): Phrase {
  const of = eventNames(leaf.names, names)
  const filters = filtersText(leaf.filters, names)
  const window = windowText(leaf.window, names)
  return timesPhrase(
    leaf.range,
    window,
    {
      ja: [token("names", of.ja), ...(filters ? [token("filters", filters.ja)] : []), "が"],
      en: [
        isCounted(leaf) && isNone(leaf.range) ? "did " : "had ",
        token("names", of.en),
        ...(filters ? [token("filters", filters.en)] : []),
      ],
    },
    eventAmount(leaf, names),
  )
}

const isCounted = (leaf: Extract<Leaf, { kind: "event" }>) => leaf.measure === "count" && leaf.sumOf === undefined

function eventAmount({ range, measure, sumOf }: Extract<Leaf, { kind: "event" }>, names: Names): Text | undefined {
  if (sumOf !== undefined) {
    const of = rangeText(range, unitPlain)
    return { ja: `「${sumOf}」の合計で ${of.ja}`, en: `with ${of.en} of “${sumOf}” in all` }
  }
  if (measure === "value") {
    const of = rangeText(range, unitPlain, names.money)
    return { ja: `合計 ${of.ja}`, en: `for ${of.en} in all` }
  }
  if (measure === "days" && !isNone(range)) {
    const of = rangeText(range, unitDays)
    return { ja: of.ja, en: `on ${of.en}` }
  }
  return undefined
}

function eventTimePhrase(leaf: Extract<Leaf, { kind: "event-time" }>, names: Names): Phrase {
  const of = eventNames(leaf.names, names)
  const filters = filtersText(leaf.filters, names)
  const window = windowText(leaf.window, names)
  const first = leaf.which === "first"
  return {
    ja: [
      token("which", first ? "最初" : "最後"),
      "の",
      token("names", of.ja),
      ...(filters ? [token("filters", filters.ja)] : []),
      "が",
      token("window", window.ja),
    ],
    mid: "で",
    end: "の",
    en: [
      "whose ",
      token("which", first ? "first" : "last"),
      " ",
      token("names", of.en),
      ...(filters ? [token("filters", filters.en)] : []),
      " was ",
      token("window", window.en),
    ],
  }
}

function hoursText(hours: number): Text {
  if (hours % 24 === 0) return { ja: `${hours / 24}日以内`, en: `within ${hours / 24} day${hours === 24 ? "" : "s"}` }
  return { ja: `${hours}時間以内`, en: `within ${hours} hour${hours === 1 ? "" : "s"}` }
}

function sequencePhrase(leaf: Extract<Leaf, { kind: "sequence" }>, names: Names): Phrase {
  const steps = leaf.steps.map((step) => {
    const of = eventNames(step.names, names)
    const filters = filtersText(step.filters, names)
    return { ja: of.ja + (filters?.ja ?? ""), en: of.en + (filters?.en ?? "") }
  })
  const window = windowText(leaf.window, names)
  const within = hoursText(leaf.withinHours)
  return {
    ja: [
      token("window", window.ja),
      "に",
      token("steps", steps.map(({ ja }) => ja).join("のあと")),
      "が",
      token("within", within.ja),
      "に",
    ],
    mid: "続き",
    end: "続いた",
    en: [
      "who had ",
      token("steps", steps.map(({ en }) => en).join(", then ")),
      " ",
      token("within", within.en),
      " ",
      token("window", window.en),
    ],
  }
}

export const channelNames = {
  any: { ja: "お便り", en: "a message" },
  email: { ja: "メール", en: "an e-mail" },
  line: { ja: "LINE", en: "a LINE message" },
  sms: { ja: "SMS", en: "an SMS" },
  push: { ja: "プッシュ通知", en: "a push message" },
} as const
export const signalNames = {
  sent: { ja: "受信", en: "received" },
  opened: { ja: "開封", en: "opened" },
  clicked: { ja: "クリック", en: "clicked" },
  engaged: { ja: "開封かクリック", en: "opened or clicked" },
} as const

const engagementPhrase = ({ channel, signal, range, window }: Extract<Leaf, { kind: "engagement" }>, names: Names) =>
  timesPhrase(range, windowText(window, names), {
    ja: [token("signal", `${channelNames[channel].ja}の${signalNames[signal].ja}`), "が"],
    en: [token("signal", `${signalNames[signal].en} ${channelNames[channel].en}`)],
  })

function unansweredPhrase({ range }: Extract<Leaf, { kind: "unanswered-messages" }>): Phrase {
  const of = rangeText(range, unitMessages)
  return {
    ja: ["反応のないまま受け取ったお便りが", token("range", of.ja)],
    mid: "あり",
    end: "ある",
    en: ["who got ", token("range", of.en), " without answering any"],
  }
}

function cartPhrase({ window, products }: Extract<Leaf, { kind: "cart-left" }>, names: Names): Phrase {
  const in_ = windowText(window, names)
  const of = products ? either(products.map(names.product)) : undefined
  return {
    ja: [
      token("window", in_.ja),
      "に",
      token("products", of ? `「${orUnset(of.ja, "ja")}」` : "商品"),
      "をかごに入れて、まだ買って",
    ],
    mid: "おらず",
    end: "いない",
    en: [
      "who put ",
      token("products", of ? `“${orUnset(of.en, "en")}”` : "something"),
      " into the cart ",
      token("window", in_.en),
      " and have not bought it",
    ],
  }
}

function storePhrase({ stores, range, window }: Extract<Leaf, { kind: "store-visit" }>, names: Names): Phrase {
  const in_ = windowText(window, names)
  const of = stores ? either(stores) : { ja: "どこかの店舗", en: "any store" }
  const place = { ja: orUnset(of.ja, "ja"), en: orUnset(of.en, "en") }
  const none = isNone(range)
  const times = rangeText(range, unitTimes)
  return {
    ja: [
      token("window", in_.ja),
      "に",
      token("stores", place.ja),
      "へ",
      token("range", none ? "一度も" : times.ja),
      "来店し",
    ],
    ...(none ? { mid: "ていなくて", end: "ていない" } : { mid: "", end: "た" }),
    en: [
      "who ",
      ...(none ? [token("range", "never"), " "] : []),
      "visited ",
      token("stores", place.en),
      " ",
      ...(none ? [] : [token("range", times.en), " "]),
      token("window", in_.en),
    ],
  }
}
