import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import { decideLetter, type LetterDecision } from "./eligibility-rules.ts"
import { casesOf, type LetterAsked, type LetterCase } from "./letter-facts.ts"
import { mayCarry, rideAlong } from "./section-rules.ts"
import { selectHeldBack } from "./storage-sections.ts"

/** A letter that has just been decided to leave, with what it was decided by. */
export type Leaving = { readonly letter: LetterAsked; readonly one: LetterCase; readonly channel: Channel }

export type Carried = {
  readonly letter: LetterAsked
  readonly one: LetterCase
  readonly decision: Extract<LetterDecision, { kind: "merge" }>
}

/**
 * Small letters that nothing but a cap holds back and that ride along in a letter to the same reader, which leaves now (X10).
 * They are decided about anew, by the facts of this moment: who has bought since, or refused, is not told of it either. What is
 * being looked at elsewhere at this moment is left alone. `deferred` are those that were put off in this very transaction. In the transaction that decides, under the reader's lock.
 */
export async function carryLetters(
  ctx: Context,
  leaving: readonly Leaving[],
  deferred: ReadonlySet<string>,
): Promise<readonly Carried[]> {
  const carriers = leaving.filter(({ channel, one, letter }) => mayCarry(channel) && mayHold(one, letter, deferred))
  if (carriers.length === 0) return []
  const held = await selectHeldBack(
    ctx,
    carriers.map(({ letter }) => letter.customerId),
  )
  if (held.length === 0) return []
  const cases = await casesOf(ctx, held, { mayAssign: false })
  const carried: Carried[] = []
  const counts = new Map<string, number>()
  for (const letter of held) {
    const one = cases.get(letter.messageId)
    const carrier = carriers.find((other) => other.letter.customerId === letter.customerId)
    if (!one || !carrier) continue
    const into = carrier.letter.messageId
    const decision = rideAlong({
      leaving: { ...carrier.letter, channel: carrier.channel },
      held: letter,
      decision: decideLetter(withCarrier(one, carrier)),
      isSmall: one.facts.isSmall,
      carried: counts.get(into) ?? 0,
      atMost: one.facts.settings.sections,
    })
    if (!decision) continue
    counts.set(into, (counts.get(into) ?? 0) + 1)
    carried.push({ letter, one, decision })
  }
  return carried
}

/** Whether anything may wait for her that a cap holds back: of most readers nothing does, and nobody is asked twice. */
const mayHold = ({ facts }: LetterCase, { purpose }: LetterAsked, deferred: ReadonlySet<string>): boolean =>
  purpose === "marketing" && facts.settings.sections > 0 && (facts.waiting.length > 0 || deferred.size > 0)

/** The letter that leaves counts as sent: it is what fills the cap. */
function withCarrier({ facts }: LetterCase, { letter, channel }: Leaving): LetterCase["facts"] {
  const { intent, topic, segmentId, template } = letter
  const left = { at: facts.now, channel, intent, topic, segmentId, templateId: template.templateId }
  return { ...facts, past: [left, ...facts.past] }
}
