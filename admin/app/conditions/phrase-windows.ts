import type { EventWindow } from "../../../server/capabilities/segments/model-windows.ts"
import type { Text } from "../../../ui/text.ts"
import { listed, type Names } from "./phrase.ts"

const units = {
  day: { ja: "日", en: "day" },
  week: { ja: "週間", en: "week" },
  month: { ja: "か月", en: "month" },
  year: { ja: "年", en: "year" },
} as const

const periods: Record<Extract<EventWindow, { kind: "calendar" }>["period"], readonly [Text, Text, Text]> = {
  day: [
    { ja: "きょう", en: "today" },
    { ja: "きのう", en: "yesterday" },
    { ja: "日前", en: "days ago" },
  ],
  week: [
    { ja: "今週", en: "this week" },
    { ja: "先週", en: "last week" },
    { ja: "週前", en: "weeks ago" },
  ],
  month: [
    { ja: "今月", en: "this month" },
    { ja: "先月", en: "last month" },
    { ja: "か月前の月", en: "months ago" },
  ],
  quarter: [
    { ja: "今の四半期", en: "this quarter" },
    { ja: "前の四半期", en: "last quarter" },
    { ja: "つ前の四半期", en: "quarters ago" },
  ],
  year: [
    { ja: "今年", en: "this year" },
    { ja: "昨年", en: "last year" },
    { ja: "年前の年", en: "years ago" },
  ],
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

const counted = (n: number, unit: keyof typeof units): Text => ({
  ja: `${n}${units[unit].ja}`,
  en: `${n} ${units[unit].en}${n === 1 ? "" : "s"}`,
})

const dayText = (day: string): Text => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  return { ja: `${year}/${month}/${date}`, en: `${monthNames[month - 1]} ${date}, ${year}` }
}

/** 過去90日 / in the last 90 days. The Japanese goes on with に; the English stands by itself. */
export function windowText(window: EventWindow, names: Names): Text {
  switch (window.kind) {
    case "ever":
      return { ja: "これまで", en: "at any time" }
    case "last": {
      if (window.n === 1 && window.unit === "day") return { ja: "きょう", en: "today" }
      const of = counted(window.n, window.unit)
      return { ja: `過去${of.ja}`, en: `in the last ${of.en}` }
    }
    case "before-last": {
      const of = counted(window.n, window.unit)
      return { ja: `${of.ja}より前`, en: `more than ${of.en} ago` }
    }
    case "between":
      return betweenText(window)
    case "calendar": {
      const [now, before, ago] = periods[window.period]
      if (window.back === 0) return now
      return window.back === 1 ? before : { ja: `${window.back}${ago.ja}`, en: `${window.back} ${ago.en}` }
    }
    case "season": {
      const months = window.months.map((month) => `${month}月`).join("・")
      const named = window.months.map((month) => monthNames[month - 1] ?? "")
      if (window.back !== undefined)
        return window.back === 1
          ? { ja: `この前の季節（${months}）`, en: `in the last season (${listed(named, "and")})` }
          : {
              ja: `${window.back}年前の季節（${months}）`,
              en: `in the season ${window.back} years back (${listed(named, "and")})`,
            }
      return {
        ja: `過去${window.years}年の${window.months.map((month) => `${month}月`).join("・")}`,
        en: `in ${listed(
          window.months.map((month) => monthNames[month - 1] ?? ""),
          "or",
        )} of the last ${window.years === 1 ? "year" : `${window.years} years`}`,
      }
    }
    case "hours":
      return { ja: `過去${window.hours}時間`, en: `in the last ${window.hours} hour${window.hours === 1 ? "" : "s"}` }
    case "since": {
      const of = window.names.map(names.event)
      const which = window.which === "first" ? { ja: "最初", en: "first" } : { ja: "最後", en: "last" }
      return {
        ja: `${which.ja}の${of.map(({ ja }) => `「${ja}」`).join("か")}のあと${window.orEver ? "（なければいつでも）" : ""}`,
        en: `since their ${which.en} ${listed(
          of.map(({ en }) => `“${en}”`),
          "or",
        )}${window.orEver ? " (or at any time without one)" : ""}`,
      }
    }
  }
}

function betweenText({ from, to }: Extract<EventWindow, { kind: "between" }>): Text {
  if (from !== null && to !== null)
    return from === to
      ? { ja: dayText(from).ja, en: `on ${dayText(from).en}` }
      : { ja: `${dayText(from).ja}〜${dayText(to).ja}`, en: `between ${dayText(from).en} and ${dayText(to).en}` }
  if (from !== null) return { ja: `${dayText(from).ja}以降`, en: `since ${dayText(from).en}` }
  if (to !== null) return { ja: `${dayText(to).ja}まで`, en: `until ${dayText(to).en}` }
  return { ja: "これまで", en: "at any time" }
}
