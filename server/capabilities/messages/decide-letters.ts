import type { Channel } from "#customers"
import { type Context, lock } from "#kernel/context"
import type { Reached } from "./channel.ts"
import { decideLetter, type LetterDecision } from "./eligibility-rules.ts"
import { casesOf, type LetterAsked, type LetterCase } from "./letter-facts.ts"
import type { TemplateRef } from "./letter-documents.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import type { MessageToSend } from "./model-states.ts"
import { tellEnded } from "./tell-ended.ts"
import { type DecidedRow, writeDecisions } from "./storage-eligibility.ts"
import type { EndedLetter } from "./storage-plan.ts"

/** What an attempt needs of the decision. */
export type Decided =
  | {
      readonly kind: "send"
      readonly channel: Channel
      readonly to: Reached
      readonly template: TemplateRef
    }
  | { readonly kind: "defer"; readonly reason: string; readonly untilAt: Date }
  | { readonly kind: "ended" }

/**
 * Decides about letters that were just claimed, in the transaction that claims them (M21): who takes part in the same decision
 * waits for the other, so that two letters which leave at the same moment don't both find room under a cap (M23). What was
 * decided is written down with everything that was looked at; who planned them hears of those that ended by it.
 */
export async function decideLetters(
  ctx: Context,
  messages: readonly MessageToSend[],
): Promise<ReadonlyMap<string, Decided>> {
  const letters = messages.flatMap((message) => asked(message) ?? [])
  if (letters.length === 0) return new Map()
  await lock(ctx, ...letters.map(({ customerId }) => `messages.letters.${customerId}`))
  const cases = await casesOf(ctx, letters, { mayAssign: true })
  const decided = new Map<string, Decided>()
  const rows: DecidedRow[] = []
  for (const letter of letters) {
    const one = cases.get(letter.messageId)
    if (!one) continue
    const decision = decideLetter(withSiblings(one, decided, letters))
    decided.set(letter.messageId, decidedOf(decision, one))
    rows.push(rowOf(letter, decision, one))
  }
  await writeDecisions(ctx, rows)
  await tellEnded(
    ctx,
    rows.flatMap((row) => endedOf(row, letters) ?? []),
  )
  return decided
}

/** A letter as the decision asks about it; after an attempt it stays on its channel, where the other side may know it (F46). */
function asked({ messageId, customerId, purpose, language, plannedAt, expiresAt, attempts, letter }: MessageToSend) {
  if (letter === null || customerId === null) return undefined
  const { templateId, templateVersion, insteadId, insteadVersion, channel, channels, origin } = letter
  const { intent, discountBp, topic, segmentId, sendAt } = letter
  const of: LetterAsked = {
    messageId,
    customerId,
    purpose,
    language,
    origin,
    intent,
    discountBp,
    topic,
    segmentId,
    sendAt,
    plannedAt,
    expiresAt,
    template: { templateId, version: templateVersion },
    instead: insteadId === null ? null : { templateId: insteadId, version: insteadVersion ?? 1 },
    channels: attempts > 0 && channel !== null ? [channel] : channels,
  }
  return of
}

/** Those that were decided a moment ago in the same transaction count as well: they leave together with this one. */
function withSiblings(
  { facts }: LetterCase,
  decided: ReadonlyMap<string, Decided>,
  letters: readonly LetterAsked[],
): LetterCase["facts"] {
  const mine = letters.find(({ messageId }) => messageId === facts.letter.messageId)
  const siblings = letters.flatMap((other) => {
    const end = decided.get(other.messageId)
    if (other.customerId !== mine?.customerId || end?.kind !== "send") return []
    const { intent, topic, segmentId } = other
    return [{ at: facts.now, channel: end.channel, intent, topic, segmentId, templateId: end.template.templateId }]
  })
  return siblings.length === 0 ? facts : { ...facts, past: [...siblings, ...facts.past] }
}

function decidedOf(decision: LetterDecision, { addresses }: LetterCase): Decided {
  if (decision.kind === "defer") return { kind: "defer", reason: decision.reason, untilAt: decision.untilAt }
  if (decision.kind !== "send") return { kind: "ended" }
  const to = addresses.get(decision.channel)
  // A channel is chosen only where an address was found.
  if (!to) throw new Error(`no address on ${decision.channel}`)
  return { kind: "send", channel: decision.channel, to, template: decision.template }
}

const states = { send: "attempting", defer: "deferred", skip: "skipped", expire: "expired", merge: "merged" } as const

function rowOf({ messageId }: LetterAsked, decision: LetterDecision, { addresses }: LetterCase): DecidedRow {
  const to = decision.kind === "send" ? addresses.get(decision.channel) : undefined
  return {
    messageId,
    state: states[decision.kind],
    reason: decision.kind === "send" ? null : decision.reason,
    decision,
    channel: decision.kind === "send" ? decision.channel : null,
    templateId: decision.kind === "send" ? decision.template.templateId : null,
    templateVersion: decision.kind === "send" ? decision.template.version : null,
    toAddress: to?.address ?? null,
    toName: to?.name ?? null,
    toKey: to && decision.kind === "send" && decision.channel === "email" ? (mailAddressKey(to.address) ?? null) : null,
    mergedInto: decision.kind === "merge" ? decision.into : null,
  }
}

function endedOf(row: DecidedRow, letters: readonly LetterAsked[]): EndedLetter | undefined {
  const { messageId, state, reason, channel } = row
  if (state === "attempting" || state === "deferred") return undefined
  const letter = letters.find((one) => one.messageId === messageId)
  if (!letter?.origin) return undefined
  const { kind, id, version, step } = letter.origin
  const origin = { originKind: kind, originId: id, originVersion: version, originStep: step }
  return { messageId, customerId: letter.customerId, channel, state, reason, ...origin }
}
