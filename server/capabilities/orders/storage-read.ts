import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { OrderSnapshot, type OrderState, type OrderStatus, Refund } from "./model.ts"

/** An order as it is read, before it is put into the words of the contract. */
export type FoundOrder = {
  readonly orderId: string
  readonly customerId: string | null
  readonly status: OrderStatus
  readonly counted: boolean
  readonly clockSkew: boolean
  readonly total: number
  readonly refunded: number
  readonly firstSeenAt: Date
  readonly changedAt: Date
  readonly state: OrderState
}

type Row = Omit<FoundOrder, "state"> & {
  body: unknown
  snapshotHash: string
  approvedAt: Date | null
  allocatedAt: Date | null
  cancelledAt: Date | null
  deletedAt: Date | null
  redactedAt: Date | null
  refunds: unknown
}

const columns =
  sql.raw(`order_id as "orderId", customer_id as "customerId", status, counted, clock_skew as "clockSkew", total, refunded,
  first_seen_at as "firstSeenAt", changed_at as "changedAt", body, snapshot_hash as "snapshotHash", approved_at as "approvedAt",
  allocated_at as "allocatedAt", cancelled_at as "cancelledAt", deleted_at as "deletedAt", redacted_at as "redactedAt", refunds`)

function found({
  body,
  snapshotHash,
  approvedAt,
  allocatedAt,
  cancelledAt,
  deletedAt,
  redactedAt,
  refunds,
  ...row
}: Row): FoundOrder {
  const snapshot = { body: OrderSnapshot.parse(body), hash: snapshotHash }
  const milestones = { approvedAt, allocatedAt, cancelledAt, deletedAt, redactedAt }
  return { ...row, state: { snapshot, ...milestones, refunds: Refund.array().parse(refunds) } }
}

/** Orders by their ids. An order of which only hearsay is known is not found. */
export async function selectOrders(ctx: Context, orderIds: readonly string[]): Promise<FoundOrder[]> {
  const { rows } = await sql<Row>`select ${columns} from orders.orders
    where brand_id = ${ctx.brandId} and order_id = any(${orderIds}::uuid[]) and body is not null`.execute(ctx.db)
  return rows.map(found)
}

export async function selectByNumber(ctx: Context, numberKey: string, limit: number): Promise<FoundOrder[]> {
  const { rows } = await sql<Row>`select ${columns} from orders.orders
    where brand_id = ${ctx.brandId} and number_key = ${numberKey} and body is not null and deleted_at is null
    order by placed_at desc, order_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(found)
}

export async function selectByName(ctx: Context, source: string, externalId: string): Promise<FoundOrder | undefined> {
  const { rows } = await sql<Row>`select ${columns} from orders.orders
    where brand_id = ${ctx.brandId} and source = ${source} and external_id = ${externalId} and body is not null`.execute(
    ctx.db,
  )
  return rows.map(found)[0]
}

export type OrderFilter = {
  readonly status?: OrderStatus | undefined
  readonly channel?: "online" | "store" | undefined
  readonly storeId?: string | undefined
  readonly source?: string | undefined
  /** All ids under which the customer is known. */
  readonly customerIds?: readonly string[] | undefined
  /** Placed at or after. */
  readonly from?: Date | undefined
  /** Placed before. */
  readonly until?: Date | undefined
  /** Beginning of an order number, as `numberKey` makes it. */
  readonly numberKey?: string | undefined
}

/** A page of orders, newest first. `after` is time and id of the last one seen. */
export async function selectPage(
  ctx: Context,
  filter: OrderFilter,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<FoundOrder[]> {
  const { status, channel, storeId, source, customerIds, from, until, numberKey } = filter
  const { rows } = await sql<Row>`select ${columns} from orders.orders
    where brand_id = ${ctx.brandId} and body is not null
      ${status ? sql`and status = ${status}` : sql`and status <> 'deleted'`}
      ${channel ? sql`and channel = ${channel}` : sql``}
      ${storeId ? sql`and store_id = ${storeId}` : sql``}
      ${source ? sql`and source = ${source}` : sql``}
      ${customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``}
      ${from ? sql`and placed_at >= ${from}` : sql``}
      ${until ? sql`and placed_at < ${until}` : sql``}
      ${numberKey ? sql`and starts_with(number_key, ${numberKey})` : sql``}
      ${after ? sql`and (placed_at, order_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by placed_at desc, order_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(found)
}

export type Happened = {
  readonly fact: string
  readonly at: Date
  readonly seenAt: Date
  readonly late: boolean
  readonly cause: string
}

/** What became of an order, in the order in which it happened. */
export async function selectHistory(ctx: Context, orderId: string): Promise<Happened[]> {
  const { rows } = await sql<Happened>`select fact, at, seen_at as "seenAt", late, cause from orders.history
    where brand_id = ${ctx.brandId} and order_id = ${orderId} order by at, seen_at, fact`.execute(ctx.db)
  return rows
}

export type Purchases = {
  /** Orders that count: neither cancelled nor deleted nor given back in full (D26). */
  readonly orders: number
  /** Of those, what was paid and not given back, by currency, in minor units. */
  readonly net: readonly { readonly currency: string; readonly amount: number }[]
  readonly firstAt: Date | null
  readonly lastAt: Date | null
}

/** What these ids of one person have bought. */
export async function selectPurchases(ctx: Context, customerIds: readonly string[]): Promise<Purchases> {
  const { rows } = await sql<{ currency: string; orders: number; amount: number; firstAt: Date; lastAt: Date }>`
    select currency, count(*)::int as orders, sum(total - refunded)::bigint as amount, min(placed_at) as "firstAt",
      max(placed_at) as "lastAt"
    from orders.orders where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and counted
    group by currency order by currency`.execute(ctx.db)
  const times = (pick: "firstAt" | "lastAt") => rows.map((row) => row[pick]).sort((a, b) => a.getTime() - b.getTime())
  return {
    orders: rows.reduce((sum, row) => sum + row.orders, 0),
    net: rows.map(({ currency, amount }) => ({ currency, amount })),
    firstAt: times("firstAt")[0] ?? null,
    lastAt: times("lastAt").at(-1) ?? null,
  }
}

/** Orders of which only a refund or a milestone is known since before `since`: the order itself never came. */
export async function selectWaiting(
  ctx: Context,
  since: Date,
): Promise<{ source: string; externalId: string; firstSeenAt: Date }[]> {
  const { rows } = await sql<{ source: string; externalId: string; firstSeenAt: Date }>`
    select source, external_id as "externalId", first_seen_at as "firstSeenAt" from orders.orders
    where brand_id = ${ctx.brandId} and body is null and first_seen_at <= ${since}
    order by first_seen_at limit 200`.execute(ctx.db)
  return rows
}
