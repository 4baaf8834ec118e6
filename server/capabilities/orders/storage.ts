import { sql } from "kysely"
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

/**
 * The order, locked until the transaction ends, so that its messages are folded one after another. Only columns of the
 * row itself are asked for: of a row that had to be waited for they are the newest, whereas a subquery would still see
 * what was there when the waiting began.
 */
export async function lockOrder(ctx: Context, source: string, externalId: string): Promise<OrderRow | undefined> {
  const { rows } = await sql<Stored>`
    select order_id, customer_id, buyer_hash, body, snapshot_hash, approved_at, allocated_at, cancelled_at, deleted_at, redacted_at, refunds
    from orders.orders o
    where brand_id = ${ctx.brandId} and source = ${source} and external_id = ${externalId}
    for update`.execute(ctx.db)
  const row = rows[0]
  return (
    row && {
      orderId: row.order_id,
      customerId: row.customer_id,
      buyerHash: row.buyer_hash,
      state: stateOf(row),
    }
  )
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
  /** All that has become of it so far. */
  readonly news: readonly (OrderFact & { readonly late: boolean })[]
}

/** Inserts a new order with its lines and history. False when another transaction was first: read it and fold again. */
export async function insertOrder(ctx: Context, order: WrittenOrder): Promise<boolean> {
  const { rows } = await sql<{ written: boolean }>`
    with o as (
      insert into orders.orders (brand_id, order_id, source, external_id, body, updated_at, snapshot_hash, buyer_hash, customer_id,
        number, number_key, channel, store_id, placed_at, currency, total, refunded, status, counted, approved_at, allocated_at, cancelled_at,
        deleted_at, redacted_at, refunds, clock_skew, first_seen_at, changed_at)
      values (${ctx.brandId}, ${order.orderId}, ${order.source}, ${order.externalId}, ${columnsOf(order)},
        ${ctx.now()}, ${ctx.now()})
      on conflict (brand_id, source, external_id) do nothing
      returning order_id
    ), l as (${insertLines(ctx, order, sql`o`)}), h as (${insertHistory(ctx, order, sql`o`)})
    select exists (select 1 from o) as written`.execute(ctx.db)
  return rows[0]?.written ?? false
}

/** Writes the new state of a locked order. `linesToo` when the lines or what was returned of them has changed. */
export async function updateOrder(ctx: Context, order: WrittenOrder, linesToo: boolean): Promise<void> {
  const gone = sql`delete from orders.lines where brand_id = ${ctx.brandId} and order_id = ${order.orderId}
    and not external_id = any(${lines(order).map((line) => line.externalId)}::text[])`
  await sql`
    with o as (
      update orders.orders set (body, updated_at, snapshot_hash, buyer_hash, customer_id, number, number_key, channel, store_id, placed_at,
        currency, total, refunded, status, counted, approved_at, allocated_at, cancelled_at, deleted_at, redacted_at, refunds, clock_skew,
        changed_at) = (${columnsOf(order)}, ${ctx.now()})
      where brand_id = ${ctx.brandId} and order_id = ${order.orderId}
      returning order_id
    ), h as (${insertHistory(ctx, order, sql`o`)})
    ${linesToo ? sql`, d as (${gone}), l as (${insertLines(ctx, order, sql`o`)})` : sql``}
    select 1`.execute(ctx.db)
}

/** A line that a shop tells twice counts as it was told last. */
const lines = (order: WrittenOrder) => [
  ...new Map((order.state.snapshot?.body.lines ?? []).map((line) => [line.externalId, line])).values(),
]
const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

function columnsOf({ state, ...order }: WrittenOrder) {
  const body = state.snapshot?.body
  return sql.join([
    sql`${json(body)}::jsonb`,
    sql`${body?.updatedAt ?? null}::timestamptz`,
    sql`${state.snapshot?.hash ?? null}::text`,
    sql`${order.buyerHash}::text`,
    sql`${order.customerId}::uuid`,
    sql`${body?.number ?? null}::text`,
    sql`${body ? numberKey(body.number) : null}::text`,
    sql`${body?.channel ?? null}::text`,
    sql`${body?.storeId ?? null}::text`,
    sql`${body?.placedAt ?? null}::timestamptz`,
    sql`${body?.currency ?? null}::text`,
    sql`${order.total}::bigint`,
    sql`${order.refunded}::bigint`,
    sql`${order.status}::text`,
    sql`${order.counted}::boolean`,
    sql`${state.approvedAt}::timestamptz`,
    sql`${state.allocatedAt}::timestamptz`,
    sql`${state.cancelledAt}::timestamptz`,
    sql`${state.deletedAt}::timestamptz`,
    sql`${state.redactedAt}::timestamptz`,
    sql`${json(state.refunds)}::jsonb`,
    sql`${order.clockSkew}::boolean`,
  ])
}

function insertLines(ctx: Context, order: WrittenOrder, written: ReturnType<typeof sql>) {
  const rows = lines(order).map((line, position) => ({
    ...line,
    position,
    sku: line.sku || null,
    refundedQuantity: order.refundedQuantities.get(line.externalId) ?? 0,
  }))
  return sql`
    insert into orders.lines (brand_id, order_id, external_id, position, sku, title, quantity, refunded_quantity, unit_price, discount,
      tax_rate, tax_included, product_external_id, variant_external_id)
    select ${ctx.brandId}, ${order.orderId}, r."externalId", r.position, r.sku, r.title, r.quantity, r."refundedQuantity",
      r."unitPrice", r.discount, r."taxRate", r."taxIncluded", r."productExternalId", r."variantExternalId"
    from ${written}, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("externalId" text, position int, sku text, title text,
      quantity int, "refundedQuantity" int, "unitPrice" bigint, discount bigint, "taxRate" int, "taxIncluded" boolean,
      "productExternalId" text, "variantExternalId" text)
    on conflict (brand_id, order_id, external_id) do update set position = excluded.position, sku = excluded.sku,
      title = excluded.title, quantity = excluded.quantity, refunded_quantity = excluded.refunded_quantity,
      unit_price = excluded.unit_price, discount = excluded.discount, tax_rate = excluded.tax_rate,
      tax_included = excluded.tax_included, product_external_id = excluded.product_external_id,
      variant_external_id = excluded.variant_external_id`
}

/** Facts told for the first time are added; those known keep the moment we first saw them, but follow an earlier time. */
function insertHistory(ctx: Context, order: WrittenOrder, written: ReturnType<typeof sql>) {
  return sql`
    insert into orders.history (brand_id, order_id, fact, at, seen_at, late, cause)
    select ${ctx.brandId}, ${order.orderId}, r.fact, r.at, ${ctx.now()}, r.late, ${ctx.cause}
    from ${written}, jsonb_to_recordset(${JSON.stringify(order.news)}::jsonb) as r(fact text, at timestamptz, late boolean)
    on conflict (brand_id, order_id, fact) do update set at = excluded.at where history.at > excluded.at`
}
