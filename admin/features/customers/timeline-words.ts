import {
  Award,
  Ban,
  CircleAlert,
  CircleCheck,
  Clock,
  Coins,
  Eye,
  FileText,
  Gift,
  Mail,
  MailQuestionMark,
  MailX,
  Merge,
  MessageSquareText,
  Package,
  PackageCheck,
  ReceiptJapaneseYen,
  Search,
  ShieldCheck,
  ShieldOff,
  ShoppingBag,
  ShoppingCart,
  Split,
  Store,
  Truck,
  UserCheck,
} from "lucide-react"
import type { z } from "zod"
import type { getTimeline } from "../../../server/capabilities/events/contract.ts"
import { carrierCodes } from "../../../server/capabilities/shipments/carriers/model-carrier.ts"
import type { Icon } from "../../../ui/button.tsx"
import { joined, same, type Text } from "../../../ui/text.ts"
import { carrierWords } from "../../app/words/parcel.tsx"
import { channelWords, purposeWords, sourceWords } from "./words.ts"

export type Fact = z.output<typeof getTimeline.reply>["items"][number]

/** What is known of the messages that facts speak of: their titles, by id. */
export type Titles = ReadonlyMap<string, Text>
type Money = (minor: number, currency: string | undefined) => string

/** The names that a kind of fact goes by; "all" is everything. */
export const kinds = {
  all: { label: { ja: "すべて", en: "All" }, names: undefined },
  orders: {
    label: { ja: "注文", en: "Orders" },
    names: [
      "Order Placed",
      "Order Confirmed",
      "Stock Allocated",
      "Order Cancelled",
      "Order Refunded",
      "Order Completed",
      "Order Updated",
    ],
  },
  parcels: {
    label: { ja: "荷物", en: "Parcels" },
    names: ["Order Shipped", "Out For Delivery", "Order Delivered", "Delivery Delayed"],
  },
  messages: {
    label: { ja: "便り", en: "Messages" },
    names: [
      "Message Sent",
      "Message Delivered",
      "Message Failed",
      "Message Outcome Unknown",
      "Message Opened",
      "Message Clicked",
    ],
  },
  site: {
    label: { ja: "サイト", en: "Site" },
    names: [
      "Page Viewed",
      "Screen Viewed",
      "Products Searched",
      "Product List Viewed",
      "Product Clicked",
      "Product Viewed",
      "Product Added",
      "Product Removed",
      "Cart Viewed",
      "Checkout Started",
    ],
  },
  stores: { label: { ja: "店舗", en: "Stores" }, names: ["Store Visited"] },
} as const satisfies Record<string, { label: Text; names: readonly string[] | undefined }>
export type Kind = keyof typeof kinds
export const kindNamed = (name: string | undefined): Kind =>
  name !== undefined && Object.hasOwn(kinds, name) ? (name as Kind) : "all" // safe: asked just before

const icons: Readonly<Record<string, Icon>> = {
  "Order Placed": ShoppingCart,
  "Order Confirmed": CircleCheck,
  "Stock Allocated": PackageCheck,
  "Order Cancelled": Ban,
  "Order Refunded": ReceiptJapaneseYen,
  "Order Shipped": Package,
  "Out For Delivery": Truck,
  "Order Delivered": PackageCheck,
  "Delivery Delayed": Clock,
  "Message Sent": Mail,
  "Message Failed": MailX,
  "Message Outcome Unknown": MailQuestionMark,
  "Message Opened": Mail,
  "Message Clicked": Mail,
  "Page Viewed": Eye,
  "Product Viewed": Eye,
  "Product List Viewed": Eye,
  "Products Searched": Search,
  "Product Added": ShoppingBag,
  "Checkout Started": ShoppingBag,
  "Store Visited": Store,
  "Sign-up Confirmed": UserCheck,
  "Member Enrolled": UserCheck,
  "Points Earned": Coins,
  "Points Spent": Coins,
  "Points Expired": Coins,
  "Points Revoked": Coins,
  "Points Returned": Coins,
  "Points Adjusted": Coins,
  "Points Expiring": Coins,
  "Reward Redeemed": Gift,
  "Rank Reached": Award,
  "Rank Lost": Award,
  "Consent Given": ShieldCheck,
  "Consent Withdrawn": ShieldOff,
  "Customer Merged": Merge,
  "Customer Unmerged": Split,
  "Product Reviewed": MessageSquareText,
  Identified: UserCheck,
}
export const iconOf = (name: string): Icon => icons[name] ?? (name.includes("Fail") ? CircleAlert : FileText)

export const textOf = (fact: Pick<Fact, "properties">, key: string): string | undefined => {
  const value = fact.properties[key]
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

/** What happened, as a sentence with its number or name in it. */
export function titleOf(fact: Fact, titles: Titles, money: Money): Text {
  const number = textOf(fact, "order_number") ?? ""
  const amount = fact.value === null ? "" : money(fact.value, fact.currency ?? undefined)
  const mail = fact.messageId ? titles.get(fact.messageId) : undefined
  const product = textOf(fact, "name")
  switch (fact.name) {
    case "Order Placed":
      return { ja: `注文 ${number}　${amount}`, en: `Order ${number}  ${amount}` }
    case "Order Confirmed":
      return { ja: `決済を承認 ${number}`, en: `Payment approved ${number}` }
    case "Stock Allocated":
      return { ja: `在庫を確保 ${number}`, en: `Stock allocated ${number}` }
    case "Order Cancelled":
      return { ja: `注文を取消 ${number}`, en: `Order cancelled ${number}` }
    case "Order Refunded":
      return { ja: `返金 ${amount}　${number}`, en: `Refund ${amount}  ${number}` }
    case "Order Shipped":
      return { ja: "発送", en: "Shipped" }
    case "Order Delivered":
      return { ja: "荷物をお届け", en: "Parcel delivered" }
    case "Delivery Delayed":
      return { ja: "お届けの遅れを見つけました", en: "A late delivery was found" }
    case "Sign-up Confirmed": {
      const form = textOf(fact, "title")
      return form ? { ja: `「${form}」から登録`, en: `Signed up by “${form}”` } : fact.title
    }
    case "Consent Given":
      return consented(fact, { ja: "に同意", en: "agreed to" })
    case "Consent Withdrawn":
      return consented(fact, { ja: "を断った", en: "refused" })
    case "Message Sent":
      return mail ? { ja: `「${mail.ja}」を送信`, en: `“${mail.en}” sent` } : fact.title
    case "Message Failed":
      return mail ? { ja: `「${mail.ja}」を送れませんでした`, en: `“${mail.en}” was not sent` } : fact.title
    case "Points Earned":
    case "Points Spent":
    case "Points Expired":
    case "Points Revoked":
    case "Points Returned":
    case "Points Adjusted":
    case "Points Expiring": {
      const { points } = fact.properties
      if (typeof points !== "number") return fact.title
      const shown = points.toLocaleString("ja-JP")
      return { ja: `${fact.title.ja}　${shown}pt`, en: `${fact.title.en}  ${shown} pt` }
    }
    case "Page Viewed": {
      const page = textOf(fact, "title") ?? textOf(fact, "path")
      return page ? { ja: `「${page}」を見た`, en: `Viewed “${page}”` } : fact.title
    }
    case "Products Searched": {
      const query = textOf(fact, "query")
      return query ? { ja: `「${query}」を検索`, en: `Searched for “${query}”` } : fact.title
    }
    default:
      return product && fact.name.startsWith("Product ")
        ? { ja: `${product}：${fact.title.ja}`, en: `${product}: ${fact.title.en}` }
        : fact.title
  }
}

function consented(fact: Fact, how: Text): Text {
  const purpose = purposeWords(textOf(fact, "purpose") ?? "marketing")
  return { ja: `${purpose.ja}の受け取り${how.ja}`, en: `${purpose.en}: ${how.en}` }
}

/** By which door it came: the channel where it has one, the warehouse of a parcel, the carrier of a delivery. */
export function sourceOf(fact: Fact): Text {
  const carrier = carrierCodes.find((code) => code === textOf(fact, "carrier"))
  if (fact.name === "Order Shipped") return same(textOf(fact, "origin") ?? fact.source)
  if (carrier && fact.properties.shipment_id) return carrierWords(carrier)
  if (fact.name.startsWith("Order ") || fact.name === "Stock Allocated")
    return fact.channel === "store"
      ? joined([channelWords("store"), ...(fact.storeId ? [same(fact.storeId)] : [])])
      : { ja: "オンライン", en: "Online" }
  if (fact.channel) return channelWords(fact.channel)
  return sourceWords(fact.source)
}

/** The words of the person, where a fact holds some. */
export const quoteOf = (fact: Fact): string | undefined =>
  textOf(fact, "comment") ??
  textOf(fact, "review_body") ??
  textOf(fact, "answer") ??
  (fact.name === "Store Visited" ? textOf(fact, "note") : undefined)

/** Names of the things bought: うるおい化粧水 ×2. */
export function productsOf(fact: Fact): string {
  const { products } = fact.properties
  if (!Array.isArray(products)) return ""
  return products.flatMap((product: unknown) => productText(product) ?? []).join("、")
}

function productText(product: unknown): string | undefined {
  if (typeof product !== "object" || product === null || !("name" in product) || typeof product.name !== "string")
    return undefined
  const quantity = "quantity" in product && typeof product.quantity === "number" ? product.quantity : 1
  return quantity > 1 ? `${product.name} ×${quantity}` : product.name
}
