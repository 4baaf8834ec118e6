import { addDays } from "#kernel/days"
import { instantAt, localIn, type TimeOfDay } from "#kernel/zones"

/**
 * The end of the quiet hours that this instant lies in, in the reader's zone; undefined outside of them. They begin at
 * `from`, inclusive, and end at `until`, exclusive (M22: 21:00:00 is quiet, 08:00:00 is not); over midnight when `from` is the
 * later one. Where summer time skips the end, it is the first instant after the gap.
 */
export function quietUntil(
  { from, until }: { readonly from: TimeOfDay; readonly until: TimeOfDay },
  zone: string,
  at: Date,
): Date | undefined {
  const { day, time } = localIn(zone, at)
  const [begins, ends, now] = [seconds(from), seconds(until), seconds(time)]
  if (begins === ends) return undefined
  const overMidnight = begins > ends
  const isQuiet = overMidnight ? now >= begins || now < ends : now >= begins && now < ends
  if (!isQuiet) return undefined
  const end = instantAt(zone, overMidnight && now >= begins ? addDays(day, 1) : day, until)
  // When clocks are put back the same local time comes twice: the end lies never before now.
  return end > at ? end : instantAt(zone, addDays(day, 1), until)
}

const seconds = (time: TimeOfDay): number => {
  const [hours = 0, minutes = 0, rest = 0] = time.split(":").map(Number)
  return hours * 3_600 + minutes * 60 + rest
}
