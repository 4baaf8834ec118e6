import { currentProgramme, draftOf } from "#loyalty"
import { currentRanks, showRanks } from "#members"
import type { Context } from "#kernel/context"
import type { Plan } from "./plan-rules.ts"

/** What is live; null before the first programme. */
export async function livePlan(ctx: Context): Promise<Plan | null> {
  const programme = (await currentProgramme(ctx))?.programme
  if (!programme) return null
  return { programme, ranks: (await currentRanks(ctx))?.document ?? null, numbers: null }
}

/** The drafts as they stand; where there is none, what is live or what a brand begins with. */
export async function draftPlan(ctx: Context): Promise<Plan> {
  const { programme } = await draftOf(ctx)
  const { draft, live } = await showRanks(ctx)
  return { programme, ranks: (draft ?? live)?.document ?? null, numbers: null }
}
