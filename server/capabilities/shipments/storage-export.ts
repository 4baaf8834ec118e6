import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Parcels, in order of their ids, after this one. */
export async function selectShipmentsAfter(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<({ shipmentId: string } & Record<string, unknown>)[]> {
  const { rows } = await sql<{ shipmentId: string } & Record<string, unknown>>`
    select shipment_id as "shipmentId", source, external_id as "externalId", order_id as "orderId", order_external_id as "orderExternalId",
      customer_id as "customerId", carrier, tracking_number as "trackingNumber", origin_kind as "originKind", origin_name as "originName", lines,
      shipped_at as "shippedAt", is_cancelled as "isCancelled", state, state_at as "stateAt", delivered_at as "deliveredAt",
      promised_first::text as "promisedFirst", promised_last::text as "promisedLast", expected_first::text as "expectedFirst",
      expected_last::text as "expectedLast", standing, delay_reason as "delayReason"
    from shipments.shipments
    where brand_id = ${ctx.brandId} 
      and shipment_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by shipment_id limit ${limit}`.execute(ctx.db)
  return rows
}
