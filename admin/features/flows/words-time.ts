import type { Trigger } from "../../../server/capabilities/flows/model.ts"
import type { Calendar, DateSource, Span, WaitUntil } from "../../../server/capabilities/flows/model-times.ts"
import { counted, type Text } from "../../../ui/text.ts"
import type { FlowNames } from "./naming.ts"

const units: Record<Span["unit"], { ja: string; en: string }> = {
  minutes: { ja: "分", en: "minute" },
  hours: { ja: "時間", en: "hour" },
  days: { ja: "日", en: "day" },
  weeks: { ja: "週間", en: "week" },
  months: { ja: "か月", en: "month" },
}
export const unitOptions = [
  { value: "minutes", label: { ja: "分", en: "minutes" } },
  { value: "hours", label: { ja: "時間", en: "hours" } },
  { value: "days", label: { ja: "日", en: "days" } },
  { value: "weeks", label: { ja: "週間", en: "weeks" } },
  { value: "months", label: { ja: "か月", en: "months" } },
] as const

export const spanText = ({ n, unit }: Span): Text => ({ ja: `${n}${units[unit].ja}`, en: counted(n, units[unit].en) })

const clock = (time: string) => time.replace(/^0/, "")

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const
export const weekdayNames: Record<(typeof weekdays)[number], Text> = {
  mon: { ja: "月", en: "Mon" },
  tue: { ja: "火", en: "Tue" },
  wed: { ja: "水", en: "Wed" },
  thu: { ja: "木", en: "Thu" },
  fri: { ja: "金", en: "Fri" },
  sat: { ja: "土", en: "Sat" },
  sun: { ja: "日", en: "Sun" },
}
const daysText = (days: readonly (typeof weekdays)[number][]): Text => ({
  ja: days.map((day) => weekdayNames[day].ja).join("・"),
  en: days.map((day) => weekdayNames[day].en).join(", "),
})

export function dateSourceText(of: DateSource, names: FlowNames): Text {
  switch (of.kind) {
    case "birthday":
      return { ja: "誕生日", en: "the birthday" }
    case "property":
      return names.property(of.key)
    case "fact":
      return of.path === "event.occurredAt"
        ? { ja: "できごとの日", en: "the day it happened" }
        : { ja: `できごとの ${of.path.split(".").at(-1)}`, en: `${of.path.split(".").at(-1)} of the event` }
    case "moment":
      return {
        firstSeen: { ja: "はじめて知った日", en: "the day we first knew them" },
        firstOrder: { ja: "最初の注文の日", en: "the first order" },
        lastOrder: { ja: "最後の注文の日", en: "the last order" },
      }[of.of]
    case "day":
      return { ja: of.day, en: of.day }
  }
}

/** 誕生日の7日前 / 7 days before the birthday. */
export function dateText(of: DateSource, days: number, names: FlowNames): Text {
  const source = dateSourceText(of, names)
  if (days === 0) return { ja: source.ja, en: source.en }
  const n = Math.abs(days)
  return days < 0
    ? { ja: `${source.ja}の${n}日前`, en: `${counted(n, "day")} before ${source.en}` }
    : { ja: `${source.ja}の${n}日後`, en: `${counted(n, "day")} after ${source.en}` }
}

/** What a wait is called, and what stands small beside it. */
export function waitText(until: WaitUntil, names: FlowNames): { readonly title: Text; readonly beside: Text | null } {
  switch (until.kind) {
    case "span": {
      const span = spanText(until.span)
      return {
        title: { ja: `${span.ja}待つ`, en: `Wait ${span.en}` },
        beside: until.at ? { ja: `そのあとの ${clock(until.at)}まで`, en: `then until ${clock(until.at)}` } : null,
      }
    }
    case "time":
      return { title: { ja: `${clock(until.at)}まで待つ`, en: `Wait until ${clock(until.at)}` }, beside: null }
    case "weekday": {
      const days = daysText(until.weekdays)
      return {
        title: { ja: `${days.ja}曜まで待つ`, en: `Wait until ${days.en}` },
        beside: { ja: clock(until.at), en: clock(until.at) },
      }
    }
    case "before-weekend":
      return {
        title: { ja: "週末の前まで待つ", en: "Wait until before the weekend" },
        beside: { ja: `金曜か、休日の前の ${clock(until.at)}`, en: `Friday, or before a holiday, ${clock(until.at)}` },
      }
    case "date": {
      const date = dateText(until.of, until.days, names)
      return {
        title: { ja: `${date.ja}まで待つ`, en: `Wait until ${date.en}` },
        beside: { ja: clock(until.at), en: clock(until.at) },
      }
    }
    case "quiet-hours":
      return {
        title: { ja: "静かな時間が明けるまで待つ", en: "Wait for the end of the quiet hours" },
        beside: { ja: `${clock(until.from)}〜${clock(until.to)}`, en: `${clock(until.from)}–${clock(until.to)}` },
      }
  }
}

export function calendarText({ at, weekdays: on, dayOfMonth, months, days }: Calendar): Text {
  const hour = clock(at)
  if (days) return { ja: `${days.join("・")} ${hour}`, en: `${days.join(", ")} at ${hour}` }
  const inMonths = months ? { ja: `${months.join("・")}月`, en: `in months ${months.join(", ")}` } : null
  if (dayOfMonth) {
    const day =
      dayOfMonth === 31 ? { ja: "末日", en: "the last day" } : { ja: `${dayOfMonth}日`, en: `day ${dayOfMonth}` }
    return {
      ja: `${inMonths?.ja ?? "毎月"} ${day.ja} ${hour}`,
      en: `${day.en} of ${inMonths ? "the month, " + inMonths.en : "every month"} at ${hour}`,
    }
  }
  if (on) {
    const names = daysText(on)
    return { ja: `毎週 ${names.ja}曜 ${hour}`, en: `Every ${names.en} at ${hour}` }
  }
  return { ja: `毎日 ${hour}`, en: `Every day at ${hour}` }
}

export const eventsText = (names: readonly string[], known: FlowNames): Text => ({
  ja: names.map((name) => known.event(name).ja).join("、または"),
  en: names.map((name) => known.event(name).en).join(", or "),
})

/** What sets the flow off, as a title. */
export function triggerText(trigger: Trigger, names: FlowNames): Text {
  switch (trigger.kind) {
    case "event": {
      const events = eventsText(trigger.event.names, names)
      return { ja: `${events.ja}とき`, en: events.en }
    }
    case "segment": {
      const segment = names.segment(trigger.segmentId)
      return trigger.move === "entered"
        ? { ja: `「${segment.ja}」に入ったとき`, en: `Enters “${segment.en}”` }
        : { ja: `「${segment.ja}」から出たとき`, en: `Leaves “${segment.en}”` }
    }
    case "date": {
      const date = dateText(trigger.of, trigger.days, names)
      return { ja: `${date.ja} ${clock(trigger.at)}`, en: `${upper(date.en)}, ${clock(trigger.at)}` }
    }
    case "schedule": {
      const [when, segment] = [calendarText(trigger.calendar), names.segment(trigger.segmentId)]
      return { ja: `${when.ja}、「${segment.ja}」の人に`, en: `${when.en}, for “${segment.en}”` }
    }
    case "launch": {
      const segment = names.segment(trigger.segmentId)
      return { ja: `新しい商品が出たとき、「${segment.ja}」の人に`, en: `A new product, for “${segment.en}”` }
    }
    case "call":
      return { ja: "ほかのしくみや人が始めたとき", en: "When something else starts it" }
  }
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
