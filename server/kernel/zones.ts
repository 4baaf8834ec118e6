import { Temporal } from "temporal-polyfill"
import type { Day } from "./days.ts"
import { addDays, day } from "./days.ts"

/**
 * The only bridge between days and instants. Zones are IANA names ("Asia/Tokyo"); times of day are "09:00" or
 * "09:00:30". The machine's own zone is never asked.
 */
export type TimeOfDay = `${number}:${number}` | `${number}:${number}:${number}`

export const isTimeOfDay = (value: unknown): value is TimeOfDay =>
  typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)

/** True for a name or alias in the zone database. Bare offsets such as "+09:00" are refused: they know no summer time. */
export function isZone(value: unknown): value is string {
  if (typeof value !== "string" || !/^[A-Za-z]/.test(value)) return false
  try {
    localFormat(value)
    return true
  } catch {
    return false
  }
}

/** The day that a wall calendar in the zone shows at this instant. */
export const dayIn = (zone: string, at: Date): Day => day(localText(zone, at).slice(0, 10))

/** Day and time of day ("09:00:00") that a wall clock in the zone shows at this instant. */
export function localIn(zone: string, at: Date): { day: Day; time: TimeOfDay } {
  const text = localText(zone, at)
  // safe: localText writes "YYYY-MM-DD HH:MM:SS"
  return { day: day(text.slice(0, 10)), time: text.slice(11) as TimeOfDay }
}

/** The first instant of the day. Where midnight is skipped by summer time, the first one that exists. */
export const startOfDay = (zone: string, of: Day): Date => instantAt(zone, of, "00:00")

/** The first instant after the day, which is the start of the next: ends are exclusive everywhere. */
export const endOfDay = (zone: string, of: Day): Date => startOfDay(zone, addDays(of, 1))

/**
 * The instant at which clocks in the zone show this day and time. A time that summer time skips (02:30) gives the
 * first instant after the gap (03:00); one that comes twice (01:30) gives the first (F62). So each local time fires
 * once, and a later local time never comes before an earlier one.
 */
export function instantAt(zone: string, of: Day, time: TimeOfDay): Date {
  if (!isTimeOfDay(time)) throw new RangeError(`not a time of day: ${JSON.stringify(time)}`)
  const start = startOfPlainDay(zone, of)
  return start === undefined ? instantByRules(zone, of, time) : new Date(start + sinceMidnightMs(time))
}

const sinceMidnightMs = (time: TimeOfDay): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000
}

const plainDays = new Map<string, number | undefined>()
/** When a day begins on which clocks are not changed, as nearly all are; undefined for the others. */
function startOfPlainDay(zone: string, of: Day): number | undefined {
  const key = `${zone} ${of}`
  if (plainDays.has(key)) return plainDays.get(key)
  const midnight = Temporal.PlainDateTime.from(`${of}T00:00`)
  const start = midnight.toZonedDateTime(zone, { disambiguation: "compatible" })
  const end = midnight.add({ days: 1 }).toZonedDateTime(zone, { disambiguation: "compatible" })
  const change = start.subtract({ milliseconds: 1 }).getTimeZoneTransition("next")
  const isPlain =
    start.toPlainDateTime().equals(midnight) && (!change || change.epochMilliseconds > end.epochMilliseconds)
  if (plainDays.size > 20_000) plainDays.clear()
  plainDays.set(key, isPlain ? start.epochMilliseconds : undefined)
  return plainDays.get(key)
}

function instantByRules(zone: string, of: Day, time: TimeOfDay): Date {
  const local = Temporal.PlainDateTime.from(`${of}T${time}`)
  const zoned = local.toZonedDateTime(zone, { disambiguation: "compatible" })
  if (zoned.toPlainDateTime().equals(local)) return new Date(zoned.epochMilliseconds)
  // In a gap: the transition that made it is the last one up to and including the instant that was found.
  const gap = zoned.add({ milliseconds: 1 }).getTimeZoneTransition("previous")
  return new Date(gap?.epochMilliseconds ?? zoned.epochMilliseconds)
}

const localText = (zone: string, at: Date) => localFormat(zone).format(at)

// "sv-SE" writes ISO order; one formatter per zone, since making one costs a hundred times its use.
const formats = new Map<string, Intl.DateTimeFormat>()
function localFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  })
  formats.set(zone, format)
  return format
}
