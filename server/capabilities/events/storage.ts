import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { EventRecord, StoredEvent } from "./model.ts"

/** Writes the records that are not there yet. Returns how many were new. */
export async function insertEvents(ctx: Context, records: readonly EventRecord[]): Promise<number> {
  const receivedNow = ctx.now()
  const texts = (of: (r: EventRecord) => string | null | undefined) => arrayText(records.map(of))
  const properties = records.map((r) => (r.properties ? JSON.stringify(r.properties) : "{}")).join("\n")
  // Arrays cost Postgres half of what a JSON document of the same rows does; JSON text never holds a bare line feed.
  const { numAffectedRows } = await sql`
    insert into events.inbox (brand_id, source, external_id, customer_id, name, occurred_at, received_at, clock_skew,
      value, currency, order_id, product_id, message_id, channel, store_id, properties)
    select ${ctx.brandId}, s, e, c, n, o, r, coalesce(k, false), v, u, i, p, m, h, t, j::jsonb
    from unnest(${texts((r) => r.source)}::text[], ${texts((r) => r.externalId)}::text[], ${texts((r) => r.customerId)}::uuid[],
      ${texts((r) => r.name)}::text[], ${texts((r) => r.occurredAt.toISOString())}::timestamptz[],
      ${texts((r) => (r.receivedAt ?? receivedNow).toISOString())}::timestamptz[],
      ${texts((r) => (r.isClockSkewed ? "true" : null))}::boolean[], ${texts((r) => r.value?.toString())}::bigint[],
      ${texts((r) => r.currency)}::text[], ${texts((r) => r.orderId)}::text[], ${texts((r) => r.productId)}::text[],
      ${texts((r) => r.messageId)}::text[], ${texts((r) => r.channel)}::text[], ${texts((r) => r.storeId)}::text[],
      string_to_array(${properties}, chr(10))) as x(s, e, c, n, o, r, k, v, u, i, p, m, h, t, j)
    on conflict (brand_id, source, external_id) do nothing`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** A Postgres array of these texts. One without any value is written as empty: unnest makes up what is missing as null. */
function arrayText(values: readonly (string | null | undefined)[]): string {
  let isEmpty = true
  const elements = values.map((value) => {
    if (value === null || value === undefined) return "NULL"
    isEmpty = false
    return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : `"${value}"`
  })
  return isEmpty ? "{}" : `{${elements.join()}}`
}

const columns =
  sql.raw(`seq, customer_id as "customerId", name, occurred_at as "occurredAt", received_at as "receivedAt",
  clock_skew as "isClockSkewed", source, channel, external_id as "externalId", value, currency, order_id as "orderId",
  product_id as "productId", message_id as "messageId", store_id as "storeId", properties`)

export type TimelineQuery = {
  readonly customerIds: readonly string[]
  readonly before: { readonly occurredAt: Date; readonly seq: number } | undefined
  readonly names: readonly string[] | undefined
  readonly limit: number
}

/** Facts of the customers, newest first. */
export async function selectTimeline(ctx: Context, q: TimelineQuery): Promise<StoredEvent[]> {
  const before = q.before ? sql`and (occurred_at, seq) < (${q.before.occurredAt}, ${q.before.seq})` : sql``
  const named = q.names ? sql`and name = any(${q.names})` : sql``
  const { rows } = await sql<StoredEvent>`
    select ${columns} from events.inbox
    where brand_id = ${ctx.brandId} and customer_id = any(${q.customerIds}::uuid[]) ${before} ${named}
    order by occurred_at desc, seq desc limit ${q.limit}`.execute(ctx.db)
  return rows
}

export type LatestQuery = {
  readonly since: Date
  readonly names: readonly string[] | undefined
  readonly source: string | undefined
  readonly externalId: string | undefined
  readonly limit: number
}

/** The facts received last, the newest first. */
export async function selectLatest(ctx: Context, q: LatestQuery): Promise<StoredEvent[]> {
  const named = q.names ? sql`and name = any(${q.names})` : sql``
  const from = q.source ? sql`and source = ${q.source}` : sql``
  const called = q.externalId ? sql`and external_id = ${q.externalId}` : sql``
  const { rows } = await sql<StoredEvent>`
    select ${columns} from events.inbox
    where brand_id = ${ctx.brandId} and received_at >= ${q.since} ${named} ${from} ${called}
    order by seq desc limit ${q.limit}`.execute(ctx.db)
  return rows
}

/** Removes all facts of these customers. */
export async function deleteEventsOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from events.inbox where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
}
