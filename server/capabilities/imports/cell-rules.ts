import { isCurrency, readMoney } from "#kernel/money"
import { ExpectedError } from "#kernel/errors"

// What a spreadsheet would run as a formula; exports put an apostrophe before it (S45).
const formulaStart = /^[=+\-@\t\r＝＋－＠]/

/** A cell as it was meant: without space around it, and without the apostrophe that an export put before a formula (S45). */
export function cleanCell(cell: string): string {
  const text = cell.trim()
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text
}

/** A cell for a file that people open in a spreadsheet: it never begins with what would be run (S45). */
export const safeCell = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

/** A whole number as people write it: "1,200", "１２個", "6.0", "-3", "△3". Undefined when it is none. */
export function readCount(text: string): number | undefined {
  const quick = /^-?\d{1,9}$/.test(text)
  const plain = quick
    ? text
    : text
        .normalize("NFKC")
        .replace(/[\s,]/g, "")
        .replace(/^[−–△▲]/, "-")
        .replace(/[個点本枚セットpcs]+$/i, "")
        .replace(/\.0+$/, "")
  if (!/^-?\d{1,9}$/.test(plain)) return undefined
  return Number(plain) + 0
}

const moneyRead = new Map<string, number | undefined>()

/** An amount in minor units, read by `readMoney` and so exactly; undefined when it is none in this currency. */
export function readAmount(text: string, currency: string): number | undefined {
  const key = `${currency} ${text}`
  if (moneyRead.has(key)) return moneyRead.get(key)
  const amount = amountOf(text, currency)
  // Prices come again and again, and reading one costs as much as writing its line: the latest are kept.
  if (moneyRead.size > 20_000) moneyRead.clear()
  moneyRead.set(key, amount)
  return amount
}

function amountOf(text: string, currency: string): number | undefined {
  try {
    // In Shift_JIS the yen sign and the backslash are one byte.
    return readMoney(currency === "JPY" ? text.replace(/^(-?)\\/, "$1¥") : text, currency).amount
  } catch (error) {
    if (error instanceof ExpectedError) return undefined
    throw error
  }
}

/** A rate in hundredths of a per cent: "10%", "10", "0.08", "8.00" → 1000, 1000, 800, 800. */
export function readRate(text: string): number | undefined {
  const found = /^(\d{1,3})(?:\.(\d{1,4}))?\s*%?$/.exec(text.normalize("NFKC").trim())
  if (!found) return undefined
  const [, whole = "", fraction = ""] = found
  const hundredths = Number(`${whole}${fraction.padEnd(4, "0")}`) / 100
  const rate = !text.includes("%") && Number(whole) === 0 ? hundredths * 100 : hundredths
  return Number.isInteger(rate) && rate <= 10_000 ? rate : undefined
}

const yes = new Set([
  "true",
  "yes",
  "y",
  "1",
  "on",
  "はい",
  "有",
  "有り",
  "○",
  "〇",
  "希望",
  "希望する",
  "受け取る",
  "受信",
  "購読",
  "同意",
  "同意する",
  "subscribed",
])
const no = new Set([
  "false",
  "no",
  "n",
  "0",
  "off",
  "いいえ",
  "無",
  "無し",
  "×",
  "希望しない",
  "受け取らない",
  "拒否",
  "未購読",
  "not_subscribed",
  "unsubscribed",
])

export function readFlag(text: string): boolean | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase()
  return yes.has(plain) ? true : no.has(plain) ? false : undefined
}

/** "17850.0" is what a spreadsheet made of the number 17850. */
export const readId = (text: string): string => (/^\d{1,15}\.0$/.test(text) ? text.slice(0, -2) : text)

/** An ISO 4217 code, or undefined. */
export function readCurrency(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (code === "円") return "JPY"
  return isCurrency(code) ? code : undefined
}

let countries: Map<string, string> | undefined

/** ISO 3166 code of a country written as a code or by its Japanese or English name. */
export function readCountry(text: string): string | undefined {
  countries ??= countryNames()
  return countries.get(text.normalize("NFKC").trim().toLowerCase())
}

function countryNames(): Map<string, string> {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
  const codes = letters.flatMap((a) => letters.map((b) => a + b))
  const found = new Map<string, string>()
  for (const language of ["en", "ja"]) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" })
    for (const code of codes) {
      // DD, SU and UK are other names of today's codes.
      const today = new Intl.Locale(`und-${code}`).region
      const name = names.of(code)
      if (name !== undefined && today !== undefined) found.set(name.toLowerCase(), today).set(code.toLowerCase(), today)
    }
  }
  const others = {
    japan: "JP",
    日本国: "JP",
    "u.s.a.": "US",
    usa: "US",
    uk: "GB",
    "great britain": "GB",
    england: "GB",
    eire: "IE",
    rsa: "ZA",
    米国: "US",
    英国: "GB",
    korea: "KR",
    "hong kong": "HK",
    香港: "HK",
  }
  for (const [name, code] of Object.entries(others)) found.set(name, code)
  return found
}

/** Cut short, and masked where it tells who somebody is: enough to find the cell, too little to know the person. */
export function shownValue(text: string, personal: boolean): string {
  const characters = [...text]
  if (!personal) return characters.length > 60 ? `${characters.slice(0, 60).join("")}…` : text
  if (characters.length === 0) return ""
  const at = text.lastIndexOf("@")
  const rest = at > 0 ? text.slice(at).slice(0, 40) : ""
  return `${characters[0]}•••${rest}`
}
