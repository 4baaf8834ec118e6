import type { PastMessage } from "#messages"
import type { PastNews } from "#shipments"
import type { Text } from "#kernel/text"
import { diceFrom } from "./dice.ts"
import type { Person, PlacedOrder } from "./model.ts"
import { hour, minute } from "./times.ts"

// The names and subjects of the mails about orders, as tracking sends them.
const subjects = {
  "order-received": { ja: "ご注文を承りました", en: "We have your order" },
  "order-confirmed": { ja: "お支払いを確認しました", en: "Your payment is confirmed" },
  "order-cancelled": { ja: "ご注文を取り消しました", en: "Your order is cancelled" },
  refunded: { ja: "ご返金しました", en: "We have refunded you" },
  shipped: { ja: "発送しました", en: "Your parcel is on its way" },
  "out-for-delivery": { ja: "きょう、お届けします", en: "Arriving today" },
  delivered: { ja: "お届けしました", en: "Delivered" },
  delayed: { ja: "お届けが遅れています", en: "Your parcel is late" },
} as const satisfies Record<string, Text>
type Kind = keyof typeof subjects

const clicked: Partial<Record<Kind, number>> = { shipped: 0.42, "out-for-delivery": 0.3, delayed: 0.6, delivered: 0.18 }

type Told = PlacedOrder & { readonly orderId: string; readonly customerId: string | null }

/** The mails that an online order's buyer got: about the order, and about each of its parcels. */
export function mailsOf(
  told: Told,
  person: Person,
  news: readonly PastNews[],
  random: () => number,
  now: Date,
): PastMessage[] {
  const { snapshot, orderId, customerId } = told
  const { email, language } = person
  if (snapshot.channel !== "online" || !email) return []
  const dice = diceFrom(random)
  const mail = (kind: Kind, about: string, at: Date): PastMessage => {
    const sentAt = new Date(Math.min(at.getTime() + dice.whole(800, 4_000), now.getTime()))
    const clickedAt = sentAt.getTime() + dice.whole(2, 180) * minute
    return {
      key: `tracking.${kind}:${orderId}:${about}`,
      kind: `tracking.${kind}`,
      purpose: "transactional",
      customerId,
      language,
      to: {
        name:
          language === "en" ? `${person.givenName} ${person.familyName}` : `${person.familyName} ${person.givenName}`,
        address: email,
      },
      subject: `${subjects[kind][language]}(${snapshot.number})`,
      sentAt,
      clickedAt: dice.chance(clicked[kind] ?? 0) && clickedAt < now.getTime() ? new Date(clickedAt) : null,
    }
  }
  const { placedAt, paymentApprovedAt, cancelledAt, refunds } = snapshot
  const isPaidLater = paymentApprovedAt != null && paymentApprovedAt.getTime() - placedAt.getTime() >= hour / 6
  const once = new Map([...news].reverse().map((one) => [`${one.shipmentId} ${one.name}`, one]))
  return [
    mail("order-received", "once", placedAt),
    ...(isPaidLater ? [mail("order-confirmed", "once", paymentApprovedAt)] : []),
    ...(cancelledAt ? [mail("order-cancelled", "once", cancelledAt)] : []),
    ...(cancelledAt ? [] : refunds.map((refund) => mail("refunded", refund.externalId, refund.at))),
    // The van that comes a second day, like the delay that grows, is one mail.
    ...[...once.values()].map((one) => mail(one.name, one.shipmentId, one.at)),
  ]
}
