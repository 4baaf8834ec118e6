import type { Customer } from "#customers"
import { paymentWords } from "#orders"
import { carrierName, delayReasons, type Shipment } from "#shipments"
import type { OrderMailFacts } from "./messages/order-mail-facts.ts"
import { structuredData } from "./structured-data-rules.ts"
import type { TrackedOrder } from "./tracked-order.ts"

const iso = (at: Date) => at.toISOString()

/** What the mails about an order say, from what is known of it. `parcel` when the mail is about one parcel: then only its goods. */
export function orderMailFactsOf(
  tracked: TrackedOrder,
  customer: Customer | undefined,
  trackingUrl: string,
  parcel?: Shipment,
): OrderMailFacts {
  const { order, language, told } = tracked
  const money = (amount: number) => ({ amount, currency: order.currency })
  const inParcel = new Map(parcel?.lines.map((line) => [line.orderLineExternalId, line.quantity]))
  const lines = order.lines
    .map((line) => ({ ...line, quantity: inParcel.size > 0 ? (inParcel.get(line.externalId) ?? 0) : line.quantity }))
    .filter((line) => line.quantity > 0)
  const expected = parcel ? parcel.expected : tracked.expected
  const before =
    parcel?.promised && expected && parcel.promised.lastDay < expected.firstDay ? parcel.promised : undefined
  const address = order.shippingAddress
  return {
    customer: { name: nameOf(customer, order.buyer) },
    order: {
      number: order.number,
      placedAt: iso(order.placedAt),
      items: lines.map((line) => ({
        name: line.variantTitle ? `${line.title} ${line.variantTitle}` : line.title,
        quantity: line.quantity,
        price: money(line.unitPrice),
        amount: money(line.unitPrice * line.quantity),
        ...(line.imageUrl ? { image: { url: line.imageUrl } } : {}),
      })),
      totals: [
        { kind: "subtotal", amount: money(order.totals.goods) },
        ...(order.totals.discount > 0 ? [{ kind: "discount" as const, amount: money(-order.totals.discount) }] : []),
        { kind: "shipping", amount: money(order.totals.shipping) },
      ],
      total: money(order.totals.total),
      taxes: taxesOf(order),
      ...(address
        ? {
            address: {
              name: address.name ? { full: address.name } : {},
              ...(address.postalCode ? { postalCode: address.postalCode } : {}),
              lines: [
                [address.prefecture, address.city, address.street].filter(Boolean).join(""),
                address.building ?? "",
              ].filter(Boolean),
            },
          }
        : {}),
      ...(order.paymentMethod ? { payment: { label: paymentWords(order.paymentMethod)[language] } } : {}),
    },
    delivery: {
      ...(expected ? { expected: { from: expected.firstDay, to: expected.lastDay } } : {}),
      ...(before ? { before: { from: before.firstDay, to: before.lastDay } } : {}),
      ...(parcel?.carrier ? { carrier: carrierName(parcel.carrier, language) } : {}),
      ...(parcel?.trackingNumber ? { parcelNumber: parcel.trackingNumber } : {}),
      ...(parcel ? { origin: parcel.origin.name } : {}),
    },
    contents: [...new Set(lines.flatMap((line) => line.productExternalId ?? []))].flatMap((id) => {
      const content = told.get(id)
      const piece = content?.pieces[0]
      return content && piece
        ? [{ title: content.title, text: piece.body, ...(piece.url ? { url: piece.url } : {}) }]
        : []
    }),
    ...(order.channel === "store" && !order.shippingAddress ? { inStore: true } : {}),
    links: { tracking: trackingUrl },
    structuredData: structuredData(tracked, trackingUrl, parcel),
  }
}

const nameOf = (customer: Customer | undefined, buyer: TrackedOrder["order"]["buyer"]) => {
  const family = customer?.familyName ?? buyer.familyName
  const given = customer?.givenName ?? buyer.givenName
  const full = customer?.displayName ?? buyer.displayName
  if (family || given) return { ...(family ? { family } : {}), ...(given ? { given } : {}) }
  return full ? { full } : {}
}

/** Tax as it was charged, by rate; never recomputed (J21). Nothing is said when lines of several rates share one sum. */
function taxesOf({ totals, lines, currency }: TrackedOrder["order"]): OrderMailFacts["order"]["taxes"] {
  const rates = [...new Set(lines.flatMap((line) => line.taxRate ?? []))]
  const [rate] = rates
  return totals.tax > 0 && rates.length === 1 && rate !== undefined
    ? [{ ratePercent: rate / 100, amount: { amount: totals.tax, currency } }]
    : []
}

/** Why it is late, said to the one who waits. */
export const delayReasonOf = (parcel: Shipment, tracked: TrackedOrder): string =>
  delayReasons[parcel.delayReason][tracked.language]
