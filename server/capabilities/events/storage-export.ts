import { sql } from "kysely"
import type { Context } from "#kernel/context"

type Place = { readonly source: string; readonly externalId: string }

/** Facts of every kind, by their source and its own ids, after this place. */
export async function selectEventsAfter(
  ctx: Context,
  after: Place | null,
  limit: number,
): Promise<(Place & Record<string, unknown>)[]> {
  const { rows } = await sql<Place & Record<string, unknown>>`
    select source, external_id as "externalId", name, customer_id as "customerId", occurred_at as "occurredAt", received_at as "receivedAt",
      value, currency, order_id as "orderId", product_id as "productId", message_id as "messageId", channel, store_id as "storeId", properties
    from events.inbox
    where brand_id = ${ctx.brandId} and (source, external_id) > (${after?.source ?? ""}, ${after?.externalId ?? ""})
    order by source, external_id limit ${limit}`.execute(ctx.db)
  return rows
}
