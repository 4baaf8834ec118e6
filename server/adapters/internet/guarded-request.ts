import { lookup } from "node:dns"
import { request as overHttp } from "node:http"
import { request as overHttps } from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { isPublicAddress } from "./public-address-rules.ts"

export type Choices = {
  readonly mayReach?: (address: string) => boolean
  /** Plain HTTP and odd ports are for tests only. */
  readonly mayUse?: (url: URL) => boolean
}

export type Wanted = {
  readonly method: "GET" | "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** More than this is no answer: `too_large`. */
  readonly maxBytes: number
  readonly timeoutMs: number
}

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

const isUsual = (url: URL) => url.protocol === "https:" && ["", "443", "8443"].includes(url.port)

/**
 * Asks what an operator's address names, and nothing behind our own walls (S35): the name is resolved once, every address
 * is checked, and the connection goes to the checked address itself, so that the name can't change in between. A
 * redirect is an answer, not a way. Rejects with a word: not_https, credentials_in_address, private_address, timeout,
 * too_large, or the network's own code.
 */
export const guardedRequest =
  ({ mayReach = isPublicAddress, mayUse = isUsual }: Choices = {}) =>
  async (text: string, wanted: Wanted): Promise<Answer> => {
    const url = new URL(text)
    const literal = url.hostname.replace(/^\[|\]$/g, "")
    if (!mayUse(url)) throw new Error("not_https")
    if (url.username || url.password) throw new Error("credentials_in_address")
    if (isIP(literal) && !mayReach(literal)) throw new Error("private_address")
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new Error(shortReason(error)))
      const send = url.protocol === "https:" ? overHttps : overHttp
      const request = send(url, {
        method: wanted.method,
        lookup: checkedLookup(mayReach),
        signal: AbortSignal.timeout(wanted.timeoutMs),
        headers: { "accept-encoding": "identity", ...wanted.headers },
      })
      request.on("error", fail)
      request.on("response", (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on("data", (chunk: Buffer) => {
          size += chunk.length
          chunks.push(chunk)
          if (size > wanted.maxBytes) request.destroy(new Error("too_large"))
        })
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        )
        response.on("error", fail)
      })
      request.end(wanted.body)
    })
  }

const checkedLookup =
  (mayReach: (address: string) => boolean): LookupFunction =>
  (hostname, options, answer) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, "", 0)
      const first = addresses[0]
      if (!first || !addresses.every(({ address }) => mayReach(address)))
        return answer(new Error("private_address"), "", 0)
      if (options.all) return answer(null, addresses)
      answer(null, first.address, first.family)
    })

const ours = new Set(["too_large", "private_address"])
function shortReason(error: Error): string {
  if (ours.has(error.message)) return error.message
  if (error.name === "TimeoutError" || error.name === "AbortError") return "timeout"
  return "code" in error && typeof error.code === "string" ? error.code.toLowerCase() : "unreachable"
}
