import type { Context } from "#kernel/context"
import { reasonKey } from "./apply-differences.ts"
import { hasBit } from "./bits-rules.ts"
import { eventNamesIn } from "./document-rules.ts"
import { decisive, explain } from "./explain-rules.ts"
import type { Difference } from "./facts-answers.ts"
import { lower, type Setting } from "./lower-rules.ts"
import type { Live } from "./model-stored.ts"
import { factsOfMany } from "./people.ts"
import type { Reason } from "./storage-members.ts"
import { wordsOf } from "./words.ts"

/** When more move at once, that they did is told without each one's reason; it can be asked for. */
const mostReasons = 100

/** In words, with each one's own values, why these people entered or left, by `reasonKey`. */
export async function reasonsOf(
  ctx: Context,
  different: readonly Difference[],
  live: readonly Live[],
  setting: Setting,
): Promise<Map<string, Reason>> {
  const moves = different.flatMap(({ customerId, isThere, before, after }) =>
    live
      .filter((l) => isThere && hasBit(before, l.number) !== hasBit(after, l.number))
      .map((l) => ({ customerId, live: l })),
  )
  if (moves.length === 0 || moves.length > mostReasons) return new Map()
  const names = [...new Set(moves.flatMap(({ live }) => eventNamesIn(lower(live.who, setting, [live.segmentId]))))]
  const people = await factsOfMany(ctx, [...new Set(moves.map((move) => move.customerId))], names)
  // Kept and read later, by those too who may not see personal data.
  const words = await wordsOf(
    ctx,
    live.map((l) => l.who),
    { hidesPersonal: true },
  )
  return new Map(
    moves.flatMap(({ customerId, live }) => {
      const facts = people.get(customerId)
      return facts
        ? [
            [
              reasonKey(live.segmentId, customerId),
              decisive(explain(live.who, { facts, setting, words, looksAhead: false })),
            ] as const,
          ]
        : []
    }),
  )
}
