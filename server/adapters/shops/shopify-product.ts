import { z } from "zod"
import { plainText, type ProductSnapshot, type StockLevel } from "#catalog"
import type { Speaker } from "#orders"
import * as field from "./shopify-fields.ts"

export const ShopifyProduct = z.object({
  id: field.id,
  title: z.string(),
  body_html: field.words,
  vendor: field.words,
  product_type: field.words,
  handle: field.words,
  status: field.words,
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  updated_at: field.instant,
  published_at: field.maybeInstant,
  images: z.array(z.object({ id: field.id.nullish(), src: z.string(), alt: field.words })).nullish(),
  variants: z
    .array(
      z.object({
        id: field.id,
        title: field.words,
        sku: field.words,
        barcode: field.words,
        price: field.decimal.nullish(),
        compare_at_price: field.decimal.nullish(),
        image_id: field.id.nullish(),
        inventory_item_id: field.id.nullish(),
      }),
    )
    .nullish(),
})
type ShopifyProduct = z.output<typeof ShopifyProduct>

/** A product with its variants. Shopify's product messages do not name the currency: prices are in the shop's own. */
export function readProduct(product: ShopifyProduct, { source, currency }: Speaker): ProductSnapshot {
  const images = (product.images ?? []).filter(({ src }) => URL.canParse(src))
  const imageOf = (id: string | null | undefined) => images.find((image) => image.id === id)?.src
  return {
    source,
    externalId: product.id,
    updatedAt: product.updated_at,
    status: product.status === "draft" || product.status === "archived" ? product.status : "active",
    title: field.short(product.title, 500) ?? product.id,
    description: plainText(product.body_html ?? "").slice(0, 20_000),
    vendor: field.short(product.vendor, 200) ?? null,
    productType: field.short(product.product_type, 300) ?? null,
    tags: (Array.isArray(product.tags) ? product.tags : (product.tags ?? "").split(",")).flatMap(
      (tag) => field.short(tag, 200) ?? [],
    ),
    images: images.slice(0, 250).map(({ src, alt }) => ({ url: src, alt: alt?.slice(0, 500) ?? "" })),
    variants: (product.variants ?? []).map((variant) => ({
      externalId: variant.id,
      title: variant.title === "Default Title" ? "" : (field.short(variant.title, 300) ?? ""),
      sku: field.short(variant.sku, 200) ?? null,
      barcode: field.short(variant.barcode, 60) ?? null,
      price: field.money(variant.price, currency, "variants.price"),
      compareAtPrice: variant.compare_at_price
        ? field.money(variant.compare_at_price, currency, "variants.compare_at_price")
        : null,
      currency,
      imageUrl: imageOf(variant.image_id) ?? null,
      stockItem: variant.inventory_item_id ?? null,
    })),
  }
}

export const ShopifyStock = z.object({
  inventory_item_id: field.id,
  location_id: field.id,
  available: z.int().nullish(),
  updated_at: field.instant,
})

/** How many pieces are at one place. A place that does not count them says null, and we say nothing. */
export const readStock = (level: z.output<typeof ShopifyStock>, { source }: Speaker): StockLevel[] =>
  level.available == null
    ? []
    : [
        {
          source,
          stockItem: level.inventory_item_id,
          place: level.location_id,
          available: level.available,
          updatedAt: level.updated_at,
        },
      ]
