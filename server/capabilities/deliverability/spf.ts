import { BlockList, isIPv6 } from "node:net"
import type { DnsLookup } from "./ports.ts"

export type SpfResult = "pass" | "softfail" | "fail" | "neutral" | "none" | "permerror" | "temperror"

/** RFC 7208 4.6.4: more lookups than this make a record void. */
const mostLookups = 10
const results = { "+": "pass", "-": "fail", "~": "softfail", "?": "neutral" } as const

type Asking = { readonly dns: DnsLookup; readonly ip: string; lookups: number }

/**
 * Whether a mail from `domain` may come from `ip` by the domain's SPF record (RFC 7208). Macros and `exists` are counted as
 * lookups and match nothing.
 */
export async function checkSpf(
  dns: DnsLookup,
  domain: string,
  ip: string,
): Promise<{ result: SpfResult; record: string | null }> {
  const asking: Asking = { dns, ip, lookups: 0 }
  const record = await recordOf(dns, domain)
  if (record.kind !== "found") return { result: record.kind, record: null }
  return { result: await evaluate(asking, domain, record.value), record: record.value }
}

async function recordOf(
  dns: DnsLookup,
  domain: string,
): Promise<{ kind: "found"; value: string } | { kind: "none" | "permerror" | "temperror" }> {
  const answer = await dns.txt(domain)
  if (answer.kind === "failed") return { kind: "temperror" }
  const records = answer.kind === "found" ? answer.values.filter((value) => /^v=spf1( |$)/i.test(value)) : []
  const [value] = records
  if (value === undefined) return { kind: "none" }
  return records.length > 1 ? { kind: "permerror" } : { kind: "found", value }
}

async function evaluate(asking: Asking, domain: string, record: string): Promise<SpfResult> {
  const terms = record.trim().split(/\s+/).slice(1)
  for (const term of terms) {
    const found = /^([+\-~?]?)([a-z0-9]+)(?::([^/]+(?:\/[^/]+)*?))?((?:\/\d+){0,2}|\/\d+\/\/\d+)$/i.exec(term)
    if (!found || term.includes("=")) continue
    const [, sign = "", name = "", target = "", prefix = ""] = found
    const matched = await matches(asking, domain, name.toLowerCase(), target, prefix, term)
    if (matched === "permerror" || matched === "temperror") return matched
    if (matched) return results[(sign || "+") as keyof typeof results] // safe: the pattern allows these signs only
  }
  const redirect = terms.find((term) => /^redirect=/i.test(term))?.slice("redirect=".length)
  if (redirect === undefined) return "neutral"
  if (++asking.lookups > mostLookups) return "permerror"
  const record2 = await recordOf(asking.dns, redirect)
  return record2.kind === "found"
    ? evaluate(asking, redirect, record2.value)
    : record2.kind === "none"
      ? "permerror"
      : record2.kind
}

async function matches(
  asking: Asking,
  domain: string,
  name: string,
  target: string,
  prefix: string,
  term: string,
): Promise<boolean | "permerror" | "temperror"> {
  if (name === "all") return true
  if (name === "ip4" || name === "ip6") return holds([term.slice(term.indexOf(":") + 1)], asking.ip)
  if (!["a", "mx", "include", "exists", "ptr"].includes(name)) return "permerror"
  if (++asking.lookups > mostLookups) return "permerror"
  const host = target || domain
  if (name === "include") {
    const record = await recordOf(asking.dns, host)
    if (record.kind === "none") return "permerror"
    if (record.kind !== "found") return record.kind
    const result = await evaluate(asking, host, record.value)
    return result === "permerror" || result === "temperror" ? result : result === "pass"
  }
  if (name === "a") return anyHolds(asking, [host], prefix)
  if (name !== "mx") return false
  const mx = await asking.dns.mx(host)
  if (mx.kind === "failed") return "temperror"
  return mx.kind === "found" && anyHolds(asking, mx.values.slice(0, mostLookups), prefix)
}

async function anyHolds(asking: Asking, hosts: readonly string[], prefix: string): Promise<boolean> {
  const answers = await Promise.all(hosts.map((host) => asking.dns.addresses(host)))
  const found = answers.flatMap((answer) => (answer.kind === "found" ? answer.values : []))
  return holds(
    found.map((ip) => ip + prefixFor(ip, prefix)),
    asking.ip,
  )
}

/** `/24` is for IPv4, `//64` for IPv6. */
function prefixFor(ip: string, prefix: string): string {
  const [v4, v6] = prefix.split("//")
  return isIPv6(ip) ? (v6 ? `/${v6}` : "") : (v4 ?? "")
}

function holds(blocks: readonly string[], ip: string): boolean {
  const list = new BlockList()
  for (const block of blocks) {
    const [base = "", bits] = block.split("/")
    const family = isIPv6(base) ? "ipv6" : "ipv4"
    try {
      list.addSubnet(base, Number(bits ?? (family === "ipv6" ? 128 : 32)), family)
    } catch {
      // What is no address holds nothing.
    }
  }
  return list.check(ip, isIPv6(ip) ? "ipv6" : "ipv4")
}
