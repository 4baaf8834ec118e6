import { route } from "#kernel/capability"
import { applyShipment, recordCarrierEvent } from "./apply-shipment.ts"
import { browseShipments, shipmentCounts, unreadLabels, wholeShipment } from "./browse-shipments.ts"
import * as contract from "./contract.ts"
import { ShipmentError } from "./errors.ts"
import { changeShippingSettings, versionedSettings } from "./settings.ts"

export const routes = [
  route(contract.listShipments, (ctx, { cursor, limit, ...asked }) => browseShipments(ctx, asked, { cursor, limit })),
  route(contract.countShipments, shipmentCounts),
  route(contract.getShipment, (ctx, { shipmentId }) => wholeShipment(ctx, shipmentId)),
  route(contract.putShipment, applyShipment),
  route(contract.postCarrierEvent, async (ctx, report) => {
    if (report.trackingNumber === null && report.shipment === null)
      throw ShipmentError.NoParcelNamed({ field: "trackingNumber" })
    return { isNew: await recordCarrierEvent(ctx, report) }
  }),
  route(contract.listUnreadLabels, async (ctx, { days }) => ({ items: await unreadLabels(ctx, days) })),
  route(contract.getShippingSettings, versionedSettings),
  route(contract.putShippingSettings, (ctx, { settings, basedOn }) => changeShippingSettings(ctx, settings, basedOn)),
]
