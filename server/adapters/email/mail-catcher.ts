import { createHash, timingSafeEqual } from "node:crypto"
import type { AddressInfo } from "node:net"
import type { Readable } from "node:stream"
import PostalMime, { type Address } from "postal-mime"
import { SMTPServer, type SMTPServerSession } from "smtp-server"
import type { CaughtMail, CaughtMailStore, Mailbox } from "#messages"

export type MailCatcher = { readonly host: string; readonly port: number; readonly close: () => Promise<void> }
type CatcherOptions = {
  readonly store: CaughtMailStore
  /** When given, only who signs in with it may hand in mails; the user's name tells the store whose mail it is. */
  readonly password?: string
  readonly now: () => Date
  readonly port?: number
  readonly maxBytes?: number
}

/**
 * The default mail server: takes every mail, sends none on, and keeps them to be read in the console. It speaks real
 * SMTP on the loopback address, so that what works here works with a real server. It answers 250 only when the store
 * has the mail.
 */
export async function startMailCatcher({
  store,
  now,
  password,
  port = 0,
  maxBytes = 25 * 1024 * 1024,
}: CatcherOptions): Promise<MailCatcher> {
  const server = new SMTPServer({
    banner: "maido mail catcher",
    size: maxBytes,
    disabledCommands: password === undefined ? ["AUTH", "STARTTLS"] : ["STARTTLS"],
    authOptional: password === undefined,
    // It listens on the loopback address only.
    allowInsecureAuth: true,
    authMethods: ["PLAIN"],
    onAuth: (auth, _session, done) =>
      password !== undefined && isSame(auth.password ?? "", password) && auth.username
        ? done(null, { user: auth.username })
        : done(Object.assign(new Error("sign-in refused"), { responseCode: 535 })),
    disableReverseLookup: true,
    lenientAddressParsing: true,
    onData: (stream, session, done) => {
      receive(stream, session, now())
        .then((mail) => store.keep(mail, session.user ?? ""))
        .then(
          () => done(null, "caught"),
          () => done(temporaryFailure()),
        )
    },
  })
  server.on("error", () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve())
  })
  // safe: a TCP server that listens has an AddressInfo
  const bound = server.server.address() as AddressInfo
  return { host: "127.0.0.1", port: bound.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

const isSame = (given: string, wanted: string) =>
  timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(wanted).digest())

const temporaryFailure = () => Object.assign(new Error("the mail could not be kept; try again"), { responseCode: 451 })

async function receive(stream: Readable, session: SMTPServerSession, receivedAt: Date): Promise<CaughtMail> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const { mailFrom, rcptTo } = session.envelope
  const envelope = { envelopeFrom: mailFrom ? mailFrom.address : "", envelopeTo: rcptTo.map(({ address }) => address) }
  return { receivedAt, ...envelope, ...(await readMail(Buffer.concat(chunks))) }
}

/** A raw mail as a mail program shows it: charsets and encodings undone, UTF-8 throughout. */
export async function readMail(raw: Buffer): Promise<Omit<CaughtMail, "receivedAt" | "envelopeFrom" | "envelopeTo">> {
  const mail = await PostalMime.parse(raw)
  const [from] = mailboxes(mail.from ? [mail.from] : [])
  return {
    messageId: (mail.messageId ?? "").replace(/^<|>$/g, ""),
    from: from ?? { address: "" },
    to: mailboxes(mail.to ?? []),
    subject: mail.subject ?? "",
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    html: (mail.html ?? "").replaceAll("\r\n", "\n"),
    text: (mail.text ?? "").replaceAll("\r\n", "\n"),
    attachments: mail.attachments.map((a) => ({ name: a.filename ?? "", type: a.mimeType, bytes: sizeOf(a.content) })),
    raw,
  }
}

const sizeOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === "string" ? Buffer.byteLength(content) : content.byteLength

/** Groups are flattened: a reader wants the people. */
function mailboxes(addresses: readonly Address[]): Mailbox[] {
  return addresses.flatMap((entry) => {
    if (entry.group) return mailboxes(entry.group)
    const address = entry.address ?? ""
    return [entry.name ? { name: entry.name, address } : { address }]
  })
}
