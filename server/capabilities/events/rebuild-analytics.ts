import { setTimeout as sleep } from "node:timers/promises"
import { type Context, inTransaction } from "#kernel/context"
import { clearFacts, markGeneration } from "./facts-projection.ts"
import { releaseCursor, restartCursor } from "./storage-projection.ts"

const leaseMs = 120_000
const patience = 300

/**
 * Makes ClickHouse anew from Postgres: what it holds is removed and the cursor goes back to the beginning, from where the
 * projection fills it again while facts keep coming in. Only analytics are incomplete until it has caught up; its lag says
 * how far it is (G4, F24). `isSender`: the caller is the one who sends ranges, so none is on its way.
 */
export async function rebuildAnalytics(ctx: Context, { isSender = false } = {}): Promise<void> {
  const owner = `rebuild:${ctx.id()}`
  const generation = await restart(ctx, owner, isSender)
  ctx.log.info({ generation }, "rebuilding analytics from Postgres")
  try {
    await clearFacts(ctx)
    await markGeneration(ctx, generation)
  } finally {
    await inTransaction(ctx, (ctx) => releaseCursor(ctx, owner))
  }
}

/** Waits for the range that is being sent, but not for ever: the sender may be unable to. */
async function restart(ctx: Context, owner: string, isSender: boolean): Promise<number> {
  for (let tries = 1; ; tries++) {
    const generation = await inTransaction(ctx, (ctx) =>
      restartCursor(ctx, owner, leaseMs, isSender || tries > patience),
    )
    if (generation !== undefined) return generation
    await sleep(100)
  }
}
