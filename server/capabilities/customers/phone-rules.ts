import type { CountryCode } from "libphonenumber-js/max"
import { parsePhoneNumberFromString } from "libphonenumber-js/max"

/** A number that exists in its country's plan (J24). `key` is E.164 and compares; the original is kept by the caller. */
export type PhoneNumber = {
  readonly key: string
  readonly country: string | undefined
  readonly kind: "mobile" | "landline" | "toll_free" | "other"
  /** As people in the country write it: 090-1234-5678; with +44 ... when it is not the home country's. */
  readonly shown: string
  /** M50: only a mobile can take an SMS; a Japanese landline is refused before anything is paid. */
  readonly takesSms: boolean
}

/**
 * Reads a phone number in any of the ways in which people type it: full-width digits, ‐ － ー − as hyphens, brackets,
 * +81, 0081, an (0) after the country code. Undefined when no such number can exist.
 */
export function readPhone(typed: string, home: CountryCode = "JP"): PhoneNumber | undefined {
  if (typed.length > 60) return undefined
  const plain = typed
    .normalize("NFKC")
    .replace(/[\p{Pd}ー−‐]/gu, "-")
    .replace(/[\s\p{Cf}]/gu, "")
    .replace(/^(?:tel|電話|携帯|☎)[:：.]?/iu, "")
  if (!/^\+?[\d().\-/]+$/.test(plain)) return undefined
  const compact = plain.replace(/[().\-/]/g, "")
  // 00 and 010 are how a call abroad begins in most countries and on Japanese mobiles.
  const international = compact.replace(/^(?:00|010)(?=[1-9]\d{8})/, "+")
  const number = parsePhoneNumberFromString(international, home)
  if (!number?.isValid()) return undefined
  const type = number.getType()
  const kind =
    type === "MOBILE" ? "mobile" : type === "FIXED_LINE" ? "landline" : type === "TOLL_FREE" ? "toll_free" : "other"
  const isHome = number.country === home
  return {
    key: number.number,
    country: number.country,
    kind,
    shown: isHome ? number.formatNational() : number.formatInternational(),
    takesSms: kind === "mobile" || type === "FIXED_LINE_OR_MOBILE",
  }
}
