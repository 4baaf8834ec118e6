import { minorUnits } from "#catalog"
import type { Happened } from "./model-run.ts"

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
const httpsOf = (value: unknown): string | undefined =>
  typeof value === "string" && /^https:\/\/\S+$/.test(value) ? value : undefined

/**
 * The cart that an event tells of, as letters show it (G06): what lies in it, what it comes to, and where its owner goes on.
 * Read from the `products` of Segment's e-commerce spec; a shop's own checkouts say amounts in minor units, browsers in the
 * currency's own ("19.80"). Goods without a name or a price that can't be right are left out. Undefined when the event tells
 * of no goods.
 */
export function cartOf(event: Happened | undefined): Plain | undefined {
  if (!event) return undefined
  const { properties } = event
  const currency = event.currency ?? textOf(properties.currency)
  const told = Array.isArray(properties.products)
    ? properties.products.filter(isPlain)
    : isGood(properties)
      ? [properties]
      : []
  const isMinor = event.externalId.startsWith("checkout:")
  const items = told.flatMap((good) => itemOf(good, currency, isMinor) ?? [])
  if (items.length === 0) return undefined
  const amounts = items.flatMap(({ amount }) => amount?.amount ?? [])
  // One good without a price, and what all come to is not known.
  const total = amounts.length === items.length ? amounts.reduce((sum, amount) => sum + amount, 0) : undefined
  const url = httpsOf(properties.url) ?? httpsOf(properties.checkout_url) ?? httpsOf(properties.cart_url)
  return {
    items,
    ...(total !== undefined && currency ? { total: { amount: total, currency } } : {}),
    ...(url ? { url } : {}),
  }
}

/** An event about one good tells of it by itself: Product Added, Product Viewed. */
const isGood = (properties: Plain): boolean =>
  textOf(properties.name) !== undefined && (properties.product_id !== undefined || properties.sku !== undefined)

type Item = {
  readonly name: string
  readonly quantity: number
  readonly price?: { readonly amount: number; readonly currency: string }
  readonly amount?: { readonly amount: number; readonly currency: string }
  readonly image?: { readonly url: string }
  readonly url?: string
}

function itemOf(good: Plain, currency: string | undefined, isMinor: boolean): Item | undefined {
  const name = textOf(good.name) ?? textOf(good.title)
  if (name === undefined) return undefined
  const quantity = Number.isInteger(good.quantity) && Number(good.quantity) > 0 ? Number(good.quantity) : 1
  const price = currency === undefined ? undefined : priceOf(good.price, currency, isMinor)
  const [image, url] = [httpsOf(good.image_url), httpsOf(good.url)]
  return {
    name,
    quantity,
    ...(price === undefined || currency === undefined
      ? {}
      : { price: { amount: price, currency }, amount: { amount: price * quantity, currency } }),
    ...(image ? { image: { url: image } } : {}),
    ...(url ? { url } : {}),
  }
}

function priceOf(value: unknown, currency: string, isMinor: boolean): number | undefined {
  if (isMinor) return Number.isInteger(value) && Number(value) >= 0 ? Number(value) : undefined
  if (typeof value !== "number" && typeof value !== "string") return undefined
  const amount = minorUnits(String(value), currency)
  return amount !== undefined && amount >= 0 ? amount : undefined
}
