import { port } from "#kernel/ports"
import type { Language } from "#kernel/text"
import type { CompiledMail, CompiledWords, FilledWords, MailFacts, RenderedMail } from "./model.ts"

/** What messages needs of the world. Adapters implement it; main.ts chooses one. */

export type Mailbox = { readonly name?: string; readonly address: string }

/** One mail to one person, ready to be written out. Every text is data: an adapter refuses line breaks in header fields. */
export type OutgoingMail = {
  /** `local@domain` without brackets; the same at every attempt of one send. */
  readonly messageId: string
  readonly from: Mailbox
  readonly to: Mailbox
  readonly replyTo?: Mailbox
  /** Where the world reports failures to: the envelope sender, which names this very send. */
  readonly returnPath: string
  /** The instant and the IANA zone in which the Date field is written. */
  readonly date: Date
  readonly zone: string
  readonly language: Language
  readonly subject: string
  readonly html: string
  readonly text: string
  /** RFC 8058: one https address that needs nothing but a POST. Marketing only. */
  readonly unsubscribe?: { readonly url: string; readonly mailto?: string }
  /** Further fields, such as `Feedback-ID`. Those that the mail itself is made of cannot be given. */
  readonly headers?: Readonly<Record<string, string>>
  readonly attachments?: readonly Attachment[]
  /** Signs the mail (RFC 6376). */
  readonly dkim?: DkimSigner
}

/** `privateKey` is PEM. The public half stands in DNS at `<selector>._domainkey.<domain>`. */
export type DkimSigner = { readonly domain: string; readonly selector: string; readonly privateKey: string }

export type Attachment = { readonly name: string; readonly type: string; readonly content: Uint8Array | string }

/** How far a delivery had come. From `sent-final-dot` on, the other side may have the mail although we never hear of it. */
export type SmtpPhase =
  | "compose"
  | "connect"
  | "greeting"
  | "hello"
  | "tls"
  | "auth"
  | "mail"
  | "rcpt"
  | "data"
  | "sent-final-dot"

/** Why this one recipient does not get this one mail, ever. Only the first two say something about the address. */
export type RefusalReason =
  | "unknown-recipient"
  | "mailbox-full"
  | "recipient-refused"
  | "policy"
  | "message-refused"
  | "too-large"
  | "address-not-sendable"
  | "unsendable"

/** Why nothing can be sent from here until a person has looked: never held against a recipient (F41). */
export type SenderFault =
  | "greeting-refused"
  | "hello-refused"
  | "tls"
  | "auth"
  | "mail-refused"
  | "relay-refused"
  | "configuration"

export type TemporaryReason = "unreachable" | "timeout" | "closed" | "deferred"

type At = { readonly phase: SmtpPhase; readonly code?: number; readonly enhanced?: string; readonly response?: string }

export type SendOutcome =
  | { readonly kind: "accepted"; readonly response: string }
  /** Nothing was taken over: the same mail may be tried again later. */
  | ({ readonly kind: "retry"; readonly reason: TemporaryReason } & At)
  | ({ readonly kind: "failed"; readonly reason: RefusalReason } & At)
  | ({ readonly kind: "sender-fault"; readonly reason: SenderFault } & At)
  /** The final dot was sent and no answer came: it may have been delivered (F42). */
  | ({ readonly kind: "unknown"; readonly reason: "timeout" | "closed" } & At)

export type MailTransport = {
  /** Never throws for anything that the world does: every end is an outcome. */
  readonly send: (mail: OutgoingMail) => Promise<SendOutcome>
  readonly close: () => Promise<void>
}

/** A mail that the built-in catcher received, as a reader's mail program would see it. */
export type CaughtMail = {
  readonly receivedAt: Date
  readonly envelopeFrom: string
  readonly envelopeTo: readonly string[]
  readonly messageId: string
  readonly from: Mailbox
  readonly to: readonly Mailbox[]
  readonly subject: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly html: string
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[]
  /** The exact bytes that came over the wire. */
  readonly raw: Uint8Array
}

/** `user` is who handed the mail in: the brand's id, or empty when nobody had to sign in. */
export type CaughtMailStore = { readonly keep: (mail: CaughtMail, user: string) => Promise<void> }

/** Whose mail it is, as far as the choice of the way out depends on it. */
export type MailSender = {
  readonly brandId: string
  /** Decides before everything else: a test brand's mails are caught, whatever it has set (S31). */
  readonly isTest: boolean
  /** The address of the brand's own mail server; undefined for the installation's. */
  readonly server: string | undefined
}

export type MailWay = {
  /** `catcher`, or the server's host and port: what is paused when it fails and shown in the log. */
  readonly name: string
  /** `busy`: all places at this server are taken by mails under way; nothing was begun. */
  readonly send: (mail: OutgoingMail) => Promise<SendOutcome | { readonly kind: "busy" }>
}

export type MailTransports = {
  /** Throws a sentence when the brand's server address cannot be read. */
  readonly wayFor: (sender: MailSender) => MailWay
}

/** Fills in one message in a thread of its own. Rejects with RenderFailed. */
export type MailRenderer = {
  readonly render: (compiled: CompiledMail, facts: MailFacts) => Promise<RenderedMail>
  /** The same for the words of another channel. */
  readonly fill: (compiled: CompiledWords, facts: MailFacts) => Promise<FilledWords>
}

export const mailTransports = port<MailTransports>("messages.transports")
export const mailRenderer = port<MailRenderer>("messages.renderer")
