import type { Context } from "#kernel/context"
import { anyEffect, type Effect } from "#kernel/effects"
import { resendMessage } from "./resend-message.ts"
import { type Payload, sendEffects } from "./send-effect.ts"
import { tellEnd } from "./settle-send.ts"
import { settleUnknown } from "./storage-log.ts"

/** A person has found out whether a mail of unknown outcome arrived. */
async function foundOut(ctx: Context, { messageId, round }: Payload, happened: boolean): Promise<void> {
  const state = happened ? "accepted" : "failed"
  const reason = "said_by_person"
  const row = await settleUnknown(ctx, messageId, round, state, reason)
  if (row) await tellEnd(ctx, { messageId, round, state, reason, row })
}

/** Sending, with what a person may do about a mail that ended badly. */
export const handledSendEffects: readonly Effect[] = sendEffects.map((effect) =>
  anyEffect({
    ...effect,
    again: async (ctx, { messageId }) => void (await resendMessage(ctx, messageId)),
    foundOut,
  }),
)
