import { readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type DnsLookup, dnsLookup, type TlsProbe, tlsProbe } from "#deliverability"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { type TestContext, testContext } from "#testing/context"
import { startDns, type Zone } from "#testing/fake-dns"
import { letterBox } from "#testing/letter-box"
import { newDkimKey, sendFrom, switchDkimOn } from "#testing/mail-settings"
import { dnsResolver } from "../../adapters/dns/dns-lookup.ts"
import { startReturnListener } from "../../adapters/email/return-listener.ts"
import { smtpTlsProbe } from "../../adapters/email/tls-probe.ts"
import { askToCheck, bounceMx } from "./check-domain.ts"
import { isAligned, stateOf } from "./domain-rules.ts"
import { checkSpf } from "./spf.ts"
import { domainState } from "./standing.ts"
import { selectCheck } from "./storage-checks.ts"

const zone: Zone = new Map()
const silent = new Set<string>()
const letters = letterBox(undefined, "mx.hinata.example:587")
const pem = readFileSync(new URL("../../testing/localhost.pem", import.meta.url), "utf8")
let dns: Awaited<ReturnType<typeof startDns>>
let ctx: TestContext
let resolver: DnsLookup
// A machine that is busy answers late: only where nobody answers at all is the wait short.
const patient = () => dnsResolver({ servers: [dns.server], timeoutMs: 10_000 })
let probe: TlsProbe = async () => "starttls"

beforeAll(async () => {
  dns = await startDns(zone, silent)
  resolver = patient()
  const asked: DnsLookup = {
    txt: (name) => resolver.txt(name),
    mx: (name) => resolver.mx(name),
    addresses: (name) => resolver.addresses(name),
    names: (ip) => resolver.names(ip),
  }
  const plugs = [...letters.plugs, plug(dnsLookup, asked), plug<TlsProbe>(tlsProbe, (host, port) => probe(host, port))]
  ctx = await testContext({ plugs })
  await sendFrom(ctx, "shop@hinata.example", "bounce.hinata.example")
})
afterAll(async () => {
  await dns.close()
  await letters.close()
})

async function check(): Promise<Record<string, string>> {
  ctx.pass(60_000)
  await inTransaction(ctx, askToCheck)
  await ctx.drain()
  const found = await inTransaction(ctx, selectCheck)
  // Where bounces go hangs on the installation's public name, which the tests share: it has a test of its own.
  const findings = found?.findings.filter(({ name }) => name !== "bounce-mx") ?? []
  return Object.fromEntries(findings.map(({ name, state, reason }) => [name, `${state} ${reason}`]))
}
const finding = async (name: string) =>
  (await inTransaction(ctx, selectCheck))?.findings.find((one) => one.name === name)
const state = () => inTransaction(ctx, (ctx) => domainState(ctx))

test("C14 M04 a domain without anything is told what to add, and with it added all is well", async () => {
  expect(await state()).toMatchObject({ state: "unchecked", holds: false })
  expect(await check()).toEqual({
    spf: "bad missing",
    dkim: "bad no-key",
    dmarc: "bad missing",
    alignment: "warning by-spf-only",
    ptr: "bad no-address",
    tls: "good starttls",
  })
  expect(await state()).toMatchObject({ state: "bad", domain: "hinata.example", holds: false })

  zone.set("A mx.hinata.example", ["192.0.2.25"])
  zone.set("PTR 25.2.0.192.in-addr.arpa", ["mx.hinata.example"])
  const dkim = await newDkimKey(ctx)
  await check()
  for (const name of ["spf", "dkim", "dmarc"]) {
    const { wanted } = (await finding(name)) ?? {}
    if (!wanted) throw new Error(`${name} says nothing to add`)
    zone.set(`${wanted.type} ${wanted.name}`, [wanted.value])
  }
  expect((await finding("dkim"))?.wanted?.value).toBe(dkim?.record.value)
  expect((await check()).dkim).toBe("warning not-switched-on")
  await switchDkimOn(ctx)
  expect(await check()).toEqual({
    spf: "good passes",
    dkim: "good equal",
    dmarc: "good watches",
    alignment: "good both",
    ptr: "good confirmed",
    tls: "good starttls",
  })
  expect((await state()).holds).toBe(false)
})

test("C14 what is wrong is named: another server, another key, two records, a record for all, nobody answers", async () => {
  const spf = "TXT bounce.hinata.example"
  zone.set(spf, ["v=spf1 include:other.example -all"])
  zone.set("TXT other.example", ["v=spf1 ip4:198.51.100.0/24 -all"])
  expect((await check()).spf).toBe("bad server-not-named")
  expect((await finding("spf"))?.wanted?.value).toBe("v=spf1 a:mx.hinata.example include:other.example -all")
  zone.set(spf, ["v=spf1 -all", "v=spf1 a -all"])
  expect((await check()).spf).toBe("bad void")
  zone.set(spf, ["v=spf1 +all"])
  expect((await check()).spf).toBe("bad open-to-all")
  silent.add("bounce.hinata.example")
  resolver = dnsResolver({ servers: [dns.server], timeoutMs: 200 })
  expect(await check()).toMatchObject({ spf: "unknown no-answer" })
  silent.clear()
  resolver = patient()
  zone.set(spf, ["v=spf1 a:mx.hinata.example ~all"])
  zone.set("TXT _dmarc.hinata.example", ["v=DMARC1; p=maybe"])
  const name = (await finding("dkim"))?.found.length
    ? [...zone.keys()].find((key) => key.includes("_domainkey"))
    : undefined
  zone.set(name ?? "", ["v=DKIM1; k=rsa; p=AAAA"])
  zone.set("PTR 25.2.0.192.in-addr.arpa", ["someone.else.example"])
  expect(await check()).toMatchObject({
    spf: "good passes",
    dkim: "bad differs",
    dmarc: "bad void",
    ptr: "bad not-confirmed",
  })
})

test("M04 letters wait for the domain from 5,000 a day on, always or never as the brand says", () => {
  const bad = {
    domain: "x",
    checkedAt: new Date(0),
    findings: [{ name: "spf", state: "bad", reason: "missing", found: [], wanted: null }],
  } as const
  const holds = (hold: "auto" | "always" | "never", perDay: number) =>
    stateOf({ ...bad, findings: bad.findings.map((f) => ({ ...f, found: [] })) }, hold, perDay).holds
  expect([holds("auto", 4_999), holds("auto", 5_000), holds("always", 0), holds("never", 9_999)]).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(stateOf(undefined, "auto", 5_000)).toMatchObject({ state: "unchecked", holds: true })
  expect(
    ["hinata.example", "mail.hinata.example", "nothinata.example"].map((d) => isAligned(d, "hinata.example")),
  ).toEqual([true, true, false])
})

test("C14 SPF is read as RFC 7208 says: networks, a, mx, include, redirect, and ten lookups at most", async () => {
  const resolver = patient()
  const result = async (record: string, ip = "192.0.2.7") => {
    zone.set("TXT spf.example", [record])
    return (await checkSpf(resolver, "spf.example", ip)).result
  }
  zone.set("A spf.example", ["192.0.2.1"])
  zone.set("MX spf.example", ["mx.spf.example"])
  zone.set("A mx.spf.example", ["192.0.2.7"])
  zone.set("TXT yes.example", ["v=spf1 ip4:192.0.2.7 -all"])
  zone.set("TXT no.example", ["v=spf1 -all"])
  for (let i = 0; i < 12; i++) zone.set(`TXT l${i}.example`, [`v=spf1 include:l${i + 1}.example -all`])
  const cases: [string, string][] = [
    ["v=spf1 ip4:192.0.2.0/24 -all", "pass"],
    ["v=spf1 ip4:192.0.3.0/24 -all", "fail"],
    ["v=spf1 ip6:2001:db8::/32 ~all", "softfail"],
    ["v=spf1 a ?all", "neutral"],
    ["v=spf1 a/24 -all", "pass"],
    ["v=spf1 a:mx.spf.example -all", "pass"],
    ["v=spf1 mx -all", "pass"],
    ["v=spf1 -mx +all", "fail"],
    ["v=spf1 include:no.example include:yes.example -all", "pass"],
    ["v=spf1 include:nothing.example -all", "permerror"],
    ["v=spf1 redirect=yes.example", "pass"],
    ["v=spf1 include:l0.example -all", "permerror"],
    ["v=spf1 nonsense:x -all", "permerror"],
    ["v=spf1", "neutral"],
  ]
  for (const [record, wanted] of cases) expect([record, await result(record)]).toEqual([record, wanted])
  expect(await result("v=spf1 ip6:2001:db8::/32 -all", "2001:db8::5")).toBe("pass")
})

test("C14 a mail server is asked whether it speaks in secret", async () => {
  const open = async (tls?: { key: string; cert: string }) => {
    const listener = await startReturnListener({
      host: "127.0.0.1",
      port: 0,
      take: async () => {},
      ...(tls ? { tls } : {}),
    })
    const is = await smtpTlsProbe("127.0.0.1", listener.port)
    await listener.close()
    return [is, await smtpTlsProbe("127.0.0.1", listener.port)]
  }
  expect(await open()).toEqual(["plain", "unreachable"])
  expect((await open({ key: pem, cert: pem }))[0]).toBe("starttls")
})

test("C14 bounces are led to our own public name; without one there is nothing to add", async () => {
  const of = async (publicHost: string, bounceDomain = "b.example") => {
    const { state, reason, wanted } = await bounceMx(resolver, { publicHost, bounceDomain })
    return [`${state} ${reason}`, wanted?.value]
  }
  expect(await of("maido.example")).toEqual(["bad missing", "10 maido.example"])
  expect(await of("localhost")).toEqual(["bad no-public-name", undefined])
  expect(await of("maido.example", "")).toEqual(["warning unset", undefined])
  zone.set("MX b.example", ["maido.example"])
  expect(await of("maido.example")).toEqual(["good ours", undefined])
  expect(await of("other.example")).toEqual(["warning elsewhere", "10 other.example"])
})
