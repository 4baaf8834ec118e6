import type { Condition } from "#segments"
import { addDays, birthdayIn, type Day, daysBetween, isLeapYear, partsOf } from "#kernel/days"
import type { Trigger } from "./model.ts"

/** Anniversaries of purchases are looked back for so many years. */
const yearsBack = 15

/** The day that a date must be for a trigger to come on `today`. */
export const dateFor = (trigger: Extract<Trigger, { kind: "date" }>, today: Day): Day => addDays(today, -trigger.days)

/**
 * Who is to come in by a date trigger on a day of the brand's calendar: those whose date, so many days before or after it, is
 * that day; with `yearly` in any year. As a condition about people, so that everybody can be asked at once. Null where a date
 * can't be asked of everybody.
 */
export function peopleOn(trigger: Extract<Trigger, { kind: "date" }>, today: Day): Condition | null {
  const { of, yearly } = trigger
  const date = dateFor(trigger, today)
  switch (of.kind) {
    case "birthday":
      return birthdayOn(date, today)
    case "property":
      return onDay((test) => ({ kind: "property", key: of.key, test }), date, yearly)
    case "moment":
      if (of.of === "firstSeen") return onDay((test) => ({ kind: "attribute", field: "firstSeen", test }), date, yearly)
      return any(
        years(date, yearly).map((day) => ({
          kind: "order-time",
          which: of.of === "firstOrder" ? "first" : "last",
          window: { kind: "between", from: day, to: day },
        })),
      )
    case "day": {
      const isToday = of.day === date || (yearly && of.day.slice(5) === date.slice(5) && of.day <= date)
      return isToday ? { kind: "all", of: [] } : { kind: "any", of: [] }
    }
    case "fact":
      return null
  }
}

type Test = Extract<Condition, { kind: "attribute" }>["test"]

const any = (of: readonly Condition[]): Condition => ({ kind: "any", of })

/** Of what is kept as a day: on it, or with `yearly` on the same day of whatever year; 29 February is the 28th in common years. */
function onDay(leaf: (test: Test) => Condition, date: Day, yearly: boolean): Condition {
  if (!yearly) return leaf({ is: [date] })
  const monthDays = [date.slice(4), ...(isLastOfShortFebruary(date) ? ["-02-29"] : [])]
  // A day kept as "2026-02-28" holds "-02-28" nowhere else.
  return any(monthDays.map((text) => leaf({ contains: text })))
}

const isLastOfShortFebruary = (date: Day) => date.endsWith("-02-28") && !isLeapYear(partsOf(date).year)

function years(date: Day, yearly: boolean): Day[] {
  if (!yearly) return [date]
  const { year } = partsOf(date)
  return Array.from({ length: yearsBack }, (_, i) => year - i).flatMap((year) => {
    const day = birthdayIn(year, date)
    const leap = isLastOfShortFebruary(date) && isLeapYear(year) ? [addDays(day, 1)] : []
    return [day, ...leap]
  })
}

/** Birthdays are asked for by how many days they are away from today; one that has passed by its next. */
function birthdayOn(date: Day, today: Day): Condition {
  const away = daysBetween(today, date)
  const next =
    away >= 0 ? away : daysBetween(today, birthdayIn(partsOf(date).year + 1, date.slice(5) as `${number}-${number}`)) // safe: the end of a day
  const within = (withinDays: number): Condition => ({ kind: "attribute", field: "birthday", test: { withinDays } })
  return next <= 0
    ? within(0)
    : { kind: "all", of: [within(Math.min(365, next)), { kind: "not", of: within(next - 1) }] }
}
