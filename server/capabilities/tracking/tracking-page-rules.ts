import { formatDay, formatDays, formatMoment, formatMoney } from "#messages"
import { type ArrivalRange, delayReasons, type Shipment } from "#shipments"
import { daysBetween } from "#kernel/days"
import type { Language, Text } from "#kernel/text"
import type { BigDay, Goods, ShopLook, TrackingView } from "./model.ts"
import type { Reader } from "./link.ts"
import { headlineOf, isAtOurStore, parcelSentence, placeOf, progressOf } from "./parcel-words-rules.ts"
import { shopLook } from "./shop-look-rules.ts"
import { parcelsOf } from "./steps-rules.ts"
import type { TrackedOrder } from "./tracked-order.ts"
import { isTakenAlong, waitingLines } from "./what-waits-rules.ts"

const range = (r: ArrivalRange) => ({ from: r.firstDay, to: r.lastDay })

/** Everything on the tracking page. It names goods, amounts and the city, and neither the name, the street nor the phone. */
export function trackingView(
  tracked: TrackedOrder,
  links: { calendar: string | null; contact: string | null },
  reader: Reader = "buyer",
): TrackingView {
  const { order, language, shipments } = tracked
  const isGift = reader === "recipient"
  const look: ShopLook = shopLook(tracked.look, language, isGift ? null : order.number, links.contact)
  const place = placeOf(order)
  const isOver = order.cancelledAt !== null || isTakenAlong(order)
  const troubled = isOver ? undefined : shipments.find((s) => !s.deliveredAt && troubleOf(s))
  const current = shipments.find((s) => !s.deliveredAt) ?? shipments.at(-1)
  const waits = isOver || waitingLines(tracked).length === 0 || shipments.length === 0 ? 0 : 1
  const number = isGift
    ? language === "ja"
      ? "贈りもののお届け"
      : "A gift for you"
    : language === "ja"
      ? `ご注文 ${order.number}`
      : `Order ${order.number}`
  return {
    language,
    look,
    title: number,
    kicker: number,
    subline:
      troubled && !["absent", "returning", "returned", "lost"].includes(troubled.state)
        ? headlineOf(order, shipments, place, language, waits).join(language === "ja" ? "" : " ")
        : null,
    headline: headlineOf(order, shipments, place, language, waits),
    notice: troubled ? noticeOf(troubled, language) : null,
    journey: current && !isOver ? journeyOf(current, place, troubled !== undefined, language) : null,
    expected: isOver ? null : expectedOf(tracked, troubled ?? current),
    actions: actionsOf(tracked, troubled, isOver || current?.deliveredAt ? null : links.calendar),
    hasArrived: !isOver && shipments.length > 0 && waits === 0 && shipments.every((s) => s.deliveredAt),
    wayTitle: isOver
      ? language === "ja"
        ? "これまで"
        : "What happened"
      : language === "ja"
        ? "荷物の歩み"
        : "The parcel's way",
    parcels: parcelsOf(tracked, reader),
    goodsTitle:
      isTakenAlong(order) || order.cancelledAt
        ? language === "ja"
          ? "品物"
          : "The goods"
        : language === "ja"
          ? "箱に入っているもの"
          : "What is inside",
    goods: order.lines.filter((line) => line.quantity > 0).map((line) => goodsOf(line, tracked)),
    order: isGift ? null : moneyOf(tracked),
  }
}

/** What its reader may want to do now: the one thing that helps first, then what is nice to have. */
function actionsOf(
  { language }: TrackedOrder,
  troubled: Shipment | undefined,
  calendar: string | null,
): TrackingView["actions"] {
  const say = (text: Text) => text[language]
  const actions: TrackingView["actions"][number][] = []
  if (troubled?.state === "absent" && troubled.trackingUrl)
    actions.push({
      icon: "box",
      label: say({ ja: "再配達を申し込む", en: "Arrange another delivery" }),
      href: troubled.trackingUrl,
      isMain: true,
    })
  else if (troubled && ["returning", "returned", "lost"].includes(troubled.state))
    actions.push({ icon: "talk", label: say({ ja: "相談する", en: "Get help" }), href: "#help", isMain: true })
  if (calendar)
    actions.push({
      icon: "calendar",
      label: troubled
        ? say({ ja: "新しい日を予定に入れる", en: "Put the new day in my calendar" })
        : say({ ja: "予定に入れる", en: "Add to calendar" }),
      href: calendar,
      isMain: false,
    })
  return actions
}

/** What is wrong with a parcel and what we do about it, so that nobody has to ask. Nothing when all goes as planned. */
function troubleOf(parcel: Shipment): { readonly headline: Text; readonly next: Text } | undefined {
  const hereAgain = {
    ja: "動きがありしだい、このページとメールでお知らせします。",
    en: "We will tell you here and by mail as soon as it moves.",
  }
  switch (parcel.state) {
    case "returning":
    case "returned":
      return {
        headline: {
          ja: "お届けできず、\n荷物が戻っています。",
          en: "It could not be delivered\nand is coming back to us.",
        },
        next: {
          ja: "お受け取りの場所と日をうかがって、もう一度お送りします。「相談する」からお聞かせください。返金もお選びいただけます。",
          en: "Tell us where and when to send it again under “Get help”, or choose to have your money back.",
        },
      }
    case "lost":
      return {
        headline: {
          ja: "荷物が見つかっていません。\n申し訳ありません。",
          en: "The parcel cannot be found.\nWe are sorry.",
        },
        next: {
          ja: "代わりの品か返金か、ご希望を「相談する」からお聞かせください。",
          en: "Under “Get help”, tell us whether you want another one or your money back.",
        },
      }
    case "absent":
      return {
        headline: {
          ja: "お届けに伺いましたが、\nお渡しできませんでした。",
          en: "The carrier called,\nbut could not hand it over.",
        },
        next: {
          ja: "下のお問い合わせ番号から、配送会社に再配達をお申し込みください。",
          en: "Follow the carrier's number below to arrange another delivery.",
        },
      }
    default:
      if (parcel.standing !== "late" && parcel.standing !== "will_not_arrive") return undefined
      return {
        headline: lateHeadline(parcel),
        next: {
          ja: `お待ちいただける場合、お手続きはいりません。${hereAgain.ja}`,
          en: `If you can wait, there is nothing for you to do. ${hereAgain.en}`,
        },
      }
  }
}

/** How late it is, as far as anyone can say. */
function lateHeadline({ promised, expected }: Shipment): Text {
  const days = promised && expected ? daysBetween(promised.lastDay, expected.lastDay) : 0
  if (days <= 0) return { ja: "お届けが遅れています。\n申し訳ありません。", en: "Your parcel is late.\nWe are sorry." }
  return {
    ja: `お届けが${days}日ほど遅れます。\n申し訳ありません。`,
    en: `Your parcel is about ${days === 1 ? "a day" : `${days} days`} late.\nWe are sorry.`,
  }
}

function noticeOf(parcel: Shipment, language: Language): TrackingView["notice"] {
  const trouble = troubleOf(parcel)
  if (!trouble) return null
  const isPlainDelay = !["returning", "returned", "lost", "absent"].includes(parcel.state)
  const reason = isPlainDelay ? delayReasons[parcel.delayReason][language] : ""
  return {
    headline: trouble.headline[language].split("\n"),
    text: [reason, trouble.next[language]].filter(Boolean).join(language === "ja" ? "" : " "),
  }
}

function journeyOf(
  parcel: Shipment,
  place: string | null,
  isLate: boolean,
  language: Language,
): TrackingView["journey"] {
  if (isAtOurStore(parcel) || parcel.state === "returned" || parcel.state === "lost") return null
  const to = place ?? (language === "ja" ? "お届け先" : "You")
  const said = parcelSentence(parcel, language)
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
  if (parcel?.deliveredAt && !expected) {
    const at = formatMoment(parcel.deliveredAt.toISOString(), zone, language)
    return { label: language === "ja" ? "お届け済み" : "Delivered", days: [], was: null, note: at }
  }
  const now = parcel && !parcel.deliveredAt ? parcel.expected : expected
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
    note:
      now.firstDay === now.lastDay
        ? null
        : language === "ja"
          ? "交通の都合で前後することがあります。予定が変わったら、こちらからお知らせします。"
          : "Traffic can move it within these days. If the plan changes, we will tell you.",
  }
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
      : `${pieces} ${pieces === 1 ? "item" : "items"}, ${money(order.totals.total)} incl. tax`,
    rows,
    total: { label: ja ? "お支払い" : "Total", amount: money(order.totals.total) },
    fine:
      order.totals.tax > 0
        ? [ja ? `うち消費税 ${money(order.totals.tax)}。` : `Including ${money(order.totals.tax)} tax.`]
        : [],
  }
}
