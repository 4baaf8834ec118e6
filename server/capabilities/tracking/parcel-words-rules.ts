import { prefectureOf } from "#kernel/prefectures"
import type { Language, Text } from "#kernel/text"
import type { Order } from "#orders"
import type { Shipment } from "#shipments"
import { isTakenAlong } from "./what-waits-rules.ts"

export type ParcelState = Shipment["state"]

/** What a parcel's state means to the one who waits for it. */
const stateSentences: Record<ParcelState, Text> = {
  label_created: { ja: "発送の準備をしています", en: "Being made ready to leave" },
  accepted: { ja: "発送しました", en: "Handed to the carrier" },
  in_transit: { ja: "お手もとへ向かっています", en: "On its way to you" },
  out_for_delivery: { ja: "配達に出ました", en: "Out for delivery" },
  absent: { ja: "お渡しできず、持ち帰りました", en: "Could not be handed over" },
  redelivery_requested: { ja: "再配達を承りました", en: "Another delivery is arranged" },
  held_at_branch: { ja: "営業所でお預かりしています", en: "Kept at the branch for you" },
  delivered: { ja: "お届けしました", en: "Delivered" },
  delivered_locker: { ja: "宅配ボックスにお届けしました", en: "Delivered to the parcel locker" },
  delivered_okihai: { ja: "ご指定の場所に置きました", en: "Left at the place you chose" },
  investigating: { ja: "配送会社が状況を調べています", en: "The carrier is looking into it" },
  returning: { ja: "差出人へ戻っています", en: "On its way back to us" },
  returned: { ja: "差出人へ戻りました", en: "Came back to us" },
  lost: { ja: "荷物が見つかっていません", en: "The parcel cannot be found" },
  unknown: { ja: "配送会社から新しい知らせがありました", en: "The carrier has reported something new" },
}
type Standing = Pick<Shipment, "state" | "carrier" | "origin">

/** Waiting in one of the brand's own stores, for its buyer to come by; no carrier has it. */
export const isAtOurStore = ({ state, carrier, origin }: Standing): boolean =>
  state === "held_at_branch" && carrier === null && origin.kind === "store"

const sentenceOf = (parcel: Standing): Text =>
  isAtOurStore(parcel)
    ? { ja: `${parcel.origin.name}でお受け取りいただけます`, en: `Ready to be collected at ${parcel.origin.name}` }
    : stateSentences[parcel.state]

/** The state of a parcel, said to the one who waits for it. */
export const parcelSentence = (parcel: Standing, language: Language): string => sentenceOf(parcel)[language]

/** How far along its way a parcel is, 0 at the start and 1 at the door: drawn, not measured. */
const howFar: Partial<Record<ParcelState, number>> = {
  label_created: 0.04,
  accepted: 0.16,
  in_transit: 0.52,
  unknown: 0.52,
  investigating: 0.52,
  absent: 0.9,
  held_at_branch: 0.86,
  redelivery_requested: 0.88,
  out_for_delivery: 0.88,
  delivered: 1,
  delivered_locker: 1,
  delivered_okihai: 1,
}
export const progressOf = (state: ParcelState): number => howFar[state] ?? 0.5

/** The state of the whole order in a sentence of two lines at most: the headline of its page. */
export function headlineOf(
  order: Pick<Order, "cancelledAt" | "channel" | "shippingAddress" | "totals">,
  shipments: readonly Shipment[],
  place: string | null,
  language: Language,
  waits = 0,
): string[] {
  const lines = sentence(order, shipments, place, waits)
  return lines[language].split("\n")
}

function sentence(
  order: Parameters<typeof headlineOf>[0],
  shipments: readonly Shipment[],
  place: string | null,
  waits: number,
): Text {
  if (order.cancelledAt) return { ja: "ご注文は\n取り消されています。", en: "This order\nhas been cancelled." }
  if (isTakenAlong(order)) return { ja: "お買い上げ、\nありがとうございます。", en: "Thank you\nfor your purchase." }
  const arrived = shipments.filter((s) => s.deliveredAt)
  const current = shipments.find((s) => !s.deliveredAt) ?? shipments[0]
  if (!current)
    return { ja: "ご注文を承りました。\n発送の準備をしています。", en: "We have your order\nand are getting it ready." }
  if (arrived.length === shipments.length && waits === 0)
    return { ja: "お届けしました。\nありがとうございます。", en: "It has arrived.\nThank you." }
  if (arrived.length > 0)
    return {
      ja: `${shipments.length + waits}つのうち${arrived.length}つを\nお届けしました。`,
      en: `${arrived.length} of ${shipments.length + waits} parcels\n${arrived.length === 1 ? "has" : "have"} arrived.`,
    }
  if (current.state === "out_for_delivery")
    return { ja: "配達に出ました。\nきょう、お届けします。", en: "It is out for delivery\nand should arrive today." }
  const to = place ?? null
  const from = current.origin.name
  if (waits > 0 && shipments.length > 0 && (current.state === "accepted" || current.state === "in_transit"))
    return {
      ja: `${shipments.length + waits}つのうち${shipments.length}つが、\n${to ?? "お手もと"}へ向かっています。`,
      en: `${shipments.length} of ${shipments.length + waits} parcels\n${shipments.length === 1 ? "is" : "are"} on the way to ${to ?? "you"}.`,
    }
  if (current.state === "accepted" || current.state === "in_transit" || current.state === "unknown")
    return {
      ja: `${from}を出て、\n${to ?? "お手もと"}へ向かっています。`,
      en: `It has left ${from}\nand is on its way to ${to ?? "you"}.`,
    }
  if (isAtOurStore(current))
    return { ja: `${from}で\nお受け取りいただけます。`, en: `Ready to be collected\nat ${from}.` }
  const said = sentenceOf(current)
  return { ja: `${said.ja}。`, en: `${said.en}.` }
}

/** City of the address, or its prefecture: all of it that a link may show (S-LINK4). */
export function placeOf(order: Pick<Order, "shippingAddress">): string | null {
  const address = order.shippingAddress
  if (!address) return null
  const city = address.city?.match(/^.*?[市区町村]/u)?.[0] ?? address.city
  return city ?? (address.prefecture ? (prefectureOf(address.prefecture)?.name.ja ?? address.prefecture) : null)
}
