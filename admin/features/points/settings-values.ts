import { day, isDay } from "../../../server/kernel/days.ts"
import type { PointsSettings } from "../../../server/capabilities/points/model-settings.ts"
import type { Text } from "../../../ui/text.ts"

type Expiry = PointsSettings["expiry"]

/** What the form holds: every way in which points may end, of which one is chosen. */
export type PointsValues = {
  approvalAbove: number | null
  kind: "months" | "sliding" | "yearly" | "at" | "never"
  months: number | null
  month: number | null
  day: number | null
  on: string
}

export function valuesOf({ approvalAbove, expiry }: PointsSettings): PointsValues {
  const values: PointsValues = { approvalAbove, kind: expiry?.kind ?? "never", months: 12, month: 3, day: 31, on: "" }
  switch (expiry?.kind) {
    case "months":
    case "sliding":
      return { ...values, months: expiry.months }
    case "yearly":
      return { ...values, month: expiry.month, day: expiry.day }
    case "at":
      return { ...values, on: expiry.on }
    default:
      return values
  }
}

/** The rule that the form says. The form was checked before. */
export function expiryOf({ kind, months, month, day: dayOfMonth, on }: PointsValues): Expiry {
  switch (kind) {
    case "months":
    case "sliding":
      return { kind, months: months ?? 12 }
    case "yearly":
      return { kind, month: month ?? 3, day: dayOfMonth ?? 31 }
    case "at":
      return { kind, on: day(on.trim()) }
    case "never":
      return null
  }
}

const within = (value: number | null, least: number, most: number): boolean =>
  value !== null && Number.isInteger(value) && value >= least && value <= most

/** By field: what is wrong, in words that say what to enter. */
export function checkPoints(values: PointsValues): Partial<Record<keyof PointsValues, Text | undefined>> {
  const { kind, approvalAbove, months, month, day: dayOfMonth, on } = values
  const isMonths = kind === "months" || kind === "sliding"
  return {
    approvalAbove: within(approvalAbove, 0, 1_000_000)
      ? undefined
      : { ja: "0〜1,000,000ポイントの整数です。", en: "A whole number from 0 to 1,000,000." },
    months: !isMonths || within(months, 1, 240) ? undefined : { ja: "1〜240か月です。", en: "1 to 240 months." },
    month: kind !== "yearly" || within(month, 1, 12) ? undefined : { ja: "1〜12月です。", en: "A month from 1 to 12." },
    day:
      kind !== "yearly" || within(dayOfMonth, 1, 31) ? undefined : { ja: "1〜31日です。", en: "A day from 1 to 31." },
    on:
      kind !== "at" || isDay(on.trim())
        ? undefined
        : { ja: "2027-03-31 のように入れてください。", en: "Write it like 2027-03-31." },
  }
}
