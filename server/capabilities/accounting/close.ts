import { audit } from "#brands"
import { closePeriod } from "#points"
import { type Context, inTransaction, lock } from "#kernel/context"
import { addDays, addMonths, partsOf } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { AccountingError } from "./errors.ts"
import { firstDayOf, hashOf, lastDayOf, reportOf, tie, zoneOf } from "./roll-forward.ts"
import { insertClose, selectClose, selectCloses } from "./storage.ts"

/**
 * Closes a month for good: the ledger takes nothing any more that is effective in it, and its report is kept byte by byte
 * (L05, L30). Months are closed one after the other. Throws `accounting.NotOver`, `OutOfOrder`, `DoesNotTie`.
 */
export const closeMonth = (ctx: Context, month: string): Promise<{ hash: string }> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, "accounting.close")
    const closed = await selectClose(ctx, month)
    if (closed) return { hash: closed.hash }
    const zone = await zoneOf(ctx)
    const end = startOfDay(zone, addDays(lastDayOf(month), 1))
    if (end > ctx.now()) throw AccountingError.NotOver({ month })
    const next = await nextToClose(ctx)
    if (next !== null && month !== next) throw AccountingError.OutOfOrder({ month: next })
    const { difference } = await tie(ctx)
    if (difference !== 0) throw AccountingError.DoesNotTie({ points: difference })
    await closePeriod(ctx, end)
    const report = JSON.stringify(await reportOf(ctx, firstDayOf(month), lastDayOf(month)))
    const hash = hashOf(report)
    await insertClose(ctx, { month, report, hash, closedBy: byOf(ctx) })
    await audit(ctx, { action: "accounting.closed", subject: `month:${month}`, after: { hash } })
    return { hash }
  })

/** The month after the last that was closed; null before the first, which may be any. */
export async function nextToClose(ctx: Context): Promise<string | null> {
  const [last] = await selectCloses(ctx)
  return last ? addMonths(firstDayOf(last.month), 1).slice(0, 7) : null
}

/** This month and those before it, the oldest first. */
export async function lastMonths(ctx: Context, count: number): Promise<string[]> {
  const { year, month } = partsOf(dayIn(await zoneOf(ctx), ctx.now()))
  const now = firstDayOf(`${year}-${String(month).padStart(2, "0")}`)
  return Array.from({ length: count }, (_, i) => addMonths(now, i + 1 - count).slice(0, 7))
}

const byOf = ({ actor }: Context): string =>
  actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind === "key" ? `key:${actor.keyId}` : actor.kind
