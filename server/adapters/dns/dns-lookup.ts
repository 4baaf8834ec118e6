import { Resolver } from "node:dns/promises"
import type { DnsAnswer, DnsLookup } from "#deliverability"

type Options = {
  /** `address` or `address:port`; the machine's own resolvers without it. */
  readonly servers?: readonly string[]
  readonly timeoutMs?: number
}

const absent = ["ENODATA", "ENOTFOUND", "NXDOMAIN"]

/** Real lookups, two tries, a few seconds at most. */
export function dnsResolver({ servers, timeoutMs = 2_500 }: Options = {}): DnsLookup {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
  if (servers) resolver.setServers(servers)
  return {
    txt: (name) => ask(async () => (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""))),
    mx: (name) =>
      ask(async () => {
        const found = await resolver.resolveMx(name)
        // A single "." says that the domain takes no mail (RFC 7505).
        return found
          .sort((a, b) => a.priority - b.priority)
          .flatMap(({ exchange }) => (exchange === "" ? [] : [exchange.toLowerCase()]))
      }),
    addresses: async (name) =>
      joined(await Promise.all([ask(() => resolver.resolve4(name)), ask(() => resolver.resolve6(name))])),
    names: (ip) => ask(async () => (await resolver.reverse(ip)).map((name) => name.toLowerCase())),
  }
}

async function ask(look: () => Promise<string[]>): Promise<DnsAnswer<string>> {
  try {
    const values = await look()
    return values.length > 0 ? { kind: "found", values } : { kind: "none" }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown"
    return absent.includes(code) ? { kind: "none" } : { kind: "failed", reason: code.toLowerCase() }
  }
}

/** An address of one kind is enough; only when nothing was found, one that failed counts. */
function joined(answers: readonly DnsAnswer<string>[]): DnsAnswer<string> {
  const values = answers.flatMap((answer) => (answer.kind === "found" ? answer.values : []))
  if (values.length > 0) return { kind: "found", values }
  return answers.find((answer) => answer.kind === "failed") ?? { kind: "none" }
}
