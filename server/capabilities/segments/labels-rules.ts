import type { Day } from "#kernel/days"
import { isDay, partsOf } from "#kernel/days"
import { prefectureOf } from "#kernel/prefectures"
import type { Text } from "#kernel/text"

/** What everybody has, in words. */
export const attributeLabels: Readonly<Record<string, Text>> = {
  language: { ja: "言語", en: "Language" },
  country: { ja: "国", en: "Country" },
  prefecture: { ja: "都道府県", en: "Prefecture" },
  city: { ja: "市区町村", en: "City" },
  postalCode: { ja: "郵便番号", en: "Postal code" },
  age: { ja: "年齢", en: "Age" },
  birthMonth: { ja: "誕生月", en: "Month of birth" },
  firstSeen: { ja: "最初に知った日", en: "First known on" },
  birthday: { ja: "誕生日", en: "Birthday" },
}

/** Attributes that only those may read who may see personal data. */
export const personalAttributes: ReadonlySet<string> = new Set(["postalCode", "age", "birthMonth", "birthday"])

export const channelLabels = {
  any: { ja: "メッセージ", en: "messages" },
  email: { ja: "メール", en: "e-mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ通知", en: "push notifications" },
  post: { ja: "郵便", en: "post" },
  phone: { ja: "電話", en: "phone" },
  relay: { ja: "ほかのシステム", en: "another system" },
  dm: { ja: "DM", en: "direct message" },
} as const satisfies Record<string, Text>

export const stateLabels = {
  given: { ja: "同意あり", en: "given" },
  withdrawn: { ja: "取り下げ", en: "withdrawn" },
  pending: { ja: "確認待ち", en: "waiting to be confirmed" },
  imported_unverified: { ja: "未確認の取り込み", en: "imported without proof" },
  none: { ja: "意思表示なし", en: "never stated" },
} as const satisfies Record<string, Text>

const purposes: Readonly<Record<string, Text>> = {
  marketing: { ja: "ご案内", en: "news and offers" },
  transactional: { ja: "注文と配送の連絡", en: "orders and delivery" },
  survey: { ja: "アンケート", en: "surveys" },
  review: { ja: "口コミのお願い", en: "review requests" },
}
export const purposeLabel = (purpose: string): Text => purposes[purpose] ?? { ja: purpose, en: purpose }

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
export const monthLabel = (month: number): Text => ({ ja: `${month}月`, en: months[month - 1] ?? String(month) })

/** 2026年11月3日 / 3 Nov 2026. */
export function dayLabel(of: Day): Text {
  const { year, month, date } = partsOf(of)
  return { ja: `${year}年${month}月${date}日`, en: `${date} ${monthLabel(month).en} ${year}` }
}

const named = (kind: "language" | "region", code: string): Text => {
  const in_ = (locale: string) => {
    try {
      return new Intl.DisplayNames(locale, { type: kind }).of(code) ?? code
    } catch {
      return code
    }
  }
  return { ja: in_("ja"), en: in_("en") }
}

/** A value of what everybody has, in words: no codes. */
export function attributeValue(field: string, value: string): Text {
  switch (field) {
    case "language":
      return named("language", value)
    case "country":
      return named("region", value)
    case "prefecture":
      return prefectureOf(value)?.name ?? { ja: value, en: value }
    case "age":
      return { ja: `${value}歳`, en: `${value} years` }
    case "birthMonth":
      return monthLabel(Number(value))
    case "birthday": {
      const [month = 0, date = 0] = value.split("-").map(Number)
      return { ja: `${month}月${date}日`, en: `${date} ${monthLabel(month).en}` }
    }
    default:
      return isDay(value) ? dayLabel(value) : { ja: value, en: value }
  }
}
