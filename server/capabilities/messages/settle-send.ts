import { type EventRecord, recordEvents } from "#events"
import type { Context } from "#kernel/context"
import type { Outcome, Settled } from "#kernel/effects"
import { kindNamed } from "./message-kind.ts"
import type { LetterOrigin } from "./model-letter.ts"
import type { AttemptNote, MessageState } from "./model-states.ts"
import { tellEnded } from "./tell-ended.ts"
import { noteLeft, pauseSender } from "./sender-state.ts"
import { detailOf } from "./send-detail.ts"
import { type SettledRow, settleAttempts } from "./storage.ts"
import { forgetFacts } from "./storage-log.ts"
import type { EndedLetter } from "./storage-plan.ts"
import { suppressAfter, suppressOn } from "./suppressions.ts"

type Payload = { readonly messageId: string; readonly round: number }

/** Writes down what came of an attempt, and tells the customer's timeline when the message has ended. */
export const settleSend = (ctx: Context, payload: Payload, outcome: Outcome): Promise<void> =>
  settleSends(ctx, [{ ctx, payload, outcome, attempt: 0 }])

/** The same for several that ended together, in one statement for all messages and one for all timelines. */
export async function settleSends(ctx: Context, settled: readonly Settled<Payload>[]): Promise<void> {
  const ends = settled.flatMap((one) => endOf(ctx, one) ?? [])
  if (ends.length === 0) return
  const rows = new Map((await settleAttempts(ctx, ends)).map((row) => [row.messageId, row]))
  const told: Ended[] = []
  const letters: EndedLetter[] = []
  for (const { detail, ...end } of ends) {
    const row = rows.get(end.messageId)
    if (!row) continue
    if (detail?.opened) await noteLeft(ctx, detail.opened)
    if (detail?.fault) await pauseSender(ctx, detail.fault)
    if (end.state === "failed" && end.note && row.channel === "email") await suppressAfter(ctx, row.toAddress, end.note)
    if (detail?.suppress && row.channel) await suppressOn(ctx, row.channel, row.toAddress, detail.suppress)
    const { messageId, round, state, reason } = end
    if (isEnd(state) && row.origin) letters.push(endedLetter(row, row.origin, state, reason))
    if (hasEnded(state) && kindNamed(ctx, row.kind)?.isConfidential) await forgetFacts(ctx, messageId)
    if (state === "accepted" || state === "failed" || state === "unknown")
      told.push({ messageId, round, state, reason, row })
  }
  await recordEvents(
    ctx,
    told.map((one) => eventOf(ctx, one)),
  )
  await tellEnded(ctx, letters)
}

const ends = ["accepted", "failed", "unknown", "expired", "skipped", "merged"] as const
const isEnd = (state: MessageState): state is EndedLetter["state"] => ends.some((end) => end === state)

function endedLetter(
  { messageId, customerId, channel }: SettledRow,
  { kind, id, version, step }: LetterOrigin,
  state: EndedLetter["state"],
  reason: string | null,
): EndedLetter {
  const origin = { originKind: kind, originId: id, originVersion: version, originStep: step }
  // A letter always has its customer: strangers are not planned for.
  return { messageId, customerId: customerId ?? "", channel, state, reason, ...origin }
}

const hasEnded = (state: MessageState) => isEnd(state)

/** Undefined for an attempt that found nothing to do. */
function endOf(ctx: Context, { payload: { messageId, round }, outcome }: Settled<Payload>) {
  const detail = detailOf(outcome)
  if (outcome.kind === "done" && !detail) return undefined
  const reason = detail?.skipped ?? ("reason" in outcome ? outcome.reason : null)
  const state: MessageState = detail?.skipped
    ? "skipped"
    : detail?.isDeferred
      ? "deferred"
      : stateOf(outcome, detail?.note !== undefined)
  const note = detail ? detail.note : broken(ctx, outcome)
  return { messageId, round, state, reason, note, mail: detail?.mail, detail }
}

/** `planned` again when nothing was begun. */
function stateOf(outcome: Outcome, wasTried: boolean): MessageState {
  if (outcome.kind === "done") return "accepted"
  if (outcome.kind === "retry") return wasTried ? "retrying" : "planned"
  return outcome.kind
}

/** An attempt that ended without a word: its worker died, or something in the house broke. */
function broken(ctx: Context, outcome: Outcome): AttemptNote | undefined {
  if (outcome.kind === "expired" || outcome.kind === "done") return undefined
  return { at: ctx.now(), outcome: outcome.kind, reason: outcome.reason }
}

type Ended = {
  readonly messageId: string
  readonly round: number
  readonly state: "accepted" | "failed" | "unknown"
  readonly reason: string | null
  readonly row: SettledRow
}

const eventNames = { accepted: "Message Sent", failed: "Message Failed", unknown: "Message Outcome Unknown" } as const

/** Puts the end of a message into its customer's timeline, and tells whoever planned it. */
export async function tellEnd(ctx: Context, ended: Ended): Promise<void> {
  await recordEvents(ctx, [eventOf(ctx, ended)])
  const { row, state, reason } = ended
  if (row.origin) await tellEnded(ctx, [endedLetter(row, row.origin, state, reason)])
}

const eventOf = (ctx: Context, { messageId, round, state, reason, row }: Ended): EventRecord => ({
  customerId: row.customerId,
  name: eventNames[state],
  occurredAt: ctx.now(),
  source: "maido",
  externalId: `message:${messageId}:${round}:${state}`,
  messageId,
  channel: row.channel ?? "email",
  properties: {
    kind: row.kind,
    purpose: row.purpose,
    language: row.language,
    ...(row.origin ? { origin: row.origin.kind, originId: row.origin.id, step: row.origin.step } : {}),
    ...(reason ? { reason } : {}),
  },
})
