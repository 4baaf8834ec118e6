import { audit, forInstallation } from "#brands"
import { type ClockMove, confirmMoves, openMoves } from "#kernel/clock-watch"
import { type Context, inTransaction } from "#kernel/context"

/** The jumps of clocks for which mass work waits (F60). */
export const clockMoves = (ctx: Context): Promise<ClockMove[]> => inTransaction(ctx, openMoves)

/** Somebody who runs the installation has looked at the clocks: mass work goes on. Returns what was confirmed. Throws `staff.RunnersOnly`. */
export const confirmClocks = (ctx: Context): Promise<ClockMove[]> =>
  forInstallation(ctx, async (platform) => {
    const by = ctx.actor.kind === "staff" ? `staff:${ctx.actor.staffId}` : ctx.cause
    const moves = await confirmMoves(platform, by)
    const after = moves.map(({ what, machine, movedMs, noticedAt }) => ({ what, machine, movedMs, noticedAt }))
    if (moves.length > 0) await audit(platform, { action: "clock.confirmed", subject: "clock", after })
    return moves
  })
