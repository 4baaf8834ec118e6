import { useMemo } from "react"
import { eventTitle } from "../../../server/capabilities/events/event-titles-rules.ts"
import { listProducts } from "../../../server/capabilities/catalog/contract.ts"
import { listFields, listSegments } from "../../../server/capabilities/segments/contract.ts"
import { useFormat } from "../../../ui/language.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../call.ts"
import { useMay } from "../session.tsx"
import { useCall } from "../use-call.ts"
import type { Field, Names } from "./phrase.ts"
import { attributeNames } from "./phrase-person.ts"
import { prefectures } from "../../../server/capabilities/customers/model-places.ts"

export type Offered = ReturnType<typeof useOffer>

const types: Readonly<Record<string, Field["type"]>> = { age: "number", birthday: "day", firstSeen: "day" }
const monthChoices = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: { ja: `${index + 1}月`, en: new Date(2000, index, 1).toLocaleDateString("en", { month: "long" }) },
}))
const languageChoices = [
  { value: "ja", label: { ja: "日本語", en: "Japanese" } },
  { value: "en", label: { ja: "英語", en: "English" } },
]
const choices: Readonly<Record<string, Field["choices"]>> = {
  birthMonth: monthChoices,
  language: languageChoices,
  prefecture: prefectures.map(({ name }) => ({ value: name.ja, label: name })),
}

/** What everybody has, also where the server names fewer. */
const attributes: readonly Field[] = Object.entries(attributeNames).map(([key, label]) => ({
  kind: "attribute",
  key,
  label,
  type: types[key] ?? "text",
  choices: choices[key] ?? [],
}))

export function fieldsOf(items: readonly Field[]): Field[] {
  const own = attributes.map((field) => {
    const said = items.find(({ kind, key }) => kind === "attribute" && key === field.key)
    return said && said.choices.length > 0 ? { ...field, choices: said.choices } : field
  })
  return [...own, ...items.filter(({ kind }) => kind !== "attribute")]
}

const lookUp = <T>(items: readonly T[], key: (item: T) => string) => new Map(items.map((item) => [key(item), item]))

type Fields = Reply<typeof listFields>
const noFields: Fields = { items: [], events: [], averages: { orders: 0, spent: 0, intervalDays: null } }

/** What conditions can be made of for this brand, and what everything in them is called. */
export function useOffer() {
  const may = useMay()
  const { money } = useFormat()
  const fields = useCall(listFields, {})
  const segments = useCall(listSegments, { state: "all" })
  const products = useCall(listProducts, { limit: 200 }, { when: may("catalog:read") })
  return useMemo(() => {
    const { items, events, averages } = fields.data ?? noFields
    const all = fieldsOf(items)
    const [byField, byEvent] = [lookUp(all, ({ kind, key }) => `${kind}:${key}`), lookUp(events, ({ name }) => name)]
    const bySegment = lookUp(segments.data?.items ?? [], ({ segmentId }) => segmentId)
    const goods = products.data?.items ?? []
    const byProduct = lookUp(goods, ({ externalId }) => externalId)
    const names: Names = {
      event: (name): Text => byEvent.get(name)?.title ?? eventTitle(name),
      field: (kind, key) => byField.get(`${kind}:${key}`),
      segment: (id): Text => bySegment.get(id)?.name ?? { ja: "不明なセグメント", en: "an unknown segment" },
      product: (id) => byProduct.get(id)?.title ?? id,
      money: (minor) => money(minor),
    }
    const categories = [...new Set(goods.flatMap(({ productType }) => (productType ? [productType] : [])))]
    return {
      offer: { fields: all, events },
      names,
      averages,
      segments: segments.data?.items ?? [],
      products: goods.map(({ externalId, title }) => ({ value: externalId, label: same(title) })),
      categories: categories.map((value) => ({ value, label: same(value) })),
      ready: fields.data !== undefined,
    }
  }, [fields.data, segments.data, products.data, money])
}
