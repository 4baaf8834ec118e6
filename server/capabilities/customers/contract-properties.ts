import { z } from "zod"
import { endpoint } from "#kernel/endpoint"
import { PropertyDefinition } from "./property-rules.ts"

const { key, type, label, choices, personal, isArchived } = PropertyDefinition.shape

export const listProperties = endpoint("GET /api/v1/customer-properties", {
  right: "customers:read",
  summary: { ja: "お客様の項目の一覧", en: "The brand's own customer properties" },
  reply: z.object({ items: z.array(PropertyDefinition) }),
})

export const postProperty = endpoint("POST /api/v1/customer-properties", {
  right: "customers:write",
  summary: { ja: "お客様の項目を追加する", en: "Add a customer property" },
  params: { key, type, label, choices: choices.default([]), personal: personal.default(false) },
  reply: PropertyDefinition,
})

export const patchProperty = endpoint("PATCH /api/v1/customer-properties/:key", {
  right: "customers:write",
  summary: { ja: "お客様の項目を変える・しまう", en: "Rename, extend or archive a customer property" },
  params: {
    key,
    label: label.optional(),
    choices: choices.optional(),
    personal: personal.optional(),
    isArchived: isArchived.optional(),
  },
  reply: PropertyDefinition,
})
