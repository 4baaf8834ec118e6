import type { Language, Text } from "../../../ui/text.ts"

/** Time zones and currencies that are offered for a brand. */
export const zones = [
  "Asia/Tokyo",
  "Asia/Seoul",
  "Asia/Taipei",
  "Asia/Singapore",
  "Europe/London",
  "Europe/Paris",
  "America/New_York",
  "America/Los_Angeles",
]
export const currencies = ["JPY", "USD", "EUR", "GBP", "KRW", "TWD", "SGD"]

const currencyNames = {
  ja: new Intl.DisplayNames("ja", { type: "currency" }),
  en: new Intl.DisplayNames("en", { type: "currency" }),
}

/** 日本円（JPY） / Japanese Yen (JPY). */
export const currencyWords = (code: string): Text => ({
  ja: `${currencyNames.ja.of(code)}（${code}）`,
  en: `${currencyNames.en.of(code)} (${code})`,
})

/** 日本標準時（Asia/Tokyo） / Japan Standard Time (Asia/Tokyo). */
export const zoneWords = (zone: string): Text => ({
  ja: `${zoneName("ja", zone)}（${zone}）`,
  en: `${zoneName("en", zone)} (${zone})`,
})

function zoneName(language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "longGeneric" })
  return format.formatToParts(0).find(({ type }) => type === "timeZoneName")?.value ?? timeZone
}
