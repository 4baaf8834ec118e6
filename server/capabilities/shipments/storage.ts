import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Day } from "#kernel/days"
import type { CarrierCode, DeliveryMethod, LabelNote, ParcelState } from "./carriers/carrier.ts"
import type { DelayReason, Standing } from "./delay-rules.ts"
import type { ShipmentSnapshot } from "./model-snapshot.ts"

export type ShipmentRow = {
  readonly shipmentId: string
  readonly source: string
  readonly externalId: string
  readonly orderSource: string
  readonly orderExternalId: string
  readonly orderId: string | null
  readonly customerId: string | null
  readonly carrier: CarrierCode | null
  readonly trackingNumber: string | null
  readonly originKind: "dc" | "fc" | "store"
  readonly originName: string
  readonly lines: ShipmentSnapshot["lines"]
  readonly shippedAt: Date
  readonly isCancelled: boolean
  readonly state: ParcelState
  readonly stateAt: Date
  readonly deliveredAt: Date | null
  readonly deliveredBy: DeliveryMethod | null
  readonly promisedFirst: Day | null
  readonly promisedLast: Day | null
  readonly expectedFirst: Day | null
  readonly expectedLast: Day | null
  readonly standing: Standing
  readonly delayReason: DelayReason
  readonly told: readonly string[]
  /** When it first came to us. */
  readonly createdAt: Date
}

export const shipmentColumns =
  sql.raw(`shipment_id as "shipmentId", source, external_id as "externalId", order_source as "orderSource",
  order_external_id as "orderExternalId", order_id as "orderId", customer_id as "customerId", carrier, tracking_number as "trackingNumber",
  origin_kind as "originKind", origin_name as "originName", lines, shipped_at as "shippedAt", is_cancelled as "isCancelled", state,
  state_at as "stateAt", delivered_at as "deliveredAt", delivered_by as "deliveredBy", promised_first as "promisedFirst",
  promised_last as "promisedLast", expected_first as "expectedFirst", expected_last as "expectedLast", standing,
  delay_reason as "delayReason", told, created_at as "createdAt"`)

type Written = ShipmentSnapshot & { carrierCode: CarrierCode | null; number: string | null; hash: string }

/** Writes a snapshot unless a newer one is there. Returns the parcel's id, and whether anything changed. */
export async function writeSnapshot(ctx: Context, s: Written): Promise<{ shipmentId: string; changed: boolean }> {
  const { rows } = await sql<{ shipment_id: string }>`
    insert into shipments.shipments as t (brand_id, shipment_id, source, external_id, order_source, order_external_id, carrier, tracking_number,
      origin_kind, origin_name, lines, shipped_at, updated_at, snapshot_hash, is_cancelled, state, state_at, standing, delay_reason, created_at)
    values (${ctx.brandId}, ${ctx.id()}, ${s.source}, ${s.externalId}, ${s.orderSource}, ${s.orderExternalId}, ${s.carrierCode}, ${s.number},
      ${s.origin.kind}, ${s.origin.name}, ${JSON.stringify(s.lines)}::jsonb, ${s.shippedAt}, ${s.updatedAt}, ${s.hash}, ${s.isCancelled},
      'label_created', ${s.shippedAt}, 'on_time', 'on_its_way', ${ctx.now()})
    on conflict (brand_id, source, external_id) do update set
      carrier = coalesce(excluded.carrier, t.carrier), tracking_number = coalesce(excluded.tracking_number, t.tracking_number),
      origin_kind = excluded.origin_kind, origin_name = excluded.origin_name, lines = excluded.lines, shipped_at = least(t.shipped_at, excluded.shipped_at),
      updated_at = excluded.updated_at, snapshot_hash = excluded.snapshot_hash, is_cancelled = excluded.is_cancelled
    where (excluded.updated_at, excluded.snapshot_hash) > (t.updated_at, t.snapshot_hash)
    returning shipment_id`.execute(ctx.db)
  if (rows[0]) return { shipmentId: rows[0].shipment_id, changed: true }
  const existing = await sql<{ shipment_id: string }>`select shipment_id from shipments.shipments
    where brand_id = ${ctx.brandId} and source = ${s.source} and external_id = ${s.externalId}`.execute(ctx.db)
  const shipmentId = existing.rows[0]?.shipment_id
  if (!shipmentId) throw new Error("the shipment vanished while it was written")
  return { shipmentId, changed: false }
}

const select = async (ctx: Context, where: RawBuilder<unknown>): Promise<ShipmentRow[]> =>
  (
    await sql<ShipmentRow>`select ${shipmentColumns} from shipments.shipments where brand_id = ${ctx.brandId} and ${where}`.execute(
      ctx.db,
    )
  ).rows

/** The parcel, locked until the transaction ends: reports about it are folded one after another. */
export const lockShipment = async (ctx: Context, shipmentId: string): Promise<ShipmentRow | undefined> =>
  (await select(ctx, sql`shipment_id = ${shipmentId} for update`))[0]

export const selectShipment = async (ctx: Context, shipmentId: string): Promise<ShipmentRow | undefined> =>
  (await select(ctx, sql`shipment_id = ${shipmentId}`))[0]

export const selectOfOrders = (ctx: Context, orderIds: readonly string[]): Promise<ShipmentRow[]> =>
  select(ctx, sql`order_id = any(${orderIds}::uuid[]) order by shipped_at, shipment_id`)

export type OrderName = { readonly source: string; readonly externalId: string }

/** Parcels that waited for the orders of these names. */
export const selectParked = (ctx: Context, orders: readonly OrderName[]): Promise<ShipmentRow[]> =>
  select(
    ctx,
    sql`(order_source, order_external_id) in (select * from unnest(${orders.map(({ source }) => source)}::text[],
      ${orders.map(({ externalId }) => externalId)}::text[])) and order_id is null order by shipment_id`,
  )

export type Named = { trackingNumber: string | null; shipment: { source: string; externalId: string } | null }

/** The parcels that a report speaks of. */
export const selectNamed = (ctx: Context, { trackingNumber, shipment }: Named): Promise<ShipmentRow[]> =>
  select(
    ctx,
    shipment
      ? sql`source = ${shipment.source} and external_id = ${shipment.externalId}`
      : // Numbers are used again after about three months (J25): an old parcel is not meant.
        sql`tracking_number = ${trackingNumber} and shipped_at > ${new Date(ctx.now().getTime() - 60 * 86_400_000)} order by shipment_id`,
  )

/** Parcels on the road whose promise may be broken by now: the day has come, or nothing was heard for a day and a half. */
export const selectDoubtful = (ctx: Context, today: Day, limit: number): Promise<ShipmentRow[]> =>
  select(
    ctx,
    sql`delivered_at is null and not is_cancelled and order_id is not null and standing in ('on_time', 'at_risk')
      and shipped_at > ${new Date(ctx.now().getTime() - 60 * 86_400_000)}
      and (promised_last <= ${today} or state_at < ${new Date(ctx.now().getTime() - 36 * 3_600_000)})
      order by state_at limit ${limit}`,
  )

export type Standings = Pick<
  ShipmentRow,
  | "orderId"
  | "customerId"
  | "state"
  | "stateAt"
  | "deliveredAt"
  | "deliveredBy"
  | "promisedFirst"
  | "promisedLast"
  | "expectedFirst"
  | "expectedLast"
  | "standing"
  | "delayReason"
  | "told"
>

export async function updateStanding(ctx: Context, shipmentId: string, s: Standings): Promise<void> {
  await sql`update shipments.shipments set order_id = ${s.orderId}, customer_id = ${s.customerId}, state = ${s.state}, state_at = ${s.stateAt},
    delivered_at = ${s.deliveredAt}, delivered_by = ${s.deliveredBy}, promised_first = ${s.promisedFirst}, promised_last = ${s.promisedLast},
    expected_first = ${s.expectedFirst}, expected_last = ${s.expectedLast}, standing = ${s.standing}, delay_reason = ${s.delayReason}, told = ${s.told}
    where brand_id = ${ctx.brandId} and shipment_id = ${shipmentId}`.execute(ctx.db)
}

export type ReportRow = {
  readonly state: ParcelState
  readonly note: LabelNote | null
  readonly method: DeliveryMethod | null
  readonly isKnown: boolean
  readonly rawText: string
  readonly at: Date
  readonly place: string | null
}
type NewReport = ReportRow & { source: string; externalId: string; carrier: CarrierCode | null } & Named

/** False when this report was there already. */
export async function insertReport(ctx: Context, r: NewReport): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into shipments.reports (brand_id, report_id, source, external_id, carrier, tracking_number, shipment_source, shipment_external_id,
      state, note, method, is_known, raw_text, occurred_at, place, received_at)
    values (${ctx.brandId}, ${ctx.id()}, ${r.source}, ${r.externalId}, ${r.carrier}, ${r.trackingNumber}, ${r.shipment?.source ?? null},
      ${r.shipment?.externalId ?? null}, ${r.state}, ${r.note}, ${r.method}, ${r.isKnown}, ${r.rawText}, ${r.at}, ${r.place}, ${ctx.now()})
    on conflict (brand_id, source, external_id) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Everything reported about a parcel, by its number or by its name at the shop. */
export async function selectReports(
  ctx: Context,
  s: Pick<ShipmentRow, "trackingNumber" | "source" | "externalId" | "shippedAt">,
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select state, note, method, is_known as "isKnown", raw_text as "rawText", occurred_at as at, place from shipments.reports
    where brand_id = ${ctx.brandId} and (
      (shipment_source = ${s.source} and shipment_external_id = ${s.externalId})
      or (tracking_number = ${s.trackingNumber} and occurred_at > ${new Date(s.shippedAt.getTime() - 7 * 86_400_000)}))
    order by occurred_at limit 500`.execute(ctx.db)
  return rows
}
