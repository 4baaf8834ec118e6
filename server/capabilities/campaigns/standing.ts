import type { Context } from "#kernel/context"
import { type OccurrenceState, occurrenceState } from "./state-rules.ts"
import { openLettersOf } from "./open-letters.ts"
import { selectOccurrences } from "./storage-occurrences.ts"

/** Where the sendings of one campaign stand, counted from its letters. */
export async function occurrenceStates(ctx: Context, campaignId: string): Promise<OccurrenceState[]> {
  const occurrences = await selectOccurrences(ctx, [campaignId])
  const open = await openLettersOf(ctx, campaignId)
  return occurrences.map((it) => occurrenceState(it, open.get(it.occurrence)?.open ?? 0))
}
