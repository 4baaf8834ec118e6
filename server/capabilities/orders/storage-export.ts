import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Orders with their last snapshot as the shop told it, in order of their ids, after this one. */
export async function selectOrdersAfter(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<({ orderId: string } & Record<string, unknown>)[]> {
  const { rows } = await sql<{ orderId: string } & Record<string, unknown>>`
    select order_id as "orderId", source, external_id as "externalId", number, customer_id as "customerId", channel, store_id as "storeId",
      placed_at as "placedAt", updated_at as "updatedAt", currency, total, refunded, status, counted as "countsAsPurchase",
      approved_at as "approvedAt", cancelled_at as "cancelledAt", body as snapshot, refunds
    from orders.orders
    where brand_id = ${ctx.brandId} and body is not null
      and order_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by order_id limit ${limit}`.execute(ctx.db)
  return rows
}
