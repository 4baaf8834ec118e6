import { z } from "zod"
import { type ShopFact, type ShopMessage, ShopError, type Speaker } from "#orders"
import { readCheckout, ShopifyCheckout } from "./shopify-checkout.ts"
import * as field from "./shopify-fields.ts"
import { readFulfilment, readFulfilmentEvent, ShopifyFulfilment, ShopifyFulfilmentEvent } from "./shopify-fulfilment.ts"
import { readOrder, ShopifyOrder } from "./shopify-order.ts"
import { readBuyer } from "./shopify-people.ts"
import { readProduct, readStock, ShopifyProduct, ShopifyStock } from "./shopify-product.ts"
import { currencyOf, readRefund, ShopifyRefund } from "./shopify-refund.ts"

/** What Shopify's message of one topic says, in our words. Throws `shops.UnreadableMessage` naming the field. */
export function readShopify(speaker: Speaker, message: ShopMessage): ShopFact[] {
  const reader = readers[message.topic]
  if (!reader) return []
  try {
    return reader(unwrapped(message.body), speaker, message.at)
  } catch (error) {
    if (error instanceof field.UnreadableAmount)
      throw ShopError.UnreadableMessage({ topic: message.topic, field: error.field })
    if (!(error instanceof z.ZodError)) throw error
    throw ShopError.UnreadableMessage({ topic: message.topic, field: error.issues[0]?.path.join(".") || "(body)" })
  }
}

/** Everything an order shows: itself with its refunds, and the parcels that have left. */
function readWholeOrder(body: unknown, speaker: Speaker): ShopFact[] {
  const order = readOrder(ShopifyOrder.parse(body), speaker)
  const { fulfillments } = z.object({ fulfillments: z.array(ShopifyFulfilment).nullish() }).parse(body)
  const parcels = (fulfillments ?? []).flatMap((fulfilment) => readFulfilment(fulfilment, speaker))
  return [{ kind: "order", order }, ...parcels.map((fulfilment) => ({ kind: "fulfilment" as const, fulfilment }))]
}

type Reader = (body: unknown, speaker: Speaker, at: Date) => ShopFact[]

const fulfilment: Reader = (body, speaker) =>
  readFulfilment(ShopifyFulfilment.parse(body), speaker).map((seen) => ({ kind: "fulfilment", fulfilment: seen }))

const product: Reader = (body, speaker) => [
  { kind: "product", product: readProduct(ShopifyProduct.parse(body), speaker) },
]

const Deleted = z.object({ id: field.id })

const deletedProduct: Reader = (body, { source }, at) => {
  const { id } = Deleted.parse(body)
  return [{ kind: "product", product: { source, externalId: id, updatedAt: at, status: "deleted", title: id } }]
}

const refund: Reader = (body, speaker) => {
  const read = ShopifyRefund.extend({ order_id: field.id }).parse(body)
  return [
    { kind: "refund", orderExternalId: read.order_id, refund: readRefund(read, currencyOf(read) ?? speaker.currency) },
  ]
}

const Account = z.object({ updated_at: field.maybeInstant })

const customer: Reader = (body, { source }, at) => {
  const buyer = readBuyer({ source, customer: field.customer.parse(body) })
  return [{ kind: "customer", customer: buyer, at: Account.parse(body).updated_at ?? at }]
}

const Merged = z.object({
  admin_graphql_api_customer_kept_id: z.string(),
  admin_graphql_api_customer_deleted_id: z.string(),
})

/** The shop found two accounts to be one person: whoever holds both ids is that person. */
const mergedCustomers: Reader = (body, { source }, at) => {
  const { admin_graphql_api_customer_kept_id: kept, admin_graphql_api_customer_deleted_id: gone } = Merged.parse(body)
  const identities = [kept, gone].map((gid) => ({
    kind: "shop" as const,
    issuer: source,
    value: gid.slice(gid.lastIndexOf("/") + 1),
  }))
  return [{ kind: "customer", customer: { identities, profile: {} }, at }]
}

const checkout: Reader = (body, speaker) => {
  const seen = readCheckout(ShopifyCheckout.parse(body), speaker)
  return seen ? [{ kind: "checkout", checkout: seen }] : []
}

const Privacy = z.object({
  customer: field.customer,
  orders_requested: z.array(field.id).nullish(),
  orders_to_redact: z.array(field.id).nullish(),
  data_request: z.object({ id: field.id }).nullish(),
})

const privacy =
  (kind: "data-request" | "redact-customer" | "redact-shop"): Reader =>
  (body, { source }, at) => {
    const request = Privacy.parse(body)
    const orders = request.orders_requested ?? request.orders_to_redact ?? []
    const subject = request.data_request?.id ?? request.customer?.id ?? "shop"
    const key = `${kind}:${subject}:${at.toISOString().slice(0, 10)}`
    return [
      { kind: "privacy", request: { kind, key, customer: readBuyer({ source, customer: request.customer }), orders } },
    ]
  }

const readers: Readonly<Record<string, Reader>> = {
  "orders/create": readWholeOrder,
  "orders/updated": readWholeOrder,
  "orders/paid": readWholeOrder,
  "orders/cancelled": readWholeOrder,
  "orders/fulfilled": readWholeOrder,
  "orders/partially_fulfilled": readWholeOrder,
  "orders/delete": (body, _speaker, at) => [{ kind: "order-deleted", externalId: Deleted.parse(body).id, at }],
  // Tells only what was edited; the whole order comes with orders/updated at the same moment.
  "orders/edited": () => [],
  "fulfillments/create": fulfilment,
  "fulfillments/update": fulfilment,
  "fulfillment_events/create": (body, speaker) => [
    { kind: "carrier-event", event: readFulfilmentEvent(ShopifyFulfilmentEvent.parse(body), speaker) },
  ],
  "refunds/create": refund,
  "customers/create": customer,
  "customers/update": customer,
  // The account is gone, the person is not: their orders are still theirs. To be forgotten they send customers/redact.
  "customers/delete": () => [],
  "customers/merge": mergedCustomers,
  "products/create": product,
  "products/update": product,
  "products/delete": deletedProduct,
  "inventory_levels/update": (body, speaker) =>
    readStock(ShopifyStock.parse(body), speaker).map((level) => ({ kind: "stock", level })),
  "checkouts/create": checkout,
  "checkouts/update": checkout,
  "app/uninstalled": () => [{ kind: "uninstalled" }],
  "customers/data_request": privacy("data-request"),
  "customers/redact": privacy("redact-customer"),
  "shop/redact": privacy("redact-shop"),
}

// The privacy topics are set up with the app itself and can't be subscribed to.
const fixed = new Set(["customers/data_request", "customers/redact", "shop/redact"])
export const subscribableTopics: readonly string[] = Object.keys(readers).filter((topic) => !fixed.has(topic))

/** Webhooks carry the bare resource; the same resource fetched by REST is wrapped in its name. */
function unwrapped(body: unknown): unknown {
  if (typeof body !== "object" || body === null || "id" in body) return body
  const entries = Object.entries(body)
  const [only] = entries
  return entries.length === 1 && only && typeof only[1] === "object" ? only[1] : body
}
