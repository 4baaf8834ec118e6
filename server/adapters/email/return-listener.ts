import type { AddressInfo } from "node:net"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import type { ReturnedMail } from "#deliverability"
import { readReturn } from "./read-return.ts"

export type ReturnListener = { readonly port: number; readonly close: () => Promise<void> }

type Options = {
  readonly host: string
  readonly port: number
  /** Resolves once the mail is kept, or is known to be none of ours; rejects when it should come again. */
  readonly take: (mail: ReturnedMail) => Promise<unknown>
  /** Key and certificate in PEM, for STARTTLS. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** Reports are small; our own mail, sent back whole, is at most this large. */
const maxBytes = 2_000_000
const mostClients = 50
const mostRecipients = 10

/** Where the world brings what came back (`b+…@`) and what was complained of (`fbl@`, `abuse@`, `postmaster@`). Nothing else is taken. */
const isOurs = (address: string) => /^(b\+[0-9a-f.]+|fbl|abuse|postmaster)@/i.test(address)

/**
 * Our own mail server for mails that come back: speaks SMTP, relays nothing, and says 250 only when the report is written
 * down. While the database is away it says 451, and the other side keeps the mail and comes again.
 */
export async function startReturnListener({ host, port, take, tls }: Options): Promise<ReturnListener> {
  const options: SMTPServerOptions = {
    banner: "maido returns",
    size: maxBytes,
    maxClients: mostClients,
    authOptional: true,
    disabledCommands: tls ? ["AUTH"] : ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    ...tls,
    onRcptTo: ({ address }, session, done) => {
      if (!isOurs(address)) return done(refusal(550, "5.1.1 no such mailbox here"))
      return done(session.envelope.rcptTo.length >= mostRecipients ? refusal(452, "4.5.3 too many recipients") : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      let bytes = 0
      stream.on("data", (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes <= maxBytes) chunks.push(chunk)
      })
      stream.on("end", () => {
        if (bytes > maxBytes) return done(refusal(552, "5.3.4 too large"))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        readReturn(Buffer.concat(chunks), to)
          .then(take)
          .then(
            () => done(null, "2.0.0 kept"),
            () => done(refusal(451, "4.3.0 it could not be kept; come again")),
          )
      })
    },
  }
  const server = new SMTPServer(options)
  server.on("error", () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject)
    server.listen(port, host, () => resolve())
  })
  // safe: a TCP server that listens has an AddressInfo
  const bound = server.server.address() as AddressInfo
  return { port: bound.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
