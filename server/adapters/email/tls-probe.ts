import { connect, type Socket } from "node:net"
import { connect as connectTls } from "node:tls"
import type { TlsProbe } from "#deliverability"

const timeoutMs = 5_000

/** How a mail server speaks: shakes hands on 465, elsewhere says EHLO and looks for STARTTLS. Sends no mail. */
export const smtpTlsProbe: TlsProbe = (host, port) =>
  port === 465 ? shakeHands(host, port) : askExtensions(host, port)

const shakeHands = (host: string, port: number): ReturnType<TlsProbe> =>
  new Promise((resolve) => {
    const socket = connectTls({ host, port, servername: host, rejectUnauthorized: false }, () => end("tls"))
    const end = (is: "tls" | "unreachable") => {
      socket.destroy()
      resolve(is)
    }
    socket.setTimeout(timeoutMs, () => end("unreachable"))
    socket.on("error", () => end("unreachable"))
  })

const askExtensions = (host: string, port: number): ReturnType<TlsProbe> =>
  new Promise((resolve) => {
    const socket: Socket = connect({ host, port })
    let heard = ""
    let hasGreeted = false
    const end = (is: "starttls" | "plain" | "unreachable") => {
      socket.destroy()
      resolve(is)
    }
    socket.setTimeout(timeoutMs, () => end("unreachable"))
    socket.on("error", () => end("unreachable"))
    socket.on("close", () => end("unreachable"))
    socket.on("data", (bytes) => {
      heard = (heard + bytes.toString("latin1")).slice(-8_000)
      if (!/^\d{3} .*\r?\n/m.test(heard)) return
      if (hasGreeted) return end(/^250[- ]STARTTLS/im.test(heard) ? "starttls" : "plain")
      hasGreeted = true
      heard = ""
      socket.write("EHLO maido\r\n")
    })
  })
