import { audit } from "#brands"
import { type Context, lock } from "#kernel/context"
import { actorName } from "./actor-name.ts"
import { MessageError } from "./errors.ts"
import type { SenderFaultSeen } from "./send-detail.ts"
import { lookAgainMs, senderPauseMs } from "./retry-rules.ts"
import { countWaiting, markResumed, selectSender, selectSenders, takeProbe, upsertPause } from "./storage-senders.ts"

/** Closes a way out after a fault that is ours, for longer each time it is tried in vain (F41). */
export async function pauseSender(ctx: Context, { sender, result: fault, isProbe }: SenderFaultSeen): Promise<void> {
  await lock(ctx, `messages.sender.${sender}`)
  const now = ctx.now()
  const current = await selectSender(ctx, sender)
  // Mails that were under way when it was closed say nothing new.
  if (current && current.resumedAt === null && !isProbe) return
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

/** Whether this mail may try a closed way out: one may when the pause is over, and the others wait for what comes of it. */
export const mayTryAgain = (ctx: Context, sender: string): Promise<boolean> =>
  takeProbe(ctx, sender, new Date(ctx.now().getTime() + lookAgainMs))

/** A mail has left again: the fault is over, whether somebody mended it or it mended itself. */
export const noteLeft = (ctx: Context, sender: string): Promise<boolean> => markResumed(ctx, sender, "itself")
