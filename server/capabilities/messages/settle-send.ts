import { type EventRecord, recordEvents } from "#events"
import type { Context } from "#kernel/context"
import type { Outcome, Settled } from "#kernel/effects"
import { kindNamed } from "./message-kind.ts"
import type { AttemptNote, MessageState } from "./model-states.ts"
import { noteLeft, pauseSender } from "./sender-state.ts"
import { detailOf } from "./send-detail.ts"
import { type SettledRow, settleAttempts } from "./storage.ts"
import { forgetFacts } from "./storage-log.ts"
import { suppressAfter } from "./suppressions.ts"

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
  for (const { detail, ...end } of ends) {
    const row = rows.get(end.messageId)
    if (!row) continue
    if (detail?.opened) await noteLeft(ctx, detail.opened)
    if (detail?.fault) await pauseSender(ctx, detail.fault)
    if (end.state === "failed" && end.note) await suppressAfter(ctx, row.toAddress, end.note)
    const { messageId, round, state, reason } = end
    if (hasEnded(state) && kindNamed(ctx, row.kind)?.isConfidential) await forgetFacts(ctx, messageId)
    if (state === "accepted" || state === "failed" || state === "unknown")
      told.push({ messageId, round, state, reason, row })
  }
  await recordEvents(
    ctx,
    told.map((one) => eventOf(ctx, one)),
  )
}

const hasEnded = (state: MessageState) => state !== "planned" && state !== "retrying" && state !== "attempting"

/** Undefined for an attempt that found nothing to do. */
function endOf(ctx: Context, { payload: { messageId, round }, outcome }: Settled<Payload>) {
  const detail = detailOf(outcome)
  if (outcome.kind === "done" && !detail) return undefined
  const reason = detail?.skipped ?? ("reason" in outcome ? outcome.reason : null)
  const state: MessageState = detail?.skipped ? "skipped" : stateOf(outcome, detail?.note !== undefined)
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

/** Puts the end of a message into its customer's timeline. */
export const tellEnd = async (ctx: Context, ended: Ended): Promise<void> =>
  void (await recordEvents(ctx, [eventOf(ctx, ended)]))

const eventOf = (ctx: Context, { messageId, round, state, reason, row }: Ended): EventRecord => ({
  customerId: row.customerId,
  name: eventNames[state],
  occurredAt: ctx.now(),
  source: "maido",
  externalId: `message:${messageId}:${round}:${state}`,
  messageId,
  channel: "email",
  properties: { kind: row.kind, purpose: row.purpose, language: row.language, ...(reason ? { reason } : {}) },
})
