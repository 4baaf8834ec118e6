import type { Language } from "#kernel/text"
import type { CarrierCode } from "./carriers/carrier.ts"
import { carriers } from "./carriers/carriers.ts"

export { applyPastShipments, type PastNews, type PastShipment } from "./apply-past-shipments.ts"
export { applyShipment, recordCarrierEvent } from "./apply-shipment.ts"
export { shipmentCounts } from "./browse-shipments.ts"
export { delayReasons } from "./delay-rules.ts"
export {
  shipmentDelayed,
  shipmentDelivered,
  type ShipmentNews,
  shipmentOutForDelivery,
  shipmentShipped,
} from "./events.ts"
export type { ArrivalRange } from "./expected-date-rules.ts"
export { expectedFor, shipmentById, shipmentsOf } from "./find-shipments.ts"
export type { ParcelEvent, Shipment } from "./model.ts"
export { ShippingSettings } from "./model-settings.ts"
export { CarrierReport, ShipmentSnapshot } from "./model-snapshot.ts"
export { changeShippingSettings } from "./settings.ts"

/** A carrier as people call it. */
export const carrierName = (carrier: CarrierCode, language: Language): string => carriers[carrier].name[language]
export { selectShipmentsAfter as shipmentsAfter } from "./storage-export.ts"
