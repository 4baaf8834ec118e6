import { formatDays, formatMoment, formatMoney } from "#messages"
import { carrierName, type Shipment } from "#shipments"
import type { Language, Text } from "#kernel/text"
import type { Reader } from "./link.ts"
import type { Parcel, Step } from "./model.ts"
import { isAtOurStore, parcelSentence } from "./parcel-words-rules.ts"
import type { TrackedOrder } from "./tracked-order.ts"
import { isTakenAlong, waitingLines } from "./what-waits-rules.ts"

const say = (text: Text, language: Language) => text[language]

/**
 * The whole history of an order, one strand for each parcel, one for what still waits, one for what went back (E19). The
 * recipient of a gift sees the parcels only.
 */
export function parcelsOf(tracked: TrackedOrder, reader: Reader): Parcel[] {
  const { shipments, language, order } = tracked
  const back = reader === "buyer" ? moneyBack(tracked) : []
  if (order.cancelledAt)
    return [{ title: null, goods: null, steps: [...stepsBefore(tracked), cancelled(tracked), ...back], carrier: null }]
  if (isTakenAlong(order)) return [{ title: null, goods: null, steps: [takenAlong(tracked), ...back], carrier: null }]
  if (shipments.length === 0)
    return [
      { title: null, goods: null, steps: [...stepsBefore(tracked), ...stepsAhead(tracked)], carrier: null },
      ...strand(back, language),
    ]
  const waiting = waitingLines(tracked)
  const count = shipments.length + (waiting.length > 0 ? 1 : 0)
  return [
    ...shipments.map((parcel, i) => ({
      title: count === 1 ? null : parcelTitle(parcel, i, count, language),
      goods: count === 1 ? null : goodsIn(parcel, tracked),
      // What all parcels have in common is said once.
      steps: [...(i === 0 ? stepsBefore(tracked) : []), ...stepsOf(parcel, tracked)],
      carrier:
        parcel.trackingUrl && parcel.trackingNumber && parcel.carrier
          ? { label: `${carrierName(parcel.carrier, language)} ${parcel.trackingNumber}`, href: parcel.trackingUrl }
          : null,
    })),
    ...(waiting.length > 0
      ? [
          {
            title: ordinal(count - 1, count, language),
            goods: waiting.join(language === "ja" ? "、" : ", "),
            steps: stepsAhead(tracked),
            carrier: null,
          },
        ]
      : []),
    ...strand(back, language),
  ]
}

const strand = (steps: Step[], language: Language): Parcel[] =>
  steps.length === 0
    ? []
    : [{ title: say({ ja: "返品・返金", en: "Returns and refunds" }, language), goods: null, steps, carrier: null }]

const ordinal = (i: number, count: number, language: Language) =>
  language === "ja" ? `${count}つのうち${i + 1}つめ` : `Parcel ${i + 1} of ${count}`
const parcelTitle = (parcel: Shipment, i: number, count: number, language: Language) =>
  language === "ja"
    ? `${ordinal(i, count, language)}（${parcel.origin.name}から）`
    : `${ordinal(i, count, language)}, from ${parcel.origin.name}`

const goodsIn = (parcel: Shipment, { order, language }: TrackedOrder): string | null =>
  parcel.lines
    .flatMap(({ orderLineExternalId, quantity }) => {
      const line = order.lines.find((l) => l.externalId === orderLineExternalId)
      return line ? [quantity > 1 ? `${line.title} × ${quantity}` : line.title] : []
    })
    .join(language === "ja" ? "、" : ", ") || null

const done = (title: Text, at: Date, { language, zone }: TrackedOrder, detail: string | null = null): Step => ({
  state: "done",
  title: say(title, language),
  when: formatMoment(at.toISOString(), zone, language),
  detail,
})

/** What happened before anything left: received, paid, set aside. */
function stepsBefore(tracked: TrackedOrder): Step[] {
  const { order } = tracked
  return [
    done({ ja: "ご注文を承りました", en: "Order received" }, order.placedAt, tracked),
    ...(order.paymentApprovedAt
      ? [done({ ja: "お支払いを確認しました", en: "Payment confirmed" }, order.paymentApprovedAt, tracked)]
      : []),
    ...(order.stockAllocatedAt
      ? [done({ ja: "品物がそろいました", en: "Everything is set aside" }, order.stockAllocatedAt, tracked)]
      : []),
  ]
}

function stepsAhead({ language, expected }: TrackedOrder): Step[] {
  return [
    {
      state: "now",
      title: say({ ja: "発送の準備をしています", en: "Getting it ready" }, language),
      when: "",
      detail: null,
    },
    {
      state: "next",
      title: say({ ja: "お届け", en: "Delivery" }, language),
      when: expected ? formatDays({ from: expected.firstDay, to: expected.lastDay }, language) : "",
      detail: null,
    },
  ]
}

const cancelled = (tracked: TrackedOrder): Step =>
  done(
    { ja: "ご注文を取り消しました", en: "The order was cancelled" },
    tracked.order.cancelledAt ?? tracked.order.placedAt,
    tracked,
  )

const takenAlong = (tracked: TrackedOrder): Step =>
  done({ ja: "店頭でお渡ししました", en: "Handed to you in our store" }, tracked.order.placedAt, tracked)

/** Money that went back, in the order in which it did. */
const moneyBack = (tracked: TrackedOrder): Step[] =>
  tracked.order.refunds
    .filter((refund) => refund.amount > 0)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((refund) => {
      const { currency, lines } = tracked.order
      const goods = refund.lines.flatMap(({ lineExternalId, quantity }) => {
        const line = lines.find((l) => l.externalId === lineExternalId)
        return line ? [quantity > 1 ? `${line.title} × ${quantity}` : line.title] : []
      })
      const amount = { amount: refund.amount, currency }
      const title = { ja: `${formatMoney(amount, "ja")}をご返金しました`, en: `${formatMoney(amount, "en")} refunded` }
      return done(title, refund.at, tracked, goods.join(tracked.language === "ja" ? "、" : ", ") || null)
    })

const stuck: readonly Shipment["state"][] = ["returning", "returned", "lost", "investigating", "absent"]

function stepsOf(parcel: Shipment, tracked: TrackedOrder): Step[] {
  const { language, zone } = tracked
  const isDone = parcel.deliveredAt !== null
  const isHeldUp =
    !isDone && (parcel.standing === "late" || parcel.standing === "will_not_arrive" || stuck.includes(parcel.state))
  const told = parcel.events.filter(
    (event, i) => i === parcel.events.length - 1 || event.state !== parcel.events[i + 1]?.state,
  )
  const seen = told.length > 0 ? told : [{ state: parcel.state, at: parcel.shippedAt, place: null, rawText: "" }]
  const steps = seen.map((event, i): Step => {
    const isLast = i === seen.length - 1
    return {
      state: !isLast || isDone ? "done" : isHeldUp ? "alert" : "now",
      title: parcelSentence({ ...parcel, state: event.state }, language),
      when: formatMoment(event.at.toISOString(), zone, language),
      // What the carrier wrote is shown as it stands when we could not read it.
      detail: event.state === "unknown" && event.rawText !== "" ? quoted(event.rawText, language) : event.place,
    }
  })
  if (isDone || parcel.state === "returning" || parcel.state === "returned" || parcel.state === "lost") return steps
  const expected = parcel.expected
    ? formatDays({ from: parcel.expected.firstDay, to: parcel.expected.lastDay }, language)
    : ""
  const ahead: Text = isAtOurStore(parcel)
    ? { ja: "お受け取り", en: "Collected by you" }
    : { ja: "お届け", en: "Delivery" }
  return [...steps, { state: "next", title: say(ahead, language), when: expected, detail: null }]
}

const quoted = (raw: string, language: Language) =>
  language === "ja" ? `配送会社の表示：「${raw}」` : `In the carrier's words: “${raw}”`
