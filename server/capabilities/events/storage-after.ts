import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Place } from "./projection-rules.ts"

/** A fact with its place, for those who read facts in their order and keep how far they came. */
export type PlacedFact = {
  readonly brandId: string
  readonly customerId: string | null
  readonly name: string
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly source: string
  readonly externalId: string
  readonly value: number | null
  readonly currency: string | null
  readonly orderId: string | null
  readonly productId: string | null
  readonly channel: string | null
  readonly storeId: string | null
  readonly properties: Record<string, unknown>
}

// Below the oldest transaction that still runs nothing new can appear: what was read is never read past.
const settled = sql`xid < pg_snapshot_xmin(pg_current_snapshot())`
const after = (place: Place) => sql`(xid, seq) > (${place.xid}::xid8, ${place.seq}::bigint)`

/**
 * The facts of these names among the next `most` after a place, in order, and the place they were read to; null when there
 * is nothing new. With no names nothing is read and the place is the end. In the platform's context of all brands.
 */
export async function selectFactsAfter(
  ctx: Context,
  from: Place,
  names: readonly string[],
  most: number,
): Promise<{ readonly facts: PlacedFact[]; readonly to: Place } | null> {
  const to = (names.length > 0 ? await placeAfter(ctx, from, most) : undefined) ?? (await lastPlace(ctx, from))
  if (!to || names.length === 0) return to ? { facts: [], to } : null
  const { rows } = await sql<PlacedFact>`
    select brand_id as "brandId", customer_id as "customerId", name, occurred_at as "occurredAt", received_at as "receivedAt", source,
      external_id as "externalId", value, currency, order_id as "orderId", product_id as "productId", channel, store_id as "storeId", properties
    from events.inbox where ${after(from)} and (xid, seq) <= (${to.xid}::xid8, ${to.seq}::bigint) and name = any(${[...names]}::text[])
    order by inbox.xid, inbox.seq`.execute(ctx.db)
  return { facts: rows, to }
}

async function placeAfter(ctx: Context, from: Place, most: number): Promise<Place | undefined> {
  const { rows } = await sql<Place>`select inbox.xid::text as xid, seq from events.inbox
    where ${after(from)} and ${settled} order by inbox.xid, inbox.seq offset ${most - 1} limit 1`.execute(ctx.db)
  return rows[0]
}

async function lastPlace(ctx: Context, from: Place): Promise<Place | undefined> {
  const { rows } = await sql<Place>`select inbox.xid::text as xid, seq from events.inbox
    where ${after(from)} and ${settled} order by inbox.xid desc, inbox.seq desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** Everything of these names under these ids, oldest first. */
export async function selectFactsOf(
  ctx: Context,
  customerIds: readonly string[],
  names: readonly string[],
): Promise<PlacedFact[]> {
  if (customerIds.length === 0 || names.length === 0) return []
  const { rows } = await sql<PlacedFact>`
    select brand_id as "brandId", customer_id as "customerId", name, occurred_at as "occurredAt", received_at as "receivedAt", source,
      external_id as "externalId", value, currency, order_id as "orderId", product_id as "productId", channel, store_id as "storeId", properties
    from events.inbox
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[]) and name = any(${[...names]}::text[])
    order by occurred_at, seq`.execute(ctx.db)
  return rows
}
