import type { Language } from "#kernel/text"
import * as format from "./format-rules.ts"
import { words } from "./words.ts"

/** What a template may do with a value. Each filter throws on a value it was not made for: a wrong fact is a failed mail, not an odd one. */
export type Filter = (value: unknown, ...args: unknown[]) => unknown

const record = (value: unknown, what: string): Record<string, unknown> => {
  if (typeof value !== "object" || value === null) throw new Error(`${what} expected`)
  // safe: an object that is not null may be read by any key
  return value as Record<string, unknown>
}
const text = (value: unknown, what: string): string => {
  if (typeof value !== "string") throw new Error(`${what} expected`)
  return value
}
const optional = (value: unknown) => (typeof value === "string" ? value : undefined)
const dayStyle = (style: unknown): format.DayStyle =>
  style === "short" || style === "year" || style === "bare" ? style : "day"

export function money(value: unknown): format.Money {
  const { amount, currency } = record(value, "money")
  if (typeof amount !== "number" || !Number.isSafeInteger(amount))
    throw new Error("money in whole minor units expected")
  return { amount, currency: text(currency, "a currency") }
}

/** Refuses any address that a mail must not lead to, `javascript:` above all. */
export function safeLink(value: unknown): string {
  const url = text(value, "an address").trim()
  if (/^(https?:\/\/|mailto:|tel:)[^\s<>"'\\]+$/i.test(url)) return url
  throw new Error("an https, mailto or tel address expected")
}

/** An http address with one more parameter; other addresses stay as they are. */
export function addParameter(address: unknown, name: unknown, value: unknown): string {
  const url = safeLink(address)
  if (!/^https?:/i.test(url)) return url
  const [before = "", ...fragment] = url.split("#")
  const pair = `${encodeURIComponent(text(name, "a name"))}=${encodeURIComponent(text(value, "a value"))}`
  const joined = `${before}${before.includes("?") ? "&" : "?"}${pair}`
  return [joined, ...fragment].join("#")
}

/** JSON that may stand inside a script element: nothing in it can end the element. */
export const scriptSafeJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )

function days(value: unknown): format.Days {
  const { from, to } = record(value, "a range of days")
  return { from: text(from, "a first day"), to: text(to, "a last day") }
}

function person(value: unknown): format.PersonName {
  const { family, given, full } = record(value, "a name")
  return { family: optional(family), given: optional(given), full: optional(full) }
}

const honorificOf = (value: unknown) => (value === "さま" || value === "" ? value : "様")

/** The product's own filters for one language; `zone` is asked at each use because it belongs to the brand. */
export function ownFilters(language: Language, zone: (self: unknown) => string): Record<string, Filter> {
  return {
    money: (value) => format.formatMoney(money(value), language),
    number: (value) => (typeof value === "number" ? format.formatNumber(value) : text(undefined, "a number")),
    points: (value) => (typeof value === "number" ? `${format.formatNumber(value)}pt` : text(undefined, "points")),
    count: (value) => (typeof value === "number" ? format.formatCount(value, language) : text(undefined, "a count")),
    day: (value, style) => format.formatDay(text(value, "a day"), language, dayStyle(style)),
    days: (value) => format.formatDays(days(value), language),
    clock(this: unknown, value) {
      return format.formatClock(text(value, "an instant"), zone(this), language)
    },
    moment(this: unknown, value, style) {
      return format.formatMoment(text(value, "an instant"), zone(this), language, dayStyle(style))
    },
    name: (value, honorific) => format.formatName(person(value), language, honorificOf(honorific)),
    postal: (value) => (language === "ja" ? `〒${text(value, "a postal code")}` : text(value, "a postal code")),
    link: safeLink,
    parameter: addParameter,
    word: (key) => wordFor(key, language),
  }
}

function wordFor(key: unknown, language: Language): string {
  const found = Object.entries(words).find(([name]) => name === key)
  if (!found) throw new Error("an unknown word")
  return found[1][language]
}
