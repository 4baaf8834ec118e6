import { birthdayIn, type Day, partsOf } from "#kernel/days"
import type { Context } from "#kernel/context"
import { selectBornOn } from "./storage-birthdays.ts"

/**
 * Whose birthday it is on this day, in order of their ids, after this one. Who was born on a 29 February has hers on the 28th in
 * years without one.
 */
export function birthdaysOn(ctx: Context, day: Day, after: string | null, limit: number): Promise<string[]> {
  const leapToo = birthdayIn(partsOf(day).year, "02-29") === day
  return selectBornOn(ctx, [day.slice(5), ...(leapToo ? ["02-29"] : [])], after, limit)
}
