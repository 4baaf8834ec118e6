import { lookup } from "node:dns/promises"
import net from "node:net"
import tls from "node:tls"
import { crashpoints } from "#kernel/crashpoint"
import type { SmtpPhase } from "#messages"
import { isPublicAddress } from "../internet/public-address-rules.ts"
import { createReplyReader, type Reply, replyText, SmtpProblem } from "./smtp-reply.ts"
import { isLoopback, type SmtpServer, type SmtpTimeouts } from "./smtp-server-address.ts"

const crash = crashpoints("smtp.after_mail", "smtp.after_rcpt", "smtp.after_data_sent", "smtp.after_accepted")

/** A mail below this is taken by the socket at once, whatever the other side does. */
const oneWriteBytes = 48 * 1024

export type Envelope = { readonly from: string; readonly to: string; readonly needsUtf8: boolean }
type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (problem: SmtpProblem) => void }

/**
 * One connection to a mail server, driven step by step, so that at every moment it is known how far a mail has come:
 * only from `sent-final-dot` on can the other side have it (F42). One mail at a time.
 */
export class SmtpSession {
  /** How far the connection or the current mail has come. */
  phase: SmtpPhase = "connect"
  /** Mails that were accepted over this connection. */
  delivered = 0
  private readonly server: SmtpServer
  private readonly timeouts: SmtpTimeouts
  private socket: net.Socket
  private readonly replies: Reply[] = []
  private waiting: Waiting | undefined
  private ended: SmtpProblem | undefined
  private extensions = new Map<string, string>()

  private constructor(server: SmtpServer, timeouts: SmtpTimeouts, socket: net.Socket) {
    this.server = server
    this.timeouts = timeouts
    this.socket = socket
  }

  /** Connects, greets, secures and signs in. Rejects with the SmtpProblem and the phase it happened in. */
  static async open(server: SmtpServer, timeouts: SmtpTimeouts): Promise<SmtpSession> {
    const address = await addressOf(server)
    const socket =
      server.tls === "implicit"
        ? tls.connect({ ...tlsOptions(server), host: address })
        : net.connect({ host: address, port: server.port })
    const session = new SmtpSession(server, timeouts, socket)
    try {
      await session.connected(socket, server.tls === "implicit" ? "secureConnect" : "connect")
      session.listen(socket)
      await session.greet()
      return session
    } catch (error) {
      session.destroy()
      throw new SmtpFailure(
        session.phase,
        error instanceof SmtpProblem ? error : new SmtpProblem("unreachable", String(error)),
      )
    }
  }

  /** False also when the server has said something unasked: that is a good-bye, or we are out of step. */
  get isOpen(): boolean {
    return this.ended === undefined && !this.socket.destroyed && this.replies.length === 0
  }

  /** Bytes that a mail may have here; undefined when the server names no limit. */
  get maxBytes(): number | undefined {
    const size = Number(this.extensions.get("SIZE"))
    return size > 0 ? size : undefined
  }

  get takesUtf8(): boolean {
    return this.extensions.has("SMTPUTF8")
  }

  /** Hands over one mail, dots already doubled. Resolves with the server's last word; rejects with SmtpFailure. */
  async deliver(envelope: Envelope, message: Buffer): Promise<Reply> {
    this.phase = "mail"
    try {
      return await this.handOver(envelope, message)
    } catch (error) {
      const problem = error instanceof SmtpProblem ? error : new SmtpProblem("closed", String(error))
      throw new SmtpFailure(this.phase, problem)
    }
  }

  private async handOver(envelope: Envelope, message: Buffer): Promise<Reply> {
    const size = this.extensions.has("SIZE") ? ` SIZE=${message.length}` : ""
    const utf8 = envelope.needsUtf8 ? " SMTPUTF8" : ""
    const commands = [`MAIL FROM:<${envelope.from}>${size}${utf8}`, `RCPT TO:<${envelope.to}>`, "DATA"]
    const phases = ["mail", "rcpt", "data"] as const
    const pipelined = this.extensions.has("PIPELINING")
    if (pipelined) this.write(`${commands.join("\r\n")}\r\n`)
    for (const [index, phase] of phases.entries()) {
      this.phase = phase
      if (!pipelined) this.write(`${commands[index]}\r\n`)
      const reply = await this.reply(this.timeouts.commandMs)
      if (reply.code >= 400 || (phase === "data" && reply.code !== 354)) {
        await this.drain(pipelined ? 2 - index : 0)
        throw new SmtpProblem("reply", `refused at ${phase}`, reply)
      }
      if (phase === "mail") crash("smtp.after_mail")
      if (phase === "rcpt") crash("smtp.after_rcpt")
    }
    return this.sendMessage(message)
  }

  private async sendMessage(message: Buffer): Promise<Reply> {
    if (message.length < oneWriteBytes) {
      // It would not have been waited for in any case: in one piece it costs both sides one call instead of two.
      this.phase = "sent-final-dot"
      this.socket.cork()
      this.socket.write(message)
      this.write("\r\n.\r\n")
      this.socket.uncork()
    } else {
      if (!this.socket.write(message)) await this.written()
      this.phase = "sent-final-dot"
      this.write("\r\n.\r\n")
    }
    crash("smtp.after_data_sent")
    const reply = await this.reply(this.timeouts.dataMs)
    crash("smtp.after_accepted")
    if (reply.code >= 400) throw new SmtpProblem("reply", "refused after data", reply)
    this.delivered++
    return reply
  }

  /** Reads the answers to commands that went out with the refused one, and frees the connection for the next mail. */
  private async drain(answers: number): Promise<void> {
    try {
      for (let left = answers; left > 0; left--) {
        const { code } = await this.reply(this.timeouts.commandMs)
        // The server waits for a mail that nobody gets: an empty one would be a mail, so the line is cut instead.
        if (code === 354) return this.destroy()
      }
      this.write("RSET\r\n")
      if ((await this.reply(this.timeouts.commandMs)).code >= 400) this.destroy()
    } catch {
      // The refusal is what the caller needs to know; the connection is not used again.
      this.destroy()
    }
  }

  async quit(): Promise<void> {
    if (!this.isOpen) return this.destroy()
    this.write("QUIT\r\n")
    await this.reply(2_000).catch(() => {})
    this.destroy()
  }

  destroy(): void {
    this.ended ??= new SmtpProblem("closed", "closed by us")
    this.socket.destroy()
  }

  private async connected(socket: net.Socket, event: "connect" | "secureConnect"): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new SmtpProblem("timeout", "no connection in time")),
        this.timeouts.connectMs,
      )
      const settle = (act: () => void) => () => (clearTimeout(timer), act())
      socket.once(event, settle(resolve))
      socket.once("error", (error: NodeJS.ErrnoException) => {
        const isTls =
          socket instanceof tls.TLSSocket &&
          !/^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT)/.test(error.code ?? "")
        settle(() => reject(new SmtpProblem(isTls ? "tls" : "unreachable", error.message)))()
      })
      socket.once(
        "close",
        settle(() => reject(new SmtpProblem("closed", "closed while connecting"))),
      )
    })
  }

  private listen(socket: net.Socket): void {
    socket.setNoDelay(true)
    const read = createReplyReader(
      (reply) => this.heard(reply),
      () => this.end(new SmtpProblem("closed", "the other side does not speak SMTP")),
    )
    socket.on("data", (chunk: Buffer) => read(chunk.toString("latin1")))
    socket.on("error", (error) => this.end(new SmtpProblem("closed", error.message)))
    socket.on("close", () => this.end(new SmtpProblem("closed", "the server closed the connection")))
  }

  private heard(reply: Reply): void {
    const waiting = this.waiting
    this.waiting = undefined
    if (waiting) waiting.resolve(reply)
    else this.replies.push(reply)
  }

  private end(problem: SmtpProblem): void {
    this.ended ??= problem
    this.socket.destroy()
    const waiting = this.waiting
    this.waiting = undefined
    waiting?.reject(this.ended)
  }

  private async greet(): Promise<void> {
    this.phase = "greeting"
    mustBe(await this.reply(this.timeouts.greetingMs), 220)
    this.phase = "hello"
    await this.hello()
    await this.secure()
    await this.signIn()
  }

  private async hello(): Promise<void> {
    const name = this.server.helloName
    const reply = await this.ask(`EHLO ${name}`)
    if (reply.code >= 500 && reply.code !== 554) {
      mustBe(await this.ask(`HELO ${name}`), 250)
      return
    }
    mustBe(reply, 250)
    const pairs = reply.lines.slice(1).map((line) => {
      const [keyword = "", ...values] = line.split(" ")
      return [keyword.toUpperCase(), values.join(" ")] as const
    })
    this.extensions = new Map(pairs)
  }

  private async secure(): Promise<void> {
    const wanted = this.server.tls
    if (wanted === "implicit" || wanted === "none") return
    if (!this.extensions.has("STARTTLS")) {
      this.phase = "tls"
      if (wanted === "required") throw new SmtpProblem("tls", "the server offers no STARTTLS")
      this.phase = "hello"
      return
    }
    this.phase = "tls"
    mustBe(await this.ask("STARTTLS"), 220)
    const plain = this.socket
    plain.removeAllListeners()
    // Whatever came in clear after the go-ahead was put there by someone else (CVE-2011-0411).
    if (this.replies.length > 0) throw new SmtpProblem("tls", "the server spoke before TLS began")
    const secured = tls.connect({ ...tlsOptions(this.server), socket: plain })
    this.socket = secured
    await this.connected(secured, "secureConnect")
    this.listen(secured)
    this.phase = "hello"
    await this.hello()
  }

  private async signIn(): Promise<void> {
    const { login, host } = this.server
    if (!login) return
    this.phase = "auth"
    const isPrivate = this.socket instanceof tls.TLSSocket || isLoopback(host)
    if (!isPrivate) throw new SmtpProblem("configuration", "a password is not sent over an open line")
    const offered = (this.extensions.get("AUTH") ?? "").toUpperCase().split(" ")
    const base64 = (text: string) => Buffer.from(text).toString("base64")
    if (offered.includes("PLAIN") || !offered.includes("LOGIN")) {
      mustBe(await this.ask(`AUTH PLAIN ${base64(`\0${login.user}\0${login.password}`)}`), 235)
      return
    }
    mustBe(await this.ask("AUTH LOGIN"), 334)
    mustBe(await this.ask(base64(login.user)), 334)
    mustBe(await this.ask(base64(login.password)), 235)
  }

  private ask(command: string): Promise<Reply> {
    this.write(`${command}\r\n`)
    return this.reply(this.timeouts.commandMs)
  }

  private write(text: string): void {
    if (this.ended) throw this.ended
    this.socket.write(text, "utf8")
  }

  private async written(): Promise<void> {
    if (this.ended) throw this.ended
    await new Promise<void>((resolve, reject) => {
      const finish = (act: () => void) => () => {
        clearTimeout(timer)
        this.socket.off("drain", drained)
        this.socket.off("close", closed)
        act()
      }
      const drained = finish(resolve)
      const closed = finish(() => reject(this.ended ?? new SmtpProblem("closed", "closed while sending")))
      const timer = setTimeout(
        finish(() => reject(new SmtpProblem("timeout", "the mail was not taken in time"))),
        this.timeouts.dataMs,
      )
      this.socket.once("drain", drained)
      this.socket.once("close", closed)
    })
  }

  /** The next answer. One timer for the whole of it: a byte now and then does not count as an answer (F43). */
  private reply(withinMs: number): Promise<Reply> {
    const ready = this.replies.shift()
    if (ready) return Promise.resolve(ready)
    if (this.ended) return Promise.reject(this.ended)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(new SmtpProblem("timeout", "no answer in time")), withinMs)
      this.waiting = {
        resolve: (reply) => (clearTimeout(timer), resolve(reply)),
        reject: (problem) => (clearTimeout(timer), reject(problem)),
      }
    })
  }
}

/** What went wrong, and how far the mail had come. */
export class SmtpFailure extends Error {
  readonly phase: SmtpPhase
  readonly problem: SmtpProblem

  constructor(phase: SmtpPhase, problem: SmtpProblem) {
    super(`${phase}: ${problem.message}`)
    this.name = "SmtpFailure"
    this.phase = phase
    this.problem = problem
  }
}

function mustBe(reply: Reply, code: number): void {
  if (reply.code !== code) throw new SmtpProblem("reply", `expected ${code}, got ${replyText(reply)}`, reply)
}

/** Where to connect to. A server that must be public is looked up here, so that what was checked is what is connected to. */
async function addressOf(server: SmtpServer): Promise<string> {
  if (!server.publicOnly) return server.host
  const refused = (what: string) => new SmtpFailure("connect", new SmtpProblem("configuration", what))
  if (!mailPorts.includes(server.port)) throw refused(`mail servers listen on ${mailPorts.join(", ")}`)
  const found = await lookup(server.host, { all: true }).catch((error: Error) => error)
  if (found instanceof Error) throw new SmtpFailure("connect", new SmtpProblem("unreachable", found.message))
  const [first] = found
  if (!first || !found.every(({ address }) => isPublicAddress(address))) throw refused("not a server on the Internet")
  return first.address
}

const mailPorts = [25, 465, 587, 2525]

const tlsOptions = (server: SmtpServer): tls.ConnectionOptions => ({
  host: server.host,
  port: server.port,
  ...(net.isIP(server.host) === 0 ? { servername: server.host } : {}),
  ...(server.trust ? { ca: [...tls.rootCertificates, server.trust] } : {}),
})
