import { z } from "zod"
import type { SeenCheckout, Speaker } from "#orders"
import * as field from "./shopify-fields.ts"
import { readBuyer } from "./shopify-people.ts"

export const ShopifyCheckout = z.object({
  id: field.id.nullish(),
  token: field.id,
  created_at: field.instant,
  updated_at: field.instant,
  completed_at: field.maybeInstant,
  currency: z.string().regex(/^[A-Z]{3}$/),
  total_price: field.decimal,
  email: field.words,
  phone: field.words,
  customer_locale: field.words,
  customer: field.customer,
  billing_address: field.address,
  abandoned_checkout_url: field.words,
  line_items: z
    .array(
      z.object({
        product_id: field.id.nullish(),
        variant_id: field.id.nullish(),
        sku: field.words,
        title: field.words,
        quantity: z.int().min(0),
        price: field.decimal,
      }),
    )
    .nullish(),
})

/** A checkout that someone we can name has begun. Nothing when nobody can be named yet, or when it became an order. */
export function readCheckout(
  checkout: z.output<typeof ShopifyCheckout>,
  { source }: Speaker,
): SeenCheckout | undefined {
  const { currency } = checkout
  const customer = readBuyer({
    source,
    customer: checkout.customer,
    email: checkout.email,
    phone: checkout.phone,
    locale: checkout.customer_locale,
    billing: checkout.billing_address,
  })
  if (checkout.completed_at || customer.identities.length === 0) return undefined
  return {
    externalId: checkout.token,
    startedAt: checkout.created_at,
    customer,
    currency,
    total: field.money(checkout.total_price, currency, "total_price"),
    url: field.short(checkout.abandoned_checkout_url, 2_000) ?? null,
    products: (checkout.line_items ?? []).map((line) => ({
      product_id: line.product_id ?? null,
      variant_id: line.variant_id ?? null,
      sku: field.short(line.sku, 200) ?? null,
      name: field.short(line.title, 500) ?? "",
      quantity: line.quantity,
      price: field.money(line.price, currency, "line_items.price"),
    })),
  }
}
