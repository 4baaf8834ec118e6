import type { getComparison, getFans, getMonths, listGoals } from "../../../server/capabilities/accounting/contract.ts"
import { AccountSettings } from "../../../server/capabilities/accounting/model-settings.ts"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type MonthItem = Reply<typeof getMonths>["months"][number]
export type GoalItem = Reply<typeof listGoals>["items"][number]
export type ArmItem = Reply<typeof getComparison>["arms"][number]
export type FanItem = Reply<typeof getFans>["items"][number]

const enMonth = (month: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`))

export const monthWords = (month: string): Text => ({
  ja: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
  en: enMonth(month, { year: "numeric", month: "long" }),
})

/** Where the year goes without saying. */
export const monthShort = (month: string): Text => ({
  ja: `${Number(month.slice(5))}月`,
  en: enMonth(month, { month: "short" }),
})

export const originWords: Readonly<Record<string, Text>> = {
  purchase: { ja: "購入", en: "Purchases" },
  action: { ja: "行動", en: "Acts" },
  goodwill: { ja: "お礼", en: "Thanks" },
  paid: { ja: "有償", en: "Paid" },
  opening: { ja: "引き継ぎ", en: "Brought along" },
  debt: { ja: "不足", en: "Missing" },
}

type Sum = Exclude<keyof MonthItem["total"], "closing">

/** Where it leads to. */
export const closing: Text = { ja: "残高", en: "Closing" }

/** What leads from the opening to the closing balance, in the order in which it is told. */
export const lines: readonly { readonly key: Sum; readonly sign: string; readonly label: Text }[] = [
  { key: "opening", sign: "", label: { ja: "期首残高", en: "Opening" } },
  { key: "issued", sign: "＋", label: { ja: "発行", en: "Issued" } },
  { key: "redeemed", sign: "−", label: { ja: "利用", en: "Used" } },
  { key: "expired", sign: "−", label: { ja: "失効", en: "Expired" } },
  { key: "revoked", sign: "−", label: { ja: "取消", en: "Taken back" } },
  { key: "adjusted", sign: "±", label: { ja: "調整", en: "Adjusted" } },
]

export const moveWords: Readonly<Record<string, Text>> = {
  issued: { ja: "発行", en: "Issued" },
  carried: { ja: "引き継ぎ", en: "Brought along" },
  redeemed: { ja: "利用", en: "Used" },
  returned: { ja: "利用の取消", en: "Use taken back" },
  expired: { ja: "失効", en: "Expired" },
  revoked: { ja: "取消", en: "Taken back" },
  adjusted: { ja: "調整", en: "Adjusted" },
}

export const goalWords: Readonly<Record<GoalItem["metric"], { label: Text; about: Text }>> = {
  frequency: {
    label: { ja: "購入頻度", en: "Purchase frequency" },
    about: { ja: "1人あたりの注文回数", en: "orders for each person" },
  },
  "order-value": {
    label: { ja: "注文単価", en: "Order value" },
    about: { ja: "1回の注文の金額", en: "what one order comes to" },
  },
  cltv: {
    label: { ja: "CLTV", en: "Lifetime value" },
    about: { ja: "期間中に1人が使った金額", en: "what one person spends within the period" },
  },
}

export const fanWords: Readonly<Record<FanItem["kind"], Text>> = {
  fan: { ja: "ファン", en: "Fans" },
  both: { ja: "どちらとも", en: "Both" },
  "reward-only": { ja: "特典があるときだけ", en: "For the reward only" },
  quiet: { ja: "動きなし", en: "Quiet" },
}

/** What the accounts that a brand begins with are in English. */
const accountsInEnglish: Readonly<Record<string, string>> = {
  liability: "Contract liability",
  paidLiability: "Advances received",
  salesReduction: "Revenue, points given",
  promotion: "Sales promotion",
  revenue: "Revenue",
  breakage: "Other income",
  adjustment: "Other losses",
  cash: "Cash and deposits",
  carried: "Points brought along",
}
const inEnglish = new Map(
  Object.entries(AccountSettings.parse({}).accounts).map(([key, name]) => [name, accountsInEnglish[key]]),
)

/** An account as the journal names it: a brand's own name stands as it is, a name that was begun with is explained. */
export const accountText = (name: string): Text => {
  const english = inEnglish.get(name)
  return english ? { ja: name, en: `${english} (${name})` } : same(name)
}
