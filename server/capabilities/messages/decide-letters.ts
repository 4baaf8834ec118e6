import type { Channel } from "#customers"
import { type Context, lock } from "#kernel/context"
import type { Reached } from "./channel.ts"
import { carryLetters } from "./carry-letters.ts"
import { type Check, decideLetter, type LetterDecision } from "./eligibility-rules.ts"
import { casesOf, type LetterAsked, type LetterCase } from "./letter-facts.ts"
import type { TemplateRef } from "./letter-documents.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import type { MessageToSend } from "./model-states.ts"
import { mayCarry } from "./section-rules.ts"
import { tellEnded } from "./tell-ended.ts"
import { type DecidedRow as WrittenRow, writeDecisions } from "./storage-eligibility.ts"
import type { EndedLetter } from "./storage-plan.ts"

/** What an attempt needs of the decision. */
export type Decided =
  | {
      readonly kind: "send"
      readonly channel: Channel
      readonly to: Reached
      readonly template: TemplateRef
      /** It was tried before. */
      readonly isAgain: boolean
      /** Others may ride along in it as sections. */
      readonly mayCarry: boolean
    }
  | { readonly kind: "defer"; readonly reason: string; readonly untilAt: Date }
  | { readonly kind: "ended" }

type DecidedRow = WrittenRow & { readonly letter: LetterAsked }

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
  const tried = new Set(messages.flatMap(({ messageId, attempts }) => (attempts > 0 ? [messageId] : [])))
  await lock(ctx, ...letters.map(({ customerId }) => `messages.letters.${customerId}`))
  const cases = await casesOf(ctx, letters, { mayAssign: true })
  const decided = new Map<string, Decided>()
  const rows: DecidedRow[] = []
  for (const letter of letters) {
    const one = cases.get(letter.messageId)
    if (!one) continue
    const decision = decideLetter(withSiblings(one, decided, letters))
    decided.set(letter.messageId, decidedOf(decision, one, tried.has(letter.messageId)))
    rows.push(rowOf(letter, decision, one))
  }
  await writeDecisions(ctx, rows.map(written))
  rows.push(...(await carryAlong(ctx, { letters, cases, decided, rows })))
  await tellEnded(
    ctx,
    rows.flatMap((row) => endedOf(row) ?? []),
  )
  return decided
}

type Deciding = {
  readonly letters: readonly LetterAsked[]
  readonly cases: ReadonlyMap<string, LetterCase>
  readonly decided: Map<string, Decided>
  readonly rows: DecidedRow[]
}

/** Small letters that a cap holds back ride along in those that leave now (X10), and both say so. */
async function carryAlong(ctx: Context, { letters, cases, decided, rows }: Deciding): Promise<DecidedRow[]> {
  const leaving = letters.flatMap((letter) => {
    const [one, end] = [cases.get(letter.messageId), decided.get(letter.messageId)]
    return one && end?.kind === "send" && !end.isAgain ? [{ letter, one, channel: end.channel }] : []
  })
  const siblings = new Set(rows.flatMap(({ messageId, state }) => (state === "deferred" ? [messageId] : [])))
  const carried = await carryLetters(ctx, leaving, siblings)
  if (carried.length === 0) return []
  const ended = carried.map(({ letter, decision, one }) => rowOf(letter, decision, one))
  const carriers = rows.flatMap((row) => {
    const count = carried.filter(({ decision }) => decision.into === row.messageId).length
    if (count === 0) return []
    const check: Check = { check: "carries", says: "yes", saw: { letters: count } }
    return [{ ...row, decision: { ...row.decision, checks: [...row.decision.checks, check] } }]
  })
  await writeDecisions(ctx, [...ended, ...carriers].map(written))
  for (const { messageId } of ended) decided.set(messageId, { kind: "ended" })
  for (const { messageId } of carriers) {
    const end = decided.get(messageId)
    if (end?.kind === "send") decided.set(messageId, { ...end, mayCarry: true })
  }
  return ended
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
  const leaving = letters.flatMap((other) => {
    const end = decided.get(other.messageId)
    return other.customerId === mine?.customerId && end?.kind === "send" ? [{ other, end }] : []
  })
  if (leaving.length === 0) return facts
  const past = leaving.map(({ other: { intent, topic, segmentId }, end }) => {
    const { channel, template } = end
    return { at: facts.now, channel, intent, topic, segmentId, templateId: template.templateId }
  })
  const waiting = leaving.map(({ other: { messageId, topic, plannedAt }, end }) => {
    return { messageId, topic, plannedAt, templateId: end.template.templateId, isLeaving: true as const }
  })
  return { ...facts, past: [...past, ...facts.past], waiting: [...waiting, ...facts.waiting] }
}

function decidedOf(decision: LetterDecision, { addresses }: LetterCase, isAgain: boolean): Decided {
  if (decision.kind === "defer") return { kind: "defer", reason: decision.reason, untilAt: decision.untilAt }
  if (decision.kind !== "send") return { kind: "ended" }
  const to = addresses.get(decision.channel)
  // A channel is chosen only where an address was found.
  if (!to) throw new Error(`no address on ${decision.channel}`)
  // What was tried before may carry what it carried then.
  const { channel, template } = decision
  return { kind: "send", channel, to, template, isAgain, mayCarry: isAgain && mayCarry(channel) }
}

const written = ({ letter: _letter, ...row }: DecidedRow): WrittenRow => row

const states = { send: "attempting", defer: "deferred", skip: "skipped", expire: "expired", merge: "merged" } as const

function rowOf(letter: LetterAsked, decision: LetterDecision, { addresses }: LetterCase): DecidedRow {
  const { messageId } = letter
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
    letter,
  }
}

function endedOf({ messageId, state, reason, channel, letter }: DecidedRow): EndedLetter | undefined {
  if (state === "attempting" || state === "deferred" || !letter.origin) return undefined
  const { kind, id, version, step } = letter.origin
  const origin = { originKind: kind, originId: id, originVersion: version, originStep: step }
  return { messageId, customerId: letter.customerId, channel, state, reason, ...origin }
}
