import { addDays, addMonths } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"

/**
 * When a time of a plan ends: so many months after the day on which it begins, that day given in addition; what prolongs a
 * running one begins where that ends. Null when it has no end.
 */
export function planEnds(
  zone: string,
  { months, times, from, runsUntil }: { months: number | null; times: number; from: Date; runsUntil: Date | undefined },
): Date | null {
  if (months === null) return null
  const isProlonged = runsUntil !== undefined && runsUntil > from
  const first = isProlonged ? dayIn(zone, runsUntil) : addDays(dayIn(zone, from), 1)
  return startOfDay(zone, addMonths(first, months * times))
}

/** Whether a mail address belongs to one of these domains or to one below: "ac.jp" holds for "a@cs.example.ac.jp". */
export function isOfDomain(mail: string, domains: readonly string[]): boolean {
  const domain = mail.slice(mail.lastIndexOf("@") + 1).toLowerCase()
  return mail.includes("@") && domains.some((wanted) => domain === wanted || domain.endsWith(`.${wanted}`))
}
