import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { applyShopFact, speakerOf } from "./apply-shop-message.ts"
import { ShopError } from "./errors.ts"
import { pageGone, type ShopApi, ShopTrouble, shopVendors } from "./shop-port.ts"
import {
  advancePull,
  endPull,
  insertPull,
  type Pull,
  restartPull,
  selectConnection,
  selectConnections,
  selectPull,
  type ShopConnection,
  updateConnection,
} from "./storage-shops.ts"

const PullPage = z.object({ pullId: z.uuid(), connectionId: z.uuid(), number: z.int() })
type PullPage = z.infer<typeof PullPage>
const attempts = 12

/** Two clocks never agree: what was changed shortly before the last pull is asked for again. */
const overlapMs = 10 * 60_000

/** Pulls one page of a shop's orders and asks for the next. A page that is pulled twice changes nothing. */
export const pullPage = performedEffect<PullPage>({
  kind: "orders.pull-shop",
  title: { ja: "ショップからの注文の取り込み", en: "Fetching orders of a shop" },
  payload: PullPage,
  concurrency: 2,
  leaseMs: 120_000,
  maxAttempts: attempts,
  lost: () => "retry",
  perform: pullOnePage,
  settle: async (ctx, { pullId, connectionId }, outcome) => {
    if (outcome.kind === "done" || outcome.kind === "retry") return
    await endPull(ctx, pullId, "failed", outcome.reason)
    await updateConnection(ctx, connectionId, { trouble: outcome.reason })
  },
})

/**
 * Begins to fetch all orders that changed since the shop was last known to be complete (F52). False when that is under
 * way already. Throws `shops.NoAccess`.
 */
export async function pullOrders(ctx: Context, connection: ShopConnection): Promise<boolean> {
  if (connection.accessToken === null) throw ShopError.NoAccess()
  return inTransaction(ctx, async (ctx) => {
    const pullId = ctx.id()
    const { connectionId } = connection
    const since = new Date(connection.completeUntil.getTime() - overlapMs)
    if (!(await insertPull(ctx, { pullId, connectionId, since }))) return false
    return enqueue(ctx, pullPage, { pullId, connectionId, number: 1 }, { key: `${pullId}:1` })
  })
}

/** Begins a pull of every shop of the brand that can be asked. */
export async function pullAllShops(ctx: Context): Promise<void> {
  const connections = await inTransaction(ctx, selectConnections)
  for (const connection of connections)
    if (connection.state === "active" && connection.accessToken !== null) await pullOrders(ctx, connection)
}

/** The shop's API, or undefined when we have no key to it. */
export function apiOf(ctx: Context, connection: ShopConnection): ShopApi | undefined {
  const { accessToken, shopDomain } = connection
  const vendor = ctx.product.use(shopVendors).find((known) => known.vendor === connection.vendor)
  if (!vendor || accessToken === null) return undefined
  return vendor.api({ shopDomain, accessToken: ctx.keys.open(accessToken) }, speakerOf(connection))
}

async function pullOnePage(ctx: Context, page: PullPage, attempt: number): Promise<Outcome> {
  const found = await inTransaction(ctx, async (ctx) => {
    const pull = await selectPull(ctx, page.pullId)
    const connection = await selectConnection(ctx, page.connectionId)
    return pull && connection ? { pull, connection } : undefined
  })
  // A page that was already taken in: its worker died between that and the word of it.
  if (!found || found.pull.state !== "running" || found.pull.pages >= page.number) return { kind: "done" }
  const api = apiOf(ctx, found.connection)
  if (!api) return { kind: "failed", reason: "no_access" }
  try {
    await takePage(ctx, page, found.pull, found.connection, api)
    return { kind: "done" }
  } catch (error) {
    if (!(error instanceof ShopTrouble)) throw error
    if (error.reason === pageGone) await startAgain(ctx, found.pull, found.connection)
    return outcomeOf(ctx, error, attempt)
  }
}

/** A shop forgets the pages of a list after a while: what is left of it is asked for anew. */
async function startAgain(ctx: Context, { pullId }: Pull, { completeUntil }: ShopConnection): Promise<void> {
  const since = new Date(completeUntil.getTime() - overlapMs)
  await inTransaction(ctx, (ctx) => restartPull(ctx, pullId, since))
}

/** What to do about a shop that could not be asked: wait as long as it says, or give up visibly. */
export function outcomeOf(ctx: Context, { reason, retryAfterMs }: ShopTrouble, attempt: number): Outcome {
  if (retryAfterMs === null || attempt >= attempts) return { kind: "failed", reason }
  return { kind: "retry", reason, afterMs: Math.max(retryAfterMs, backoff(ctx, attempt)) }
}

async function takePage(
  ctx: Context,
  page: PullPage,
  pull: Pull,
  connection: ShopConnection,
  api: ShopApi,
): Promise<void> {
  const { facts, unreadable, orders, lastUpdatedAt, next } = await api.ordersSince(pull.since, pull.page)
  if (unreadable.length > 0)
    ctx.log.error({ connectionId: page.connectionId, unreadable }, "orders of a shop can't be read")
  for (const fact of facts) await inTransaction(ctx, (ctx) => applyShopFact(ctx, connection, fact))
  await inTransaction(ctx, async (ctx) => {
    await advancePull(ctx, pull.pullId, { since: pull.since, page: next, orders })
    // Orders come in the order of their changes, so up to the last one of this page nothing is missing any more.
    const completeUntil = next === null ? pull.startedAt : lastUpdatedAt
    if (completeUntil)
      await updateConnection(ctx, connection.connectionId, {
        completeUntil,
        trouble: unreadable.length > 0 ? `unreadable_orders:${unreadable.length}` : null,
      })
    const number = page.number + 1
    if (next === null) await endPull(ctx, pull.pullId, "done", null)
    else await enqueue(ctx, pullPage, { ...page, number }, { key: `${pull.pullId}:${number}` })
  })
}
