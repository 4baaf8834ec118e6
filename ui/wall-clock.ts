import { parts } from "./format.ts"

/** What stands on the brand's wall at an instant: `2026-11-20` and `10:20`. */
export function onTheWall(at: Date, timeZone: string): { day: string; time: string } {
  const p = parts(at, timeZone)
  const two = (n: number) => String(n).padStart(2, "0")
  return { day: `${p.year}-${two(p.month)}-${two(p.day)}`, time: `${two(p.hour)}:${two(p.minute)}` }
}

/**
 * The instant at which the brand's wall shows this day and time. In the hour that summer time skips, the instant
 * after it; in the hour that it repeats, the first of the two.
 */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const shownAt = (instant: number) => {
    const wall = onTheWall(new Date(instant), timeZone)
    return Date.parse(`${wall.day}T${wall.time}:00Z`)
  }
  // The offset may change within the day: try the ones that hold before and after.
  const tries = [-86_400_000, 86_400_000].map((near) => wanted - (shownAt(wanted + near) - (wanted + near)))
  const right = tries.filter((instant) => shownAt(instant) === wanted)
  return new Date(Math.min(...(right.length > 0 ? right : tries.map((instant) => Math.max(instant, ...tries)))))
}

/** 19:00, 1900 or 9:5 as people write them, in 24 hours whatever the browser's language. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[:時.]?(\d{1,2})分?|時)?$/.exec(text.normalize("NFKC").trim())
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)]
  if (!found || hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
}
