import { EdgeError } from "./edge-errors.ts"

/** Points and minor units of money stay within ±10^12, so that sums of a million rows stay exact in every engine. */
export const amountBound = 1_000_000_000_000

/** A whole number of points or minor units within the bound, or AmountOutOfRange (422) naming the field (F84). */
export function readAmount(value: unknown, field: string): number {
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= amountBound) return value
  throw EdgeError.AmountOutOfRange({ field })
}

const earliest = Date.UTC(2000, 0, 1)

/**
 * An instant from ISO 8601 text with a zone ("2026-04-01T09:00:00+09:00", "...Z") or epoch milliseconds, not before
 * 2000 and not after `latest`. Text without a zone is refused: it would mean another instant on another machine.
 * Throws TimeOutOfRange (422) naming the field.
 */
export function readTime(value: unknown, field: string, latest: Date): Date {
  const time = typeof value === "number" ? value : typeof value === "string" ? epochOf(value) : Number.NaN
  if (Number.isInteger(time) && time >= earliest && time <= latest.getTime()) return new Date(time)
  throw EdgeError.TimeOutOfRange({ field })
}

const isoInstant =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:[Zz]|([+-])(\d\d):?(\d\d)?)$/

function epochOf(text: string): number {
  const usual = usualInstant(text)
  if (usual !== undefined) return usual
  const found = isoInstant.exec(text)
  if (!found) return Number.NaN
  const [, year, month, day, hour, minute, second = 0, fraction = "", sign, zoneHour = 0, zoneMinute = 0] = found
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const back = new Date(utc)
  // Date.UTC rolls 31 February over into March; what comes back must be what was written.
  const isReal =
    back.getUTCMonth() + 1 === Number(month) && back.getUTCDate() === Number(day) && back.getUTCHours() === Number(hour)
  if (!isReal || Number(minute) > 59 || Number(second) > 59 || Number(zoneHour) > 18 || Number(zoneMinute) > 59)
    return Number.NaN
  const offsetMs = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000 * (sign === "-" ? -1 : 1)
  return utc + Number(fraction.padEnd(3, "0").slice(0, 3)) - offsetMs
}

/**
 * "2026-04-01T09:00:00.000Z", as every SDK writes it: nearly all times come in this form, and reading it digit by digit
 * takes a seventh of the time. Undefined for any other text, and for days that not every month has.
 */
function usualInstant(text: string): number | undefined {
  const isUsual =
    text.length === 24 &&
    text[4] === "-" &&
    text[7] === "-" &&
    text[10] === "T" &&
    text[13] === ":" &&
    text[16] === ":" &&
    text[19] === "." &&
    text[23] === "Z"
  if (!isUsual) return undefined
  const [month, day] = [digitsAt(text, 5, 7), digitsAt(text, 8, 10)]
  const [hour, minute, second] = [digitsAt(text, 11, 13), digitsAt(text, 14, 16), digitsAt(text, 17, 19)]
  const isPlain = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour <= 23 && minute <= 59 && second <= 59
  return isPlain
    ? Date.UTC(digitsAt(text, 0, 4), month - 1, day, hour, minute, second, digitsAt(text, 20, 23))
    : undefined
}

function digitsAt(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** How far a sender's clock may run ahead of ours before we stop believing it (F50). */
export const clockSkewToleranceMs = 10 * 60_000

/** When something happened. `countsAt` is never in our future: windows and rolling counts use it. */
export type OccurredAt = { readonly occurredAt: Date; readonly countsAt: Date; readonly isClockSkewed: boolean }

/**
 * The rule of F50: the sender's word is taken, unless it lies more than ten minutes in our future; then the time of
 * receipt stands in and the event is marked. Nothing claimed means now. Throws TimeOutOfRange when unreadable or
 * before 2000.
 */
export function readOccurredAt(claimed: unknown, receivedAt: Date, field = "timestamp"): OccurredAt {
  if (claimed === undefined || claimed === null)
    return { occurredAt: receivedAt, countsAt: receivedAt, isClockSkewed: false }
  const time = readTime(claimed, field, new Date(8.64e15))
  const aheadMs = time.getTime() - receivedAt.getTime()
  if (aheadMs > clockSkewToleranceMs) return { occurredAt: receivedAt, countsAt: receivedAt, isClockSkewed: true }
  return { occurredAt: time, countsAt: aheadMs > 0 ? receivedAt : time, isClockSkewed: false }
}
