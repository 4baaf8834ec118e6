import type { Language } from "./text.ts"

/** Where and for whom figures are written. `now` decides when the year goes without saying. */
export type Place = { readonly language: Language; readonly timeZone: string; readonly now: number }
/** An instant as the API gives it, a Date from a parsed reply, or milliseconds. */
export type Instant = Date | string | number

const minus = "\u2212"
const dash = { ja: "〜", en: "–" }
const weekdays = { ja: "日月火水木金土", en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] }
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const dayMs = 86_400_000

/** 1284 → 1,284; −858 with a true minus sign. */
export function number(value: number, digits = 0): string {
  const text = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return text.replace("-", minus)
}

/** A change: +2,480 or −858; zero is ±0. */
export const change = (value: number, digits = 0): string =>
  value === 0 ? "±0" : `${value > 0 ? "+" : ""}${number(value, digits)}`

/** Minor units and an ISO 4217 currency: 4109359 JPY → ¥4,109,359; 1250 USD → $12.50. */
export function money(minor: number, currency: string): string {
  const style = new Intl.NumberFormat("en-US", { style: "currency", currency, currencyDisplay: "narrowSymbol" })
  const digits = style.resolvedOptions().maximumFractionDigits ?? 0
  return style.format(minor / 10 ** digits).replace("-", minus)
}

/** 0.231 → 23.1%. */
export const percent = (rate: number, digits = 1): string => `${number(rate * 100, digits)}%`

/** The difference of two rates in points: 0.025 → +2.5pt. */
export const percentChange = (difference: number, digits = 1): string => `${change(difference * 100, digits)}pt`

type Parts = { year: number; month: number; day: number; weekday: number; hour: number; minute: number }

const clocks = new Map<string, Intl.DateTimeFormat>()
function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  })
  clocks.set(timeZone, made)
  return made
}

/** What the clock and calendar of the brand show at an instant. */
export function parts(at: Instant, timeZone: string): Parts {
  const found: Record<string, number> = {}
  for (const part of clock(timeZone).formatToParts(new Date(at))) found[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

function dayText(p: Parts, thisYear: number, language: Language): string {
  const withYear = p.year !== thisYear
  if (language === "ja") return `${withYear ? `${p.year}/` : ""}${p.month}/${p.day}（${weekdays.ja[p.weekday]}）`
  return `${weekdays.en[p.weekday]}, ${months[p.month - 1]} ${p.day}${withYear ? `, ${p.year}` : ""}`
}

const thisYear = (place: Place) => parts(place.now, place.timeZone).year
const timeText = (p: Parts) => `${p.hour}:${String(p.minute).padStart(2, "0")}`

/** 11/20（金） / Fri, Nov 20; the year only when it is not this year. */
export const date = (at: Instant, place: Place): string =>
  dayText(parts(at, place.timeZone), thisYear(place), place.language)

/** 10:20, on the brand's clock. */
export const time = (at: Instant, place: Place): string => timeText(parts(at, place.timeZone))

/** 11/20（金）10:20 / Fri, Nov 20, 10:20. */
export const moment = (at: Instant, place: Place): string =>
  `${date(at, place)}${place.language === "ja" ? "" : ", "}${time(at, place)}`

/** A calendar day without a clock, `2026-11-20`: the same everywhere. */
export function day(value: string, place: Place): string {
  const [year = 0, month = 1, dayOfMonth = 1] = value.split("-").map(Number)
  const weekday = new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCDay()
  return dayText({ year, month, day: dayOfMonth, weekday, hour: 0, minute: 0 }, thisYear(place), place.language)
}

/** 2026年11月 / November 2026, of `2026-11` or of an instant. */
export function month(at: Instant, place: Place): string {
  const [year, monthOfYear] =
    typeof at === "string" && /^\d{4}-\d\d$/.test(at) ? at.split("-").map(Number) : yearAndMonth(at, place)
  if (place.language === "ja") return `${year}年${monthOfYear}月`
  return `${months[(monthOfYear ?? 1) - 1]} ${year}`
}

const yearAndMonth = (at: Instant, place: Place) => {
  const p = parts(at, place.timeZone)
  return [p.year, p.month]
}

/** 10/21〜11/19: ends of a period, shortened to what differs. */
export const period = (from: string, until: string, place: Place): string =>
  `${day(from, place)}${dash[place.language]}${day(until, place)}`

const steps = [
  { below: 3600, per: 60, ja: "分", en: "min" },
  { below: 86_400, per: 3600, ja: "時間", en: "h" },
] as const

/** 3分前, きのう, 27日前, あす: stands beside a date, never instead of it. */
export function relative(at: Instant, place: Place): string {
  const ja = place.language === "ja"
  const seconds = (new Date(at).getTime() - place.now) / 1000
  const size = Math.abs(seconds)
  if (size < 60) return ja ? "いま" : "now"
  const days = dayNumber(at, place) - dayNumber(place.now, place)
  const step = steps.find(({ below }) => size < below)
  if (step && (days === 0 || size < 21_600)) {
    const count = Math.round(size / step.per)
    return ja
      ? `${count}${step.ja}${seconds < 0 ? "前" : "後"}`
      : seconds < 0
        ? `${count} ${step.en} ago`
        : `in ${count} ${step.en}`
  }
  const named = { "-1": ["きのう", "yesterday"], "0": ["きょう", "today"], "1": ["あす", "tomorrow"] }[String(days)]
  if (named) return named[ja ? 0 : 1] ?? ""
  const count = number(Math.abs(days))
  return ja ? `${count}日${days < 0 ? "前" : "後"}` : days < 0 ? `${count} days ago` : `in ${count} days`
}

function dayNumber(at: Instant, place: Place): number {
  const p = parts(at, place.timeZone)
  return Date.UTC(p.year, p.month - 1, p.day) / dayMs
}

/** 4分12秒, 3時間, 2日: how long something took. */
export function duration(ms: number, language: Language): string {
  const s = Math.round(ms / 1000)
  const units: [number, string, string][] = [
    [Math.floor(s / 86_400), "日", "d"],
    [Math.floor((s % 86_400) / 3600), "時間", "h"],
    [Math.floor((s % 3600) / 60), "分", "min"],
    [s % 60, "秒", "s"],
  ]
  const first = units.findIndex(([count]) => count > 0)
  if (first < 0) return language === "ja" ? "1秒未満" : "under 1 s"
  const shown = units.slice(first, first + 2).filter(([count]) => count > 0)
  return shown
    .map(([count, ja, en]) => (language === "ja" ? `${count}${ja}` : `${count} ${en}`))
    .join(language === "ja" ? "" : " ")
}

/** 400000 → 40万 / 400k: short figures, for axes only. */
export function axisNumber(value: number, language: Language): string {
  const size = Math.abs(value)
  if (language === "ja") return size >= 10_000 ? `${short(value / 10_000)}万` : short(value)
  if (size >= 1_000_000) return `${short(value / 1_000_000)}M`
  return size >= 10_000 ? `${short(value / 1000)}k` : short(value)
}

const short = (value: number) => number(value, Number.isInteger(value) ? 0 : 1)
