import { audit } from "#brands"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { MessageError } from "./errors.ts"
import { resendable } from "./message-log.ts"
import { askToSend } from "./send-effect.ts"
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
  await askToSend(ctx, { messageId, round, purpose: message.purpose })
  const before = { state: message.state, reason: message.reason }
  await audit(ctx, { action: "messages.resent", subject: `message:${messageId}`, before })
  return { messageId, round }
}
