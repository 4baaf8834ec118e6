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
