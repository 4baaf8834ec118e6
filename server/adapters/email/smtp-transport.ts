import type { DkimSigner, MailTransport, OutgoingMail, SendOutcome } from "#messages"
import { type DkimKey, dkimField, dkimKey } from "./dkim.ts"
import { type Composed, composeMail, messageText, UnsendableMail } from "./mime.ts"
import { outcomeOf } from "./smtp-outcome-rules.ts"
import { replyText } from "./smtp-reply.ts"
import { createSessionPool, type PoolOptions, type SessionPool } from "./smtp-pool.ts"
import { SmtpFailure } from "./smtp-session.ts"
import type { SmtpServer } from "./smtp-server-address.ts"

/**
 * Sends mails through one server over warm connections. A connection that turns out to be closed before it took
 * anything is replaced at once (F44); everything else is an outcome for the caller to act on.
 */
export function createSmtpTransport(
  server: SmtpServer,
  options: PoolOptions = {},
): MailTransport & { readonly pool: SessionPool } {
  const pool = createSessionPool(server, options)
  return {
    pool,
    send: async (mail) => {
      try {
        const composed = composeMail(mail)
        const message = await writeMessage(composed, mail)
        return await deliver(pool, composed, message)
      } catch (error) {
        if (error instanceof UnsendableMail) {
          return { kind: "failed", reason: error.reason, phase: "compose", response: error.message }
        }
        throw error
      }
    },
    close: () => pool.close(),
  }
}

const keys = new Map<string, DkimKey>()
const keepKeys = 500

/** Reading a key from PEM costs more than a signature does, so it is done once. */
function keyOf({ domain, selector, privateKey }: DkimSigner): DkimKey {
  const name = `${selector}._domainkey.${domain} ${privateKey}`
  const known = keys.get(name)
  if (known) return known
  if (keys.size >= keepKeys) keys.clear()
  const key = dkimKey(domain, selector, privateKey)
  keys.set(name, key)
  return key
}

async function writeMessage(composed: Composed, mail: OutgoingMail): Promise<Buffer> {
  const key = mail.dkim && keyOf(mail.dkim)
  const signature = key ? [await dkimField(composed.fields, composed.body, key, mail.date)] : []
  const text = messageText([...signature, ...composed.fields], composed.body)
  const stuffed = text.includes("\r\n.") ? text.replaceAll("\r\n.", "\r\n..") : text
  // The session writes the line end that the final dot needs; a message brings none of its own.
  return Buffer.from(stuffed.endsWith("\r\n") ? stuffed.slice(0, -2) : stuffed, "latin1")
}

async function deliver(pool: SessionPool, { envelope }: Composed, message: Buffer): Promise<SendOutcome> {
  for (;;) {
    const taken = await pool.take()
    if ("failure" in taken) return outcomeOf(taken.failure.phase, taken.failure.problem)
    const { session, isReused } = taken
    if (envelope.needsUtf8 && !session.takesUtf8) {
      pool.giveBack(session)
      const response = "the mail server takes only ASCII addresses"
      return { kind: "failed", reason: "address-not-sendable", phase: "compose", response }
    }
    if (session.maxBytes !== undefined && message.length > session.maxBytes) {
      pool.giveBack(session)
      return {
        kind: "failed",
        reason: "too-large",
        phase: "compose",
        response: `the mail server takes ${session.maxBytes} bytes`,
      }
    }
    try {
      const reply = await session.deliver(envelope, message)
      return { kind: "accepted", response: replyText(reply) }
    } catch (error) {
      if (!(error instanceof SmtpFailure)) throw error
      if (isReused && tookNothing(error)) continue
      return outcomeOf(error.phase, error.problem)
    } finally {
      pool.giveBack(session)
    }
  }
}

/** A server that closes after so many mails says so at the next MAIL, or just hangs up: the mail was never begun. */
const tookNothing = ({ phase, problem }: SmtpFailure) =>
  phase === "mail" && (problem.obstacle === "closed" || problem.reply?.code === 421)
