import { customerFields } from "./field-list-customers-rules.ts"
import { orderFields } from "./field-list-orders-rules.ts"
import { productFields } from "./field-list-products-rules.ts"
import type { Field, ImportKind } from "./model.ts"

const lists: Readonly<Record<ImportKind, readonly Field[]>> = {
  orders: orderFields,
  products: productFields,
  customers: customerFields,
}

/** Everything that a file of this kind may tell. */
export const fieldsOf = (kind: ImportKind): readonly Field[] => lists[kind]

/** By which field lines of one thing are recognised, wherever in the file they stand. Lines of people stand for themselves. */
export const groupFieldOf = (kind: ImportKind): string | undefined =>
  kind === "orders" ? "number" : kind === "products" ? "productId" : undefined

/** The key of a brand's own property among the fields. */
export const propertyField = (key: string): string => `property:${key}`
export const propertyOf = (field: string): string | undefined =>
  field.startsWith("property:") ? field.slice("property:".length) : undefined
