import { sql } from "kysely"
import { textArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import { type OrderFact, OrderSnapshot, type OrderState, type OrderStatus, Refund } from "./model.ts"
import { numberKey } from "./order-rules.ts"

/** An order as it stands in the database, with what is needed to fold the next message into it. */
export type OrderRow = {
  readonly orderId: string
  readonly customerId: string | null
  readonly buyerHash: string | null
  readonly state: OrderState
}

export type Stored = {
  order_id: string
  customer_id: string | null
  buyer_hash: string | null
  body: unknown
  snapshot_hash: string | null
  approved_at: Date | null
  allocated_at: Date | null
  cancelled_at: Date | null
  deleted_at: Date | null
  redacted_at: Date | null
  refunds: unknown
}

export const stateOf = (row: Stored): OrderState => ({
  snapshot: row.snapshot_hash === null ? null : { body: OrderSnapshot.parse(row.body), hash: row.snapshot_hash },
  approvedAt: row.approved_at,
  allocatedAt: row.allocated_at,
  cancelledAt: row.cancelled_at,
  deletedAt: row.deleted_at,
  redactedAt: row.redacted_at,
  refunds: Refund.array().parse(row.refunds),
})

/** Everything about an order that is written together. */
export type WrittenOrder = {
  readonly orderId: string
  readonly source: string
  readonly externalId: string
  readonly customerId: string | null
  readonly buyerHash: string | null
  readonly state: OrderState
  readonly total: number | null
  readonly refunded: number
  readonly refundedQuantities: ReadonlyMap<string, number>
  readonly status: OrderStatus
  readonly counted: boolean
  readonly clockSkew: boolean
  /** What set it off. */
  readonly cause: string
  /** All that has become of it so far. */
  readonly news: readonly (OrderFact & { readonly late: boolean })[]
}

export type OrderName = { readonly source: string; readonly externalId: string }

export const nameKey = ({ source, externalId }: OrderName): string => `${source}\n${externalId}`

/** Those of these orders that are here, by `nameKey`, locked until the transaction ends; in one order for everybody. */
export async function lockOrders(ctx: Context, names: readonly OrderName[]): Promise<Map<string, OrderRow>> {
  const found = new Map<string, OrderRow>()
  const bySource = [...Map.groupBy(names, ({ source }) => source)].sort(([a], [b]) => (a < b ? -1 : 1))
  // One source at a time, so that each order is found by its key: a join with the list would be compared with all orders
  // of a table that has just grown.
  for (const [source, own] of bySource) {
    const { rows } = await sql<Stored & { external_id: string }>`
      select external_id, order_id, customer_id, buyer_hash, body, snapshot_hash, approved_at, allocated_at, cancelled_at,
        deleted_at, redacted_at, refunds
      from orders.orders
      where brand_id = ${ctx.brandId} and source = ${source} and external_id = any(${textArray(own.map((n) => n.externalId))}::text[])
      order by external_id for update`.execute(ctx.db)
    for (const row of rows)
      found.set(nameKey({ source, externalId: row.external_id }), {
        orderId: row.order_id,
        customerId: row.customer_id,
        buyerHash: row.buyer_hash,
        state: stateOf(row),
      })
  }
  return found
}

const orderTypes =
  sql.raw(`order_id uuid, source text, external_id text, body jsonb, updated_at timestamptz, snapshot_hash text,
  buyer_hash text, customer_id uuid, number text, number_key text, channel text, store_id text, placed_at timestamptz, currency text,
  total bigint, refunded bigint, status text, counted boolean, approved_at timestamptz, allocated_at timestamptz, cancelled_at timestamptz,
  deleted_at timestamptz, redacted_at timestamptz, refunds jsonb, clock_skew boolean`)
const orderColumns = `body, updated_at, snapshot_hash, buyer_hash, customer_id, number, number_key, channel, store_id, placed_at, currency,
  total, refunded, status, counted, approved_at, allocated_at, cancelled_at, deleted_at, redacted_at, refunds, clock_skew`

function orderRow({ state, ...order }: WrittenOrder) {
  const body = state.snapshot?.body
  return {
    order_id: order.orderId,
    source: order.source,
    external_id: order.externalId,
    body,
    updated_at: body?.updatedAt,
    snapshot_hash: state.snapshot?.hash,
    buyer_hash: order.buyerHash,
    customer_id: order.customerId,
    number: body?.number,
    number_key: body && numberKey(body.number),
    channel: body?.channel,
    store_id: body?.storeId,
    placed_at: body?.placedAt,
    currency: body?.currency,
    total: order.total,
    refunded: order.refunded,
    status: order.status,
    counted: order.counted,
    approved_at: state.approvedAt,
    allocated_at: state.allocatedAt,
    cancelled_at: state.cancelledAt,
    deleted_at: state.deletedAt,
    redacted_at: state.redactedAt,
    refunds: state.refunds,
    clock_skew: order.clockSkew,
  }
}

/** Inserts new orders with their lines and history. Returns the ids of those that nobody else wrote before. */
export async function insertOrders(ctx: Context, orders: readonly WrittenOrder[]): Promise<Set<string>> {
  if (orders.length === 0) return new Set()
  const { rows } = await sql<{ order_id: string }>`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(orders.map(orderRow))}::jsonb) as r(${orderTypes})
    ), o as (
      insert into orders.orders (brand_id, order_id, source, external_id, ${sql.raw(orderColumns)}, first_seen_at, changed_at)
      select ${ctx.brandId}, order_id, source, external_id, ${sql.raw(orderColumns)}, ${ctx.now()}, ${ctx.now()}
      from r order by source, external_id
      on conflict (brand_id, source, external_id) do nothing
      returning order_id
    ), l as (${insertLines(ctx, sql`r join o using (order_id)`)}), h as (${insertHistory(ctx, orders)} where r.order_id in (select order_id from o))
    select order_id from o`.execute(ctx.db)
  const mine = new Set(rows.map((row) => row.order_id))
  await updateReturned(
    ctx,
    orders.filter((order) => mine.has(order.orderId)),
  )
  return mine
}

/** Writes the new state of locked orders. `linesToo` where the lines or what was returned of them has changed. */
export async function updateOrders(
  ctx: Context,
  changes: readonly { readonly order: WrittenOrder; readonly linesToo: boolean }[],
): Promise<void> {
  if (changes.length === 0) return
  const orders = changes.map(({ order }) => order)
  const assignments = orderColumns
    .split(",")
    .map((column) => `${column.trim()} = r.${column.trim()}`)
    .join(", ")
  await sql`
    update orders.orders o set ${sql.raw(assignments)}, changed_at = ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(orders.map(orderRow))}::jsonb) as r(${orderTypes})
    where o.brand_id = ${ctx.brandId} and o.order_id = r.order_id`.execute(ctx.db)
  await sql`${insertHistory(ctx, orders)} where true
    on conflict (brand_id, order_id, fact) do update set at = excluded.at where history.at > excluded.at`.execute(
    ctx.db,
  )
  const rewritten = changes.filter(({ linesToo }) => linesToo).map(({ order }) => order)
  if (rewritten.length === 0) return
  const ids = rewritten.map((order) => order.orderId)
  await sql`delete from orders.lines where brand_id = ${ctx.brandId} and order_id = any(${ids}::uuid[])`.execute(ctx.db)
  const r = sql`(select order_id, body from orders.orders where brand_id = ${ctx.brandId} and order_id = any(${ids}::uuid[]) and body is not null) r`
  await sql`${insertLines(ctx, r)}`.execute(ctx.db)
  await updateReturned(ctx, rewritten)
}

/**
 * The lines of the orders in `r`, taken out of their bodies, so that they travel to the database once. A line that a shop
 * tells twice counts as it was told last.
 */
function insertLines(ctx: Context, r: ReturnType<typeof sql>) {
  return sql`
    insert into orders.lines (brand_id, order_id, external_id, position, sku, title, quantity, refunded_quantity, unit_price, discount,
      tax_rate, tax_included, product_external_id, variant_external_id)
    select distinct on (r.order_id, l."externalId") ${ctx.brandId}, r.order_id, l."externalId", l.position - 1, nullif(l.sku, ''), l.title, l.quantity, 0, l."unitPrice", l.discount,
      l."taxRate", l."taxIncluded", l."productExternalId", l."variantExternalId"
    from ${r}, rows from (jsonb_to_recordset(r.body -> 'lines') as ("externalId" text, sku text, title text, quantity int,
      "unitPrice" bigint, discount bigint, "taxRate" int, "taxIncluded" boolean, "productExternalId" text, "variantExternalId" text))
      with ordinality as l("externalId", sku, title, quantity, "unitPrice", discount, "taxRate", "taxIncluded", "productExternalId",
      "variantExternalId", position)
    order by r.order_id, l."externalId", l.position desc
    on conflict (brand_id, order_id, external_id) do nothing`
}

/** Writes how many pieces of each line came back. */
async function updateReturned(ctx: Context, orders: readonly WrittenOrder[]): Promise<void> {
  const rows = orders.flatMap(({ orderId, refundedQuantities }) =>
    [...refundedQuantities]
      .filter(([, quantity]) => quantity > 0)
      .map(([line, quantity]) => ({ orderId, line, quantity })),
  )
  if (rows.length === 0) return
  await sql`update orders.lines l set refunded_quantity = r.quantity
    from unnest(${rows.map((r) => r.orderId)}::uuid[], ${rows.map((r) => r.line)}::text[], ${rows.map((r) => r.quantity)}::int[])
      as r(order_id, line, quantity)
    where l.brand_id = ${ctx.brandId} and l.order_id = r.order_id and l.external_id = r.line`.execute(ctx.db)
}

function insertHistory(ctx: Context, orders: readonly WrittenOrder[]) {
  const news = orders.flatMap(({ orderId, cause, news }) =>
    news.map(({ fact, at, late }) => ({ orderId, fact, at: at.toISOString(), late, cause })),
  )
  return sql`
    insert into orders.history (brand_id, order_id, fact, at, seen_at, late, cause)
    select ${ctx.brandId}, r.order_id, r.fact, r.at, ${ctx.now()}, r.late, r.cause
    from unnest(${news.map((n) => n.orderId)}::uuid[], ${news.map((n) => n.fact)}::text[], ${news.map((n) => n.at)}::timestamptz[],
      ${news.map((n) => n.late)}::boolean[], ${news.map((n) => n.cause)}::text[]) as r(order_id, fact, at, late, cause)`
}
