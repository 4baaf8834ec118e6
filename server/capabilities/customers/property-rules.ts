import { z } from "zod"
import { isDay } from "#kernel/days"
import type { PropertyValue } from "./model.ts"

export const propertyTypes = ["text", "number", "boolean", "date", "choice", "list"] as const

/** Definitions in use per brand: each is a column in somebody's head, and a field in every editor (F85). */
export const maxDefinitions = 200

const Label = z.object({ ja: z.string().min(1).max(60), en: z.string().min(1).max(60) })

/** Something a brand wants to know of its customers, such as 肌質 / skin type (A15). The type never changes. */
export const PropertyDefinition = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  type: z.enum(propertyTypes),
  label: Label,
  /** For `choice` and, if only these are wanted, for `list`. */
  choices: z.array(z.object({ value: z.string().min(1).max(60), label: Label })).max(200),
  /** Only those who may see personal data see the values. */
  personal: z.boolean(),
  isArchived: z.boolean(),
})
export type PropertyDefinition = z.infer<typeof PropertyDefinition>

export type PropertyFault = { readonly field: string; readonly type: string; readonly expected: string }

const maxText = 1_000
const maxItems = 50
const maxItem = 200
const maxNumber = 1_000_000_000_000

/** The value if it fits the definition, or what was expected of it. */
export function readProperty(
  definition: PropertyDefinition,
  value: unknown,
): PropertyValue | { readonly expected: string } {
  const allowed = definition.choices.map((choice) => choice.value)
  switch (definition.type) {
    case "text":
      return typeof value === "string" && value.length <= maxText ? value : { expected: `text, ≤ ${maxText}` }
    case "number":
      return typeof value === "number" && Math.abs(value) <= maxNumber ? value : { expected: "123.4, ≤ 10^12" }
    case "boolean":
      return typeof value === "boolean" ? value : { expected: "true / false" }
    case "date":
      return isDay(value) ? value : { expected: "2026-04-01" }
    case "choice":
      return typeof value === "string" && allowed.includes(value)
        ? value
        : { expected: allowed.slice(0, 12).join(" / ") }
    case "list":
      return isList(value, allowed)
        ? value
        : { expected: allowed.length > 0 ? `[${allowed.slice(0, 12).join(", ")}]` : `["…"], ≤ ${maxItems}` }
  }
}

const isList = (value: unknown, allowed: readonly string[]): value is string[] =>
  Array.isArray(value) &&
  value.length <= maxItems &&
  value.every(
    (item) => typeof item === "string" && item.length <= maxItem && (allowed.length === 0 || allowed.includes(item)),
  )

export const isFault = (read: PropertyValue | { readonly expected: string }): read is { readonly expected: string } =>
  typeof read === "object" && !Array.isArray(read)

/**
 * A cell of a file as a value of this property: １２３, yes / はい / ○, 2026/4/1, a choice by its value or either label, a
 * list parted by ; or 、. Undefined for an empty cell.
 */
export function readPropertyText(
  definition: PropertyDefinition,
  cell: string,
): PropertyValue | { readonly expected: string } | undefined {
  const text = cell.trim()
  if (text === "") return undefined
  const plain = text.normalize("NFKC")
  if (definition.type === "number")
    return readProperty(definition, plain === "" ? Number.NaN : Number(plain.replaceAll(",", "")))
  if (definition.type === "boolean") return readProperty(definition, truths.get(plain.toLowerCase()))
  if (definition.type === "date") {
    const [year = "", month = "", date = ""] = plain.split(/[-/.年月日]/)
    return readProperty(definition, `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`)
  }
  if (definition.type === "choice") return readProperty(definition, choiceOf(definition, text))
  if (definition.type === "list") {
    const items = text
      .split(/[;；、\n]/)
      .map((item) => item.trim())
      .filter((item) => item !== "")
    return readProperty(
      definition,
      items.map((item) => choiceOf(definition, item)),
    )
  }
  return readProperty(definition, text)
}

const truths = new Map(
  [
    ["true", "yes", "y", "1", "はい", "有", "○", "〇"].map((word) => [word, true] as const),
    ["false", "no", "n", "0", "いいえ", "無", "×"].map((word) => [word, false] as const),
  ].flat(),
)

const choiceOf = ({ choices }: PropertyDefinition, text: string): string =>
  choices.find(
    ({ value, label }) => value === text || label.ja === text || label.en.toLowerCase() === text.toLowerCase(),
  )?.value ?? text

/**
 * Parts what a door says of a person into values of defined properties and traits kept as they came. A value that does
 * not fit its definition is a trait, too: nothing is lost, and nothing wrong is shown. Null clears.
 */
export function sortProperties(
  definitions: readonly PropertyDefinition[],
  given: Readonly<Record<string, unknown>>,
): { properties: Record<string, PropertyValue | null>; traits: Record<string, unknown> } {
  const sorted: { properties: Record<string, PropertyValue | null>; traits: Record<string, unknown> } = {
    properties: Object.create(null),
    traits: Object.create(null),
  }
  const byKey = new Map(definitions.filter((d) => !d.isArchived).map((d) => [d.key, d]))
  for (const [key, value] of Object.entries(given)) {
    const definition = byKey.get(key)
    const read = definition && (value === null ? null : readProperty(definition, value))
    if (read === null || (read !== undefined && !isFault(read))) sorted.properties[key] = read
    else if (isKeepable(value)) sorted.traits[key] = value
  }
  return sorted
}

const isKeepable = (value: unknown): boolean =>
  value !== null && value !== undefined && JSON.stringify(value).length <= 2_000
