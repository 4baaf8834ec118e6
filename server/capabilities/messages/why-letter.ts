import { type Channel, CustomerError, customerById } from "#customers"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { Check, LetterDecision } from "./eligibility-rules.ts"
import { MessageError } from "./errors.ts"
import { type ForeseenLetter, foreseeLetters } from "./foresee-letters.ts"
import { checkName, checkWords, reasonWords } from "./reason-words-rules.ts"
import { selectDecision } from "./storage-eligibility.ts"
import { selectMessage } from "./storage-log.ts"

export type WhyLine = {
  readonly check: string
  readonly says: Check["says"]
  readonly name: Text
  readonly words: Text
  readonly until: Date | null
}

export type Why = {
  readonly kind: LetterDecision["kind"]
  readonly channel: Channel | null
  readonly reason: Text | null
  /** When it may go at the earliest, as far as that is known. */
  readonly nextAt: Date | null
  readonly lines: readonly WhyLine[]
}

/** A decision in words: what was looked at, in order, with the values that it saw. */
export function whyOf(decision: LetterDecision): Why {
  return {
    kind: decision.kind,
    channel: decision.kind === "send" ? decision.channel : null,
    reason: "reason" in decision ? reasonWords(decision.reason) : null,
    nextAt: decision.kind === "defer" ? new Date(decision.untilAt) : null,
    lines: decision.checks.map((check) => ({
      check: check.check,
      says: check.says,
      name: checkName(check),
      words: checkWords(check),
      until: check.until === undefined ? null : new Date(check.until),
    })),
  }
}

/** Why a message went or did not, as it was decided then (X03). Throws `messages.Unknown`; null for what is not a letter or waits for its first look. */
export async function whyMessage(
  ctx: Context,
  messageId: string,
): Promise<{ decidedAt: Date | null; why: Why | null }> {
  if (!(await selectMessage(ctx, messageId))) throw MessageError.Unknown({ field: "messageId" })
  const found = await selectDecision(ctx, messageId)
  return { decidedAt: found?.decidedAt ?? null, why: found?.decision ? whyOf(found.decision) : null }
}

/** Clocks of those who ask and of ours differ by that much, and a form stands open for a while. */
const graceMs = 15 * 60_000

/**
 * Why somebody would or would not get such a letter at its moment, by what is known now. Throws `customers.Unknown`;
 * `messages.PastMoment` for what lies behind us, of which only what was decided then can be told.
 */
export async function whyPerson(ctx: Context, letter: ForeseenLetter): Promise<Why> {
  if (letter.sendAt && letter.sendAt.getTime() < ctx.now().getTime() - graceMs)
    throw MessageError.PastMoment({ field: "at" })
  if (!(await customerById(ctx, letter.customerId))) throw CustomerError.Unknown({ field: "customerId" })
  const decision = (await foreseeLetters(ctx, [letter])).get(letter.customerId)
  if (!decision) throw CustomerError.Unknown({ field: "customerId" })
  return whyOf(decision)
}
