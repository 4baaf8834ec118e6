import { counted, type Text } from "#kernel/text"
import { monthLabel } from "./labels-rules.ts"
import type { NumberRange } from "./model-tests.ts"
import type { EventWindow } from "./model-windows.ts"

const unitJa = { day: "日", week: "週間", month: "か月", year: "年" } as const

const periods = {
  day: [
    { ja: "今日", en: "today" },
    { ja: "昨日", en: "yesterday" },
  ],
  week: [
    { ja: "今週", en: "this week" },
    { ja: "先週", en: "last week" },
  ],
  month: [
    { ja: "今月", en: "this month" },
    { ja: "先月", en: "last month" },
  ],
  quarter: [
    { ja: "今四半期", en: "this quarter" },
    { ja: "前の四半期", en: "last quarter" },
  ],
  year: [
    { ja: "今年", en: "this year" },
    { ja: "去年", en: "last year" },
  ],
} as const

/** A window in words: "直近30日に" / "in the last 30 days". Empty for all time. */
export function windowWords(window: EventWindow, names: (name: string) => Text): Text {
  switch (window.kind) {
    case "ever":
      return { ja: "これまでに", en: "so far" }
    case "last":
      return { ja: `直近${window.n}${unitJa[window.unit]}に`, en: `in the last ${counted(window.n, window.unit)}` }
    case "before-last":
      return {
        ja: `${window.n}${unitJa[window.unit]}より前に`,
        en: `more than ${counted(window.n, window.unit)} ago`,
      }
    case "between":
      return {
        ja: `${window.from ?? ""}〜${window.to ?? ""}に`,
        en: `between ${window.from ?? "the beginning"} and ${window.to ?? "today"}`,
      }
    case "calendar": {
      const named = periods[window.period][window.back]
      const { n, period } = { n: window.back, period: window.period }
      const unit = period === "quarter" ? { ja: "四半期", en: "quarter" } : { ja: unitJa[period], en: period }
      return named
        ? { ja: `${named.ja}に`, en: named.en }
        : { ja: `${n}${unit.ja}前の${unit.ja}に`, en: `in the ${unit.en} ${counted(n, unit.en)} ago` }
    }
    case "season": {
      const months = window.months.map((m) => `${m}月`).join("・")
      if (window.back !== undefined) {
        const listed = window.months.map((m) => monthLabel(m).en).join(", ")
        const past = window.back === 1 ? "the last season" : `the season ${window.back} years back`
        return {
          ja: `${window.back === 1 ? "この前の" : `${window.back}年前の`}季節（${months}）に`,
          en: `in ${past} (${listed})`,
        }
      }
      return {
        ja: `${window.years === 1 ? "この1年" : `直近${window.years}年`}の${months}に`,
        en: `in ${window.months.map((m) => monthLabel(m).en).join(", ")} of the last ${counted(window.years, "year")}`,
      }
    }
    case "hours":
      return { ja: `直近${window.hours}時間に`, en: `in the last ${counted(window.hours, "hour")}` }
    case "since": {
      const listed = window.names.map(names)
      return {
        ja: `${window.which === "first" ? "最初に" : "最後に"}「${listed.map((t) => t.ja).join("・")}」のあとに`,
        en: `after she ${window.which === "first" ? "first" : "last"} “${listed.map((t) => t.en).join(" or ")}”`,
      }
    }
  }
}

/** A range in words, with a unit: "3回以上" / "at least 3 times". */
export function rangeWords({ atLeast, atMost }: NumberRange, unit: (n: number) => Text): Text {
  if (atLeast !== undefined && atLeast === atMost)
    return atLeast === 0
      ? { ja: "一度もない", en: "not at all" }
      : { ja: `ちょうど${unit(atLeast).ja}`, en: `exactly ${unit(atLeast).en}` }
  if (atLeast === undefined && atMost === 0) return { ja: "一度もない", en: "not at all" }
  const ja = [
    ...(atLeast === undefined ? [] : [`${unit(atLeast).ja}以上`]),
    ...(atMost === undefined ? [] : [`${unit(atMost).ja}以下`]),
  ].join("")
  const en = [
    ...(atLeast === undefined ? [] : [`at least ${unit(atLeast).en}`]),
    ...(atMost === undefined ? [] : [`at most ${unit(atMost).en}`]),
  ].join(" and ")
  return { ja, en }
}

const of =
  (ja: string, en: string) =>
  (n: number): Text => ({
    ja: `${n.toLocaleString("ja-JP")}${ja}`,
    en: counted(n, en),
  })
export const times = of("回", "time")
export const days = of("日", "day")
export const orders = of("回", "order")
export const messages = of("通", "message")
/** Minor units as they are: without a currency nothing is shifted. */
export const amount = (n: number): Text => ({ ja: n.toLocaleString("ja-JP"), en: n.toLocaleString("en-US") })
