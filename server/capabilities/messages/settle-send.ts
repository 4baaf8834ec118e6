import { recordEvents } from "#events"
import type { Context } from "#kernel/context"
import type { Outcome } from "#kernel/effects"
import type { AttemptNote, MessageState } from "./model-states.ts"
import { noteLeft, pauseSender } from "./sender-state.ts"
import { detailOf } from "./send-detail.ts"
import { type SettledRow, settleAttempt } from "./storage.ts"
import { suppressAfter } from "./suppressions.ts"

type Payload = { readonly messageId: string; readonly round: number }

/** Writes down what came of an attempt, and tells the customer's timeline when the message has ended. */
export async function settleSend(ctx: Context, { messageId, round }: Payload, outcome: Outcome): Promise<void> {
  const detail = detailOf(outcome)
  const reason = detail?.skipped ?? ("reason" in outcome ? outcome.reason : null)
  const state = detail?.skipped ? "skipped" : stateOf(outcome, detail?.note !== undefined)
  const note = detail ? detail.note : broken(ctx, outcome)
  if (outcome.kind === "done" && !detail) return
  const row = await settleAttempt(ctx, { messageId, round, state, reason, note, mail: detail?.mail })
  if (!row) return
  if (detail?.opened) await noteLeft(ctx, detail.opened)
  if (detail?.fault) await pauseSender(ctx, detail.fault)
  if (state === "failed" && note) await suppressAfter(ctx, row.toAddress, note)
  if (state === "accepted" || state === "failed") await tell(ctx, { messageId, round, state, reason, row })
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
  readonly state: "accepted" | "failed"
  readonly reason: string | null
  readonly row: SettledRow
}

const tell = (ctx: Context, { messageId, round, state, reason, row }: Ended) =>
  recordEvents(ctx, [
    {
      customerId: row.customerId,
      name: state === "accepted" ? "Message Sent" : "Message Failed",
      occurredAt: ctx.now(),
      source: "maido",
      externalId: `message:${messageId}:${round}:${state}`,
      messageId,
      channel: "email",
      properties: { kind: row.kind, purpose: row.purpose, language: row.language, ...(reason ? { reason } : {}) },
    },
  ])
