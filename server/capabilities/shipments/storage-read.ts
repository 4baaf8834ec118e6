import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Day } from "#kernel/days"
import type { CarrierCode, DeliveryMethod, LabelNote, ParcelState } from "./carriers/model-carrier.ts"
import type { Standing } from "./model-standing.ts"
import { shipmentColumns, type ShipmentRow } from "./storage.ts"

export type ShipmentFilter = {
  readonly standings?: readonly Standing[] | undefined
  readonly state?: ParcelState | undefined
  readonly carrier?: CarrierCode | undefined
  /** Digits and capitals only. */
  readonly number?: string | undefined
  readonly orderId?: string | undefined
  /** All ids under which the customer is known. */
  readonly customerIds?: readonly string[] | undefined
  readonly onTheRoad?: boolean | undefined
  readonly isParked?: boolean | undefined
  readonly hasUnread?: boolean | undefined
}

export type ListedShipment = ShipmentRow & { readonly unread: number }

/** No carrier gives out shorter ones: such a number is whole, and found by its index. */
const wholeNumberLength = 10

/** What left longer ago is not on any road any more, whatever was reported last. */
const roadDays = 60
const roadStart = (ctx: Context) => new Date(ctx.now().getTime() - roadDays * 86_400_000)

const isOnTheRoad = (ctx: Context) =>
  sql`(delivered_at is null and not is_cancelled and state <> 'returned' and shipped_at > ${roadStart(ctx)})`

const speaksOfThis = sql`r.brand_id = s.brand_id and (r.tracking_number = s.tracking_number
  or (r.shipment_source = s.source and r.shipment_external_id = s.external_id))`

/** A page of parcels, the one that left last first. `after` is time and id of the last one seen. */
export async function selectShipmentPage(
  ctx: Context,
  f: ShipmentFilter,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<ListedShipment[]> {
  const { rows } = await sql<ListedShipment>`
    select ${shipmentColumns}, (select count(*)::int from shipments.reports r where ${speaksOfThis} and not r.is_known) as unread
    from shipments.shipments s
    where brand_id = ${ctx.brandId}
      ${f.standings ? sql`and standing = any(${f.standings})` : sql``}
      ${f.state ? sql`and state = ${f.state}` : sql``}
      ${f.carrier ? sql`and carrier = ${f.carrier}` : sql``}
      ${f.number ? numberIs(f.number) : sql``}
      ${f.orderId ? sql`and order_id = ${f.orderId}` : sql``}
      ${f.customerIds ? sql`and customer_id = any(${f.customerIds}::uuid[])` : sql``}
      ${f.onTheRoad === undefined ? sql`` : sql`and ${isOnTheRoad(ctx)} = ${f.onTheRoad}`}
      ${f.isParked === undefined ? sql`` : sql`and (order_id is null and not is_cancelled) = ${f.isParked}`}
      ${f.hasUnread === undefined ? sql`` : sql`and exists (select from shipments.reports r where ${speaksOfThis} and not r.is_known) = ${f.hasUnread}`}
      ${after ? sql`and (shipped_at, shipment_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by shipped_at desc, shipment_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

const numberIs = (number: string) =>
  number.length >= wholeNumberLength
    ? sql`and tracking_number = ${number}`
    : sql`and starts_with(tracking_number, ${number})`

export async function selectListed(ctx: Context, shipmentId: string): Promise<ListedShipment | undefined> {
  const { rows } = await sql<ListedShipment>`
    select ${shipmentColumns}, (select count(*)::int from shipments.reports r where ${speaksOfThis} and not r.is_known) as unread
    from shipments.shipments s where brand_id = ${ctx.brandId} and shipment_id = ${shipmentId}`.execute(ctx.db)
  return rows[0]
}

export type ShipmentCounts = {
  readonly onTheRoad: number
  readonly needAttention: number
  readonly atRisk: number
  readonly dueToday: number
  readonly parked: number
}

export async function selectShipmentCounts(ctx: Context, today: Day): Promise<ShipmentCounts> {
  const { rows } = await sql<Omit<ShipmentCounts, "parked">>`
    select count(*)::int as "onTheRoad",
      count(*) filter (where standing in ('late', 'will_not_arrive'))::int as "needAttention",
      count(*) filter (where standing = 'at_risk')::int as "atRisk",
      count(*) filter (where promised_last = ${today})::int as "dueToday"
    from shipments.shipments where brand_id = ${ctx.brandId} and ${isOnTheRoad(ctx)}`.execute(ctx.db)
  const parked = await sql<{ count: number }>`select count(*)::int as count from shipments.shipments
    where brand_id = ${ctx.brandId} and order_id is null and not is_cancelled`.execute(ctx.db)
  const none = { onTheRoad: 0, needAttention: 0, atRisk: 0, dueToday: 0 }
  return { ...none, ...rows[0], parked: parked.rows[0]?.count ?? 0 }
}

export type ToldReport = {
  readonly state: ParcelState
  readonly note: LabelNote | null
  readonly method: DeliveryMethod | null
  readonly isKnown: boolean
  readonly rawText: string
  readonly at: Date
  readonly receivedAt: Date
  readonly place: string | null
  readonly source: string
  readonly carrier: CarrierCode | null
}

/** Everything reported about a parcel, in the words of whoever reported it. */
export async function selectToldReports(
  ctx: Context,
  s: Pick<ShipmentRow, "trackingNumber" | "source" | "externalId" | "shippedAt">,
): Promise<ToldReport[]> {
  const { rows } = await sql<ToldReport>`
    select state, note, method, is_known as "isKnown", raw_text as "rawText", occurred_at as at, received_at as "receivedAt",
      place, source, carrier
    from shipments.reports where brand_id = ${ctx.brandId} and (
      (shipment_source = ${s.source} and shipment_external_id = ${s.externalId})
      or (tracking_number = ${s.trackingNumber} and occurred_at > ${new Date(s.shippedAt.getTime() - 7 * 86_400_000)}))
    order by occurred_at limit 500`.execute(ctx.db)
  return rows
}

export type UnreadLabel = {
  readonly carrier: CarrierCode | null
  readonly rawText: string
  readonly reports: number
  readonly firstAt: Date
  readonly lastAt: Date
}

/** Wordings received since `since` that no table holds, the most frequent first. */
export async function selectUnreadLabels(ctx: Context, since: Date): Promise<UnreadLabel[]> {
  const { rows } = await sql<UnreadLabel>`
    select carrier, raw_text as "rawText", count(*)::int as reports, min(received_at) as "firstAt", max(received_at) as "lastAt"
    from shipments.reports where brand_id = ${ctx.brandId} and not is_known and received_at >= ${since}
    group by carrier, raw_text order by count(*) desc, max(received_at) desc limit 200`.execute(ctx.db)
  return rows
}
