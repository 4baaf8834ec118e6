import { type Day, dayOf, daysInMonth } from "#kernel/days"
import { instantAt, isTimeOfDay, type TimeOfDay } from "#kernel/zones"
import type { DateOrder } from "./model.ts"

/** A date as it stands in a cell, before it is known which number is the day. */
type Written = {
  readonly numbers: readonly [number, number, number]
  /** Null when all three orders are possible only by convention: "3/4/2026". */
  readonly order: DateOrder | null
  readonly time: string | null
  readonly offset: string | null
}

const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, R: 2018, H: 1988, S: 1925 }

const timePart = String.raw`(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(Z|UTC|GMT|JST|[+-]\d{2}:?\d{2})?)?`
const separated = new RegExp(String.raw`^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?${timePart}$`, "i")
const compact = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:[\sT]?(\d{2})(\d{2})(\d{2}))?$`)
const japanese = new RegExp(
  String.raw`^(令和|平成|昭和|[RHS])\s?(\d{1,2}|元)[年.](\d{1,2})[月.](\d{1,2})日?${timePart}$`,
)

/** Takes a cell apart: "2010-12-01 08:26:00", "2010/12/1 8:26", "12/1/2010 8:26 PM", "20101201", "2026年4月1日", "令和8年4月1日". */
export function writtenDate(text: string): Written | undefined {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/\([日月火水木金土]\)/, "")
    .replace(/時(\d{1,2})分(?:(\d{1,2})秒)?/, ":$1:$2")
    .replace(/:$/, "")
  const era = japanese.exec(plain)
  if (era) {
    const year = (eras[era[1] ?? ""] ?? 0) + (era[2] === "元" ? 1 : Number(era[2]))
    return { numbers: [year, Number(era[3]), Number(era[4])], order: "ymd", ...timeOf(era.slice(5)) }
  }
  const digits = compact.exec(plain)
  if (digits)
    return {
      numbers: [Number(digits[1]), Number(digits[2]), Number(digits[3])],
      order: "ymd",
      ...timeOf(digits.slice(4)),
    }
  const found = separated.exec(plain)
  if (!found) return undefined
  const [, a = "", b = "", c = "", ...time] = found
  const numbers = [Number(a), Number(b), Number(c)] as const
  if (a.length === 4) return c.length > 2 ? undefined : { numbers, order: "ymd", ...timeOf(time) }
  if (a.length > 2 || (c.length !== 2 && c.length !== 4)) return undefined
  return { numbers, order: null, ...timeOf(time) }
}

function timeOf([hour, minute, second, half, offset]: readonly (string | undefined)[]): Pick<
  Written,
  "time" | "offset"
> {
  if (hour === undefined || minute === undefined) return { time: null, offset: null }
  const h = Number(hour)
  const isHalfDay = half !== undefined && h >= 1 && h <= 12
  const hours = isHalfDay ? (h % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : h
  return { time: `${String(hours).padStart(2, "0")}:${minute}:${second ?? "00"}`, offset: offset ?? null }
}

/** The day, when the numbers make one in this order. Two-digit years are of this century, or the last one from 70 on. */
function dayIn([a, b, c]: Written["numbers"], order: DateOrder): Day | undefined {
  const [y, month, date] = order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b]
  const year = y >= 100 ? y : y >= 70 ? 1900 + y : 2000 + y
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month))
    return undefined
  return dayOf(year, month, date)
}

/** The day in a cell; undefined when there is none in this order of numbers. */
export function readDay(text: string, order: DateOrder): Day | undefined {
  const written = writtenDate(text)
  return written && dayIn(written.numbers, written.order ?? order)
}

/** The instant in a cell. `time` is a time of day from a column of its own; without any it is midnight in the zone. */
export function readInstant(text: string, how: { order: DateOrder; zone: string; time?: string }): Date | undefined {
  const written = writtenDate(text)
  const day = written && dayIn(written.numbers, written.order ?? how.order)
  if (!written || !day) return undefined
  const time = written.time ?? (how.time ? readTimeOfDay(how.time) : "00:00:00")
  if (!isTimeOfDay(time)) return undefined
  if (!written.offset) return instantAt(how.zone, day, time)
  const offset = offsets[written.offset.toUpperCase()] ?? written.offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2")
  const instant = new Date(`${day}T${time}${offset}`)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}

const offsets: Readonly<Record<string, string>> = { Z: "Z", UTC: "Z", GMT: "Z", JST: "+09:00" }

/** "8:26", "０８：２６", "8時26分", "8:26 PM". */
export function readTimeOfDay(text: string): TimeOfDay | undefined {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(
      /^(\d{1,2})時(\d{1,2})分?(?:(\d{1,2})秒)?$/,
      (_whole, h: string, m: string, s?: string) => `${h}:${m.padStart(2, "0")}:${(s ?? "0").padStart(2, "0")}`,
    )
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(plain)
  const { time } = timeOf(found ? [found[1], found[2], found[3], found[4]] : [])
  return time !== null && isTimeOfDay(time) ? time : undefined
}

export type FoundOrder = { readonly order: DateOrder; readonly sure: boolean }

/**
 * Which of the numbers is the day, decided from the data: a number above 12 is no month; then, which reading leaves no
 * date in the future; then, which puts the file in order of time. `sure` is false when nothing of it helped.
 */
export function dateOrderOf(texts: readonly string[], now: Date): FoundOrder {
  const open = texts
    .map(writtenDate)
    .filter((w) => w !== undefined && w.order === null)
    .map((w) => w?.numbers ?? ([0, 0, 0] as const))
  if (open.length === 0) return { order: "ymd", sure: true }
  const ways = (["dmy", "mdy", "ymd"] as const).map((order) => {
    const days = open.map((numbers) => dayIn(numbers, order))
    const real = days.filter((d) => d !== undefined)
    return {
      order,
      real: real.length,
      future: real.filter((d) => d > now.toISOString().slice(0, 10)).length,
      unsorted: disorderOf(real),
    }
  })
  const fits = mostBy(ways, (way) => way.real)
  const past = mostBy(fits, (way) => -way.future)
  const sorted = mostBy(past, (way) => -way.unsorted)
  const [best] = sorted
  return { order: best?.order ?? "ymd", sure: sorted.length === 1 && fits.some((way) => way.order === best?.order) }
}

function mostBy<T>(all: readonly T[], score: (it: T) => number): T[] {
  const most = Math.max(...all.map(score))
  return all.filter((it) => score(it) === most)
}

/** How many neighbours stand against the prevailing direction of time. */
function disorderOf(days: readonly Day[]): number {
  let [up, down] = [0, 0]
  days.forEach((d, i) => {
    const before = days[i - 1]
    if (before === undefined || before === d) return
    if (d > before) up++
    else down++
  })
  return Math.min(up, down)
}
