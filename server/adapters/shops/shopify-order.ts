import { z } from "zod"
import type { OrderBody, OrderLine, OrderSnapshot, Speaker } from "#orders"
import * as field from "./shopify-fields.ts"
import { readGift, readRequestedDelivery } from "./shopify-notes.ts"
import { languageOf, readAddress, readBuyer } from "./shopify-people.ts"
import { readRefund, ShopifyRefund } from "./shopify-refund.ts"

const Line = z.object({
  id: field.id,
  product_id: field.id.nullish(),
  variant_id: field.id.nullish(),
  sku: field.words,
  title: field.words,
  name: field.words,
  variant_title: field.words,
  quantity: z.int().min(0),
  price: field.decimal,
  total_discount: field.decimal.nullish(),
  discount_allocations: z.array(z.object({ amount: field.decimal })).nullish(),
  tax_lines: field.taxLines,
})

export const ShopifyOrder = z.object({
  id: field.id,
  name: field.words,
  order_number: z.union([z.int(), z.string()]).nullish(),
  created_at: field.instant,
  processed_at: field.maybeInstant,
  updated_at: field.instant,
  cancelled_at: field.maybeInstant,
  cancel_reason: field.words,
  currency: z.string().regex(/^[A-Z]{3}$/),
  email: field.words,
  contact_email: field.words,
  phone: field.words,
  customer_locale: field.words,
  source_name: field.words,
  location_id: field.id.nullish(),
  financial_status: field.words,
  taxes_included: z.boolean().nullish(),
  subtotal_price: field.decimal.nullish(),
  total_line_items_price: field.decimal.nullish(),
  total_discounts: field.decimal.nullish(),
  discount_codes: z.array(z.object({ code: z.string(), amount: field.decimal.nullish() })).nullish(),
  total_tax: field.decimal.nullish(),
  total_price: field.decimal,
  total_outstanding: field.decimal.nullish(),
  shipping_lines: z.array(z.object({ price: field.decimal })).nullish(),
  line_items: z.array(Line).nullish(),
  refunds: z.array(ShopifyRefund).nullish(),
  customer: field.customer,
  shipping_address: field.address,
  billing_address: field.address,
  note: field.words,
  note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
  payment_gateway_names: z.array(z.string()).nullish(),
  order_status_url: field.words,
})
type ShopifyOrder = z.output<typeof ShopifyOrder>

/**
 * An order as Shopify's REST resource and its webhooks show it. Sums are in the shop's currency, exactly. Shopify tells
 * that a payment was approved but not when: the time of this version stands in, and the earliest one is kept.
 */
export function readOrder(order: ShopifyOrder, speaker: Speaker): OrderSnapshot {
  const { source } = speaker
  const isInStore = order.source_name === "pos"
  const refunds = (order.refunds ?? []).map((refund) => readRefund(refund, order.currency))
  return {
    source,
    externalId: order.id,
    number: field.short(order.name, 100) ?? String(order.order_number ?? order.id),
    placedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    channel: isInStore ? "store" : "online",
    storeId: isInStore ? (order.location_id ?? undefined) : undefined,
    customer: readBuyer({
      source,
      customer: order.customer,
      email: order.email ?? order.contact_email,
      phone: order.phone,
      locale: order.customer_locale,
      billing: order.billing_address,
    }),
    currency: order.currency,
    lines: (order.line_items ?? []).map((line) => readLine(line, order)),
    totals: readTotals(order, refunds),
    shippingAddress: readAddress(order.shipping_address),
    billingAddress: readAddress(order.billing_address),
    paymentApprovedAt: isApproved(order.financial_status) ? order.updated_at : null,
    cancelledAt: order.cancelled_at ?? null,
    cancelReason: field.short(order.cancel_reason, 300),
    refunds,
    gift: readGift(order),
    requestedDelivery: readRequestedDelivery(order.note_attributes),
    paymentMethod: field.short(order.payment_gateway_names?.join(", "), 100),
    ...codesOf(order),
    note: field.short(order.note, 5_000),
    language: languageOf(order.customer_locale),
    statusUrl: field.short(order.order_status_url, 2_000),
  }
}

const approved = new Set(["authorized", "partially_paid", "paid", "partially_refunded", "refunded"])
const isApproved = (status: string | null | undefined) => approved.has(status ?? "")

function readLine(line: NonNullable<ShopifyOrder["line_items"]>[number], order: ShopifyOrder): OrderLine {
  const { currency } = order
  const parts = line.discount_allocations ?? []
  const discount =
    parts.length > 0
      ? parts.reduce((sum, part) => sum + field.money(part.amount, currency, "discount_allocations.amount"), 0)
      : field.money(line.total_discount, currency, "total_discount")
  return {
    externalId: line.id,
    sku: line.sku?.slice(0, 200) ?? "",
    title: field.short(line.title, 500) ?? field.short(line.name, 500) ?? "-",
    variantTitle: line.variant_title === "Default Title" ? undefined : field.short(line.variant_title, 300),
    quantity: line.quantity,
    unitPrice: field.money(line.price, currency, "line_items.price"),
    discount,
    taxRate: rateOf(line.tax_lines),
    taxIncluded: order.taxes_included ?? false,
    productExternalId: line.product_id ?? undefined,
    variantExternalId: line.variant_id ?? undefined,
  }
}

/** Hundredths of a per cent, from rates such as 0.08: their written digits are moved, so no float can round them away. */
function rateOf(lines: z.output<typeof field.taxLines>): number | undefined {
  const rates = (lines ?? []).map((line) => rate(line.rate)).filter((each) => each !== undefined)
  return rates.length === 0
    ? undefined
    : Math.min(
        10_000,
        rates.reduce((sum, each) => sum + each, 0),
      )
}

function rate(value: number | null | undefined): number | undefined {
  if (value == null || !(value >= 0 && value <= 1)) return undefined
  const [whole = "0", fraction = ""] = value.toFixed(6).split(".")
  return Number(whole) * 10_000 + Number(fraction.slice(0, 4))
}

/** A code without a text is none; without any the snapshot says nothing of them. */
function codesOf({ discount_codes, currency }: ShopifyOrder): Pick<OrderSnapshot, "discountCodes"> {
  const codes = (discount_codes ?? []).flatMap(({ code, amount }) => {
    const text = field.short(code, 200)
    if (text === undefined) return []
    return [
      { code: text, ...(amount == null ? {} : { amount: field.money(amount, currency, "discount_codes.amount") }) },
    ]
  })
  return codes.length > 0 ? { discountCodes: codes.slice(0, 50) } : {}
}

function readTotals(order: ShopifyOrder, refunds: OrderSnapshot["refunds"]): OrderBody["totals"] {
  const { currency } = order
  const sum = (text: string | null | undefined, name: string) => field.money(text, currency, name)
  const total = sum(order.total_price, "total_price")
  const discount = sum(order.total_discounts, "total_discounts")
  const lines = order.line_items ?? []
  const goods =
    order.total_line_items_price == null
      ? lines.reduce((all, line) => all + line.quantity * sum(line.price, "line_items.price"), 0)
      : sum(order.total_line_items_price, "total_line_items_price")
  return {
    goods,
    discount,
    shipping: (order.shipping_lines ?? []).reduce((all, line) => all + sum(line.price, "shipping_lines.price"), 0),
    tax: sum(order.total_tax, "total_tax"),
    paid: paidOf(order, total),
    refunded: refunds.reduce((all, refund) => all + refund.amount, 0),
    total,
  }
}

function paidOf(order: ShopifyOrder, total: number): number {
  const status = order.financial_status ?? ""
  if (status === "partially_paid")
    return Math.max(0, total - field.money(order.total_outstanding, order.currency, "total_outstanding"))
  return status === "paid" || status === "partially_refunded" || status === "refunded" ? total : 0
}
