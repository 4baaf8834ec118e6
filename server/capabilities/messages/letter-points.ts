import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Cap } from "./model-letter-settings.ts"

/** How often segments may be written to (D35), by their ids; those without a limit are missing. */
export type SegmentFrequencies = (ctx: Context, segmentIds: readonly string[]) => Promise<ReadonlyMap<string, Cap>>
export const segmentFrequencies = contributionPoint<SegmentFrequencies>("messages.segment-frequencies")

/** How many letters of the last 90 days each of these people followed herself, by channel: machines don't count (X22). */
export type LetterVisits = (
  ctx: Context,
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, ReadonlyMap<Channel, number>>>
export const letterVisits = contributionPoint<LetterVisits>("messages.letter-visits")
