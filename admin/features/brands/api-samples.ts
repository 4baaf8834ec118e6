/** Lines that work as they are once a key is put in. */
export const curlRead = (origin: string) => `curl "${origin}/api/v1/orders?limit=5" \\
  -H "Authorization: Bearer mk_live_…"`

export const curlWrite = (origin: string) => `curl -X PUT "${origin}/api/v1/products/my-shop/A-100" \\
  -H "Authorization: Bearer mk_live_…" \\
  -H "Idempotency-Key: a-100-2026-04-01" \\
  -H "Content-Type: application/json" \\
  -d '{
    "updatedAt": "2026-04-01T09:00:00+09:00",
    "title": "うるおいクリーム",
    "variants": [
      { "externalId": "A-100-50", "title": "50g", "price": 3300, "currency": "JPY" }
    ]
  }'`

/** The list comes first, so that calls made before the tag has loaded are kept for it. */
export const browserTag = (origin: string, key: string) => `<script>
  window.maido = window.maido || []
  maido.push(["track", "Product Viewed", { product_id: "A-100", price: 3300, currency: "JPY" }])
</script>
<script async src="${origin}/sdk/maido.js" data-key="${key}"></script>`

export const segmentBrowser = (
  origin: string,
  key: string,
) => `import { AnalyticsBrowser } from "@segment/analytics-next"

const analytics = AnalyticsBrowser.load({ writeKey: "${key}", cdnURL: "${origin}" })
analytics.track("Product Viewed", { product_id: "A-100", price: 3300, currency: "JPY" })`

export const segmentNode = (origin: string) => `import { Analytics } from "@segment/analytics-node"

const analytics = new Analytics({ writeKey: process.env.MAIDO_KEY, host: "${origin}" })
analytics.track({ userId: "customer-7", event: "Order Completed", properties: { order_id: "1001", revenue: 3300, currency: "JPY" } })`
