import { type Context, inTransaction } from "#kernel/context"
import { liveOf, ranksKind } from "./documents.ts"
import type { RanksDocument } from "./model-ranks.ts"

/** The ranks that hold now; null while the brand has none. */
export const currentRanks = (ctx: Context): Promise<RanksDocument | null> =>
  inTransaction(ctx, async (ctx) => (await liveOf(ctx, ranksKind))?.document ?? null)
