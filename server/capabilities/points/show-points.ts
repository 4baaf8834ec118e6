import { actorText } from "#brands"
import { rootIdsOf } from "#customers"
import type { Context } from "#kernel/context"
import { gatherOver } from "#kernel/gather"
import { PointsError } from "./errors.ts"
import { balancesOf, historyOf, lotsOf } from "./read-points.ts"
import { type Adjustment, selectAdjustments, selectAdjustmentsOf } from "./storage-adjustments.ts"

/** Throws `points.UnknownCustomer`. */
export async function knownCustomer(ctx: Context, customerId: string): Promise<string> {
  const known = (await gatherOver(ctx, "points.known-customers", [customerId], rootIdsOf)).get(customerId)
  if (known === undefined) throw PointsError.UnknownCustomer({ field: "customerId" })
  return known
}

export async function showPoints(ctx: Context, customerId: string) {
  const id = await knownCustomer(ctx, customerId)
  const balance = (await balancesOf(ctx, [id])).get(id)
  if (!balance) throw PointsError.UnknownCustomer({ field: "customerId" })
  return balance
}

/** With what staff wrote, where it was done by hand. */
export async function showHistory(
  ctx: Context,
  customerId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const id = await knownCustomer(ctx, customerId)
  const before = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
  const items = await historyOf(ctx, id, { before, limit })
  const remarks = new Map((await selectAdjustmentsOf(ctx, [id])).map((one) => [one.adjustmentId, one.reason]))
  const last = items.at(-1)
  return {
    items: items.map((item) => ({
      ...item,
      remark: item.cause.type === "adjustment" ? (remarks.get(item.cause.id) ?? null) : null,
    })),
    cursor: last && items.length === limit ? String(last.seq) : null,
  }
}

export const showLots = async (ctx: Context, customerId: string) => ({
  items: [...(await lotsOf(ctx, await knownCustomer(ctx, customerId)))],
})

export const shownAdjustment = (ctx: Context, one: Adjustment) => ({
  ...one,
  isOwn: actorText(ctx.actor) === one.askedBy,
})

export const showAdjustments = async (ctx: Context, state: Adjustment["state"] | undefined) => ({
  items: (await selectAdjustments(ctx, state, 200)).map((one) => shownAdjustment(ctx, one)),
})
