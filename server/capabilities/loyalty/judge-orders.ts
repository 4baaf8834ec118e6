import { rootIdsOf } from "#customers"
import { type Context, inTransaction, lock } from "#kernel/context"
import { confirmsAt } from "./confirm-rules.ts"
import { hasCaps, memberFactsFor } from "./member-facts.ts"
import type { ProgrammeVersion } from "./model.ts"
import type { Judged } from "./model-order.ts"
import { type Grounded, groundOf, piecesOf } from "./order-ground.ts"
import { pointsForOrder, pointsToReturn } from "./points-rules.ts"
import { postOrders, type Settled } from "./post-orders.ts"
import { programmeAt, programmeVersion } from "./programmes.ts"
import { selectStandings, type Standing, writeStandings, writeSteps } from "./storage-orders.ts"

/**
 * What these orders come to by all that is known now, and the ledger is brought there. An order keeps the version of the
 * programme, and what was known of its buyer, from the first time: whatever is told of it later, in whatever order and
 * however often, the same points come of it (I6). In one transaction.
 */
export const judgeOrders = (ctx: Context, orderIds: readonly string[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const ids = [...new Set(orderIds)]
    await lock(ctx, ...ids.map((id) => `loyalty.order:${id}`))
    const grounded = await groundOf(ctx, ids)
    const known = new Map((await selectStandings(ctx, ids)).map((row) => [row.orderId, row]))
    const settled: Settled[] = []
    for (const ground of grounded) {
      const before = known.get(ground.order.orderId)
      const one = before ? await again(ctx, ground, before) : await first(ctx, ground)
      if (one) settled.push(one)
    }
    await postOrders(ctx, settled)
    await writeStandings(
      ctx,
      settled.map(({ after }) => after),
    )
  })

/** The first time: by the programme of the instant of the order, once it is paid. */
async function first(ctx: Context, ground: Grounded): Promise<Settled | undefined> {
  const { orderId, customerId, placedAt, paymentApprovedAt: paidAt } = ground.order
  if (customerId === null || paidAt === null) return undefined
  const version = await programmeAt(ctx, placedAt)
  const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
  if (!version || root === undefined) return undefined
  // What others have used of a cap must stand while it is looked at.
  if (hasCaps(version.programme)) await lock(ctx, "loyalty.caps")
  const buying = { orderId, customerId: root, placedAt, paidAt }
  const member = await memberFactsFor(ctx, version.programme, buying)
  if (!member.earns) return undefined
  const standing: Standing = {
    ...buying,
    version: version.version,
    member,
    base: 0,
    points: 0,
    used: 0,
    returned: 0,
    confirmsAt: null,
    seq: 0,
  }
  const settled = settle(ground, version, standing)
  await writeSteps(ctx, [{ orderId, customerId: root, steps: settled.judged.steps }])
  // Written at once: the next order may share a cap with it.
  await writeStandings(ctx, [settled.after])
  return settled
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
