import { accountMoves, cohortEnds } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { addDays, addMonths } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { breakageOf, type CohortEnds, ownCurve } from "./breakage-rules.ts"
import { firstDayOf, zoneOf } from "./roll-forward.ts"
import { accountSettings } from "./settings.ts"

/** Points by the month of issue with what became of them until now; only whole months count as seen. */
export async function cohortsOf(ctx: Context): Promise<CohortEnds[]> {
  const zone = await zoneOf(ctx)
  const thisMonth = firstDayOf(dayIn(zone, ctx.now()).slice(0, 7))
  const rows = await cohortEnds(ctx, zone, startOfDay(zone, thisMonth))
  const byMonth = Map.groupBy(rows, ({ issueMonth }) => issueMonth)
  return [...byMonth].map(([issueMonth, ends]) => ({
    issueMonth,
    issued: ends.reduce((sum, { issued }) => sum + issued, 0),
    seenMonths: monthsBetween(issueMonth, thisMonth.slice(0, 7)),
    ends: ends.map(({ age, used, expired }) => ({ age, used: Math.max(0, used), expired: Math.max(0, expired) })),
  }))
}

export const monthsBetween = (from: string, until: string): number =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5)) - Number(from.slice(5))

/** How many in ten thousand points are expected to be used: as decided, else as the curve says, else all. */
export async function expectedUse(ctx: Context): Promise<{ bp: number; isDecided: boolean; breakage: number | null }> {
  const { expectedUseBp } = await accountSettings(ctx)
  const { breakage } = breakageOf(await cohortsOf(ctx))
  const measured = breakage === null ? 10_000 : Math.round((1 - breakage) * 10_000)
  return { bp: expectedUseBp ?? measured, isDecided: expectedUseBp !== null, breakage }
}

/** When what is held will expire, how far cohorts were used, and what is owed going by that (X04). */
export const showBreakage = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const today = dayIn(zone, ctx.now())
    const { yenPerPoint } = await accountSettings(ctx)
    const held = await accountMoves(ctx, { until: startOfDay(zone, addDays(today, 1)), zone })
    const months = new Map<string, number>()
    for (const { expiryMonth, points } of held) {
      const key = expiryMonth ?? ""
      months.set(key, (months.get(key) ?? 0) + points)
    }
    const cohorts = await cohortsOf(ctx)
    const found = breakageOf(cohorts)
    const use = await expectedUse(ctx)
    const points = held.reduce((sum, move) => sum + move.points, 0)
    const face = points * yenPerPoint
    const unused = Math.round((face * (10_000 - use.bp)) / 10_000)
    const [newest] = cohorts.filter(({ seenMonths }) => seenMonths >= 1).toSorted((a, b) => b.seenMonths - a.seenMonths)
    return {
      day: today,
      expiring: [...months]
        .filter(([, sum]) => sum !== 0)
        .map(([month, sum]) => ({ month: month === "" ? null : month, points: sum }))
        .toSorted((a, b) => ((a.month ?? "9999") < (b.month ?? "9999") ? -1 : 1)),
      soon: addMonths(today, 2).slice(0, 7),
      curve: found.curve.map((point) => ({ ...point })),
      oldest: newest ? { month: newest.issueMonth, used: ownCurve(newest) } : null,
      breakage: found.breakage,
      low: found.low,
      high: found.high,
      liability: { points, face, expectedUseBp: use.bp, isDecided: use.isDecided, unused, estimate: face - unused },
    }
  })
