import { carrierName, type Shipment } from "#shipments"
import type { TrackedOrder } from "./tracked-order.ts"

/** schema.org Order or ParcelDelivery, so that mail programs can show the state themselves (https://schema.org/ParcelDelivery). */
export function structuredData(tracked: TrackedOrder, trackingUrl: string, parcel?: Shipment): object {
  const order = orderData(tracked, trackingUrl)
  if (!parcel) return { "@context": "https://schema.org", ...order }
  const { language } = tracked
  return {
    "@context": "https://schema.org",
    "@type": "ParcelDelivery",
    ...(parcel.trackingNumber ? { trackingNumber: parcel.trackingNumber } : {}),
    trackingUrl,
    ...(parcel.carrier ? { carrier: { "@type": "Organization", name: carrierName(parcel.carrier, language) } } : {}),
    ...(parcel.expected
      ? { expectedArrivalFrom: parcel.expected.firstDay, expectedArrivalUntil: parcel.expected.lastDay }
      : {}),
    deliveryStatus: {
      "@type": "DeliveryEvent",
      name: parcel.deliveredAt ? "Delivered" : parcel.state === "out_for_delivery" ? "OutForDelivery" : "InTransit",
    },
    partOfOrder: order,
  }
}

function orderData({ order, look }: TrackedOrder, url: string): object {
  return {
    "@type": "Order",
    orderNumber: order.number,
    orderDate: order.placedAt.toISOString(),
    orderStatus: `https://schema.org/${order.cancelledAt ? "OrderCancelled" : "OrderProcessing"}`,
    priceCurrency: order.currency,
    merchant: { "@type": "Organization", name: look.name },
    url,
    acceptedOffer: order.lines.map((line) => ({
      "@type": "Offer",
      itemOffered: { "@type": "Product", name: line.title },
      eligibleQuantity: { "@type": "QuantitativeValue", value: line.quantity },
    })),
  }
}
