import { createHash } from "node:crypto"
import { fsyncSync, openSync, readFileSync, writeSync } from "node:fs"
import { type AddressInfo, createServer, type Socket } from "node:net"
import { parseArgs } from "node:util"
import { SMTPServer, type SMTPServerSession } from "smtp-server"

/**
 * A mail server of somebody else, as a process of its own: what it truly received is in its log, on disk, before it
 * answers, and survives whatever becomes of the sender (B4). Run by hand:
 * `node server/testing/fake-smtp-process.ts --port 2525 --log mails.ndjson --fault greylist --fault close-after=3`
 * Prints its port as the first line.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    log: { type: "string" },
    fault: { type: "string", multiple: true, default: [] },
    /** Keeps the exact bytes of every mail in the log. */
    raw: { type: "boolean", default: false },
    "no-fsync": { type: "boolean", default: false },
    /** Ends when whoever started it is gone, even if that one was killed. */
    "with-parent": { type: "boolean", default: false },
  },
})

const faults = new Map(values.fault.map((fault) => [fault.split("=")[0] ?? "", fault.slice(fault.indexOf("=") + 1)]))
const list = (fault: string) => (faults.get(fault) ?? "").split(",")
const file = values.log === undefined ? undefined : openSync(values.log, "a")

function log(entry: Record<string, unknown>): void {
  if (file === undefined) return
  writeSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
  if (!values["no-fsync"]) fsyncSync(file)
}

/** How often a fault with a number has still to happen; without a number always. */
const left = new Map(
  [...faults].map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : Number.POSITIVE_INFINITY]),
)
function happens(fault: string): boolean {
  const count = left.get(fault) ?? 0
  if (count <= 0) return false
  left.set(fault, count - 1)
  return true
}

const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })
const sockets = new Map<number, Socket>()
const greylisted = new Set<string>()
const mailsOf = new Map<string, number>()

// A certificate for localhost that nobody trusts by itself; its key is public, so it protects nothing.
const identity = readFileSync(new URL("./localhost.pem", import.meta.url))

const server = new SMTPServer({
  cert: identity,
  key: identity,
  secure: faults.has("implicit-tls"),
  banner: "fake mail server",
  authOptional: true,
  disableReverseLookup: true,
  hidePIPELINING: faults.has("no-pipelining"),
  hideSTARTTLS: !faults.has("tls"),
  hideSMTPUTF8: !faults.has("utf8"),
  ...(faults.has("max-size") ? { size: Number(faults.get("max-size")) } : {}),
  allowInsecureAuth: true,
  // Real carriers take addresses that the grammar forbids, and so does this one.
  lenientAddressParsing: true,
  onConnect: (session, done) => {
    log({ kind: "connected", session: session.id })
    done(faults.has("refuse-connect") ? answer(554, "5.3.2 no service for you") : null)
  },
  onAuth: (auth, _session, done) => {
    if (faults.has("refuse-auth")) return done(answer(535, "5.7.8 credentials are not valid"))
    done(null, { user: auth.username ?? "user" })
  },
  onMailFrom: (address, session, done) => {
    log({ kind: "mail", from: address.address })
    const count = mailsOf.get(session.id) ?? 0
    if (count >= Number(faults.get("goodbye-after") ?? Number.POSITIVE_INFINITY))
      return done(answer(421, "4.3.0 enough for this time"))
    done(faults.has("reject-mail") ? answer(550, "5.7.1 this sender is not welcome") : null)
  },
  onRcptTo: (address, session, done) => {
    const key = `${session.envelope.mailFrom ? session.envelope.mailFrom.address : ""} ${address.address}`
    log({ kind: "rcpt", to: address.address })
    if (faults.has("greylist") && !greylisted.has(key)) {
      greylisted.add(key)
      return done(answer(451, "4.7.1 greylisted, try again later"))
    }
    if (happens("drop-at-rcpt")) return void sockets.get(session.remotePort)?.destroy()
    if (list("reject-rcpt").includes(address.address)) return done(answer(550, "5.1.1 no such user"))
    if (list("full-rcpt").includes(address.address)) return done(answer(552, "5.2.2 mailbox full"))
    if (faults.has("relay-denied")) return done(answer(550, "5.7.1 relaying denied"))
    done()
  },
  onData: (stream, session, done) => {
    if (happens("drop-in-data")) return void stream.once("data", () => sockets.get(session.remotePort)?.destroy())
    const chunks: Buffer[] = []
    stream.on("data", (chunk: Buffer) => chunks.push(chunk))
    stream.on("end", () => received(Buffer.concat(chunks), session, done))
  },
})

function received(
  raw: Buffer,
  session: SMTPServerSession,
  done: (error?: Error | null, message?: string) => void,
): void {
  const socket = sockets.get(session.remotePort)
  if (faults.has("reject-data")) return done(answer(554, "5.6.0 the content is not welcome"))
  keep(raw, session)
  if (happens("drop-after-data")) return void socket?.destroy()
  if (happens("hang-after-data")) return
  const count = (mailsOf.get(session.id) ?? 0) + 1
  mailsOf.set(session.id, count)
  const closeAfter = Number(faults.get("close-after") ?? Number.POSITIVE_INFINITY)
  const delayMs = Number(faults.get("delay") ?? 0)
  setTimeout(() => {
    done(null, "2.0.0 taken")
    if (count >= closeAfter) socket?.end()
  }, delayMs)
}

function keep(raw: Buffer, session: SMTPServerSession): void {
  const split = raw.indexOf("\r\n\r\n")
  const headers = raw
    .subarray(0, split)
    .toString("utf8")
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
  const messageId = headers.find((line) => /^message-id:/i.test(line))?.replace(/^[^:]*:\s*<?|>$/g, "")
  log({
    kind: "received",
    session: session.id,
    user: session.user,
    secure: session.secure,
    from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
    to: session.envelope.rcptTo.map(({ address }) => address),
    messageId,
    headers,
    bytes: raw.length,
    bodySha256: createHash("sha256")
      .update(raw.subarray(split + 4))
      .digest("hex"),
    ...(values.raw ? { raw: raw.toString("base64") } : {}),
  })
}

/** Greets one byte at a time, so slowly that nobody should wait for it. */
const slow = createServer((socket) => {
  log({ kind: "connected" })
  const banner = "220 fake mail server\r\n"
  let at = 0
  const timer = setInterval(
    () => {
      if (at < banner.length) socket.write(banner.charAt(at++))
    },
    Number(faults.get("slow-banner")),
  )
  socket.on("error", () => {})
  socket.on("close", () => clearInterval(timer))
})

server.on("error", () => {})
server.server.on("connection", (socket: Socket) => {
  const { remotePort } = socket
  if (remotePort === undefined) return
  sockets.set(remotePort, socket)
  socket.on("close", () => sockets.delete(remotePort))
})

const listening = faults.has("slow-banner") ? slow : server.server
listening.listen(Number(values.port), "127.0.0.1", () => {
  // safe: a TCP server that listens has an AddressInfo
  process.stdout.write(`${(listening.address() as AddressInfo).port}\n`)
})
if (values["with-parent"]) process.stdin.on("end", () => process.exit(0)).resume()
