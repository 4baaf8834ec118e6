import { rootIdsOf } from "#customers"
import type { LetterAtGate, LetterGate, LetterRefusal, Wait } from "#messages"
import { membersOfAny } from "#segments"
import { selectExclusions, selectResting } from "./storage.ts"

/** Why letters of a campaign that rests are put off. */
export const restingReason = "campaign-paused"

/** Letters of a campaign that rests wait; how long, nobody knows. */
export const restingGate: LetterGate = async (ctx, letters) => {
  const resting = await selectResting(ctx, campaignIdsOf(letters))
  return new Map(
    letters.flatMap(({ messageId, origin }): [string, Wait][] =>
      origin && resting.get(origin.id) === "paused" ? [[messageId, { reason: restingReason, untilAt: null }]] : [],
    ),
  )
}

/**
 * Whoever has come into an excluded segment since her letter was planned gets it no more: somebody who bought yesterday is
 * offered nothing for a first order (G25). What belongs to a stopped campaign ends, too, even if it was planned beside it.
 */
export const excludedSince: LetterRefusal = async (ctx, letters) => {
  const ids = campaignIdsOf(letters)
  const refused = new Map<string, string>()
  if (ids.length === 0) return refused
  const resting = await selectResting(ctx, ids)
  for (const { messageId, origin } of letters)
    if (origin && resting.get(origin.id) === "stopped") refused.set(messageId, "stopped")
  for (const [campaignId, exclude] of await selectExclusions(ctx, ids)) {
    const of = letters.filter(({ origin }) => origin?.id === campaignId)
    const roots = await rootIdsOf(ctx, [...new Set(of.map(({ customerId }) => customerId))])
    const inside = new Set(await membersOfAny(ctx, exclude, [...roots.values()]))
    for (const { messageId, customerId } of of)
      if (inside.has(roots.get(customerId) ?? customerId)) refused.set(messageId, "excluded-since")
  }
  return refused
}

const campaignIdsOf = (letters: readonly LetterAtGate[]): string[] => [
  ...new Set(letters.flatMap(({ origin }) => (origin?.kind === "campaign" ? [origin.id] : []))),
]
