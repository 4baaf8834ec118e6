import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { dressOf } from "./dress.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import { mailIdOf } from "./plan-message.ts"
import { hashOfMail } from "./sent-mail.ts"
import { insertPastMessages } from "./storage-past.ts"
import type { PastMessage } from "./model-past.ts"

/**
 * Writes messages of the past into the log and the customers' timelines. Nothing is sent; planning one of these keys later
 * plans nothing. Those that are in the log already stay as they are. Returns how many were new.
 */
export async function keepPastMessages(ctx: Context, messages: readonly PastMessage[]): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const { from, replyTo } = await dressOf(ctx)
    const rows = messages.map((message) => ({
      ...message,
      messageId: ctx.id(),
      toName: message.to.name,
      toAddress: message.to.address,
      toKey: mailAddressKey(message.to.address) ?? null,
      mailId: mailIdOf(ctx, message.key, from.address),
      hash: hashOfMail({ fromName: from.name ?? "", subject: message.subject, preheader: "", html: "", text: "" }),
      fromName: from.name ?? null,
      fromAddress: from.address,
      replyTo: replyTo?.address ?? null,
    }))
    const fresh = await insertPastMessages(ctx, rows)
    const kept = rows.filter(({ messageId }) => fresh.has(messageId))
    await recordEvents(ctx, kept.flatMap(recordsOf))
    return kept.length
  })
}

function recordsOf(row: PastMessage & { readonly messageId: string }) {
  const { messageId, customerId, kind, purpose, language, sentAt, clickedAt } = row
  const about = { customerId, source: "maido", messageId, channel: "email", properties: { kind, purpose, language } }
  const sent = { ...about, name: "Message Sent", occurredAt: sentAt, externalId: `message:${messageId}:1:accepted` }
  return clickedAt
    ? [sent, { ...about, name: "Message Clicked", occurredAt: clickedAt, externalId: `message:${messageId}:clicked` }]
    : [sent]
}
