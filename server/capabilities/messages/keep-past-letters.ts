import { type Context, inTransaction } from "#kernel/context"
import { type Decided, decideLetters } from "./decide-letters.ts"
import { dressOf } from "./dress.ts"
import { templateKey } from "./letter-documents.ts"
import { documentsOf } from "./letter-facts.ts"
import type { LetterDocument } from "./model-letter.ts"
import type { Mailing, MailingReader } from "./model-mailing.ts"
import type { MessageToSend, SentMail } from "./model-states.ts"
import { writeMailing } from "./plan-mailing.ts"
import { withDetail } from "./send-detail.ts"
import { hashOfMail } from "./sent-mail.ts"
import { settleSends } from "./settle-send.ts"
import { beginAttempts } from "./storage.ts"

/** A mailing of the past, with those whom it was meant for. */
export type PastMailing = { readonly mailing: Mailing; readonly readers: readonly MailingReader[] }
export type PastLetter = { readonly messageId: string; readonly customerId: string; readonly step: string }

const decidedAtOnce = 500

/**
 * Letters of a sending that lies behind us: planned, decided one by one as at the moment that the context's clock shows, and
 * written down as accepted by e-mail then. Nothing is handed to anybody, what they said beyond their subject is not kept, and
 * what could not have gone at that moment has expired. Returns those that went.
 */
export const keepPastLetters = (ctx: Context, mailings: readonly PastMailing[]): Promise<PastLetter[]> =>
  inTransaction(ctx, async (ctx) => {
    const gone: PastLetter[] = []
    for (const { mailing, readers } of mailings) {
      const letters = await writeMailing(ctx, { ...mailing, channels: ["email"] }, readers)
      for (let at = 0; at < letters.length; at += decidedAtOnce)
        gone.push(...(await decideAndSettle(ctx, letters.slice(at, at + decidedAtOnce))))
    }
    return gone
  })

async function decideAndSettle(ctx: Context, letters: readonly { readonly messageId: string }[]) {
  const round = 1
  const wanted = letters.map(({ messageId }) => ({ messageId, round, sender: "" }))
  const messages = await beginAttempts(ctx, wanted)
  const decided = await decideLetters(ctx, messages)
  const mailOf = await pastMails(ctx, messages, decided)
  const ended = messages.flatMap((message) => {
    const end = decided.get(message.messageId)
    if (!end || end.kind === "ended") return []
    return [end.kind === "send" ? { message, mail: mailOf(message, end) } : { message, reason: end.reason }]
  })
  await settleSends(
    ctx,
    ended.map(({ message: { messageId }, mail, reason = "" }) => ({
      ctx,
      payload: { messageId, round },
      attempt: 1,
      outcome: mail ? withDetail({ kind: "done" }, { mail }) : { kind: "expired", reason },
    })),
  )
  return ended.flatMap(({ message: { messageId, customerId, letter }, mail }): PastLetter[] =>
    mail && customerId !== null && letter ? [{ messageId, customerId, step: letter.origin.step }] : [],
  )
}

type ToSend = Extract<Decided, { kind: "send" }>

/** What is kept of a mail of the past: who wrote it, and its subject as it stands in the template. */
async function pastMails(
  ctx: Context,
  messages: readonly MessageToSend[],
  decided: ReadonlyMap<string, Decided>,
): Promise<(message: MessageToSend, end: ToSend) => SentMail> {
  const { from, replyTo } = await dressOf(ctx)
  const going = messages.flatMap(({ messageId }) => {
    const end = decided.get(messageId)
    return end?.kind === "send" ? [end] : []
  })
  const documents = await documentsOf(ctx, going)
  return ({ language }, { template }) => {
    const words = wordsFor(documents.get(templateKey(template)), language)?.mail
    const subject = words?.subject ?? ""
    const fromName = words?.fromName || (from.name ?? "")
    const hash = hashOfMail({ fromName, subject, preheader: "", html: "", text: "" })
    return {
      renderedAt: ctx.now(),
      hash,
      fromName,
      fromAddress: from.address,
      replyTo: replyTo?.address ?? null,
      subject,
      preheader: "",
      body: null,
      templateVersion: template.version,
      templateHash: hash,
    }
  }
}

const wordsFor = (document: LetterDocument | undefined, language: string) =>
  (language === "en" ? document?.words.en : undefined) ?? document?.words.ja ?? document?.words.en
