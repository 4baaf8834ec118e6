import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { Numbers } from "./model-numbers.ts"

/** What the ring's numbers are from now on. */
export async function insertRingNumbers(
  ctx: Context,
  ringId: string,
  revision: number,
  numbers: Numbers,
): Promise<void> {
  await sql`insert into rehearsal.ring_numbers (brand_id, ring_id, revision, numbers, changed_at)
    values (${ctx.brandId}, ${ringId}, ${revision}, ${JSON.stringify(numbers)}::jsonb, ${ctx.now()}) on conflict do nothing`.execute(
    ctx.db,
  )
}

/** The numbers that hold at this revision: those of the last change up to it. */
export async function selectRingNumbers(ctx: Context, ringId: string, revision: number): Promise<Numbers | undefined> {
  const { rows } = await sql<{ numbers: unknown }>`select numbers from rehearsal.ring_numbers
    where brand_id = ${ctx.brandId} and ring_id = ${ringId} and revision <= ${revision} order by revision desc limit 1`.execute(
    ctx.db,
  )
  return rows.map(({ numbers }) => Numbers.parse(numbers))[0]
}

export type RingOrder = {
  readonly ringId: string
  readonly orderId: string
  readonly revision: number
  readonly points: number
}

/** By what this order was judged; one ring at most. */
export async function selectRingOrder(ctx: Context, orderId: string): Promise<RingOrder | undefined> {
  const { rows } =
    await sql<RingOrder>`select o.ring_id as "ringId", o.order_id as "orderId", o.revision, o.points from rehearsal.ring_orders o
    join rehearsal.rings r on r.brand_id = o.brand_id and r.ring_id = o.ring_id and r.state in ('running', 'ended')
    where o.brand_id = ${ctx.brandId} and o.order_id = ${orderId}`.execute(ctx.db)
  return rows[0]
}

/** False when the order was judged before. */
export async function insertRingOrder(
  ctx: Context,
  { ringId, orderId, revision, points }: RingOrder,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into rehearsal.ring_orders (brand_id, ring_id, order_id, revision, points)
    values (${ctx.brandId}, ${ringId}, ${orderId}, ${revision}, ${points}) on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Nothing says any more which orders the ring saw. */
export async function deleteRingOrders(ctx: Context, ringId: string): Promise<void> {
  await sql`delete from rehearsal.ring_orders where brand_id = ${ctx.brandId} and ring_id = ${ringId}`.execute(ctx.db)
}
