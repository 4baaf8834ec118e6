export const languages = ["ja", "en"] as const
export type Language = (typeof languages)[number]

export const languageNames = { ja: "日本語", en: "English" } as const satisfies Record<Language, string>

/** Words that a person reads, in both languages: a missing one does not compile. */
export type Text = { readonly ja: string; readonly en: string }

/** Data that is the same in every language: a name, a code, a title that an operator wrote. */
export const same = (value: string): Text => ({ ja: value, en: value })

export const inLanguage = (text: Text, language: Language): string => text[language]

/** Several texts in a row, each language joined in its own way. */
export const joined = (texts: readonly Text[], between: Text = { ja: "・", en: ", " }): Text => ({
  ja: texts.map((text) => text.ja).join(between.ja),
  en: texts.map((text) => text.en).join(between.en),
})

/** `people(1284)` → 1,284人 / 1,284 people: the count words that screens use most. */
export const people = (count: number): Text => ({
  ja: `${grouped(count)}人`,
  en: `${grouped(count)} ${count === 1 ? "person" : "people"}`,
})

export const items = (count: number): Text => ({
  ja: `${grouped(count)}件`,
  en: `${grouped(count)} ${count === 1 ? "item" : "items"}`,
})

/** An English count with its noun: `counted(1, "parcel")` → 1 parcel, `counted(2, "parcel")` → 2 parcels. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

const grouped = (count: number) => count.toLocaleString("en-US").replace("-", "−")
