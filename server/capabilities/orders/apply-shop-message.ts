import { z } from "zod"
import { setStock, upsertProducts } from "#catalog"
import { resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import type { Context } from "#kernel/context"
import { type Applied, appliedEffect } from "#kernel/effects"
import { announce } from "#kernel/events"
import { sideBySide } from "#kernel/gather"
import { applyMilestone, applyOrder, applyRefund, given } from "./apply-order.ts"
import { carrierEventSeen, fulfilmentSeen } from "./events.ts"
import type { Buyer } from "./model.ts"
import { takePrivacyRequest } from "./privacy-requests.ts"
import { type SeenCheckout, type ShopFact, shopVendors, type Speaker } from "./shop-port.ts"
import { selectConnection, type ShopConnection, updateConnection } from "./storage-shops.ts"

const Message = z.object({ connectionId: z.uuid(), topic: z.string(), at: z.coerce.date(), body: z.unknown() })
type Message = z.infer<typeof Message>

/** Applies one message of a shop, in the transaction that records that it was applied. */
export const applyShopMessage = appliedEffect({
  kind: "orders.apply-shop-message",
  title: { ja: "ショップからの知らせの反映", en: "Taking in a message of the shop" },
  payload: Message,
  concurrency: 4,
  isPrompt: true,
  apply: async (ctx, message) => {
    const heard = await read(ctx, message)
    await applyHeard(ctx, heard)
  },
  applyAll: applyTogether,
})

/** The first message about each order side by side, then the rest one after another. */
async function applyTogether(tx: Context, wanted: readonly Applied<Message>[]): Promise<void> {
  const heard = await sideBySide(tx, wanted, async ({ gathering }, { ctx, payload }) => ({
    ctx,
    ...(await read({ ...ctx, gathering }, payload)),
  }))
  const first = new Map<string, (typeof heard)[number]>()
  for (const message of heard) {
    const name = orderNamed(message)
    if (name !== undefined && !first.has(name)) first.set(name, message)
  }
  const orders = [...first.values()]
  await sideBySide(tx, orders, ({ gathering }, { ctx, ...message }) => applyHeard({ ...ctx, gathering }, message))
  for (const { ctx, ...message } of heard.filter((message) => !orders.includes(message))) await applyHeard(ctx, message)
}

type Heard = { readonly connection: ShopConnection | undefined; readonly facts: readonly ShopFact[] }

/** What the shop says in this message; nothing where it was disconnected since: what was still queued is of no more use. */
async function read(ctx: Context, { connectionId, ...message }: Message): Promise<Heard> {
  const connection = await selectConnection(ctx, connectionId)
  if (!connection) return { connection, facts: [] }
  const vendor = ctx.product.use(shopVendors).find((known) => known.vendor === connection.vendor)
  if (!vendor) throw new Error(`nobody can read messages of ${connection.vendor}`)
  return { connection, facts: vendor.read(speakerOf(connection), message) }
}

async function applyHeard(ctx: Context, { connection, facts }: Heard): Promise<void> {
  if (connection) for (const fact of facts) await applyShopFact(ctx, connection, fact)
}

/** The one order that a message is about and nothing else: only these may go side by side. */
function orderNamed({ connection, facts }: Heard): string | undefined {
  const [fact] = facts
  return facts.length === 1 && fact?.kind === "order"
    ? `${connection?.connectionId} ${fact.order.externalId}`
    : undefined
}

export const speakerOf = ({ vendor, connectionId, name, currency, places }: ShopConnection): Speaker => ({
  source: `${vendor}:${connectionId}`,
  shopName: name,
  currency,
  places,
})

/** Applies one thing that a shop says; saying it again changes nothing. In the caller's transaction. */
export async function applyShopFact(ctx: Context, connection: ShopConnection, fact: ShopFact): Promise<void> {
  const { source } = speakerOf(connection)
  switch (fact.kind) {
    case "order":
      return void (await applyOrder(ctx, fact.order))
    case "order-deleted":
      return void (await applyMilestone(ctx, { source, externalId: fact.externalId }, "deletedAt", fact.at))
    case "refund":
      return void (await applyRefund(ctx, { source, externalId: fact.orderExternalId }, fact.refund))
    case "fulfilment":
      return announce(ctx, fulfilmentSeen, fact.fulfilment)
    case "carrier-event":
      return announce(ctx, carrierEventSeen, fact.event)
    case "customer":
      return void (await customerOf(ctx, source, fact.customer, fact.at))
    case "product":
      return void (await upsertProducts(ctx, [fact.product]))
    case "stock":
      return void (await setStock(ctx, [fact.level]))
    case "checkout":
      return recordCheckout(ctx, source, fact.checkout)
    case "privacy":
      return takePrivacyRequest(ctx, connection, fact.request)
    case "uninstalled":
      return void (await updateConnection(ctx, connection.connectionId, {
        state: "uninstalled",
        trouble: "uninstalled",
      }))
  }
}

async function customerOf(
  ctx: Context,
  source: string,
  { identities, profile }: Buyer,
  at: Date,
): Promise<string | null> {
  if (identities.length === 0) return null
  const when = at < ctx.now() ? at : ctx.now()
  const { customerId } = await resolveCustomer(ctx, {
    identities: identities.map(given),
    profile: given(profile),
    source: source.split(":")[0] ?? source,
    at: when,
  })
  return customerId
}

async function recordCheckout(ctx: Context, source: string, checkout: SeenCheckout): Promise<void> {
  const customerId = await customerOf(ctx, source, checkout.customer, checkout.startedAt)
  await recordEvents(ctx, [
    {
      customerId,
      name: "Checkout Started",
      occurredAt: checkout.startedAt < ctx.now() ? checkout.startedAt : ctx.now(),
      source: source.split(":")[0] ?? source,
      externalId: `checkout:${source}/${checkout.externalId}`,
      value: checkout.total,
      currency: checkout.currency,
      channel: "web",
      properties: { checkout_id: checkout.externalId, url: checkout.url, products: checkout.products },
    },
  ])
}
