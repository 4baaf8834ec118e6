import { rootIdsOf } from "#customers"
import { type Context, inTransaction, lock } from "#kernel/context"
import { gatherOver, sideBySide } from "#kernel/gather"
import { confirmsAt } from "./confirm-rules.ts"
import { type Buying, hasCaps, memberFactsFor } from "./member-facts.ts"
import type { ProgrammeVersion } from "./model.ts"
import type { Judged } from "./model-order.ts"
import { type Grounded, groundOf, piecesOf } from "./order-ground.ts"
import { pointsForOrder, pointsToReturn } from "./points-rules.ts"
import { postOrders, type Settled } from "./post-orders.ts"
import { programmesAt, programmeVersion } from "./programmes.ts"
import { selectStandings, type Standing, writeStandings, writeSteps } from "./storage-orders.ts"

/**
 * What these orders come to by all that is known now, and the ledger is brought there. An order keeps the version of the
 * programme, and what was known of its buyer, from the first time: whatever is told of it later, in whatever order and
 * however often, the same points come of it (I6). In one transaction; pieces of work that go side by side are judged
 * together.
 */
export const judgeOrders = (ctx: Context, orderIds: readonly string[]): Promise<void> =>
  inTransaction(ctx, (ctx) => gatherOver(ctx, "loyalty.judge", orderIds, judgeAll))

async function judgeAll(ctx: Context, orderIds: readonly string[]): Promise<void> {
  const ids = [...new Set(orderIds)]
  await lock(ctx, ...ids.map((id) => `loyalty.order:${id}`))
  // Of two that share a cap the earlier one comes first, whichever was told first.
  const grounded = (await groundOf(ctx, ids)).toSorted(
    (a, b) => a.order.placedAt.getTime() - b.order.placedAt.getTime() || (a.order.orderId < b.order.orderId ? -1 : 1),
  )
  const known = new Map((await selectStandings(ctx, ids)).map((row) => [row.orderId, row]))
  const settled = await firstTime(
    ctx,
    grounded.filter(({ order }) => !known.has(order.orderId)),
  )
  for (const ground of grounded) {
    const before = known.get(ground.order.orderId)
    const one = before && (await again(ctx, ground, before))
    if (one) settled.push(one)
  }
  await postOrders(ctx, settled)
  await writeStandings(
    ctx,
    settled.map(({ after }) => after),
  )
}

type New = { readonly ground: Grounded; readonly version: ProgrammeVersion; readonly buying: Buying }

/** Orders that were never judged, by the programme of their instant, once they are paid. */
async function firstTime(ctx: Context, grounded: readonly Grounded[]): Promise<Settled[]> {
  const paid = grounded.filter(({ order }) => order.customerId !== null && order.paymentApprovedAt !== null)
  if (paid.length === 0) return []
  const roots = await rootIdsOf(
    ctx,
    paid.map(({ order }) => order.customerId ?? ""),
  )
  const versions = await programmesAt(
    ctx,
    paid.map(({ order }) => order.placedAt),
  )
  const fresh = paid.flatMap((ground, index): New[] => {
    const { orderId, customerId, placedAt, paymentApprovedAt: paidAt } = ground.order
    const [version, root] = [versions[index], roots.get(customerId ?? "")]
    return version && root !== undefined && paidAt
      ? [{ ground, version, buying: { orderId, customerId: root, placedAt, paidAt } }]
      : []
  })
  const [capped, free] = [true, false].map((caps) => fresh.filter((one) => hasCaps(one.version.programme) === caps))
  const settled = (await sideBySide(ctx, free ?? [], first)).filter((one) => one !== undefined)
  await writeFirst(ctx, settled)
  // What others have used of a cap must stand while it is looked at: one after the other.
  if (capped && capped.length > 0) await lock(ctx, "loyalty.caps")
  for (const one of capped ?? []) {
    const found = await first(ctx, one)
    if (!found) continue
    await writeFirst(ctx, [found])
    settled.push(found)
  }
  return settled
}

async function writeFirst(ctx: Context, settled: readonly Settled[]): Promise<void> {
  await writeSteps(
    ctx,
    settled.map(({ after, judged }) => ({ ...after, steps: judged.steps })),
  )
  await writeStandings(
    ctx,
    settled.map(({ after }) => after),
  )
}

async function first(ctx: Context, { ground, version, buying }: New): Promise<Settled | undefined> {
  const member = await memberFactsFor(ctx, version.programme, buying)
  if (!member.earns) return undefined
  const nothing = { base: 0, points: 0, used: 0, returned: 0, confirmsAt: null, seq: 0 }
  return settle(ground, version, { ...buying, version: version.version, member, ...nothing })
}

async function again(ctx: Context, ground: Grounded, standing: Standing): Promise<Settled | undefined> {
  const version = await programmeVersion(ctx, standing.version)
  return version && settle(ground, version, standing)
}

/** What an order comes to under a version, beside what stands in the ledger. */
export function settle(ground: Grounded, { version, programme }: ProgrammeVersion, before: Standing): Settled {
  const { order, spends, parcels } = ground
  const facts = ground.facts(programme.yenPerPoint)
  const judged: Judged = pointsForOrder(facts, programme, before.member, version)
  const used = spends.reduce((sum, { points }) => sum + points, 0)
  const delivery = {
    channel: order.channel,
    placedAt: before.placedAt,
    paidAt: before.paidAt,
    pieces: piecesOf(order),
    parcels,
  }
  const after: Standing = {
    ...before,
    version,
    base: judged.base,
    points: judged.points,
    used,
    returned: Math.max(before.returned, pointsToReturn(programme, facts, used)),
    confirmsAt: confirmsAt(delivery, programme.confirms),
    seq: before.seq + 1,
  }
  const isSame =
    before.points === after.points &&
    before.returned === after.returned &&
    before.confirmsAt?.getTime() === after.confirmsAt?.getTime()
  return { ground, programme, judged, before, after: isSame ? { ...after, seq: before.seq } : after }
}
