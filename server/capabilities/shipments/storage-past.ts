import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { CarrierCode } from "./carriers/carrier.ts"
import type { ShipmentSnapshot } from "./model-snapshot.ts"
import type { ReportRow, ShipmentRow, Standings } from "./storage.ts"

export type NewShipment = Omit<Standings, "orderId"> &
  Pick<
    ShipmentSnapshot,
    "source" | "externalId" | "orderSource" | "orderExternalId" | "lines" | "shippedAt" | "updatedAt" | "isCancelled"
  > &
  Pick<ShipmentRow, "shipmentId" | "originKind" | "originName" | "trackingNumber" | "carrier"> & {
    readonly orderId: string
    readonly hash: string
  }

/** Writes parcels that nobody has told of yet, with all that is known of them. Returns the ids of those. */
export async function insertPastShipments(ctx: Context, shipments: readonly NewShipment[]): Promise<Set<string>> {
  if (shipments.length === 0) return new Set()
  const { rows } = await sql<{ shipmentId: string }>`
    insert into shipments.shipments (brand_id, shipment_id, source, external_id, order_source, order_external_id, order_id, customer_id, carrier,
      tracking_number, origin_kind, origin_name, lines, shipped_at, updated_at, snapshot_hash, is_cancelled, state, state_at, delivered_at,
      delivered_by, promised_first, promised_last, expected_first, expected_last, standing, delay_reason, told, created_at)
    select ${ctx.brandId}, r."shipmentId", r.source, r."externalId", r."orderSource", r."orderExternalId", r."orderId", r."customerId", r.carrier,
      r."trackingNumber", r."originKind", r."originName", r.lines, r."shippedAt", r."updatedAt", r.hash, r."isCancelled", r.state, r."stateAt",
      r."deliveredAt", r."deliveredBy", r."promisedFirst", r."promisedLast", r."expectedFirst", r."expectedLast", r.standing, r."delayReason",
      r.told, ${ctx.now()}
    from json_to_recordset(${JSON.stringify(shipments)}::json) as r("shipmentId" uuid, source text, "externalId" text, "orderSource" text,
      "orderExternalId" text, "orderId" uuid, "customerId" uuid, carrier text, "trackingNumber" text, "originKind" text, "originName" text,
      lines jsonb, "shippedAt" timestamptz, "updatedAt" timestamptz, hash text, "isCancelled" boolean, state text, "stateAt" timestamptz,
      "deliveredAt" timestamptz, "deliveredBy" text, "promisedFirst" date, "promisedLast" date, "expectedFirst" date, "expectedLast" date,
      standing text, "delayReason" text, told text[])
    order by r.source, r."externalId"
    on conflict (brand_id, source, external_id) do nothing
    returning shipment_id as "shipmentId"`.execute(ctx.db)
  return new Set(rows.map((row) => row.shipmentId))
}

export type NewReport = ReportRow & {
  readonly reportId: string
  readonly source: string
  readonly externalId: string
  readonly carrier: CarrierCode | null
  readonly trackingNumber: string | null
  readonly shipmentSource: string | null
  readonly shipmentExternalId: string | null
}

/** Writes those reports that are not there yet. */
export async function insertPastReports(ctx: Context, reports: readonly NewReport[]): Promise<void> {
  if (reports.length === 0) return
  await sql`
    insert into shipments.reports (brand_id, report_id, source, external_id, carrier, tracking_number, shipment_source, shipment_external_id,
      state, note, method, is_known, raw_text, occurred_at, place, received_at)
    select ${ctx.brandId}, r."reportId", r.source, r."externalId", r.carrier, r."trackingNumber", r."shipmentSource", r."shipmentExternalId",
      r.state, r.note, r.method, r."isKnown", r."rawText", r.at, r.place, ${ctx.now()}
    from json_to_recordset(${JSON.stringify(reports)}::json) as r("reportId" uuid, source text, "externalId" text, carrier text,
      "trackingNumber" text, "shipmentSource" text, "shipmentExternalId" text, state text, note text, method text, "isKnown" boolean,
      "rawText" text, at timestamptz, place text)
    on conflict (brand_id, source, external_id) do nothing`.execute(ctx.db)
}
