import { z } from "zod"
import { productsAfter } from "#catalog"
import { consentsAfter, customersAfter } from "#customers"
import { eventsAfter } from "#events"
import { messagesAfter } from "#messages"
import { codesAfter } from "#offers"
import { ordersAfter } from "#orders"
import { membersAfter } from "#segments"
import { shipmentsAfter } from "#shipments"
import type { Context } from "#kernel/context"
import { type Column, columnsOf } from "./columns-rules.ts"
import type { Line } from "./csv-rules.ts"
import type { ExportKind } from "./model.ts"

/** Where the next rows begin; null at the beginning. */
export const Place = z.record(z.string(), z.string())
export type Place = z.infer<typeof Place>
export type Wanted = { readonly what: ExportKind; readonly segmentId: string | null }

export const rowsAtOnce = 2_000

/** The rows after a place and where the next ones begin; null when these were the last. */
export async function readRows(
  ctx: Context,
  wanted: Wanted,
  after: Place | null,
): Promise<{ lines: Line[]; next: Place | null }> {
  const rows = await reading(ctx, wanted, after)
  const last = rows.at(-1)
  const columns = columnsOf[wanted.what]
  return {
    lines: rows.map((row) => plain(columns, row)),
    next: rows.length === rowsAtOnce && last ? placeOf(wanted.what, last) : null,
  }
}

function reading(ctx: Context, { what, segmentId }: Wanted, after: Place | null): Promise<Line[]> {
  const id = after?.["id"] ?? null
  switch (what) {
    case "customers":
      return customersAfter(ctx, id, rowsAtOnce)
    case "consents":
      return consentsAfter(ctx, after && { customerId: after["id"] ?? "", entryId: after["entryId"] ?? "" }, rowsAtOnce)
    case "events":
      return eventsAfter(
        ctx,
        after && { source: after["source"] ?? "", externalId: after["externalId"] ?? "" },
        rowsAtOnce,
      )
    case "orders":
      return ordersAfter(ctx, id, rowsAtOnce)
    case "shipments":
      return shipmentsAfter(ctx, id, rowsAtOnce)
    case "products":
      return productsAfter(ctx, id, rowsAtOnce)
    case "messages":
      return messagesAfter(ctx, id, rowsAtOnce)
    case "segment-members":
      return membersAfter(ctx, segmentId ?? "", id, rowsAtOnce)
    case "offer-codes":
      return codesAfter(ctx, id, rowsAtOnce)
  }
}

const keys: Readonly<Record<ExportKind, Readonly<Record<string, string>>>> = {
  customers: { id: "customerId" },
  consents: { id: "customerId", entryId: "entryId" },
  events: { source: "source", externalId: "externalId" },
  orders: { id: "orderId" },
  shipments: { id: "shipmentId" },
  products: { id: "productId" },
  messages: { id: "messageId" },
  "segment-members": { id: "customerId" },
  "offer-codes": { id: "codeId" },
}

const placeOf = (what: ExportKind, last: Line): Place =>
  Object.fromEntries(Object.entries(keys[what]).map(([name, column]) => [name, String(last[column])]))

const plain = (columns: readonly Column[], row: Line): Line =>
  Object.fromEntries(columns.map(({ name }) => [name, row[name] instanceof Date ? row[name].toISOString() : row[name]]))
