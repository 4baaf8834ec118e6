import { z } from "zod"
import { audit, publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { apiOf, outcomeOf, pullOrders } from "./pull-orders.ts"
import { type ShopApi, ShopTrouble, shopVendors } from "./shop-port.ts"
import { selectConnection, selectConnections, type ShopConnection, updateConnection } from "./storage-shops.ts"

const Check = z.object({ connectionId: z.uuid() })
type Check = z.infer<typeof Check>

/**
 * Looks whether the shop still has all of our subscriptions and makes those that are gone. Shops delete them when we do
 * not answer for hours; what was missed since then is pulled at once (F52).
 */
export const checkShop = performedEffect<Check>({
  kind: "orders.check-shop",
  title: { ja: "ショップとの接続の確認", en: "Checking the connection with a shop" },
  payload: Check,
  concurrency: 2,
  leaseMs: 120_000,
  lost: () => "retry",
  perform: check,
  settle: async (ctx, { connectionId }, outcome) => {
    if (outcome.kind === "failed") await updateConnection(ctx, connectionId, { trouble: outcome.reason })
  },
})

/** Asks for a look at one shop. Asking twice within a minute asks once. */
export const askForCheck = (ctx: Context, connectionId: string): Promise<boolean> =>
  inTransaction(ctx, (ctx) =>
    enqueue(ctx, checkShop, { connectionId }, { key: `${connectionId}:${ctx.now().toISOString().slice(0, 16)}` }),
  )

export async function checkAllShops(ctx: Context): Promise<void> {
  const connections = await inTransaction(ctx, selectConnections)
  for (const { connectionId, state, accessToken } of connections)
    if (state === "active" && accessToken !== null) await askForCheck(ctx, connectionId)
}

/** The address to which a shop is to send its messages. */
export const doorOf = (
  ctx: Context,
  { vendor, connectionId }: Pick<ShopConnection, "vendor" | "connectionId">,
): Promise<string> => publicUrl(ctx, `/webhooks/${vendor}/${connectionId}`)

async function check(ctx: Context, { connectionId }: Check, attempt: number): Promise<Outcome> {
  const connection = await inTransaction(ctx, (ctx) => selectConnection(ctx, connectionId))
  const api = connection && apiOf(ctx, connection)
  if (!api) return { kind: "failed", reason: "no_access" }
  try {
    const missing = await restore(ctx, connection, api)
    await inTransaction(ctx, async (ctx) => {
      await updateConnection(ctx, connectionId, { checkedAt: ctx.now(), trouble: null })
      if (missing.length === 0) return
      ctx.log.warn({ connectionId, missing: missing.length }, "a shop had lost our subscriptions; they were made anew")
      await audit(ctx, {
        action: "shops.subscriptions-restored",
        subject: `shop:${connectionId}`,
        after: { topics: missing },
      })
      await pullOrders(ctx, connection)
    })
    return { kind: "done" }
  } catch (error) {
    if (!(error instanceof ShopTrouble)) throw error
    return outcomeOf(ctx, error, attempt)
  }
}

/** Subscribes to every topic that is not subscribed to at our address. Returns those that were missing. */
async function restore(ctx: Context, connection: ShopConnection, api: ShopApi): Promise<string[]> {
  const address = await doorOf(ctx, connection)
  const wanted = ctx.product.use(shopVendors).find((known) => known.vendor === connection.vendor)?.topics ?? []
  const there = new Set((await api.subscriptions()).filter((s) => s.address === address).map((s) => s.topic))
  const missing = wanted.filter((topic) => !there.has(topic))
  for (const topic of missing) await api.subscribe(topic, address)
  return missing
}
