import { brandById } from "#brands"
import { productTitlesOf } from "#catalog"
import { propertyDefinitions } from "#customers"
import { eventTitle } from "#events"
import type { Context } from "#kernel/context"
import { isDay } from "#kernel/days"
import type { Text } from "#kernel/text"
import { leavesOf } from "./document-rules.ts"
import { segmentFields } from "./fields.ts"
import { attributeLabels, attributeValue, dayLabel, personalAttributes } from "./labels-rules.ts"
import type { Condition, Leaf } from "./model.ts"
import type { EventFilter } from "./model-tests.ts"
import type { Words } from "./sentences-rules.ts"
import { selectSegments } from "./storage.ts"
import { amount } from "./window-words-rules.ts"

const same = (name: string): Text => ({ ja: name, en: name })
const hidden: Text = { ja: "（伏せています）", en: "(hidden)" }
const yes: Text = { ja: "はい", en: "yes" }
const no: Text = { ja: "いいえ", en: "no" }

type Choices = readonly { readonly value: string; readonly label: Text }[]

/**
 * What the brand calls its segments, fields, products and amounts, as far as these documents speak of them. Personal values
 * are in words only for those who may see them.
 */
export async function wordsOf(
  ctx: Context,
  documents: readonly Condition[],
  { hidesPersonal = !(ctx.rights?.has("customers:personal") ?? true) } = {},
): Promise<Words> {
  const names = new Map((await selectSegments(ctx)).map((s) => [s.segmentId, { ja: s.nameJa, en: s.nameEn }]))
  const properties = new Map((await propertyDefinitions(ctx)).map((d) => [d.key, d]))
  const fields = new Map(ctx.product.contributed(segmentFields).map((field) => [field.key, field]))
  const titles = await productTitlesOf(ctx, [...new Set(documents.flatMap(leavesOf).flatMap(productsIn))])
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const isHidden = (kind: string, key: string) =>
    hidesPersonal &&
    (kind === "attribute"
      ? personalAttributes.has(key)
      : kind === "property" && (properties.get(key)?.personal ?? false))
  return {
    event: eventTitle,
    segment: (id) => names.get(id) ?? same("?"),
    field: (kind, key) =>
      (kind === "attribute"
        ? attributeLabels[key]
        : kind === "property"
          ? properties.get(key)?.label
          : fields.get(key)?.label) ?? same(key),
    value: (kind, key, value) => {
      if (isHidden(kind, key)) return hidden
      if (typeof value === "number") return amount(value)
      if (kind === "attribute") return attributeValue(key, value)
      return valueWords(kind === "property" ? properties.get(key) : fields.get(key), value)
    },
    product: (id) => same(titles.get(id) ?? id),
    money: (minor) => moneyWords(minor, currency),
  }
}

function valueWords(known: { type: string; choices?: Choices } | undefined, value: string): Text {
  const choice = known?.choices?.find((one) => one.value === value)
  if (choice) return choice.label
  if (known?.type === "boolean") return value === "true" ? yes : no
  return isDay(value) ? dayLabel(value) : same(value)
}

const productsCompared = ({ field, test }: EventFilter): readonly string[] =>
  field !== "product" ? [] : "is" in test ? test.is : "isNot" in test ? test.isNot : []

const productsIn = (leaf: Leaf): readonly string[] => [
  ...("scope" in leaf ? (leaf.scope?.products ?? []) : []),
  ...(leaf.kind === "cart-left" ? (leaf.products ?? []) : []),
  ...("filters" in leaf ? leaf.filters.flatMap(productsCompared) : []),
]

function moneyWords(minor: number, currency: string): Text {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 0
  const amount = minor / 10 ** digits
  const shown = (locale: string) => new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount)
  return { ja: currency === "JPY" ? `${amount.toLocaleString("ja-JP")}円` : shown("ja-JP"), en: shown("en-US") }
}
