import { publicUrl } from "#brands"
import { shownMailSettings } from "#messages"
import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue, performedEffect } from "#kernel/effects"
import { isAligned, tagOf } from "./domain-rules.ts"
import type { Finding } from "./model.ts"
import { type DnsLookup, dnsLookup, tlsProbe } from "./ports.ts"
import { checkSpf } from "./spf.ts"
import { forgetStanding } from "./standing.ts"
import { saveCheck } from "./storage-checks.ts"

const Nothing = z.object({ round: z.string() })

/** Looks at the domain's records by real lookups, outside any transaction, and keeps what was found. */
export const checkEffect = performedEffect({
  kind: "deliverability.check-domain",
  payload: Nothing,
  concurrency: 2,
  isPrompt: true,
  leaseMs: 120_000,
  maxAttempts: 3,
  title: { ja: "ドメインの確認", en: "Looking at the domain" },
  perform: async (ctx) => {
    await checkDomain(ctx)
    return { kind: "done" }
  },
  settle: async () => {},
  lost: () => "retry",
})

/** Asks for a look; the same minute asks once. In a transaction. */
export async function askToCheck(ctx: Context): Promise<void> {
  const round = ctx.now().toISOString().slice(0, 19)
  await enqueue(ctx, checkEffect, { round }, { key: round })
}

type Sender = {
  readonly domain: string
  /** Of the envelope: where SPF is looked up. */
  readonly envelope: string
  readonly bounceDomain: string
  readonly host: string | null
  readonly port: number
  readonly publicHost: string
  readonly dkim: Awaited<ReturnType<typeof shownMailSettings>>["dkim"]
}

export async function checkDomain(ctx: Context): Promise<readonly Finding[]> {
  const sender = await senderOf(ctx)
  const dns = ctx.product.use(dnsLookup)
  const groups = await Promise.all([
    spf(dns, sender),
    dkim(dns, sender),
    dmarc(dns, sender),
    alignment(sender),
    ptr(dns, sender),
    bounceMx(dns, sender),
    tls(ctx, sender),
  ])
  const findings = groups.flat()
  await inTransaction(ctx, (ctx) => saveCheck(ctx, { domain: sender.domain, checkedAt: ctx.now(), findings }))
  forgetStanding(ctx)
  return findings
}

async function senderOf(ctx: Context): Promise<Sender> {
  const settings = await inTransaction(ctx, shownMailSettings)
  const domain = settings.from.address.slice(settings.from.address.lastIndexOf("@") + 1).toLowerCase()
  const [host = "", port] = settings.isCaught ? [] : settings.way.split(":")
  return {
    domain,
    envelope: settings.bounceDomain || domain,
    bounceDomain: settings.bounceDomain,
    host: host === "" ? null : host,
    port: Number(port ?? 587),
    publicHost: new URL(await inTransaction(ctx, (ctx) => publicUrl(ctx, "/"))).hostname,
    dkim: settings.dkim,
  }
}

const finding = (
  name: Finding["name"],
  state: Finding["state"],
  reason: string,
  more: Partial<Finding> = {},
): Finding => ({
  name,
  state,
  reason,
  found: [],
  wanted: null,
  ...more,
})

async function spf(dns: DnsLookup, { envelope, host }: Sender): Promise<Finding> {
  const addresses = host === null ? undefined : await dns.addresses(host)
  const ips = addresses?.kind === "found" ? addresses.values : []
  const wanted = { name: envelope, type: "TXT" as const, value: `v=spf1 a:${host ?? ""} ~all` }
  // Without a known server only whether there is a record can be said: any address will do to read it.
  const checks = await Promise.all((ips.length > 0 ? ips : ["192.0.2.1"]).map((ip) => checkSpf(dns, envelope, ip)))
  const record = checks.find((check) => check.record !== null)?.record
  const found = record === undefined || record === null ? [] : [record]
  const is = (result: string) => checks.some((check) => check.result === result)
  if (is("temperror")) return finding("spf", "unknown", "no-answer", { found })
  // A record that names no server would refuse every mail: what to add is known once there is a server.
  if (is("none"))
    return host === null ? finding("spf", "warning", "caught") : finding("spf", "bad", "missing", { wanted })
  if (is("permerror")) return finding("spf", "bad", "void", { found })
  if (/(^|\s)\+?all(\s|$)/i.test(record ?? "")) return finding("spf", "bad", "open-to-all", { found })
  if (ips.length === 0)
    return finding("spf", host === null ? "warning" : "unknown", host === null ? "caught" : "no-answer", { found })
  const isPassed = checks.every((check) => check.result === "pass")
  return isPassed
    ? finding("spf", "good", "passes", { found })
    : finding("spf", "bad", "server-not-named", {
        found,
        wanted: { ...wanted, value: withServer(record ?? "", host ?? "") },
      })
}

/** The record as it is, with our server in it. */
const withServer = (record: string, host: string) => record.replace(/^(v=spf1)/i, `$1 a:${host}`)

async function dkim(dns: DnsLookup, { dkim }: Sender): Promise<Finding> {
  if (!dkim) return finding("dkim", "bad", "no-key")
  if (!dkim.fitsSender) return finding("dkim", "bad", "other-domain")
  const wanted = { name: dkim.record.name, type: "TXT" as const, value: dkim.record.value }
  const answer = await dns.txt(dkim.record.name)
  if (answer.kind === "failed") return finding("dkim", "unknown", "no-answer", { wanted })
  if (answer.kind === "none") return finding("dkim", "bad", "missing", { wanted })
  const found = [...answer.values]
  const isEqual = found.some((record) => tagOf(record, "p") === tagOf(dkim.record.value, "p"))
  if (!isEqual) return finding("dkim", "bad", "differs", { found, wanted })
  return dkim.isActive
    ? finding("dkim", "good", "equal", { found })
    : finding("dkim", "warning", "not-switched-on", { found })
}

async function dmarc(dns: DnsLookup, { domain }: Sender): Promise<Finding> {
  const wanted = {
    name: `_dmarc.${domain}`,
    type: "TXT" as const,
    value: `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`,
  }
  const labels = domain.split(".")
  // The record may stand at the domain itself or at the one above it that was registered.
  const places = labels.slice(0, -1).map((_, i) => `_dmarc.${labels.slice(i).join(".")}`)
  for (const place of places) {
    const answer = await dns.txt(place)
    if (answer.kind === "failed") return finding("dmarc", "unknown", "no-answer", { wanted })
    const records = answer.kind === "found" ? answer.values.filter((value) => /^v=DMARC1\s*(;|$)/i.test(value)) : []
    if (records.length > 1) return finding("dmarc", "bad", "void", { found: records })
    const [record] = records
    if (record === undefined) continue
    const policy = tagOf(record, "p")?.toLowerCase()
    if (policy !== "none" && policy !== "quarantine" && policy !== "reject")
      return finding("dmarc", "bad", "void", { found: [record] })
    return finding("dmarc", "good", policy === "none" ? "watches" : "protects", { found: [record] })
  }
  return finding("dmarc", "bad", "missing", { wanted })
}

/** DMARC passes when SPF's or DKIM's domain is the sender's (M04). */
function alignment({ domain, envelope, dkim }: Sender): Finding {
  const bySpf = isAligned(envelope, domain)
  const byDkim = dkim !== null && dkim.isActive && dkim.fitsSender && isAligned(dkim.domain, domain)
  const found = [envelope, ...(dkim ? [dkim.domain] : [])]
  if (byDkim) return finding("alignment", "good", bySpf ? "both" : "by-dkim", { found })
  return bySpf
    ? finding("alignment", "warning", "by-spf-only", { found })
    : finding("alignment", "bad", "neither", { found })
}

async function ptr(dns: DnsLookup, { host, domain }: Sender): Promise<Finding> {
  if (host === null) return finding("ptr", "warning", "caught")
  const addresses = await dns.addresses(host)
  if (addresses.kind !== "found")
    return finding(
      "ptr",
      addresses.kind === "none" ? "bad" : "unknown",
      addresses.kind === "none" ? "no-address" : "no-answer",
    )
  const checked = await Promise.all(addresses.values.map((ip) => isConfirmed(dns, ip)))
  const found = checked.flatMap(({ ip, names }) => [`${ip} → ${names.join(", ") || "—"}`])
  if (checked.every(({ isSame }) => isSame)) return finding("ptr", "good", "confirmed", { found })
  if (checked.some(({ hasFailed }) => hasFailed)) return finding("ptr", "unknown", "no-answer", { found })
  // A mail service sends from other addresses than it takes mails at: only our own server is ours to mend.
  return isAligned(host, domain)
    ? finding("ptr", "bad", "not-confirmed", { found })
    : finding("ptr", "warning", "of-the-service", { found })
}

async function isConfirmed(dns: DnsLookup, ip: string) {
  const answer = await dns.names(ip)
  const names = answer.kind === "found" ? answer.values : []
  const back = await Promise.all(names.map((name) => dns.addresses(name)))
  const isSame = back.some((of) => of.kind === "found" && of.values.includes(ip))
  return { ip, names, isSame, hasFailed: answer.kind === "failed" }
}

export async function bounceMx(
  dns: DnsLookup,
  { bounceDomain, publicHost }: Pick<Sender, "bounceDomain" | "publicHost">,
): Promise<Finding> {
  if (bounceDomain === "") return finding("bounce-mx", "warning", "unset")
  const wanted = { name: bounceDomain, type: "MX" as const, value: `10 ${publicHost}` }
  const answer = await dns.mx(bounceDomain)
  if (answer.kind === "failed") return finding("bounce-mx", "unknown", "no-answer", { wanted })
  // On a machine without a name of its own nobody can bring anything.
  const isReachable = publicHost.includes(".") && !/^[\d.]+$/.test(publicHost)
  if (answer.kind === "none")
    return isReachable
      ? finding("bounce-mx", "bad", "missing", { wanted })
      : finding("bounce-mx", "bad", "no-public-name")
  const found = [...answer.values]
  return found.includes(publicHost)
    ? finding("bounce-mx", "good", "ours", { found })
    : finding("bounce-mx", "warning", "elsewhere", { found, wanted })
}

async function tls(ctx: Context, { host, port }: Sender): Promise<Finding> {
  if (host === null) return finding("tls", "warning", "caught")
  const is = await ctx.product.use(tlsProbe)(host, port)
  if (is === "unreachable") return finding("tls", "unknown", "no-answer", { found: [`${host}:${port}`] })
  return is === "plain"
    ? finding("tls", "bad", "plain", { found: [`${host}:${port}`] })
    : finding("tls", "good", is, { found: [`${host}:${port}`] })
}
