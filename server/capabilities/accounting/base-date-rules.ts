import { type Day, dayOf, partsOf } from "#kernel/days"

/** Above this unused balance on a base date half of it is to be deposited (資金決済法14条; 施行令6条). Yen. */
export const depositFrom = 10_000_000

/** Points that were paid for, as they stood on one base date. */
export type BaseDateReport = {
  readonly day: Day
  /** Issued in the half year that ends on the day. */
  readonly issued: number
  readonly redeemed: number
  /** 基準日未使用残高: all that is unused, less what is usable for six months only. */
  readonly unused: number
  readonly exempt: number
  readonly unusedYen: number
  readonly mustDeposit: boolean
  /** Half of it, rounded up; 0 below the limit. */
  readonly deposit: number
}

/** 31 March and 30 September are the base dates: the last one before or on a day. */
export function baseDateBefore(day: Day): Day {
  const { year } = partsOf(day)
  const days = [dayOf(year, 9, 30), dayOf(year, 3, 31), dayOf(year - 1, 9, 30)]
  return days.find((base) => base <= day) ?? dayOf(year - 1, 9, 30)
}

/** The base date half a year earlier. */
export const earlierBaseDate = (base: Day): Day => {
  const { year, month } = partsOf(base)
  return month === 9 ? dayOf(year, 3, 31) : dayOf(year - 1, 9, 30)
}

type PaidPoints = {
  readonly issued: number
  readonly redeemed: number
  readonly unused: number
  readonly exempt: number
}

/** Points usable for at most six months from issue are exempt (資金決済法4条2号); the rest counts towards the deposit. */
export function baseDateReport(day: Day, paid: PaidPoints, yenPerPoint: number): BaseDateReport {
  const unusedYen = (paid.unused - paid.exempt) * yenPerPoint
  const mustDeposit = unusedYen > depositFrom
  return { day, ...paid, unusedYen, mustDeposit, deposit: mustDeposit ? Math.ceil(unusedYen / 2) : 0 }
}
