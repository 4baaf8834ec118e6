import type { Text } from "../../../ui/text.ts"

/** A part of a condition that can be changed by itself: each has an editor. */
export type Slot =
  | "field"
  | "test"
  | "names"
  | "filters"
  | "window"
  | "range"
  | "which"
  | "steps"
  | "within"
  | "scope"
  | "average"
  | "interval"
  | "signal"
  | "products"
  | "consent"
  | "channel"
  | "stores"
  | "segment"
  | "bucket"

/** Plain words, or words that open an editor. */
export type Part = string | { readonly slot: Slot; readonly text: string }

/**
 * A condition as a clause. In Japanese the clause ends as it goes on (`mid`: 買い) or as it says who they are (`end`:
 * 買った); in English it begins with "who" or "whose".
 */
export type Phrase = {
  readonly ja: readonly Part[]
  readonly mid: string
  readonly end: string
  readonly en: readonly Part[]
}

export type Field = {
  readonly kind: "attribute" | "property" | "field"
  readonly key: string
  readonly label: Text
  readonly type: "text" | "number" | "boolean" | "day" | "list"
  readonly choices: readonly { readonly value: string; readonly label: Text }[]
}

/** What things are called that a document knows by id only. */
export type Names = {
  readonly event: (name: string) => Text
  readonly field: (kind: Field["kind"], key: string) => Field | undefined
  readonly segment: (id: string) => Text
  readonly product: (id: string) => string
  /** Minor units of the brand's currency. */
  readonly money: (minor: number) => string
}

export const token = (slot: Slot, text: string): Part => ({ slot, text })
export const wordsOf = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("")

/** 「東京都」か「神奈川県」; long lists say how many more. */
export function either(values: readonly string[]): Text {
  const shown = values.slice(0, 3)
  const more = values.length - shown.length
  return {
    ja: more > 0 ? `${shown.join("・")} ほか${more}件` : shown.join("か"),
    en: more > 0 ? `${shown.join(", ")} or ${more} more` : listed(shown, "or"),
  }
}

export const listed = (values: readonly string[], by: "and" | "or"): string =>
  values.length < 2 ? (values[0] ?? "") : `${values.slice(0, -1).join(", ")} ${by} ${values.at(-1)}`

export const unset: Text = { ja: "（選ぶ）", en: "(choose)" }
/** The words, or a place that asks to be filled. */
export const orUnset = (text: string, language: "ja" | "en"): string => (text === "" ? unset[language] : text)
