import { brandById } from "#brands"
import { clusterOf } from "#customers"
import { ordersByIds } from "#orders"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import type { CarrierCode, ParcelState } from "./carriers/model-carrier.ts"
import { plainNumber, shownNumber, trackingUrl } from "./carriers/tracking-numbers.ts"
import { ShipmentError } from "./errors.ts"
import { inOrder } from "./fold-rules.ts"
import type { Standing } from "./model-standing.ts"
import {
  type ListedShipment,
  selectListed,
  selectShipmentCounts,
  selectShipmentPage,
  selectToldReports,
  selectUnreadLabels,
  type ShipmentCounts,
  type UnreadLabel,
} from "./storage-read.ts"

export type AskedShipments = {
  readonly standing?: Standing | "needs-attention" | undefined
  readonly state?: ParcelState | undefined
  readonly carrier?: CarrierCode | undefined
  /** A tracking number or its beginning, as typed. */
  readonly number?: string | undefined
  readonly orderId?: string | undefined
  readonly customerId?: string | undefined
  readonly onTheRoad?: "yes" | "no" | undefined
  readonly parked?: "yes" | "no" | undefined
  readonly unread?: "yes" | "no" | undefined
}

/** A page of parcels, the one that left last first. `cursor` of one page asks for the next. Throws `shipments.BadCursor`. */
export async function browseShipments(
  ctx: Context,
  asked: AskedShipments,
  page: { cursor?: string | undefined; limit: number },
) {
  const { standing, number, customerId, onTheRoad, parked, unread, ...filter } = asked
  const rows = await selectShipmentPage(
    ctx,
    {
      ...filter,
      standings: standing && (standing === "needs-attention" ? ["late", "will_not_arrive"] : [standing]),
      number: number === undefined ? undefined : plainNumber(number),
      customerIds: customerId === undefined ? undefined : [customerId, ...(await clusterOf(ctx, customerId))],
      onTheRoad: isYes(onTheRoad),
      isParked: isYes(parked),
      hasUnread: isYes(unread),
    },
    readCursor(page.cursor),
    page.limit,
  )
  const last = rows.length === page.limit ? rows.at(-1) : undefined
  const numbers = await numbersOf(ctx, rows)
  return { items: rows.map((row) => summary(row, numbers)), cursor: last ? writeCursor(last) : null }
}

/** One parcel, parked ones too, with every report in its own words. Throws `shipments.Unknown`. */
export async function wholeShipment(ctx: Context, shipmentId: string) {
  const row = await selectListed(ctx, shipmentId)
  if (!row) throw ShipmentError.Unknown({ field: "shipmentId" })
  const { carrier, trackingNumber } = row
  return {
    ...summary(row, await numbersOf(ctx, [row])),
    orderSource: row.orderSource,
    orderExternalId: row.orderExternalId,
    trackingUrl: (carrier && trackingNumber && trackingUrl(carrier, trackingNumber)) || null,
    lines: [...row.lines],
    events: inOrder(await selectToldReports(ctx, row)),
  }
}

/** How many parcels are on the road, and how many of them need a person. */
export async function shipmentCounts(ctx: Context): Promise<ShipmentCounts> {
  const brand = await brandById(ctx, ctx.brandId)
  return selectShipmentCounts(ctx, dayIn(brand?.zone ?? "Asia/Tokyo", ctx.now()))
}

/** Wordings of the last `days` days that we could not read (J25). */
export const unreadLabels = (ctx: Context, days: number): Promise<UnreadLabel[]> =>
  selectUnreadLabels(ctx, new Date(ctx.now().getTime() - days * 86_400_000))

const isYes = (answer: "yes" | "no" | undefined) => (answer === undefined ? undefined : answer === "yes")

async function numbersOf(ctx: Context, rows: readonly ListedShipment[]): Promise<Map<string, string>> {
  const orders = await ordersByIds(ctx, [...new Set(rows.flatMap((row) => row.orderId ?? []))])
  return new Map(orders.map((order) => [order.orderId, order.number]))
}

function summary(row: ListedShipment, numbers: ReadonlyMap<string, string>) {
  const { carrier, trackingNumber: number, orderId } = row
  return {
    ...row,
    orderNumber: (orderId && numbers.get(orderId)) ?? null,
    trackingNumber: number && carrier ? shownNumber(carrier, number) : number,
    origin: { kind: row.originKind, name: row.originName },
    promised: rangeOf(row.promisedFirst, row.promisedLast),
    expected: rangeOf(row.expectedFirst, row.expectedLast),
  }
}

const rangeOf = (firstDay: string | null, lastDay: string | null) =>
  firstDay && lastDay ? { firstDay, lastDay } : null

const writeCursor = ({ shippedAt, shipmentId }: ListedShipment) =>
  Buffer.from(`${shippedAt.toISOString()} ${shipmentId}`).toString("base64url")

function readCursor(cursor: string | undefined): readonly [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw ShipmentError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
