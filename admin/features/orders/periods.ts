import type { Text } from "../../../ui/text.ts"
import { instantOf, onTheWall } from "../../../ui/wall-clock.ts"

export const periods = ["all", "day", "week", "month", "quarter", "range"] as const
export type Period = (typeof periods)[number]

export const periodWords: Readonly<Record<Period, Text>> = {
  all: { ja: "すべての期間", en: "Any time" },
  day: { ja: "きょう", en: "Today" },
  week: { ja: "7日間", en: "Last 7 days" },
  month: { ja: "30日間", en: "Last 30 days" },
  quarter: { ja: "90日間", en: "Last 90 days" },
  range: { ja: "日を決める", en: "Choose days" },
}

const daysBack: Partial<Record<Period, number>> = { day: 0, week: 6, month: 29, quarter: 89 }

export const periodNamed = (name: string | undefined): Period => periods.find((period) => period === name) ?? "all"

type Chosen = { readonly from?: string | undefined; readonly until?: string | undefined }

/** The instants between which a period lies on the brand's clock; whole days, today included. */
export function instantsOf(
  period: Period,
  chosen: Chosen,
  now: number,
  timeZone: string,
): { from?: Date; until?: Date } {
  const back = daysBack[period]
  if (back !== undefined) return { from: startOf(dayBefore(onTheWall(new Date(now), timeZone).day, back), timeZone) }
  if (period !== "range") return {}
  return {
    ...(chosen.from && { from: startOf(chosen.from, timeZone) }),
    ...(chosen.until && { until: startOf(dayBefore(chosen.until, -1), timeZone) }),
  }
}

const startOf = (day: string, timeZone: string) => instantOf(day, "00:00", timeZone)

function dayBefore(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - count)
  return at.toISOString().slice(0, 10)
}
