import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { PrivacyRequest } from "./shop-port.ts"

/** False when the same request was taken before. */
export async function insertPrivacyRequest(
  ctx: Context,
  { connectionId, request, dueAt }: { connectionId: string; request: PrivacyRequest; dueAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into orders.privacy_requests (brand_id, connection_id, request_key, kind, orders, received_at, due_at)
    values (${ctx.brandId}, ${connectionId}, ${request.key}, ${request.kind}, ${[...request.orders]}::text[], ${ctx.now()}, ${dueAt})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Outside ids of orders that are not anonymous yet; of all orders of the source when `orders` is null. */
export async function selectUnredacted(
  ctx: Context,
  source: string,
  orders: readonly string[] | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`
    select external_id as "externalId" from orders.orders
    where brand_id = ${ctx.brandId} and source = ${source} and redacted_at is null
      ${orders ? sql`and external_id = any(${[...orders]}::text[])` : sql``}
    order by external_id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.externalId)
}

/** The orders of these ids of one person that are not anonymous yet. */
export async function selectNamesOf(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ source: string; externalId: string }[]> {
  const { rows } = await sql<{ source: string; externalId: string }>`
    select source, external_id as "externalId" from orders.orders
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[]) and redacted_at is null
    order by source, external_id`.execute(ctx.db)
  return rows
}

/** Notes how many of the orders that a request concerns are anonymous by now, and when all of them are. */
export async function noteRedacted(
  ctx: Context,
  request: {
    readonly connectionId: string
    readonly requestKey: string
    readonly source: string
    readonly orders: readonly string[] | null
  },
  isLast: boolean,
): Promise<void> {
  const { connectionId, requestKey, source, orders } = request
  await sql`update orders.privacy_requests set answered_at = ${isLast ? ctx.now() : null},
      redacted = (select count(*) from orders.orders o where o.brand_id = ${ctx.brandId} and o.source = ${source}
        and o.redacted_at is not null ${orders ? sql`and o.external_id = any(${[...orders]}::text[])` : sql``})
    where brand_id = ${ctx.brandId} and connection_id = ${connectionId} and request_key = ${requestKey}`.execute(ctx.db)
}

export type FoundRequest = {
  readonly connectionId: string
  readonly requestKey: string
  readonly kind: PrivacyRequest["kind"]
  readonly orders: readonly string[]
  readonly receivedAt: Date
  readonly dueAt: Date
  readonly redacted: number
  readonly answeredAt: Date | null
}

export async function selectPrivacyRequests(ctx: Context): Promise<FoundRequest[]> {
  const { rows } =
    await sql<FoundRequest>`select connection_id as "connectionId", request_key as "requestKey", kind, orders,
      received_at as "receivedAt", due_at as "dueAt", redacted, answered_at as "answeredAt"
    from orders.privacy_requests where brand_id = ${ctx.brandId} order by received_at desc limit 200`.execute(ctx.db)
  return rows
}
