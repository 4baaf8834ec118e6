import type { LetterKnowledge } from "#messages"
import { nameInLetters } from "./letter-words-rules.ts"
import { selectSegmentsOf } from "./storage-members.ts"

/**
 * Blocks of one letter for some of its readers: what somebody bought, as a segment says it, chooses whether she is told of a
 * deal, how to use it, or something to read (D34). Asked when the letter leaves.
 */
export const segmentKnowledge: LetterKnowledge = {
  names: ["segments.s"],
  read: async (ctx, customerIds) =>
    new Map(
      [...(await selectSegmentsOf(ctx, customerIds))].map(([customerId, segmentIds]) => [
        customerId,
        { segments: Object.fromEntries(segmentIds.map((id) => [nameInLetters(id).replace(/^segments\./, ""), true])) },
      ]),
    ),
}
