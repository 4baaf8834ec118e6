import type { OrderSnapshot } from "#orders"
import { warehousePlace } from "../brand.ts"
import type { Person } from "../model.ts"

type Address = NonNullable<OrderSnapshot["shippingAddress"]>
type Paying = "paid" | "pending" | "refunded"

/** An order as Shopify's webhooks show it: as much of it as a shop of ours would send. */
export function shopifyOrder(
  order: OrderSnapshot,
  person: Person,
  state: { readonly paying: Paying; readonly at: Date; readonly cancelledAt?: Date },
) {
  const { totals, lines } = order
  const address = order.shippingAddress && shopifyAddress(order.shippingAddress, person)
  return {
    id: Number(order.externalId),
    name: order.number,
    created_at: order.placedAt.toISOString(),
    processed_at: order.placedAt.toISOString(),
    updated_at: state.at.toISOString(),
    cancelled_at: state.cancelledAt?.toISOString() ?? null,
    cancel_reason: state.cancelledAt ? "customer" : null,
    currency: order.currency,
    email: person.email,
    customer_locale: person.language === "en" ? "en" : "ja-JP",
    source_name: "web",
    financial_status: state.paying,
    taxes_included: true,
    total_line_items_price: String(totals.goods),
    total_discounts: String(totals.discount ?? 0),
    total_tax: String(totals.tax ?? 0),
    total_price: String(totals.total ?? totals.goods),
    shipping_lines: [{ title: "宅急便", price: String(totals.shipping ?? 0) }],
    line_items: lines.map((line, i) => ({
      id: lineId(order, i),
      product_id: Number(line.productExternalId),
      variant_id: Number(line.variantExternalId),
      sku: line.sku,
      title: line.title,
      variant_title: line.variantTitle,
      quantity: line.quantity,
      price: String(line.unitPrice),
      total_discount: String(line.discount ?? 0),
      tax_lines: [{ rate: (line.taxRate ?? 1_000) / 10_000, title: "消費税" }],
    })),
    refunds: [],
    customer: {
      id: Number(person.shopId),
      email: person.email,
      first_name: person.givenName,
      last_name: person.familyName,
      verified_email: true,
    },
    shipping_address: address,
    billing_address: address,
    payment_gateway_names: [order.paymentMethod ?? "shopify_payments"],
    note: null,
  }
}

export function shopifyFulfilment(
  order: OrderSnapshot,
  parcel: { readonly number: string; readonly carrierName: string; readonly at: Date },
) {
  return {
    id: Number(order.externalId) + 500_000_000_000,
    order_id: Number(order.externalId),
    status: "success",
    created_at: parcel.at.toISOString(),
    updated_at: parcel.at.toISOString(),
    service: "manual",
    location_id: Number(warehousePlace),
    tracking_company: parcel.carrierName,
    tracking_number: parcel.number,
    tracking_numbers: [parcel.number],
    line_items: order.lines.map((line, i) => ({ id: lineId(order, i), quantity: line.quantity })),
  }
}

const lineId = ({ externalId }: OrderSnapshot, index: number) => Number(externalId) * 10 + index

const shopifyAddress = (address: Address, person: Person) => ({
  first_name: person.givenName,
  last_name: person.familyName,
  address1: address.street,
  address2: address.building ?? null,
  city: address.city,
  province_code: `JP-${person.town.prefecture}`,
  zip: address.postalCode,
  country_code: "JP",
  phone: address.phone ?? null,
})
