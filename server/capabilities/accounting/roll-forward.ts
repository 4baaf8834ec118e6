import { createHash } from "node:crypto"
import { brandById } from "#brands"
import { accountMoves, lotSums, pendingMoves } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { addDays, type Day, day, lastOfMonth } from "#kernel/days"
import { startOfDay } from "#kernel/zones"
import type { RollReport } from "./model.ts"
import { type Move, rollForward, type Stock } from "./roll-rules.ts"
import { selectClose } from "./storage.ts"

export const zoneOf = async (ctx: Context): Promise<string> => (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"

export const firstDayOf = (month: string): Day => day(`${month}-01`)
export const lastDayOf = (month: string): Day => lastOfMonth(firstDayOf(month))

/**
 * The roll-forward of any span of days, both included, by effective time (L30). Two passes over the journal; of equal
 * journals equal reports, byte by byte.
 */
export async function reportOf(ctx: Context, from: Day, until: Day): Promise<RollReport> {
  const zone = await zoneOf(ctx)
  const [start, end] = [startOfDay(zone, from), startOfDay(zone, addDays(until, 1))]
  const before = await accountMoves(ctx, { until: start, zone })
  const during = await accountMoves(ctx, { from: start, until: end, zone })
  const { lines, total } = rollForward(before.map(asStock), during.map(asMove))
  const pendingBefore = await pendingMoves(ctx, { until: start, zone })
  const pendingDuring = await pendingMoves(ctx, { from: start, until: end, zone })
  const sum = (moves: typeof pendingBefore, kind?: string) =>
    moves.reduce((all, move) => all + (kind === undefined || move.kind === kind ? move.points : 0), 0)
  const opening = sum(pendingBefore)
  const pending = {
    opening,
    earned: sum(pendingDuring, "earned"),
    confirmed: 0 - sum(pendingDuring, "confirmed"),
    revoked: 0 - sum(pendingDuring, "revoked"),
    closing: opening + sum(pendingDuring),
  }
  return { from, until, lines: [...lines], total, pending }
}

type AccountMove = Awaited<ReturnType<typeof accountMoves>>[number]
const asStock = ({ origin, issueMonth, expiryMonth, points }: AccountMove): Stock => ({
  origin,
  issueMonth,
  expiryMonth,
  points,
})
const asMove = ({ kind, ...of }: AccountMove): Move => ({ ...asStock({ ...of, kind }), kind })

/** A month as it is now, or as it was when it was closed. The words are the report itself, byte by byte. */
export async function monthReport(
  ctx: Context,
  month: string,
): Promise<{ report: string; hash: string; isClosed: boolean }> {
  const closed = await selectClose(ctx, month)
  if (closed) return { report: closed.report, hash: closed.hash, isClosed: true }
  const report = JSON.stringify(await reportOf(ctx, firstDayOf(month), lastDayOf(month)))
  return { report, hash: hashOf(report), isClosed: false }
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Whether the journal and the lots say the same of all that is held this moment; the difference in points, 0 when they do. */
export const tie = (ctx: Context): Promise<{ journal: number; lots: number; difference: number; pending: number }> =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const sum = (moves: readonly { points: number }[]) => moves.reduce((all, { points }) => all + points, 0)
    const journal = sum(await accountMoves(ctx, { zone }))
    const pending = sum(await pendingMoves(ctx, { zone }))
    const lots = await lotSums(ctx)
    const held = lots.held - lots.debt
    return { journal, lots: held, pending, difference: Math.abs(journal - held) + Math.abs(pending - lots.pending) }
  })
