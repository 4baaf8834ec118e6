import { formatDay, formatDays, formatMoment, formatMoney } from "#messages"
import { type ArrivalRange, carrierName, delayReasons, type Shipment } from "#shipments"
import type { Language } from "#kernel/text"
import type { BigDay, Goods, Parcel, ShopLook, Step, TrackingView } from "./model.ts"
import { headlineOf, placeOf, progressOf, stateSentence } from "./parcel-words-rules.ts"
import { shopLook } from "./shop-look-rules.ts"
import type { TrackedOrder } from "./tracked-order.ts"

const range = (r: ArrivalRange) => ({ from: r.firstDay, to: r.lastDay })

/** Everything on the tracking page. It names goods, amounts and the city, and neither the name, the street nor the phone. */
export function trackingView(
  tracked: TrackedOrder,
  links: { calendar: string | null; contact: string | null },
): TrackingView {
  const { order, language, shipments } = tracked
  const look: ShopLook = shopLook(tracked.look, language, order.number, links.contact)
  const place = placeOf(order)
  const late = order.cancelledAt
    ? undefined
    : shipments.find((s) => s.standing === "late" || s.standing === "will_not_arrive")
  const current = shipments.find((s) => !s.deliveredAt) ?? shipments.at(-1)
  const number = language === "ja" ? `ご注文 ${order.number}` : `Order ${order.number}`
  return {
    language,
    look,
    title: number,
    kicker: number,
    headline: headlineOf(order, shipments, place, language),
    notice: late && !late.deliveredAt ? noticeOf(late, language) : null,
    journey: current && !order.cancelledAt ? journeyOf(current, place, Boolean(late), language) : null,
    expected: order.cancelledAt ? null : expectedOf(tracked, current),
    actions:
      links.calendar && !order.cancelledAt && current && !current.deliveredAt
        ? [
            {
              icon: "calendar",
              label: language === "ja" ? "予定に入れる" : "Add to calendar",
              href: links.calendar,
              isMain: false,
            },
          ]
        : [],
    parcels: order.cancelledAt ? [] : parcelsOf(tracked),
    goods: order.lines.filter((line) => line.quantity > 0).map((line) => goodsOf(line, tracked)),
    order: moneyOf(tracked),
  }
}

function noticeOf(parcel: Shipment, language: Language): TrackingView["notice"] {
  const reason = delayReasons[parcel.delayReason][language]
  const what =
    language === "ja"
      ? "お待ちいただける場合、お手続きはいりません。動きがありしだい、メールでお知らせします。"
      : "If you can wait, there is nothing for you to do. We will write as soon as it moves."
  return {
    headline:
      language === "ja" ? ["お届けが遅れています。", "申し訳ありません。"] : ["Your parcel is late.", "We are sorry."],
    text: language === "ja" ? reason + what : `${reason} ${what}`,
  }
}

function journeyOf(
  parcel: Shipment,
  place: string | null,
  isLate: boolean,
  language: Language,
): TrackingView["journey"] {
  const to = place ?? (language === "ja" ? "お届け先" : "You")
  const said = stateSentence(parcel.state, language)
  const label =
    language === "ja" ? `${parcel.origin.name}から${to}まで。${said}` : `From ${parcel.origin.name} to ${to}. ${said}`
  return { from: parcel.origin.name, to, progress: progressOf(parcel.state), isLate, label }
}

/** The large figures: `11月22日(日)〜23日(月・祝)`, the month once when both days share it. */
export function bigDays({ firstDay, lastDay }: ArrivalRange, language: Language): BigDay[][] {
  const split = (day: string, withMonth: boolean): BigDay[] => {
    const written = formatDay(day, language)
    if (language === "en") {
      const [, weekday = "", date = "", month = ""] = /^(\S+) (\d+)\s?(.*)$/.exec(written) ?? []
      return [{ before: `${weekday} `, big: date, after: withMonth || month === "" ? ` ${month}` : "" }]
    }
    const [, month = "", date = "", weekday = ""] = /^(\d+)月(\d+)日(.*)$/.exec(written) ?? []
    return [
      ...(withMonth ? [{ before: "", big: month, after: "月" }] : []),
      { before: "", big: date, after: `日${weekday}` },
    ]
  }
  if (firstDay === lastDay) return [split(firstDay, true)]
  return [split(firstDay, true), split(lastDay, language === "en" || firstDay.slice(0, 7) !== lastDay.slice(0, 7))]
}

function expectedOf(
  { language, expected, zone }: TrackedOrder,
  parcel: Shipment | undefined,
): TrackingView["expected"] {
  if (parcel?.deliveredAt) {
    const at = formatMoment(parcel.deliveredAt.toISOString(), zone, language)
    return { label: language === "ja" ? "お届け済み" : "Delivered", days: [], was: null, note: at }
  }
  const now = parcel ? (parcel.expected ?? null) : expected
  if (!now) return null
  const before = parcel?.promised && parcel.promised.lastDay < now.firstDay ? parcel.promised : null
  const first = language === "ja" ? "はじめのご案内" : "First announced"
  return {
    label: before
      ? language === "ja"
        ? "新しいお届け予定"
        : "Now expected"
      : language === "ja"
        ? "お届け予定"
        : "Expected",
    days: bigDays(now, language),
    was: before ? `${first} ${formatDays(range(before), language)}` : null,
    note: null,
  }
}

function parcelsOf(tracked: TrackedOrder): Parcel[] {
  const { shipments, language } = tracked
  if (shipments.length === 0) return [{ title: null, steps: stepsBefore(tracked), carrier: null }]
  return shipments.map((parcel, i) => ({
    title: shipments.length === 1 ? null : parcelTitle(parcel, i, shipments.length, language),
    steps: [...stepsBefore(tracked, true), ...stepsOf(parcel, tracked)],
    carrier:
      parcel.trackingUrl && parcel.trackingNumber && parcel.carrier
        ? { label: `${carrierName(parcel.carrier, language)} ${parcel.trackingNumber}`, href: parcel.trackingUrl }
        : null,
  }))
}

const parcelTitle = (parcel: Shipment, i: number, count: number, language: Language) =>
  language === "ja"
    ? `${count}つのうち${i + 1}つめ（${parcel.origin.name}から）`
    : `Parcel ${i + 1} of ${count}, from ${parcel.origin.name}`

/** What happened before anything left: received, paid, set aside. */
function stepsBefore({ order, language, zone, expected }: TrackedOrder, hasLeft = false): Step[] {
  const when = (at: Date) => formatMoment(at.toISOString(), zone, language)
  const steps: Step[] = [
    {
      state: "done",
      title: language === "ja" ? "ご注文を承りました" : "Order received",
      when: when(order.placedAt),
      detail: null,
    },
  ]
  if (order.paymentApprovedAt)
    steps.push({
      state: "done",
      title: language === "ja" ? "お支払いを確認しました" : "Payment confirmed",
      when: when(order.paymentApprovedAt),
      detail: null,
    })
  if (order.stockAllocatedAt)
    steps.push({
      state: "done",
      title: language === "ja" ? "品物がそろいました" : "Everything is set aside",
      when: when(order.stockAllocatedAt),
      detail: null,
    })
  if (hasLeft) return steps
  return [
    ...steps,
    { state: "now", title: language === "ja" ? "発送の準備をしています" : "Getting it ready", when: "", detail: null },
    {
      state: "next",
      title: language === "ja" ? "お届け" : "Delivery",
      when: expected ? formatDays(range(expected), language) : "",
      detail: null,
    },
  ]
}

function stepsOf(parcel: Shipment, { language, zone }: TrackedOrder): Step[] {
  const isDone = parcel.deliveredAt !== null
  const isHeldUp = !isDone && (parcel.standing === "late" || parcel.standing === "will_not_arrive")
  const told = parcel.events.filter(
    (event, i) => i === parcel.events.length - 1 || event.state !== parcel.events[i + 1]?.state,
  )
  const seen = told.length > 0 ? told : [{ state: parcel.state, at: parcel.shippedAt, place: null, rawText: "" }]
  const steps = seen.map((event, i): Step => {
    const isLast = i === seen.length - 1
    return {
      state: !isLast || isDone ? "done" : isHeldUp ? "alert" : "now",
      title: stateSentence(event.state, language),
      when: formatMoment(event.at.toISOString(), zone, language),
      // What the carrier wrote is shown as it stands when we could not read it.
      detail: event.state === "unknown" ? event.rawText : event.place,
    }
  })
  if (isDone) return steps
  const expected = parcel.expected ? formatDays(range(parcel.expected), language) : ""
  return [...steps, { state: "next", title: language === "ja" ? "お届け" : "Delivery", when: expected, detail: null }]
}

function goodsOf(line: TrackedOrder["order"]["lines"][number], { told, language }: TrackedOrder): Goods {
  const content = line.productExternalId ? told.get(line.productExternalId) : undefined
  const howTo = content?.pieces.find((piece) => piece.kind === "how-to")
  const others = content?.pieces.filter((piece) => piece !== howTo) ?? []
  const steps =
    howTo?.body
      .split(/\n+/)
      .map((s) => s.trim())
      .filter(Boolean) ?? []
  return {
    title: line.variantTitle ? `${line.title} ${line.variantTitle}` : line.title,
    quantity: line.quantity,
    imageUrl: line.imageUrl ?? content?.imageUrl ?? null,
    say: steps.length === 1 ? (steps[0] ?? null) : null,
    howTo:
      howTo && steps.length > 1
        ? { title: howTo.title || (language === "ja" ? "使い方" : "How to use it"), steps }
        : null,
    facts: [
      ...others.map((piece) => ({ label: piece.title, text: piece.body })),
      ...(content && content.passport.length > 0
        ? [
            {
              label: language === "ja" ? "素材と産地" : "Materials and origin",
              text: content.passport.map((p) => `${p.label}: ${p.value}`).join("\n"),
            },
          ]
        : []),
    ],
  }
}

function moneyOf({ order, language }: TrackedOrder): TrackingView["order"] {
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0)
  const ja = language === "ja"
  const rows = [
    ...order.lines.map((line) => ({
      label: `${line.title} × ${line.quantity}`,
      amount: money(line.unitPrice * line.quantity),
    })),
    ...(order.totals.discount > 0 ? [{ label: ja ? "割引" : "Discount", amount: money(-order.totals.discount) }] : []),
    { label: ja ? "送料" : "Shipping", amount: money(order.totals.shipping) },
    ...(order.totals.refunded > 0
      ? [{ label: ja ? "ご返金" : "Refunded", amount: money(-order.totals.refunded) }]
      : []),
  ]
  return {
    summary: ja
      ? `${order.lines.length}種${pieces}点 ${money(order.totals.total)}（税込）`
      : `${pieces} items, ${money(order.totals.total)} incl. tax`,
    rows,
    total: { label: ja ? "お支払い" : "Total", amount: money(order.totals.total) },
    fine:
      order.totals.tax > 0
        ? [ja ? `うち消費税 ${money(order.totals.tax)}。` : `Including ${money(order.totals.tax)} tax.`]
        : [],
  }
}
