import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** An order that was paid, with everything that took something of it back and when that became known. Minor units. */
export type PaidOrder = {
  readonly orderId: string
  readonly customerId: string
  /** When the payment was approved; where nobody said, when it was placed. */
  readonly paidAt: Date
  readonly currency: string
  /** What it came to without shipping. */
  readonly goods: number
  /** When it was cancelled or deleted. */
  readonly endedAt: Date | null
  readonly refunds: readonly { readonly at: Date; readonly amount: number }[]
}

type Row = Omit<PaidOrder, "refunds" | "goods"> & {
  readonly goods: string
  readonly refunds: readonly { readonly at: string; readonly amount: number }[]
}

/** What was bought under these ids and paid, the cancelled and returned included. Thousands of people at once. */
export async function selectPaidOrders(ctx: Context, customerIds: readonly string[]): Promise<PaidOrder[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<Row>`
    select order_id as "orderId", customer_id as "customerId", coalesce(approved_at, placed_at) as "paidAt", currency,
      greatest(total - coalesce((body->'totals'->>'shipping')::bigint, 0), 0) as goods, least(cancelled_at, deleted_at) as "endedAt", refunds
    from orders.orders
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and body is not null
      and (approved_at is not null or channel = 'store' or (body->'totals'->>'paid')::bigint > 0)
    order by 3, 1`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    goods: Number(row.goods),
    refunds: row.refunds.map(({ at, amount }) => ({ at: new Date(at), amount })),
  }))
}
