import type { Context } from "#kernel/context"
import { dkimSignerOf } from "./dkim-setting.ts"
import type { MessageToSend } from "./model-states.ts"
import type { OutgoingMail } from "./ports.ts"
import { returnPathOf } from "./return-path.ts"
import type { Rendered } from "./sent-mail.ts"

/** A filled-in mail with everything that its envelope and head need. */
export function outgoingMail(ctx: Context, message: MessageToSend, rendered: Rendered, date: Date): OutgoingMail {
  const { mail, dress } = rendered
  const dkim = dkimSignerOf(ctx, dress)
  const unsubscribe = message.purpose === "marketing" ? unsubscribeUrl(rendered.facts ?? message.facts) : undefined
  return {
    messageId: message.mailId,
    from: { name: mail.fromName, address: dress.from.address },
    to: { ...(message.toName ? { name: oneLine(message.toName) } : {}), address: message.toAddress },
    ...(dress.replyTo ? { replyTo: dress.replyTo } : {}),
    returnPath: returnPathOf(ctx, dress.settings.bounceDomain, message.messageId) ?? dress.from.address,
    date,
    zone: dress.zone,
    language: message.language,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    ...(unsubscribe ? { unsubscribe: { url: unsubscribe } } : {}),
    headers: { "Auto-Submitted": "auto-generated" },
    ...(dkim ? { dkim } : {}),
  }
}

/** One click needs an https address; another scheme stays a link in the mail's text. */
function unsubscribeUrl({ links }: MessageToSend["facts"]): string | undefined {
  if (typeof links !== "object" || links === null || !("unsubscribe" in links)) return undefined
  return typeof links.unsubscribe === "string" && links.unsubscribe.startsWith("https://")
    ? links.unsubscribe
    : undefined
}

/** A name is a customer's words: what could break a header line becomes a space (S43). */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim()
