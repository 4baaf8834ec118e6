import { addDays, dayOf, type Day, lastOfMonth, partsOf, weekdayOf } from "#kernel/days"
import { holidayName, isWorkingDay, officeDays } from "#kernel/calendar"
import type { TimeOfDay } from "#kernel/zones"
import { firstHour, lastHour } from "./due-rules.ts"
import type { Scene } from "./model.ts"

/** How often somebody was seen in each hour of the day, 0 to 23, in the brand's zone; weighted by what she did. */
export type Hours = readonly number[]

/** What counts how much: an order is chosen by her, a click follows our own sending, an opening even more so. */
export const hourWeights = { ordered: 3, clicked: 2, opened: 1, visited: 1 } as const

/** Below this weight her hours say nothing yet: three openings, or one order. */
export const leastWeight = 3

export type OwnTime = {
  readonly day: Day
  readonly time: TimeOfDay
  /** `her-hours`: by what she did; otherwise the scene, or the time that the campaign gives. */
  readonly why: "her-hours" | "scene" | "given"
  /** What the choice stands on. */
  readonly saw: { readonly hour: number; readonly weight: number; readonly scene: Scene }
}

type Question = {
  readonly day: Day
  /** For whom nothing is known. */
  readonly time: TimeOfDay
  readonly scene: Scene
  readonly payday: number
  readonly hours: Hours | undefined
  /** Spreads people within an hour: the same person always at the same minute. In [0, 1). */
  readonly spread: number
}

/**
 * When one person is written to: the day by the scene of her life, the hour by her own habits (M05). Her hours are smoothed
 * over their neighbours (a triangle of 1/4, 1/2, 1/4 round the clock), since one who reads at 7:58 and at 8:02 has one habit;
 * the best hour between 8 and 20 wins, the earlier of two equal ones.
 */
export function ownTime({ day, time, scene, payday, hours, spread }: Question): OwnTime {
  const on = sceneDay(scene, day, payday)
  const allowed = sceneHours(scene)
  const weight = (hours ?? []).reduce((sum, n) => sum + n, 0)
  if (hours && weight >= leastWeight) {
    const smooth = smoothed(hours)
    const hour = allowed.reduce((best, at) => ((smooth[at] ?? 0) > (smooth[best] ?? 0) ? at : best))
    if ((smooth[hour] ?? 0) > 0)
      return { day: on, time: timeAt(hour, spread), why: "her-hours", saw: { hour, weight, scene } }
  }
  const usual = usualHour(scene, on)
  if (usual !== null) return { day: on, time: timeAt(usual, spread), why: "scene", saw: { hour: usual, weight, scene } }
  return { day: on, time, why: "given", saw: { hour: Number(time.slice(0, 2)), weight, scene } }
}

/** Round the clock: 23 and 0 are neighbours. */
export const smoothed = (hours: Hours): number[] =>
  Array.from({ length: 24 }, (_, h) => {
    const at = (hour: number) => hours[(hour + 24) % 24] ?? 0
    return at(h - 1) / 4 + at(h) / 2 + at(h + 1) / 4
  })

// In steps of five minutes, so that a mail at 19:25 looks as if somebody had sent it.
const timeAt = (hour: number, spread: number): TimeOfDay =>
  `${String(hour).padStart(2, "0")}:${String(Math.floor(spread * 12) * 5).padStart(2, "0")}` as TimeOfDay // safe: two digits each

/** The hours in which somebody in this scene has a hand free. */
function sceneHours(scene: Scene): number[] {
  if (scene === "commute") return [8, 17, 18, 19]
  return Array.from({ length: lastHour - firstHour + 1 }, (_, i) => firstHour + i)
}

/** On or after the day: payday, a free day, a working day, a day outside the year's end; `none` is the day itself. */
export function sceneDay(scene: Scene, from: Day, payday: number): Day {
  if (scene === "payday") return nextPayday(from, payday)
  if (scene === "weekend") return first(from, (day) => isFree(day))
  if (scene === "commute") return first(from, (day) => isWorkingDay(day, officeDays) && !isYearEnd(day))
  if (scene === "season") return first(from, (day) => !isYearEnd(day))
  return from
}

/** For whom nothing is known: after work on payday, mid-morning on free days, on the way home, earlier when it is dark early. */
function usualHour(scene: Scene, on: Day): number | null {
  if (scene === "payday") return 19
  if (scene === "weekend") return 10
  if (scene === "commute") return 18
  if (scene !== "season") return null
  const { month } = partsOf(on)
  if (month >= 11 || month <= 2) return 19
  return month >= 6 && month <= 9 ? 20 : null
}

/**
 * Salaries in Japan are paid on a fixed day of the month, mostly the 25th; when banks are closed on it, on the last working
 * day before. The first such day on `from` or later.
 */
export function nextPayday(from: Day, payday: number): Day {
  for (let step = 0; step < 3; step++) {
    const { year, month } = partsOf(from)
    const named = month + step
    const at = dayOf(year + Math.floor((named - 1) / 12), ((named - 1) % 12) + 1, payday)
    const paid = lastWorkingDay(at < lastOfMonth(at) ? at : lastOfMonth(at))
    if (paid >= from) return paid
  }
  return from
}

const lastWorkingDay = (at: Day): Day => {
  let day = at
  for (let looked = 0; looked < 14 && !isWorkingDay(day, officeDays); looked++) day = addDays(day, -1)
  return day
}

const isFree = (day: Day): boolean => {
  const weekday = weekdayOf(day)
  return weekday === "sat" || weekday === "sun" || holidayName(day) !== undefined
}

/** From 30 December to 3 January nobody wants to hear from a shop. */
const isYearEnd = (day: Day): boolean => {
  const { month, date } = partsOf(day)
  return (month === 12 && date >= 30) || (month === 1 && date <= 3)
}

function first(from: Day, fits: (day: Day) => boolean): Day {
  let day = from
  for (let looked = 0; looked < 31 && !fits(day); looked++) day = addDays(day, 1)
  return day
}
