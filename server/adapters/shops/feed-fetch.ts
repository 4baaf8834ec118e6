import { lookup } from "node:dns"
import { request as overHttp } from "node:http"
import { request as overHttps } from "node:https"
import { BlockList, isIP, type LookupFunction } from "node:net"
import type { FeedFetch } from "#catalog"

// Everything that is not the public internet: own machine, own network, link-local (cloud metadata), carrier NAT,
// documentation, multicast, and the ways to write those in IPv6.
// Two lists: in one, a closed IPv6 net that holds mapped IPv4 addresses would close all of IPv4.
const closed = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  closed.ipv4.addSubnet(net, bits, "ipv4")
for (const [net, bits] of [
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  closed.ipv6.addSubnet(net, bits, "ipv6")

/** Whether an address lies on the public internet. */
export const isPublic = (address: string): boolean => {
  const family = isIP(address)
  if (family === 0) return false
  return family === 4 ? !closed.ipv4.check(address, "ipv4") : !closed.ipv6.check(address, "ipv6")
}

type Choices = {
  readonly mayReach?: (address: string) => boolean
  /** Plain HTTP and odd ports are for tests only. */
  readonly mayUse?: (url: URL) => boolean
}

const isUsual = (url: URL) => url.protocol === "https:" && ["", "443", "8443"].includes(url.port)

/**
 * Fetches what an operator's address names, and nothing behind our own walls: the name is resolved once, every address
 * is checked, and the connection goes to the checked address itself, so that the name can't change in between.
 */
export const feedFetcher =
  ({ mayReach = isPublic, mayUse = isUsual }: Choices = {}): FeedFetch =>
  async (text, { maxBytes, timeoutMs }) => {
    const url = new URL(text)
    const literal = url.hostname.replace(/^\[|\]$/g, "")
    if (!mayUse(url)) throw new Error("not_https")
    if (url.username || url.password) throw new Error("credentials_in_address")
    if (isIP(literal) && !mayReach(literal)) throw new Error("private_address")
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(reason))
      const send = url.protocol === "https:" ? overHttps : overHttp
      const request = send(url, {
        lookup: checkedLookup(mayReach),
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: "application/xml, text/xml, */*",
          "accept-encoding": "identity",
          "user-agent": "Maido product feed",
        },
      })
      request.on("error", (error) =>
        fail(error.name === "TimeoutError" || error.name === "AbortError" ? "timeout" : shortReason(error)),
      )
      request.on("response", (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on("data", (chunk: Buffer) => {
          size += chunk.length
          chunks.push(chunk)
          if (size > maxBytes) request.destroy(new Error("too_large"))
        })
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
        response.on("error", (error) => fail(shortReason(error)))
      })
      request.end()
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
const shortReason = (error: Error): string => {
  if (ours.has(error.message)) return error.message
  return "code" in error && typeof error.code === "string" ? error.code.toLowerCase() : "unreachable"
}
