import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** One line as it was sold. Money in minor units; `discount` is for the whole line. */
export type PastLine = {
  readonly lineId: string
  readonly sku: string
  readonly productId: string | null
  readonly quantity: number
  readonly refundedQuantity: number
  readonly unitPrice: number
  readonly discount: number
  /** Hundredths of a per cent as charged; null when the shop did not say. */
  readonly taxRate: number | null
  readonly taxIncluded: boolean
}

/** A purchase that stands (D26), with all that rules of points ask of it. Money in minor units of one currency. */
export type PastPurchase = {
  readonly orderId: string
  /** As the order was told: merged people keep the ids of their orders. */
  readonly customerId: string
  readonly placedAt: Date
  readonly channel: "online" | "store"
  readonly storeId: string | null
  readonly total: number
  readonly refunded: number
  readonly discount: number
  readonly shipping: number
  readonly lines: readonly PastLine[]
}

export type PastAsked = { readonly from: Date; readonly until: Date; readonly currency: string }

/** The next so many people who bought in that time, in order of their ids. */
export async function selectBuyersAfter(
  ctx: Context,
  { from, until, currency, after, limit }: PastAsked & { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from orders.orders
    where brand_id = ${ctx.brandId} and counted and body is not null and currency = ${currency}
      and placed_at >= ${from} and placed_at < ${until}
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** What these people bought in that time, each person's purchases together and oldest first. */
export async function selectPastPurchases(
  ctx: Context,
  { from, until, currency, customerIds }: PastAsked & { readonly customerIds: readonly string[] },
): Promise<PastPurchase[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<PastPurchase>`
    select o.order_id as "orderId", o.customer_id as "customerId", o.placed_at as "placedAt", o.channel, o.store_id as "storeId",
      o.total, o.refunded, coalesce((o.body #>> '{totals,discount}')::float8, 0) as discount,
      coalesce((o.body #>> '{totals,shipping}')::float8, 0) as shipping, coalesce(l.lines, '[]') as lines
    from orders.orders o
    left join lateral (
      select jsonb_agg(jsonb_build_object('lineId', external_id, 'sku', coalesce(sku, ''), 'productId', product_external_id,
        'quantity', quantity, 'refundedQuantity', refunded_quantity, 'unitPrice', unit_price, 'discount', discount,
        'taxRate', tax_rate, 'taxIncluded', tax_included) order by position) as lines
      from orders.lines where brand_id = ${ctx.brandId} and order_id = o.order_id
    ) l on true
    where o.brand_id = ${ctx.brandId} and o.customer_id = any(${customerIds}::uuid[]) and o.counted and o.body is not null
      and o.currency = ${currency} and o.placed_at >= ${from} and o.placed_at < ${until}
    order by o.customer_id, o.placed_at, o.order_id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, total: Number(row.total), refunded: Number(row.refunded) }))
}

/** How the purchases of a time are spread. Quantiles in tenths, from 0.1 to 0.9; empty without purchases. */
export type PastShape = {
  readonly buyers: number
  readonly orders: number
  /** What was kept of them, minor units. */
  readonly revenue: number
  readonly firstAt: Date | null
  readonly orderValues: readonly number[]
  /** What one buyer spent in the whole time; and the cuts at 0.6, 0.85 and 0.97. */
  readonly spends: readonly number[]
  readonly spendCuts: readonly number[]
  /** Days between two purchases of one person. */
  readonly gaps: readonly number[]
  /** Of the buyers, who bought at least twice. */
  readonly repeaters: number
  readonly given: number
}

/** One pass over the purchases of that time: a second for some hundred thousands. */
export async function selectPastShape(ctx: Context, { from, until, currency }: PastAsked): Promise<PastShape> {
  const tenths = sql.raw("array[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9]::float8[]")
  const { rows } = await sql<PastShape>`
    with bought as (
      select customer_id, placed_at, (total - refunded)::float8 as net, coalesce((body #>> '{totals,discount}')::float8, 0) as given,
        extract(epoch from placed_at - lag(placed_at) over (partition by customer_id order by placed_at)) / 86400 as gap
      from orders.orders
      where brand_id = ${ctx.brandId} and counted and body is not null and customer_id is not null and currency = ${currency}
        and placed_at >= ${from} and placed_at < ${until}
    ),
    buyer as (select customer_id, sum(net) as spend, count(*) as orders from bought group by customer_id),
    by_order as (
      select count(*)::int as orders, coalesce(sum(net), 0)::float8 as revenue, coalesce(sum(given), 0)::float8 as given,
        min(placed_at) as first_at, percentile_cont(${tenths}) within group (order by net) as values,
        percentile_cont(${tenths}) within group (order by gap) filter (where gap is not null) as gaps
      from bought
    )
    select o.orders, o.revenue, o.given, o.first_at as "firstAt", coalesce(o.values, '{}') as "orderValues",
      coalesce(o.gaps, '{}')::float8[] as gaps, b.buyers, b.repeaters, b.spends, b.cuts as "spendCuts"
    from by_order o, (
      select count(*)::int as buyers, count(*) filter (where orders > 1)::int as repeaters,
        coalesce(percentile_cont(${tenths}) within group (order by spend), '{}') as spends,
        coalesce(percentile_cont(array[0.6, 0.85, 0.97]::float8[]) within group (order by spend), '{}') as cuts
      from buyer) b`.execute(ctx.db)
  return (
    rows[0] ?? {
      buyers: 0,
      orders: 0,
      revenue: 0,
      firstAt: null,
      orderValues: [],
      spends: [],
      spendCuts: [],
      gaps: [],
      repeaters: 0,
      given: 0,
    }
  )
}

/** What was kept of these orders, each by its id; minor units. */
export async function selectKeptOf(ctx: Context, orderIds: readonly string[]): Promise<Map<string, number>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; net: string }>`select order_id as id, (total - refunded)::text as net
    from orders.orders where brand_id = ${ctx.brandId} and order_id = any(${[...orderIds]}::uuid[]) and body is not null`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ id, net }) => [id, Number(net)]))
}
