import { propertyDefinitions } from "#customers"
import { eventTitle, seenEventNames } from "#events"
import type { Context } from "#kernel/context"
import { type FieldType, segmentFields } from "./fields.ts"
import { attributeLabels } from "./labels-rules.ts"
import { attributeFields } from "./model.ts"
import { numbersOf } from "./named.ts"
import { selectStanding } from "./storage-standings.ts"

const attributeTypes: Partial<Record<(typeof attributeFields)[number], FieldType>> = {
  age: "number",
  birthMonth: "number",
  firstSeen: "day",
  birthday: "day",
}
const propertyTypes = {
  text: "text",
  number: "number",
  boolean: "boolean",
  date: "day",
  choice: "text",
  list: "list",
} as const

/** What conditions can be made of for this brand. Events are missing while ClickHouse is away. */
export async function listFields(ctx: Context) {
  const standing = await selectStanding(ctx)
  const brand = numbersOf(standing?.averages ?? {})
  const attributes = attributeFields.map((key) => ({
    kind: "attribute" as const,
    key,
    label: attributeLabels[key] ?? { ja: key, en: key },
    type: attributeTypes[key] ?? "text",
    choices: [],
  }))
  const properties = (await propertyDefinitions(ctx))
    .filter((definition) => !definition.isArchived)
    .map(({ key, label, type, choices }) => ({
      kind: "property" as const,
      key,
      label,
      type: propertyTypes[type],
      choices,
    }))
  const fields = ctx.product.contributed(segmentFields).map(({ key, label, type, choices }) => ({
    kind: "field" as const,
    key,
    label,
    type,
    choices: [...(choices ?? [])],
  }))
  const seen = ctx.facts.available() ? await seenEventNames(ctx) : []
  return {
    items: [...attributes, ...properties, ...fields],
    events: seen.map(({ name }) => ({ name, title: eventTitle(name) })),
    averages: {
      orders: brand.averageOrders,
      spent: brand.averageSpent,
      intervalDays: standing?.averages.interval ?? null,
    },
  }
}
