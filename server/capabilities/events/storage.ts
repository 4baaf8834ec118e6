import { type RawBuilder, sql } from "kysely"
import { textArray, timeArray, uuidArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import type { HandedOver, Run } from "./handed-over.ts"
import { type EventRecord, projectLoop, type StoredEvent } from "./model.ts"
import type { InboxRow } from "./projection-rules.ts"

/** Writes the records that are not there yet. Returns how many were new. */
export async function insertEvents(ctx: Context, records: readonly EventRecord[]): Promise<number> {
  const { numAffectedRows } = await sql`${insertOf(ctx, records, propertiesOf(records))}
    on conflict (brand_id, source, external_id) do nothing`.execute(ctx.db)
  ctx.afterCommit(() => ctx.product.wake(projectLoop))
  return Number(numAffectedRows ?? 0)
}

/**
 * Writes records none of which is there yet, for three quarters of what it costs to look at each. Fails with a unique
 * violation when one is there, and the transaction with it. Returns the rows as they lie there; undefined when others wrote
 * at the same moment, so that their numbers are not known without asking.
 */
export async function insertFreshEvents(
  ctx: Context,
  records: readonly EventRecord[],
): Promise<HandedOver | undefined> {
  const properties = propertiesOf(records)
  const { rows: written } = await sql<Run>`with fresh as (${insertOf(ctx, records, properties)} returning seq)
    select pg_current_xact_id()::text as xid, min(seq) as first, max(seq) as last, count(*)::int as count from fresh`.execute(
    ctx.db,
  )
  ctx.afterCommit(() => ctx.product.wake(projectLoop))
  const run = written[0]
  if (!run || run.last - run.first + 1 !== records.length) return undefined
  const receivedNow = ctx.now()
  const rows = records.map((record, i): InboxRow => {
    const { customerId, name, occurredAt, source, value, currency, orderId, productId } = record
    const { messageId, channel, storeId, receivedAt = receivedNow } = record
    return {
      brandId: ctx.brandId,
      customerId,
      name,
      occurredMs: occurredAt.getTime(),
      receivedMs: receivedAt.getTime(),
      xid: run.xid,
      seq: run.first + i,
      value: value ?? null,
      currency: currency ?? null,
      orderId: orderId ?? null,
      productId: productId ?? null,
      messageId: messageId ?? null,
      channel: channel ?? null,
      source,
      storeId: storeId ?? null,
      properties: properties[i] ?? "{}",
      parsed: record.properties ?? {},
    }
  })
  return { ...run, rows }
}

const propertiesOf = (records: readonly EventRecord[]): string[] =>
  records.map(({ properties }) => (properties ? JSON.stringify(properties) : "{}"))

function insertOf(ctx: Context, records: readonly EventRecord[], properties: readonly string[]): RawBuilder<unknown> {
  const receivedNow = ctx.now()
  const texts = (of: (r: EventRecord) => string | null | undefined) => {
    const values = records.map(of)
    // Unnest makes up what is missing as null.
    return textArray(values.some((value) => value !== null && value !== undefined) ? values : [])
  }
  // Arrays cost Postgres half of what a JSON document of the same rows does; JSON text never holds a bare line feed.
  return sql`
    insert into events.inbox (brand_id, source, external_id, customer_id, name, occurred_at, received_at, clock_skew,
      value, currency, order_id, product_id, message_id, channel, store_id, properties)
    select ${ctx.brandId}, s, e, c, n, o, r, coalesce(k, false), v, u, i, p, m, h, t, j::jsonb
    from unnest(${texts((r) => r.source)}::text[], ${texts((r) => r.externalId)}::text[], ${uuidArray(records.map((r) => r.customerId))}::uuid[],
      ${texts((r) => r.name)}::text[], ${timeArray(records.map((r) => r.occurredAt))}::timestamptz[],
      ${timeArray(records.map((r) => r.receivedAt ?? receivedNow))}::timestamptz[],
      ${texts((r) => (r.isClockSkewed ? "true" : null))}::text[]::boolean[], ${texts((r) => r.value?.toString())}::text[]::bigint[],
      ${texts((r) => r.currency)}::text[], ${texts((r) => r.orderId)}::text[], ${texts((r) => r.productId)}::text[],
      ${texts((r) => r.messageId)}::text[], ${texts((r) => r.channel)}::text[], ${texts((r) => r.storeId)}::text[],
      string_to_array(${properties.join("\n")}, chr(10))) as x(s, e, c, n, o, r, k, v, u, i, p, m, h, t, j)`
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
