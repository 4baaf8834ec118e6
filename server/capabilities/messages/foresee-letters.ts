import type { Context } from "#kernel/context"
import { decideLetter, type LetterDecision } from "./eligibility-rules.ts"
import { casesOf, type LetterAsked } from "./letter-facts.ts"
import type { PlannedLetter } from "./plan-letters.ts"

/** A letter that somebody thinks of planning. */
export type ForeseenLetter = Omit<PlannedLetter, "key" | "facts" | "isHeld" | "origin"> &
  Partial<Pick<PlannedLetter, "origin">>

/**
 * What would be decided about letters that nobody has planned yet, at their moment as far as it is known now, by the
 * customer's id as given: the very decision that is made when they are due. Writes nothing. Hundreds at once; one for each
 * person.
 */
export async function foreseeLetters(
  ctx: Context,
  letters: readonly ForeseenLetter[],
): Promise<ReadonlyMap<string, LetterDecision>> {
  const asked = letters.map((letter): LetterAsked => {
    const sendAt = letter.sendAt ?? ctx.now()
    return {
      messageId: ctx.id(),
      customerId: letter.customerId,
      purpose: letter.purpose ?? "marketing",
      language: "ja",
      origin: letter.origin ?? null,
      intent: letter.intent,
      discountBp: letter.discountBp ?? null,
      topic: letter.topic ?? null,
      segmentId: letter.segmentId ?? null,
      template: letter.template,
      instead: letter.instead ?? null,
      channels: letter.channels === "best" ? null : letter.channels,
      plannedAt: ctx.now(),
      sendAt,
      expiresAt: letter.expiresAt ?? null,
    }
  })
  const cases = await casesOf(ctx, asked, { mayAssign: false })
  const decided = new Map<string, LetterDecision>()
  for (const letter of asked) {
    const one = cases.get(letter.messageId)
    if (one) decided.set(letter.customerId, decideLetter({ ...one.facts, now: letter.sendAt }))
  }
  return decided
}
