import type { Leaf, LeafKind } from "../../../server/capabilities/segments/model.ts"
import type { Text } from "../../../ui/text.ts"
import type { Field } from "./phrase.ts"

/** What can be added as a condition, in the words of a shop. Several may begin the same kind of condition. */
export type Choice = {
  readonly key: string
  readonly kind: LeafKind
  readonly label: Text
  readonly about: Text
  readonly make: (offer: Offer) => Leaf
}
export type ChoiceGroup = { readonly key: string; readonly label: Text; readonly choices: readonly Choice[] }

/** What the brand has to make conditions of. */
export type Offer = {
  readonly fields: readonly Field[]
  readonly events: readonly { readonly name: string; readonly title: Text }[]
}

const last90 = { kind: "last", n: 90, unit: "day" } as const
const last30 = { kind: "last", n: 30, unit: "day" } as const
const firstEvent = ({ events }: Offer) => events[0]?.name ?? "Order Placed"

const bought: readonly Choice[] = [
  {
    key: "bought",
    kind: "orders",
    label: { ja: "買った回数", en: "How often they bought" },
    about: { ja: "取り消しと返品を除いた注文", en: "Orders without cancels and returns" },
    make: () => ({ kind: "orders", measure: "count", window: last90, range: { atLeast: 1 } }),
  },
  {
    key: "bought-nothing",
    kind: "orders",
    label: { ja: "買っていない", en: "Bought nothing" },
    about: { ja: "期間中に一度も", en: "Not once in a period" },
    make: () => ({ kind: "orders", measure: "count", window: last90, range: { atMost: 0 } }),
  },
  {
    key: "spent",
    kind: "orders",
    label: { ja: "買った金額", en: "How much they spent" },
    about: { ja: "合計、または1回の平均", en: "In all, or per order on average" },
    make: () => ({ kind: "orders", measure: "spent", window: last90, range: { atLeast: 10_000 } }),
  },
  {
    key: "last-order",
    kind: "order-time",
    label: { ja: "最初・最後に買った日", en: "First or last purchase" },
    about: { ja: "最後が60日より前、など", en: "For instance, last one 60 days ago" },
    make: () => ({ kind: "order-time", which: "last", window: { kind: "before-last", n: 60, unit: "day" } }),
  },
  {
    key: "own-interval",
    kind: "own-interval",
    label: { ja: "いつもの間隔を過ぎた", en: "Past their usual interval" },
    about: { ja: "一人ずつの購入間隔とくらべる", en: "Each compared with their own pace" },
    make: () => ({ kind: "own-interval", factorPercent: 200 }),
  },
  {
    key: "against-average",
    kind: "orders-against-average",
    label: { ja: "平均より多い・少ない", en: "Above or below average" },
    about: { ja: "いまの購入者の平均とくらべる", en: "Compared with the live average of buyers" },
    make: () => ({
      kind: "orders-against-average",
      measure: "spent",
      window: { kind: "ever" },
      is: "above",
      percent: 150,
    }),
  },
]

const did: readonly Choice[] = [
  {
    key: "event",
    kind: "event",
    label: { ja: "あることをした・していない", en: "Did or did not do something" },
    about: { ja: "回数・日数・金額、細かな条件も", en: "Times, days or amounts, with details" },
    make: (offer) => ({
      kind: "event",
      names: [firstEvent(offer)],
      filters: [],
      window: last30,
      measure: "count",
      range: { atLeast: 1 },
    }),
  },
  {
    key: "event-time",
    kind: "event-time",
    label: { ja: "はじめて・最後にした日", en: "When they first or last did it" },
    about: { ja: "最初や最後がいつだったか", en: "The first or the last time" },
    make: (offer) => ({ kind: "event-time", which: "last", names: [firstEvent(offer)], filters: [], window: last30 }),
  },
  {
    key: "sequence",
    kind: "sequence",
    label: { ja: "続けてした", en: "One thing after another" },
    about: { ja: "見たあとにかごへ、など", en: "Looked, then put into the cart" },
    make: (offer) => ({
      kind: "sequence",
      steps: [
        { names: [firstEvent(offer)], filters: [] },
        { names: [offer.events[1]?.name ?? firstEvent(offer)], filters: [] },
      ],
      withinHours: 48,
      window: last30,
    }),
  },
  {
    key: "cart-left",
    kind: "cart-left",
    label: { ja: "かごに入れて買っていない", en: "Left a cart" },
    about: { ja: "商品を限ることもできます", en: "Of certain products if you like" },
    make: () => ({ kind: "cart-left", window: { kind: "last", n: 3, unit: "day" } }),
  },
  {
    key: "web-visits",
    kind: "web-visits",
    label: { ja: "サイトを見た", en: "Looked at the site" },
    about: { ja: "ページと商品の閲覧", en: "Pages and products viewed" },
    make: () => ({ kind: "web-visits", window: last30, range: { atLeast: 3 } }),
  },
  {
    key: "store-visit",
    kind: "store-visit",
    label: { ja: "店舗に来た", en: "Visited a store" },
    about: { ja: "来店か店頭での購入。住まいとは別", en: "A visit or a purchase there, wherever they live" },
    make: () => ({ kind: "store-visit", window: last90, range: { atLeast: 1 } }),
  },
]

const told: readonly Choice[] = [
  {
    key: "engagement",
    kind: "engagement",
    label: { ja: "お便りへの反応", en: "Response to messages" },
    about: { ja: "人による開封とクリックだけ", en: "Opens and clicks by people only" },
    make: () => ({ kind: "engagement", channel: "any", signal: "engaged", window: last90, range: { atLeast: 1 } }),
  },
  {
    key: "unanswered",
    kind: "unanswered-messages",
    label: { ja: "反応のないお便りの数", en: "Messages without an answer" },
    about: { ja: "最後の反応のあとに届いた数", en: "Received since they last responded" },
    make: () => ({ kind: "unanswered-messages", range: { atLeast: 5 } }),
  },
  {
    key: "reachable",
    kind: "reachable",
    label: { ja: "いま届く", en: "Can be reached now" },
    about: { ja: "宛先があり、ご案内に同意している", en: "Has an address and agreed" },
    make: () => ({ kind: "reachable", channel: "email" }),
  },
  {
    key: "consent",
    kind: "consent",
    label: { ja: "同意の状態", en: "Consent" },
    about: { ja: "手段と用件ごと", en: "By channel and purpose" },
    make: () => ({ kind: "consent", channel: "email", purpose: "marketing", states: ["given"] }),
  },
]

const person: readonly Choice[] = [
  {
    key: "residence",
    kind: "attribute",
    label: { ja: "住まい・年齢・言語", en: "Residence, age, language" },
    about: { ja: "登録された情報", en: "What is on record" },
    make: () => ({ kind: "attribute", field: "prefecture", test: { is: [] } }),
  },
  {
    key: "property",
    kind: "property",
    label: { ja: "ブランドの項目", en: "The brand's own properties" },
    about: { ja: "好み、苦手、悩みなど", en: "Tastes, dislikes, worries" },
    make: ({ fields }) => {
      const field = fields.find(({ kind }) => kind === "property")
      return { kind: "property", key: field?.key ?? "", test: field ? firstTest(field) : { known: true } }
    },
  },
  {
    key: "field",
    kind: "field",
    label: { ja: "ほかの機能の値", en: "Values of other parts" },
    about: { ja: "会員ランク、予測、アンケートなど", en: "Rank, predictions, survey answers" },
    make: ({ fields }) => {
      const field = fields.find(({ kind }) => kind === "field")
      return { kind: "field", field: field?.key ?? "", test: field ? firstTest(field) : { known: true } }
    },
  },
  {
    key: "segment",
    kind: "segment",
    label: { ja: "ほかのセグメント", en: "Another segment" },
    about: { ja: "入っている人をそのまま使う", en: "Whoever is in it" },
    make: () => ({ kind: "segment", segmentId: "" }),
  },
  {
    key: "bucket",
    kind: "bucket",
    label: { ja: "一定の割合", en: "A fixed share" },
    about: { ja: "いつも同じ人が選ばれます", en: "Always the same people" },
    make: () => ({ kind: "bucket", salt: "A", from: 0, to: 1_000 }),
  },
]

export const choiceGroups: readonly ChoiceGroup[] = [
  { key: "bought", label: { ja: "買い物", en: "Purchases" }, choices: bought },
  { key: "did", label: { ja: "行動・来店", en: "What they do" }, choices: did },
  { key: "told", label: { ja: "お便りと同意", en: "Messages and consent" }, choices: told },
  { key: "person", label: { ja: "その人のこと", en: "Who they are" }, choices: person },
]

/** What a value of this type is compared with to begin with. */
export function firstTest({ type }: Pick<Field, "type">): Extract<Leaf, { kind: "property" }>["test"] {
  switch (type) {
    case "text":
      return { is: [] }
    case "number":
      return { atLeast: 1 }
    case "boolean":
      return { isTrue: true }
    case "day":
      return { during: { kind: "last", n: 30, unit: "day" } }
    case "list":
      return { any: [] }
  }
}

/** The choices that make sense for this brand: without properties of its own there is nothing to compare. */
export const offered = (offer: Offer): ChoiceGroup[] =>
  choiceGroups.map((group) => ({
    ...group,
    choices: group.choices.filter(
      ({ kind }) => (kind !== "property" && kind !== "field") || offer.fields.some((field) => field.kind === kind),
    ),
  }))
