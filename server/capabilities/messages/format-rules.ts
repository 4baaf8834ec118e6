import { holidayName } from "#kernel/calendar"
import { isDay, partsOf as numbersOf, weekdayOf, weekdays as weekdayNames } from "#kernel/days"
import type { Language } from "#kernel/text"
import { localIn } from "#kernel/zones"

/** How figures, days and people are written to a customer: the same in every channel. */

export type Money = { readonly amount: number; readonly currency: string }
export type Days = { readonly from: string; readonly to: string }
export type PersonName = {
  readonly family?: string | undefined
  readonly given?: string | undefined
  readonly full?: string | undefined
}

const minus = "\u2212"
const weekdays = { ja: "月火水木金土日", en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] } as const
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

const numberFormats = new Map<string, Intl.NumberFormat>()
const cached = <T>(cache: Map<string, T>, key: string, make: () => T): T => {
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  cache.set(key, made)
  return made
}

/** `1240` → `1,240`, `-300` → `−300`. */
export function formatNumber(value: number): string {
  const format = cached(numberFormats, "number", () => new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }))
  return format.format(value).replace("-", minus)
}

/** Minor units to `3,080円` or `¥3,080`, `$12.50`; a minus is U+2212. */
export function formatMoney(money: Money, language: Language): string {
  const sign = money.amount < 0 ? minus : ""
  if (language === "ja" && money.currency === "JPY") return `${sign}${formatNumber(Math.abs(money.amount))}円`
  const format = cached(
    numberFormats,
    `${language}:${money.currency}`,
    () =>
      new Intl.NumberFormat(language, { style: "currency", currency: money.currency, currencyDisplay: "narrowSymbol" }),
  )
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0
  const symbol = language === "en" && money.currency === "JPY" ? "¥" : undefined
  if (symbol) return `${sign}${symbol}${formatNumber(Math.abs(money.amount))}`
  return sign + format.format(Math.abs(money.amount) / 10 ** digits)
}

/** `2点`; in English the bare figure, with a noun only when it stands alone as one. */
export function formatCount(count: number, language: Language): string {
  if (language === "ja") return `${formatNumber(count)}点`
  return count === 1 ? "1 item" : formatNumber(count)
}

type DayParts = { year: number; month: number; day: number; weekday: number; isHoliday: boolean }

/** Throws on anything but a real YYYY-MM-DD: 2026-02-30 must not become 2 March. */
function partsOf(day: string): DayParts {
  if (!isDay(day)) throw new Error("a day (YYYY-MM-DD) expected")
  const { year, month, date } = numbersOf(day)
  const weekday = weekdayNames.indexOf(weekdayOf(day))
  return { year, month, day: date, weekday, isHoliday: holidayName(day) !== undefined }
}

const jaWeekday = (p: DayParts) => `(${weekdays.ja.charAt(p.weekday)}${p.isHoliday ? "・祝" : ""})`
const enHoliday = (p: DayParts) => (p.isHoliday ? " (holiday)" : "")

export type DayStyle = "day" | "year" | "short" | "bare"

/**
 * `11月23日(月・祝)`; with the year; short, `20日(金)`, where the month is plain from the sentence; or bare, `22日`, in a
 * heading above which or below which the full day stands.
 */
export function formatDay(day: string, language: Language, style: DayStyle = "day"): string {
  const p = partsOf(day)
  if (style === "bare") return language === "ja" ? `${p.day}日` : `${p.day} ${months[p.month - 1] ?? ""}`
  if (language === "ja") {
    const front = style === "short" ? "" : `${style === "year" ? `${p.year}年` : ""}${p.month}月`
    return `${front}${p.day}日${jaWeekday(p)}`
  }
  const month = style === "short" ? "" : ` ${months[p.month - 1] ?? ""}`
  return `${weekdays.en[p.weekday] ?? ""} ${p.day}${month}${style === "year" ? ` ${p.year}` : ""}${enHoliday(p)}`
}

/** `11月22日(日)〜23日(月・祝)`, `11月30日(月)〜12月1日(火)`; one day when both are the same. */
export function formatDays(days: Days, language: Language): string {
  if (days.from === days.to) return formatDay(days.from, language)
  const [from, to] = [partsOf(days.from), partsOf(days.to)]
  const sameMonth = from.year === to.year && from.month === to.month
  if (language === "ja") {
    return `${formatDay(days.from, "ja")}〜${formatDay(days.to, "ja", sameMonth ? "short" : "day")}`
  }
  return `${formatDay(days.from, "en", sameMonth ? "short" : "day")} – ${formatDay(days.to, "en")}`
}

/** The calendar day and the clock in `zone` at an ISO 8601 instant. */
export function localTime(instant: string, zone: string): { day: string; hour: number; minute: number } {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) throw new Error("an instant (ISO 8601) expected")
  const { day, time } = localIn(zone, at)
  return { day, hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)) }
}

/** `21時14分`, `9時`; `21:14`, `9:00`. */
export function formatClock(instant: string, zone: string, language: Language): string {
  const { hour, minute } = localTime(instant, zone)
  if (language === "ja") return minute === 0 ? `${hour}時` : `${hour}時${minute}分`
  return `${hour}:${String(minute).padStart(2, "0")}`
}

/** `11月19日(木)21時14分`; short: `20日(金)9時`. */
export function formatMoment(instant: string, zone: string, language: Language, style: DayStyle = "day"): string {
  const day = formatDay(localTime(instant, zone).day, language, style)
  return language === "ja" ? day + formatClock(instant, zone, "ja") : `${day}, ${formatClock(instant, zone, "en")}`
}

/** `佐藤 美咲 様`, `Misaki Sato`; a name in Japanese script keeps its order in every language, a name that carries its own honorific keeps it, and nobody is addressed by an empty name. */
export function formatName(name: PersonName, language: Language, honorific: "様" | "さま" | "" = "様"): string {
  const isJapanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(`${name.family}${name.given}`)
  const parts = language === "ja" || isJapanese ? [name.family, name.given] : [name.given, name.family]
  const plain = (name.full ?? parts.filter((part) => part !== undefined && part !== "").join(" ")).trim()
  if (language === "en") return plain === "" ? "Dear customer" : plain
  if (plain === "") return honorific === "" ? "" : "お客さま"
  return honorific === "" || /(様|さま|さん|御中)$/.test(plain) ? plain : `${plain} ${honorific}`
}
