import { isDay } from "#kernel/days"
import type { Gift, OrderBody } from "#orders"
import { type ShopifyAddress, short } from "./shopify-fields.ts"
import { readAddress } from "./shopify-people.ts"

type Notes = readonly { readonly name: string; readonly value?: unknown }[] | null | undefined

// Shopify has no field for gifts or delivery dates. These are the names under which Japanese shops' apps note them.
const names = {
  gift: ["ギフト", "ギフト包装", "ラッピング", "gift", "is_gift", "gift_wrap"],
  message: ["メッセージ", "ギフトメッセージ", "メッセージカード", "gift_message", "gift-message", "gift message"],
  day: ["配送希望日", "お届け希望日", "配達希望日", "delivery_date", "delivery-date", "delivery date"],
  slot: [
    "配送希望時間",
    "配送希望時間帯",
    "お届け希望時間",
    "配達希望時間帯",
    "お届け時間帯",
    "delivery_time",
    "delivery-time",
    "delivery time",
  ],
}

function valueOf(notes: Notes, known: readonly string[]): string {
  const found = notes?.find(({ name }) => known.includes(name.normalize("NFKC").trim().toLowerCase()))
  return typeof found?.value === "string" || typeof found?.value === "number" || typeof found?.value === "boolean"
    ? String(found.value).trim()
    : ""
}

const no = new Set(["", "0", "no", "false", "なし", "無し", "不要", "いいえ", "希望しない"])

/** Whether the order is a gift and for whom (N01). Someone else's name on the parcel is not enough: it may be a flatmate. */
export function readGift(order: {
  note_attributes?: Notes
  shipping_address?: ShopifyAddress
  billing_address?: ShopifyAddress
}): Gift | undefined {
  const mark = valueOf(order.note_attributes, names.gift)
  const message = short(valueOf(order.note_attributes, names.message), 1_000)
  if (no.has(mark.toLowerCase()) && !message) return undefined
  const recipient = readAddress(order.shipping_address)
  const isAnother = recipient?.name !== undefined && recipient.name !== readAddress(order.billing_address)?.name
  return {
    isGift: true,
    recipient:
      isAnother && recipient.name ? { name: recipient.name, phone: recipient.phone, address: recipient } : undefined,
    message,
  }
}

/** The day and time of day that the buyer asked for: "2026/04/03", "2026年4月3日", "14時-16時". */
export function readRequestedDelivery(notes: Notes): OrderBody["requestedDelivery"] {
  const day = readDay(valueOf(notes, names.day))
  const slot = short(valueOf(notes, names.slot), 60)
  return day || slot ? { day, slot } : undefined
}

function readDay(text: string): string | undefined {
  const found = /(\d{4})\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})/.exec(text.normalize("NFKC"))
  const day = found ? `${found[1]}-${(found[2] ?? "").padStart(2, "0")}-${(found[3] ?? "").padStart(2, "0")}` : ""
  return isDay(day) ? day : undefined
}
