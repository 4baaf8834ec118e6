import type { BrandNumbers, NamedThreshold } from "./model-named.ts"

/** A figure a person would choose: two leading digits. */
export function rounded(value: number): number {
  if (value <= 10) return Math.max(1, Math.round(value))
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.round(value / step) * step
}

export const windowDays = (key: string, suggested: number): NamedThreshold => ({
  key,
  label: { ja: "見る期間", en: "Days looked at" },
  unit: "days",
  min: 1,
  max: 1_095,
  suggest: () => suggested,
})

export const quietDays = (key: string, suggest: (brand: BrandNumbers) => number): NamedThreshold => ({
  key,
  label: { ja: "動きがない日数", en: "Days without a sign" },
  unit: "days",
  min: 1,
  max: 1_095,
  suggest,
})

export const times = (key: string, suggest: (brand: BrandNumbers) => number): NamedThreshold => ({
  key,
  label: { ja: "回数", en: "Times" },
  unit: "times",
  min: 1,
  max: 1_000,
  suggest,
})

/** Messages in a row to which nobody responded (D29). */
export const messages = (key: string, suggested: number): NamedThreshold => ({
  key,
  label: { ja: "反応のない通数", en: "Messages without a response" },
  unit: "messages",
  min: 1,
  max: 1_000,
  suggest: () => suggested,
})

/** Out of ten, as surveys ask. */
export const score = (suggested: number): NamedThreshold => ({
  key: "score",
  label: { ja: "アンケートの点（10点満点）", en: "Score in a survey (of ten)" },
  unit: "score",
  min: 0,
  max: 10,
  suggest: () => suggested,
})

export const orders = (key: string, suggest: (brand: BrandNumbers) => number): NamedThreshold => ({
  key,
  label: { ja: "購入回数", en: "Orders" },
  unit: "orders",
  min: 1,
  max: 1_000,
  suggest,
})

export const money = (key: string, suggest: (brand: BrandNumbers) => number): NamedThreshold => ({
  key,
  label: { ja: "購入金額", en: "Amount spent" },
  unit: "money",
  min: 1,
  max: 1_000_000_000,
  suggest,
})

/** Of what: "平均の何%" rather than a bare share. */
export const percent = (key: string, label: NamedThreshold["label"], suggested: number): NamedThreshold => ({
  key,
  label,
  unit: "percent",
  min: 10,
  max: 2_000,
  suggest: () => suggested,
})

export const month = (key: string, suggest: (brand: BrandNumbers) => number): NamedThreshold => ({
  key,
  label: { ja: "季節の始まりの月", en: "Month in which the season begins" },
  unit: "months",
  min: 1,
  max: 12,
  suggest,
})
