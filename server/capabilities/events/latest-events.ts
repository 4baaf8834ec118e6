import { type Context, inTransaction } from "#kernel/context"
import type { TimelineEntry } from "./model.ts"
import { selectLatest } from "./storage.ts"
import { entryOf } from "./timeline.ts"

type Wanted = {
  names?: readonly string[] | undefined
  source?: string | undefined
  externalId?: string | undefined
  limit?: number
}

const hourMs = 3_600_000
// Most questions are about what came just now; only for a quiet shop do we look further back.
const spansMs = [hourMs, 24 * hourMs, 30 * 24 * hourMs, 50 * 365 * 24 * hourMs]

/** What was received last, for whoever is connecting a shop: newest first, at most 100. */
export async function latestEvents(ctx: Context, wanted: Wanted = {}): Promise<TimelineEntry[]> {
  const limit = Math.min(Math.max(wanted.limit ?? 100, 1), 100)
  const { names, source, externalId } = wanted
  return inTransaction(ctx, async (ctx) => {
    for (const spanMs of spansMs) {
      const since = new Date(Math.max(0, ctx.now().getTime() - spanMs))
      const rows = await selectLatest(ctx, { since, names, source, externalId, limit })
      if (rows.length === limit || spanMs === spansMs.at(-1)) return rows.map(entryOf)
    }
    return []
  })
}
