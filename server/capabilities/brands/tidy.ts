import { type Context, inTransaction } from "#kernel/context"
import { deleteOldSessions } from "./storage-sessions.ts"
import { deleteOldTries } from "./storage-staff.ts"

const keptMs = 30 * 86_400_000

/** Forgets sessions that ended a month ago, and tries whose window is over; in the platform's context. */
export async function forgetOldSessions(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await deleteOldSessions(ctx, new Date(ctx.now().getTime() - keptMs))
    await deleteOldTries(ctx)
  })
}
