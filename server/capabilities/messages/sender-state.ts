import { audit } from "#brands"
import { type Context, lock } from "#kernel/context"
import { actorName } from "./actor-name.ts"
import { MessageError } from "./errors.ts"
import type { SendOutcome } from "./ports.ts"
import { senderPauseMs } from "./retry-rules.ts"
import { countWaiting, markResumed, selectSender, selectSenders, upsertPause } from "./storage-senders.ts"

/** Closes a way out after a fault that is ours, for longer each time (F41). Mails under way do not prolong it. */
export async function pauseSender(
  ctx: Context,
  sender: string,
  fault: Extract<SendOutcome, { kind: "sender-fault" }>,
): Promise<void> {
  await lock(ctx, `messages.sender.${sender}`)
  const now = ctx.now()
  const current = await selectSender(ctx, sender)
  if (current && current.resumedAt === null && current.pausedUntil > now) return
  const pauses = current && current.resumedAt === null ? current.pauses + 1 : 1
  await upsertPause(ctx, {
    sender,
    reason: fault.reason,
    response: fault.response ?? null,
    pausedAt: now,
    pausedUntil: new Date(now.getTime() + senderPauseMs(pauses)),
    pauses,
  })
  ctx.log.error({ sender, reason: fault.reason }, "mails can't leave: the mail server refuses the sender")
}

/** The ways out that were closed lately, and how many messages wait for each. */
export async function senderStates(ctx: Context) {
  const waiting = await countWaiting(ctx)
  const senders = await selectSenders(ctx)
  const items = senders.map((sender) => {
    const isPaused = sender.resumedAt === null
    return { ...sender, isPaused, waiting: isPaused ? waiting : 0 }
  })
  return { items }
}

/** Opens a way out again on somebody's word: what waits leaves within a minute. Throws `messages.NotPaused`. */
export async function resumeSender(ctx: Context, sender: string): Promise<{ sender: string }> {
  if (!(await markResumed(ctx, sender, actorName(ctx.actor)))) throw MessageError.NotPaused({ field: "sender" })
  await audit(ctx, { action: "messages.sender-resumed", subject: `sender:${sender}` })
  return { sender }
}

/** A mail has left again: the fault is over, whether somebody mended it or it mended itself. */
export const noteLeft = (ctx: Context, sender: string): Promise<boolean> => markResumed(ctx, sender, "itself")
