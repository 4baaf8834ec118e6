import type { ShopVendor } from "#orders"
import { shopifyApi } from "./shopify-api.ts"
import { shopifyDiscounts } from "./shopify-discounts.ts"
import { readShopify, subscribableTopics } from "./shopify-read.ts"
import { headerOf, isSignedByShopify } from "./shopify-signature.ts"

type Choices = {
  /** Where the Admin API of a shop is reached; its own domain unless a test stands in for it. */
  readonly originOf?: (shopDomain: string) => string
}

const ownOrigin = (shopDomain: string) => `https://${shopDomain}`

/** Shopify: signed webhooks in, Admin REST API out. */
export const shopify = ({ originOf = ownOrigin }: Choices = {}): ShopVendor => ({
  vendor: "shopify",
  isShopDomain: (domain) => /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/.test(domain),
  topics: subscribableTopics,
  isSigned: isSignedByShopify,
  label: (headers) => {
    const topic = headerOf(headers, "x-shopify-topic")
    if (topic === null || topic.length > 100) return undefined
    return {
      topic,
      id: (headerOf(headers, "x-shopify-event-id") ?? headerOf(headers, "x-shopify-webhook-id"))?.slice(0, 100) ?? null,
      shopDomain: headerOf(headers, "x-shopify-shop-domain"),
      at: headerOf(headers, "x-shopify-triggered-at"),
    }
  },
  read: readShopify,
  cartUrl: (shopDomain, items, code) => {
    const goods = items.map(({ variantExternalId, quantity }) => `${variantExternalId.split("/").at(-1)}:${quantity}`)
    if (goods.length === 0)
      return `https://${shopDomain}/${code ? `discount/${encodeURIComponent(code)}?redirect=%2F` : ""}`
    return `https://${shopDomain}/cart/${goods.join(",")}${code ? `?discount=${encodeURIComponent(code)}` : ""}`
  },
  api: ({ shopDomain, accessToken }, speaker) => {
    const access = { origin: originOf(shopDomain), accessToken }
    return { ...shopifyApi(access, speaker), discounts: shopifyDiscounts(access) }
  },
})
