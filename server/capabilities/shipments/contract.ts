import { z } from "zod"
import { endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { carrierCodes, deliveryMethods, labelNotes, parcelStates } from "./carriers/model-carrier.ts"
import { ShippingSettings } from "./model-settings.ts"
import { CarrierReport, ShipmentSnapshot } from "./model-snapshot.ts"
import { delayReasonNames, standings } from "./model-standing.ts"

/** First and last day on which a parcel should arrive, both included. */
const Range = z.object({ firstDay: z.string(), lastDay: z.string() }).nullable()

export const ShipmentSummary = z.object({
  shipmentId: z.uuid(),
  source: z.string(),
  externalId: z.string(),
  /** Null while the parcel waits for its order (F50). */
  orderId: z.uuid().nullable(),
  orderNumber: z.string().nullable(),
  customerId: z.uuid().nullable(),
  carrier: z.enum(carrierCodes).nullable(),
  /** As it is written for people. */
  trackingNumber: z.string().nullable(),
  origin: z.object({ kind: z.enum(["dc", "fc", "store"]), name: z.string() }),
  shippedAt: instant,
  isCancelled: z.boolean(),
  state: z.enum(parcelStates),
  stateAt: instant,
  deliveredAt: instant.nullable(),
  deliveredBy: z.enum(deliveryMethods).nullable(),
  /** What was promised when it left, and what is expected now. */
  promised: Range,
  expected: Range,
  standing: z.enum(standings),
  delayReason: z.enum(delayReasonNames),
  /** Reports whose wording we could not read. */
  unread: z.int(),
})

const yes = z.enum(["yes", "no"]).optional()

export const listShipments = endpoint("GET /api/v1/shipments", {
  right: "shipments:read",
  summary: { ja: "荷物の一覧（新しい順）", en: "List parcels, the one that left last first" },
  params: {
    ...listParams,
    standing: z
      .enum([...standings, "needs-attention"])
      .optional()
      .describe("needs-attention: late, or will not arrive"),
    state: z.enum(parcelStates).optional(),
    carrier: z.enum(carrierCodes).optional(),
    /** A tracking number or its beginning, with or without hyphens. */
    number: z.string().min(1).max(60).optional(),
    orderId: z.uuid().optional(),
    customerId: z.uuid().optional(),
    /** yes: neither delivered nor cancelled nor back at the sender. */
    onTheRoad: yes,
    /** yes: its order has not come in yet. */
    parked: yes,
    /** yes: the carrier said something that we could not read. */
    unread: yes,
  },
  reply: listOf(ShipmentSummary),
})

export const countShipments = endpoint("GET /api/v1/shipment-counts", {
  right: "shipments:read",
  summary: { ja: "いまの荷物の数", en: "Count the parcels that are on the road now" },
  reply: z.object({
    onTheRoad: z.int(),
    /** Of those: late or not arriving at all; may become late; the last promised day is today. */
    needAttention: z.int(),
    atRisk: z.int(),
    dueToday: z.int(),
    /** Waiting for their order, whenever they left. */
    parked: z.int(),
  }),
})

export const getShipment = endpoint("GET /api/v1/shipments/:shipmentId", {
  right: "shipments:read",
  summary: { ja: "荷物の詳細と配送会社の記録", en: "Get a parcel with what its carrier and shop reported" },
  params: { shipmentId: z.uuid() },
  reply: ShipmentSummary.extend({
    orderSource: z.string(),
    orderExternalId: z.string(),
    /** The carrier's own page. */
    trackingUrl: z.string().nullable(),
    lines: z.array(z.object({ orderLineExternalId: z.string(), quantity: z.int() })),
    /** Oldest first. */
    events: z.array(
      z.object({
        state: z.enum(parcelStates),
        note: z.enum(labelNotes).nullable(),
        method: z.enum(deliveryMethods).nullable(),
        /** False: we could not read it, and it changed nothing. */
        isKnown: z.boolean(),
        /** In the words of whoever reported it. */
        rawText: z.string(),
        at: instant,
        receivedAt: instant,
        place: z.string().nullable(),
        source: z.string(),
        /** Whose words they are; null for a shop's. */
        carrier: z.enum(carrierCodes).nullable(),
      }),
    ),
  }),
})

const { source, externalId, ...snapshot } = ShipmentSnapshot.shape

export const putShipment = endpoint("PUT /api/v1/shipments/:source/:externalId", {
  right: "shipments:write",
  summary: { ja: "荷物の登録・更新（全項目）", en: "Create or update a parcel by a full snapshot" },
  params: { source, externalId, ...snapshot },
  reply: z.object({ shipmentId: z.uuid() }),
  perMinute: 6_000,
})

export const postCarrierEvent = endpoint("POST /api/v1/carrier-events", {
  right: "shipments:write",
  summary: { ja: "配送会社の記録の登録", en: "Tell what a carrier reported of a parcel" },
  params: CarrierReport.shape,
  /** `isNew` false: this report was known already. */
  reply: z.object({ isNew: z.boolean() }),
  perMinute: 6_000,
})

export const listUnreadLabels = endpoint("GET /api/v1/unread-labels", {
  right: "shipments:read",
  summary: { ja: "読めなかった配送会社の文言", en: "Wordings of carriers that we could not read" },
  params: { days: z.coerce.number().int().min(1).max(365).default(30) },
  reply: z.object({
    items: z.array(
      z.object({
        carrier: z.enum(carrierCodes).nullable(),
        rawText: z.string(),
        reports: z.int(),
        firstAt: instant,
        lastAt: instant,
      }),
    ),
  }),
})

const Versioned = z.object({ settings: ShippingSettings, version: z.int().min(0) })

export const getShippingSettings = endpoint("GET /api/v1/shipping-settings", {
  right: "brand:read",
  summary: { ja: "発送の設定", en: "How the brand ships" },
  reply: Versioned,
})

export const putShippingSettings = endpoint("PUT /api/v1/shipping-settings", {
  right: "brand:write",
  summary: { ja: "発送の設定を変える", en: "Change how the brand ships" },
  params: { settings: ShippingSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})
