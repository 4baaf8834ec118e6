import type { Context } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import type { Outcome } from "#kernel/effects"
import { withConsents } from "./agreed.ts"
import { beginTogether } from "./begin-together.ts"
import { type Dress, dressOf } from "./dress.ts"
import { attemptOnChannel, linksOf, renderLetterMail, waysOutOf } from "./attempt-letter.ts"
import type { Decided } from "./decide-letters.ts"
import { wrapMail } from "./link-wrapping.ts"
import { kindNamed, type MessageKind } from "./message-kind.ts"
import type { MessageToSend } from "./model-states.ts"
import { outgoingMail } from "./outgoing-mail.ts"
import { mailRenderer, type MailWay, type OutgoingMail, type SendOutcome } from "./ports.ts"
import { RenderFailed } from "./render-pool.ts"
import { lookAgainMs, nextPauseMs } from "./retry-rules.ts"
import { withDetail } from "./send-detail.ts"
import { hashOfMail, type Rendered, sentMail } from "./sent-mail.ts"
import { wayOf } from "./way-out.ts"
import { wordingOf } from "./wording.ts"

const crash = crashpoints("messages.filled_in")

export type SendPayload = { readonly messageId: string; readonly round: number }

/** One attempt: marks it, fills the mail in, hands it to the mail server, and says what came of it. */
export async function attemptSend(ctx: Context, { messageId, round }: SendPayload): Promise<Outcome> {
  const dress = await dressOf(ctx)
  const way = wayOf(ctx, dress)
  const begun = await beginTogether(ctx, { messageId, round, sender: way.name })
  // It has ended since, or was sent anew: there is nothing left to do.
  if (!begun) return { kind: "done" }
  const { message, blocked, isPaused, decided } = begun
  if (blocked) return withDetail({ kind: "done" }, { skipped: `suppressed: ${blocked.reason}` })
  if (isPaused) return later(ctx, message, "sender_paused")
  if (decided) return attemptLetter(ctx, message, decided, dress, way)
  const kind = kindNamed(ctx, message.kind)
  const note = { at: ctx.now(), outcome: "failed", phase: "render" } as const
  if (!kind) return failed("render", { ...note, reason: "unknown-kind" })
  const rendered = await orFailed(ctx, message, () => renderNotice(ctx, message, kind, dress))
  return "kind" in rendered ? rendered : hand(ctx, message, rendered, way)
}

async function attemptLetter(
  ctx: Context,
  message: MessageToSend,
  decided: Decided,
  dress: Dress,
  way: MailWay,
): Promise<Outcome> {
  // How it ended stands in its row already.
  if (decided.kind === "ended") return { kind: "done" }
  if (decided.kind === "defer") {
    const afterMs = Math.max(1_000, decided.untilAt.getTime() - ctx.now().getTime())
    return withDetail({ kind: "retry", reason: decided.reason, afterMs }, { isDeferred: true })
  }
  if (decided.channel !== "email") return orFailed(ctx, message, () => attemptOnChannel(ctx, message, decided, dress))
  const to = { toAddress: decided.to.address, toName: decided.to.name }
  const addressed = { ...message, ...to }
  const rendered = await orFailed(ctx, message, () => renderLetterMail(ctx, addressed, decided, dress))
  return "kind" in rendered ? rendered : hand(ctx, addressed, rendered, way)
}

async function renderNotice(ctx: Context, message: MessageToSend, kind: MessageKind, dress: Dress): Promise<Rendered> {
  const { version, compiled } = await wordingOf(ctx, kind, message.language, message.draft)
  const facts = compiled.asksConsent ? await withConsents(ctx, message) : message.facts
  const filled = await ctx.product.use(mailRenderer).render(compiled, facts)
  // News is watched as letters are (C10); receipts and what the staff gets are nobody's business.
  const isWatched = kind.purpose === "marketing" && !kind.isForStaff && !kind.isConfidential && message.draft === null
  const links = isWatched ? await linksOf(ctx, message, { channel: "email" }) : undefined
  const mail = links ? wrapMail(filled, links, waysOutOf(facts)) : filled
  return { mail, compiled, version, dress, hash: hashOfMail(mail) }
}

/** What is filled in, or how the attempt ends because it could not be. */
async function orFailed<R>(ctx: Context, message: MessageToSend, fill: () => Promise<R>): Promise<R | Outcome> {
  const note = { at: ctx.now(), outcome: "failed", phase: "render" } as const
  try {
    return await fill()
  } catch (error) {
    if (!(error instanceof RenderFailed)) throw error
    const ended = { ...note, reason: error.reason, response: error.message.slice(0, 500) }
    const isPassing = error.reason === "time" || error.reason === "memory" || error.reason === "limit"
    if (!isPassing || message.attempts >= 2) return failed("render", ended)
    return withDetail({ kind: "retry", reason: `render: ${error.reason}`, afterMs: lookAgainMs }, { note: ended })
  }
}

const failed = (reason: string, note: Parameters<typeof withDetail>[1]["note"] & object): Outcome =>
  withDetail({ kind: "failed", reason: note.reason ? `${reason}: ${note.reason}` : reason }, { note })

async function hand(ctx: Context, message: MessageToSend, rendered: Rendered, way: MailWay): Promise<Outcome> {
  crash("messages.filled_in")
  const at = ctx.now()
  const mail = sentMail(rendered, at, kindNamed(ctx, message.kind)?.isConfidential ?? false)
  const result = await send(ctx, way, outgoingMail(ctx, message, rendered, at))
  if (result.kind === "busy") return later(ctx, message, "busy", Math.round(1_000 + 4_000 * ctx.random()))
  const note = noteOf(result, at, way.name)
  switch (result.kind) {
    case "accepted":
      return withDetail({ kind: "done" }, { note, mail, ...(message.pausedUntil ? { opened: way.name } : {}) })
    case "failed":
      return withDetail({ kind: "failed", reason: result.reason }, { note, mail })
    case "unknown":
      return withDetail({ kind: "unknown", reason: result.reason }, { note, mail })
    case "retry":
      return withDetail(again(ctx, message, result.reason), { note })
    case "sender-fault":
      return withDetail(again(ctx, message, "sender_paused", lookAgainMs), {
        note,
        fault: { sender: way.name, result, isProbe: message.pausedUntil !== null },
      })
  }
}

/** A transport says what happened and does not throw. Should one do so all the same, nobody knows how far it came. */
async function send(ctx: Context, way: MailWay, mail: OutgoingMail): Promise<SendOutcome | { readonly kind: "busy" }> {
  try {
    return await way.send(mail)
  } catch (err) {
    ctx.log.error({ err, sender: way.name }, "the mail transport broke")
    return { kind: "unknown", reason: "closed", phase: "sent-final-dot", response: "the transport broke" }
  }
}

function noteOf(result: SendOutcome, at: Date, transport: string) {
  if (result.kind === "accepted") return { at, outcome: result.kind, response: result.response, transport }
  const { kind, reason, phase, code, response } = result
  return { at, outcome: kind, reason, phase, code, response, transport }
}

/** Nothing was begun: it is not counted as an attempt, but the clock runs. */
const later = (ctx: Context, message: MessageToSend, reason: string, afterMs = lookAgainMs): Outcome =>
  withDetail(again(ctx, message, reason, afterMs), {})

function again(ctx: Context, message: MessageToSend, reason: string, atMostMs = Number.POSITIVE_INFINITY): Outcome {
  const { purpose, firstTriedAt, expiresAt } = message
  const pauseMs = nextPauseMs({ purpose, firstTriedAt, attempts: message.attempts + 1, expiresAt, now: ctx.now() })
  if (pauseMs === undefined)
    return { kind: "failed", reason: reason === "sender_paused" ? reason : "temporary_timeout" }
  return { kind: "retry", reason, afterMs: Math.min(pauseMs, atMostMs) }
}
