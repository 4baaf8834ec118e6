import { z } from "zod"

const text = (max: number) => z.string().min(1).max(max)

/** All that a shop or warehouse says about one parcel at one moment. May come in any order and any number of times (F50). */
export const ShipmentSnapshot = z.object({
  source: text(100),
  externalId: text(200),
  /** The order it belongs to, by its name at the shop. */
  orderSource: text(100),
  orderExternalId: text(200),
  /** A carrier's code or its name as the shop writes it: "yamato", "ヤマト運輸". */
  carrier: z.string().max(100).nullable(),
  trackingNumber: z.string().max(60).nullable(),
  /** E08: distribution centre, fulfilment centre or store. */
  origin: z.object({ kind: z.enum(["dc", "fc", "store"]), name: text(120) }),
  lines: z.array(z.object({ orderLineExternalId: text(200), quantity: z.int().min(0).max(1_000_000) })).max(1_000),
  shippedAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  isCancelled: z.boolean().default(false),
})
export type ShipmentSnapshot = z.infer<typeof ShipmentSnapshot>

/** One report of a carrier about a parcel, in its own words. */
export const CarrierReport = z.object({
  source: text(100),
  /** Names the report at its source, so that it counts once. */
  externalId: text(300),
  carrier: z.string().max(100).nullable(),
  trackingNumber: z.string().max(60).nullable(),
  /** Instead of a number: the parcel by its name at the shop. */
  shipment: z
    .object({ source: text(100), externalId: text(200) })
    .nullable()
    .default(null),
  rawText: z.string().max(500),
  occurredAt: z.coerce.date(),
  place: z.string().max(200).nullable().default(null),
})
export type CarrierReport = z.infer<typeof CarrierReport>
