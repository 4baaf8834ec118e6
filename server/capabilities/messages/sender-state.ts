import { type Context, lock } from "#kernel/context"
import type { SendOutcome } from "./ports.ts"
import { senderPauseMs } from "./retry-rules.ts"
import { selectSender, upsertPause } from "./storage-senders.ts"

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
