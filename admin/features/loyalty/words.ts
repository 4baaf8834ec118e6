import type { getDraft, getOverview } from "../../../server/capabilities/loyalty/contract.ts"
import type { ActionFact } from "../../../server/capabilities/loyalty/model-actions.ts"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Programme = Reply<typeof getDraft>["programme"]
export type Multiplier = Programme["multipliers"][number]
export type Action = Programme["actions"][number]
export type Lint = Reply<typeof getDraft>["lints"][number]
export type Difference = Reply<typeof getDraft>["differences"][number]
/** A part of the editor: the programme and how it is changed. */
export type Part = { readonly programme: Programme; readonly change: (to: Partial<Programme>) => void }

/** A part with a list of which one may be open from the beginning, by its place in it. */
export type ListPart = Part & { readonly openAt: number | null }
export type Overview = Reply<typeof getOverview>

/** "2倍", "1.5倍": 10,000 basis points on top are double. */
export function timesWords(bonusBp: number): Text {
  const times = (10_000 + bonusBp) / 10_000
  return { ja: `${times}倍`, en: `×${times}` }
}

export const onceWords: Record<Action["once"], Text> = {
  ever: { ja: "お一人1回", en: "once per person" },
  year: { ja: "年に1回", en: "once a year" },
  month: { ja: "月に1回", en: "once a month" },
  day: { ja: "1日1回", en: "once a day" },
  fact: { ja: "そのつど", en: "each time" },
}

const actWords: Record<Extract<ActionFact, { kind: "act" }>["act"], Text> = {
  follow: { ja: "SNSのフォロー", en: "Follows on a network" },
  review: { ja: "口コミ", en: "Review" },
  post: { ja: "SNSの投稿", en: "Post on a network" },
  visit: { ja: "来店・サイト訪問", en: "Visit" },
  survey: { ja: "アンケート", en: "Survey" },
  other: { ja: "そのほかの行動", en: "Something else" },
}

/** What earns, in a word. */
export function factWords(on: ActionFact): Text {
  switch (on.kind) {
    case "sign-up":
      return { ja: "入会（メールまたはLINE）", en: "Joining, by e-mail or LINE" }
    case "profile":
      return {
        ja: `プロフィール：${fieldWords[on.field]?.ja ?? on.field}`,
        en: `Profile: ${fieldWords[on.field]?.en ?? on.field}`,
      }
    case "consent":
      return { ja: `配信の同意：${channelWords[on.channel].ja}`, en: `Consent: ${channelWords[on.channel].en}` }
    case "birthday":
      return { ja: "誕生日", en: "Birthday" }
    case "anniversary":
      return { ja: "入会記念日", en: "Anniversary of joining" }
    case "event":
      return { ja: `できごと：${on.names.join("・")}`, en: `Event: ${on.names.join(", ")}` }
    case "act":
      return actWords[on.act]
  }
}

export const fieldWords: Record<string, Text> = {
  email: { ja: "メールアドレス", en: "E-mail address" },
  phone: { ja: "電話番号", en: "Phone number" },
  birthday: { ja: "生年月日", en: "Date of birth" },
  postalCode: { ja: "郵便番号", en: "Postal code" },
  prefecture: { ja: "都道府県", en: "Prefecture" },
  line: { ja: "LINE連携", en: "LINE account" },
}

export const channelWords: Record<Extract<ActionFact, { kind: "consent" }>["channel"], Text> = {
  email: { ja: "メール", en: "E-mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ通知", en: "Push" },
  post: { ja: "郵便", en: "Post" },
}

/** What can be chosen as an action, and how it begins. */
export const actionKinds: readonly { readonly value: string; readonly label: Text; readonly on: ActionFact }[] = [
  { value: "sign-up", label: { ja: "入会する", en: "Joins" }, on: { kind: "sign-up" } },
  {
    value: "profile",
    label: { ja: "プロフィールを埋める", en: "Fills a field" },
    on: { kind: "profile", field: "birthday" },
  },
  {
    value: "consent",
    label: { ja: "配信に同意する", en: "Agrees to be written to" },
    on: { kind: "consent", channel: "line" },
  },
  { value: "birthday", label: { ja: "誕生日", en: "Birthday" }, on: { kind: "birthday" } },
  { value: "anniversary", label: { ja: "入会記念日", en: "Anniversary" }, on: { kind: "anniversary" } },
  ...(["review", "post", "follow", "visit", "survey", "other"] as const).map((act) => ({
    value: `act:${act}`,
    label: actWords[act],
    on: { kind: "act" as const, act },
  })),
  {
    value: "event",
    label: { ja: "記録されたできごと", en: "Any recorded event" },
    on: { kind: "event", names: ["Product Viewed"], filters: [] },
  },
]

export const kindOf = (on: ActionFact): string => (on.kind === "act" ? `act:${on.act}` : on.kind)

export const shortageOptions = [
  {
    value: "debt",
    label: { ja: "次の付与から差し引く", en: "is taken from what she earns next" },
  },
  { value: "floor_zero", label: { ja: "あるだけ取り戻す（残りは追わない）", en: "is taken as far as there is any" } },
  { value: "deduct_cash", label: { ja: "返金額から差し引く", en: "is taken from the refund" } },
  { value: "manual_review", label: { ja: "人が決める", en: "waits for a person" } },
] as const

export const stackingOptions = [
  { value: "additive", label: { ja: "足し合わせる", en: "add up" } },
  { value: "multiplicative", label: { ja: "掛け合わせる", en: "multiply each other" } },
  { value: "max", label: { ja: "いちばん得なものだけ使う", en: "do not combine: the best one counts" } },
] as const

const places: Record<string, Text> = {
  pointName: { ja: "ポイントの呼び名", en: "Name of the points" },
  yenPerPoint: { ja: "1ポイントの値打ち", en: "Worth of a point" },
  base: { ja: "お買い物", en: "Purchases" },
  points: { ja: "ポイント数", en: "Points" },
  perYen: { ja: "何円につき", en: "For how many yen" },
  tax: { ja: "税", en: "Tax" },
  paidWithPoints: { ja: "ポイント払いの分", en: "The part paid with points" },
  withoutProducts: { ja: "対象外の商品", en: "Products left out" },
  withoutCategories: { ja: "対象外の種類", en: "Kinds left out" },
  channels: { ja: "売り場", en: "Channels" },
  confirms: { ja: "使えるようになる時", en: "When they become usable" },
  when: { ja: "起点", en: "Counted from" },
  days: { ja: "日数", en: "Days" },
  inStore: { ja: "店舗", en: "In stores" },
  atLatestDays: { ja: "遅くとも", en: "At the latest" },
  expiry: { ja: "有効期限", en: "Expiry" },
  kind: { ja: "決め方", en: "Kind" },
  months: { ja: "月数", en: "Months" },
  shortage: { ja: "足りないとき", en: "When too few are left" },
  returnedExpired: { ja: "返品で戻る分の期限", en: "Returned points that have expired" },
  partialReturn: { ja: "一部返品", en: "Partial returns" },
  stacking: { ja: "重なり方", en: "How they combine" },
  caps: { ja: "上限", en: "Caps" },
  perOrder: { ja: "1注文", en: "One order" },
  perPersonDay: { ja: "お一人1日", en: "One person, one day" },
  perPerson: { ja: "お一人", en: "One person" },
  perDay: { ja: "1日", en: "One day" },
  inAll: { ja: "全体", en: "In all" },
  membersOnly: { ja: "会員だけ", en: "Members only" },
  without: { ja: "対象外の人", en: "People left out" },
  multipliers: { ja: "倍率キャンペーン", en: "Multiplier" },
  actions: { ja: "アクション", en: "Action" },
  bonusBp: { ja: "上乗せ", en: "On top" },
  from: { ja: "始まり", en: "Begins" },
  until: { ja: "終わり", en: "Ends" },
  segmentId: { ja: "セグメント", en: "Segment" },
  products: { ja: "商品", en: "Products" },
  categories: { ja: "商品の種類", en: "Kinds of goods" },
  priority: { ja: "優先", en: "Priority" },
  isOn: { ja: "動いている", en: "Running" },
  isShown: { ja: "一覧に見せる", en: "Shown" },
  title: { ja: "名前", en: "Name" },
  name: { ja: "名前", en: "Name" },
  on: { ja: "きっかけ", en: "What earns" },
  once: { ja: "回数", en: "How often" },
  proof: { ja: "確認", en: "Proof" },
  who: { ja: "対象", en: "For whom" },
  waitDays: { ja: "使えるまでの日数", en: "Days until usable" },
  intent: { ja: "ねらい", en: "Aim" },
}

/** "アクション › review › ポイント数". */
export const placeWords = (at: string): Text => {
  const parts = at.split(".").map((part) => places[part] ?? { ja: part, en: part })
  return { ja: parts.map(({ ja }) => ja).join(" › "), en: parts.map(({ en }) => en).join(" › ") }
}

/** A value of a document as people read it. */
export function valueWords(value: unknown): Text {
  if (value === null || value === undefined) return { ja: "なし", en: "none" }
  if (typeof value === "boolean") return value ? { ja: "はい", en: "yes" } : { ja: "いいえ", en: "no" }
  if (typeof value === "number") return { ja: value.toLocaleString("ja"), en: value.toLocaleString("en") }
  if (Array.isArray(value))
    return value.length === 0 ? { ja: "なし", en: "none" } : { ja: value.join("、"), en: value.join(", ") }
  if (typeof value === "object") {
    const named = "title" in value ? value.title : "name" in value ? value.name : undefined
    if (typeof named === "object" && named !== null && "ja" in named && "en" in named)
      return { ja: String(named.ja), en: String(named.en) }
    const text = JSON.stringify(value)
    return { ja: text, en: text }
  }
  return { ja: String(value), en: String(value) }
}

/** A key of a new rule that none of the others has. */
export function freshKey(stem: string, taken: readonly { readonly key: string }[]): string {
  const keys = new Set(taken.map(({ key }) => key))
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}-${n}`
    if (!keys.has(key)) return key
  }
}
