import { audit } from "#brands"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { closeStuckByKey } from "#kernel/outbox-ended"
import { MessageError } from "./errors.ts"
import { resendable } from "./message-log.ts"
import { askToSend, sendEffects } from "./send-effect.ts"
import { beginRound, selectMessage } from "./storage-log.ts"

/**
 * Sends a message once more on somebody's decision: it failed, its time passed, or nobody knows whether it arrived. It
 * keeps its Message-ID. Throws `messages.Unknown`, `messages.CannotResend`, `messages.Forgotten`.
 */
export async function resendMessage(ctx: Context, messageId: string): Promise<{ messageId: string; round: number }> {
  mustBeInTransaction(ctx)
  const message = await selectMessage(ctx, messageId)
  if (!message) throw MessageError.Unknown({ field: "messageId" })
  const round = await beginRound(ctx, messageId, resendable)
  if (round === undefined) {
    const isForgotten = !message.hasFacts && resendable.some((state) => state === message.state)
    throw isForgotten ? MessageError.Forgotten() : MessageError.CannotResend({ state: message.state })
  }
  // The round before it may lie in the queue as something to see to: it has been seen to now.
  const kinds = sendEffects.map(({ kind }) => kind)
  await closeStuckByKey(ctx, kinds, `${messageId}:${message.round}`, "done_anew")
  await askToSend(ctx, { messageId, round, purpose: message.purpose })
  const before = { state: message.state, reason: message.reason }
  await audit(ctx, { action: "messages.resent", subject: `message:${messageId}`, before })
  return { messageId, round }
}
