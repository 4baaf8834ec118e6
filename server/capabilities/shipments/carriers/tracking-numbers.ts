import type { CarrierCode } from "./carrier.ts"
import { allCarriers, carriers } from "./carriers.ts"

/** The number as it is stored and compared: digits and capitals, whatever width or hyphens it was typed with. */
export const plainNumber = (typed: string): string =>
  typed
    .slice(0, 60)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}ー−]/gu, "")

/** The plain number when it has the carrier's form and its check digit is right, else undefined. */
export function readTrackingNumber(carrier: CarrierCode, typed: string): string | undefined {
  const number = plainNumber(typed)
  return formOf(carrier, number) ? number : undefined
}

/** The number in the groups that people read aloud, "1234-5678-9013"; unchanged when it has no form of the carrier. */
export function shownNumber(carrier: CarrierCode, number: string): string {
  let at = 0
  const form = formOf(carrier, number)
  return form ? form.groups.map((length) => number.slice(at, (at += length))).join("-") : number
}

/**
 * The carriers that could have given out this number, most parcels first. Twelve digits fit three carriers alike: ask,
 * or use what the shop said; with one candidate it is certain.
 */
export function carriersOf(typed: string): CarrierCode[] {
  const number = plainNumber(typed)
  return allCarriers.filter(({ code }) => formOf(code, number)).map(({ code }) => code)
}

const names: readonly (readonly [CarrierCode, RegExp])[] = [
  ["yamato", /yamato|kuroneko|ヤマト|クロネコ|宅急便|ネコポス|TA-?Q-?BIN/i],
  ["sagawa", /sagawa|佐川|サガワ|飛脚/i],
  [
    "japan_post",
    /japan\s*post|jppost|日本郵便|郵便局|ゆうパック|ゆうパケット|ゆうメール|レターパック|クリックポスト|書留|\bEMS\b/i,
  ],
  ["seino", /seino|西濃|セイノー|カンガルー/i],
]

/** The carrier that a shop's free text names ("クロネコヤマト", "Japan Post (EN)"); undefined when none or several. */
export function carrierNamed(text: string): CarrierCode | undefined {
  const folded = text.slice(0, 100).normalize("NFKC")
  const found = names.filter(([, pattern]) => pattern.test(folded))
  return found.length === 1 ? found[0]?.[0] : undefined
}

/** The carrier's public page about the parcel; undefined for a number that the carrier cannot have given out. */
export function trackingUrl(carrier: CarrierCode, typed: string): string | undefined {
  const number = readTrackingNumber(carrier, typed)
  return number && carriers[carrier].trackingUrl(number)
}

/** True for an https address on a carrier's own domain: the only ones we link to for redelivery and the like (J30). */
export function isCarrierUrl(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || parsed.protocol !== "https:" || parsed.port !== "" || parsed.username || parsed.password) return false
  return allCarriers.some(({ domains }) =>
    domains.some((domain) => parsed.hostname === domain || parsed.hostname.endsWith(`.${domain}`)),
  )
}

const formOf = (carrier: CarrierCode, number: string) =>
  carriers[carrier].numbers.find((form) => form.pattern.test(number) && form.isCheckDigitRight(number))
