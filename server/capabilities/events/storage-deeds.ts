import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** A fact as far as it decides where somebody belongs. */
export type DeedRow = {
  readonly customerId: string
  readonly name: string
  readonly occurredAt: Date
  readonly value: number | null
  readonly productId: string | null
  readonly channel: string | null
  readonly storeId: string | null
  readonly source: string
  readonly orderId: string | null
  readonly messageId: string | null
  readonly properties: Record<string, unknown>
}

/** Everything under these ids that has one of these names, oldest first. */
export async function selectDeeds(
  ctx: Context,
  customerIds: readonly string[],
  names: readonly string[],
): Promise<DeedRow[]> {
  if (customerIds.length === 0 || names.length === 0) return []
  const { rows } = await sql<DeedRow>`
    select customer_id as "customerId", name, occurred_at as "occurredAt", value, product_id as "productId", channel, store_id as "storeId",
      source, order_id as "orderId", message_id as "messageId", properties
    from events.inbox
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and name = any(${names}::text[])
    order by occurred_at, seq`.execute(ctx.db)
  return rows
}
