import { currentProgramme } from "#loyalty"
import { currentRanks, type Rank } from "#members"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"

/** The ranks that hold now, the first one first; none while the brand has no ranks. */
export const ranksNow = async (ctx: Context): Promise<readonly Rank[]> =>
  (await currentRanks(ctx))?.document.ranks ?? []

export type Base = { readonly points: number; readonly perYen: number }

/** What purchases earn at the base rate, and how points are called. */
export async function baseNow(ctx: Context): Promise<{ readonly base: Base | null; readonly pointName: Text }> {
  const found = await currentProgramme(ctx)
  const { base, pointName } = found?.programme ?? {}
  return {
    base: base ? { points: base.points, perYen: base.perYen } : null,
    pointName: pointName ?? { ja: "ポイント", en: "points" },
  }
}
