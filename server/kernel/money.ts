import { amountBound } from "./edge-values.ts"
import { defineErrors } from "./errors.ts"
import type { Rational, Rounding } from "./rational.ts"
import { allocate, rational, round, times } from "./rational.ts"
import type { Language } from "./text.ts"

/** Whole minor units (yen, pence) of one currency, within ±10^12. Never a float. */
export type Money = { readonly amount: number; readonly currency: string }

export const MoneyError = defineErrors("money", {
  NotMoney: {
    status: 422,
    ja: "{field} を金額として読めません。通貨 {currency} の金額を、例のように入力してください：{example}",
    en: "{field} cannot be read as an amount of {currency}. Write it like {example}.",
  },
  UnknownCurrency: {
    status: 422,
    ja: "通貨コード {currency} は使えません。JPY のような ISO 4217 のコードを入力してください。",
    en: "{currency} is not a currency code. Use one of ISO 4217, such as JPY.",
  },
  OutOfRange: {
    status: 422,
    ja: "金額が扱える範囲（±1兆）を超えています。",
    en: "The amount is beyond the range that can be kept (±10^12).",
  },
})

// ISO 4217: every other currency has two decimals.
const decimals = new Map<string, number>([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
])
const currencies = new Set(Intl.supportedValuesOf("currency"))

export const isCurrency = (code: string): boolean => currencies.has(code)

/** How many decimals the currency has: JPY 0, GBP 2, KWD 3. Throws UnknownCurrency. */
export function exponentOf(currency: string): number {
  if (!isCurrency(currency)) throw MoneyError.UnknownCurrency({ currency: currency.slice(0, 8) })
  return decimals.get(currency) ?? 2
}

/** Checks an amount in minor units. Throws UnknownCurrency, OutOfRange; RangeError for a fraction, which is a bug. */
export function money(amount: number, currency: string): Money {
  exponentOf(currency)
  if (!Number.isInteger(amount)) throw new RangeError(`minor units are whole: ${amount}`)
  if (Math.abs(amount) > amountBound) throw MoneyError.OutOfRange()
  return { amount: amount + 0, currency }
}

export const zero = (currency: string): Money => money(0, currency)

/** Both in the same currency: mixing them is a bug (RangeError), exchanging is a business decision of its own. */
export const add = (a: Money, b: Money): Money => money(a.amount + sameCurrency(a, b).amount, a.currency)
export const subtract = (a: Money, b: Money): Money => money(a.amount - sameCurrency(a, b).amount, a.currency)
export const negate = (a: Money): Money => money(a.amount === 0 ? 0 : -a.amount, a.currency)
export const sum = (all: readonly Money[], currency: string): Money => all.reduce(add, zero(currency))

/** Below 0 when a is less, 0 when equal, above 0 when more. */
export const compareMoney = (a: Money, b: Money): number => a.amount - sameCurrency(a, b).amount

/** A share or multiple, rounded once. */
export const scale = (a: Money, by: Rational, rounding: Rounding): Money =>
  money(round(times(rational(a.amount), by), rounding), a.currency)

/** Shared out by weights; the shares add up to the whole. */
export const share = (a: Money, weights: readonly number[]): Money[] =>
  allocate(a.amount, weights).map((amount) => money(amount, a.currency))

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency === b.currency) return b
  throw new RangeError(`${a.currency} and ${b.currency} cannot be mixed`)
}

/**
 * Reads what people and shops write: "¥1,234", "１，２３４円", "12.50", "JPY 1234", "-5", "△500". Decimals beyond the
 * currency's are refused unless they are zeros: ¥1,234.5 does not exist (J20). Throws NotMoney naming the field.
 */
export function readMoney(text: string, currency: string, field = "amount"): Money {
  const exponent = exponentOf(currency)
  const written = amountPattern.exec(bare(text, currency))
  const [, sign = "", grouped = "", fraction = ""] = written ?? []
  const kept = fraction.replace(/0+$/, "")
  if (!written || kept.length > exponent) {
    const example = exponent === 0 ? "1,234" : `1,234.${"5".padEnd(exponent, "0")}`
    throw MoneyError.NotMoney({ field, currency, example })
  }
  const digits = BigInt(grouped.replaceAll(",", "") + kept.padEnd(exponent, "0"))
  if (digits > BigInt(amountBound)) throw MoneyError.OutOfRange({ field })
  const amount = Number(digits)
  return money(sign === "" || amount === 0 ? amount : -amount, currency)
}

const amountPattern = /^([-]?)(\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.(\d{1,30}))?$/

// The currency's own marks, and none other: "$5" is not five yen.
function bare(text: string, currency: string): string {
  const marks = [currency, ...(ownMarks[currency] ?? [])].map((mark) => mark.replace(/\$/g, "\\$")).join("|")
  const plain = text
    .slice(0, 80)
    .normalize("NFKC")
    .replace(/[\s\u00a0]/g, "")
    .replace(/^[−–△▲]|(?<=^[¥$£€])[−–△▲]/u, "-")
  return plain
    .replace(new RegExp(`^(-?)(?:${marks})(-?)`, "iu"), "$1$2")
    .replace(new RegExp(`(?:${marks})-?$`, "iu"), "")
}

const ownMarks: Readonly<Record<string, readonly string[]>> = {
  JPY: ["¥", "円", "yen"],
  USD: ["US$", "$"],
  GBP: ["£"],
  EUR: ["€"],
  KRW: ["₩"],
  CNY: ["¥", "元"],
  TWD: ["NT$"],
  HKD: ["HK$"],
}
const shownMarks: Readonly<Record<string, string>> = {
  JPY: "¥",
  USD: "$",
  GBP: "£",
  EUR: "€",
  KRW: "₩",
  CNY: "CN¥",
  TWD: "NT$",
  HKD: "HK$",
}

/**
 * For people: "¥1,234", "−¥1,234", "£12.50", "CHF 12.50"; with `unit` "1,234円" / "1,234 yen". The minus is U+2212, which
 * is as wide as a digit, so that columns of figures line up.
 */
export function formatMoney(
  { amount, currency }: Money,
  language: Language,
  style: "symbol" | "unit" = "symbol",
): string {
  const exponent = exponentOf(currency)
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0")
  const ones = digits.slice(0, digits.length - exponent).replace(/\B(?=(?:\d{3})+$)/g, ",")
  const figure = exponent === 0 ? ones : `${ones}.${digits.slice(-exponent)}`
  const minus = amount < 0 ? "\u2212" : ""
  if (style === "unit" && currency === "JPY") return `${minus}${figure}${language === "ja" ? "円" : " yen"}`
  return `${minus}${shownMarks[currency] ?? `${currency}\u00a0`}${figure}`
}
