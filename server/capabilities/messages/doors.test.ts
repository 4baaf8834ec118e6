import { createPublicKey, verify } from "node:crypto"
import { sql } from "kysely"
import { afterEach, expect, test } from "vitest"
import { changeSetting } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import type { TestContext } from "#testing/context"
import { startFakeSmtp } from "#testing/fake-smtp"
import { serve } from "#testing/http"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"
import { createMailWays } from "../../adapters/email/mail-ways.ts"
import { MailSettings } from "./model-settings.ts"
import type { OutgoingMail } from "./ports.ts"
import { messageOfReturnPath } from "./return-path.ts"

const open: { stop: () => Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop()
})

async function doors(ctx: TestContext, rights: string[]) {
  const server = await serve({
    platform: ctx.platform,
    capabilities: ctx.assembled.capabilities,
    caller: {
      actor: { kind: "staff", staffId: "00000000-0000-7000-8000-000000000001" },
      brandId: ctx.brandId,
      rights: new Set(rights),
      ambient: false,
      fresh: true,
    },
  })
  open.push(server)
  return async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    })
    return { status: reply.status, body: await reply.json() }
  }
}

test("the log shows nothing personal to those who may not see it", async () => {
  const ctx = await mailContext()
  const { messageId } = await planReceipt(ctx, "r:1")
  await ctx.drain()
  const call = await doors(ctx, ["messages:read"])
  const list = await call("GET", "/messages?state=accepted&limit=10")
  const whole = await call("GET", `/messages/${messageId}`)
  expect(list.body.items).toMatchObject([{ messageId, title: { en: "Sample: order confirmation" } }])
  expect(whole.body).toMatchObject({ state: "accepted", tries: [{ outcome: "accepted" }], mayResend: false })
  expect(JSON.stringify([list, whole])).not.toMatch(/misaki|美咲/)
  expect((await call("GET", `/messages/${messageId}/content`)).status).toBe(403)
  expect((await call("GET", "/caught-mails")).status).toBe(403)
  expect((await call("POST", `/messages/${messageId}/resend`, {})).status).toBe(403)

  const personal = await doors(ctx, ["customers:personal", "messages:write"])
  const content = await personal("GET", `/messages/${messageId}/content`)
  expect(content.body.sent).toMatchObject({
    to: { address: "misaki@customer.example" },
    subject: "ご注文を承りました(H-10482)",
  })
  const box = await personal("GET", "/caught-mails")
  const caught = await personal("GET", `/caught-mails/${box.body.items[0].caughtId}`)
  expect(caught.body.html).toContain("H-10482")
  expect(caught.body.source).toMatch(/^Received:|^Date:|^From:/m)
  expect((await personal("DELETE", "/caught-mails")).body).toEqual({ deleted: 1 })
})

test("counts, wordings, drafts and senders are served as their contract says", async () => {
  const ctx = await mailContext()
  await planReceipt(ctx, "r:1")
  await ctx.drain()
  const call = await doors(ctx, ["messages:read", "messages:write", "messages:send", "brand:read", "brand:write"])
  const counts = await call("GET", "/message-counts?from=2026-01-01T00:00:00Z")
  expect(counts.body.items).toMatchObject([{ kind: "messages.sample", state: "accepted", count: 1 }])
  const list = await call("GET", "/message-templates")
  expect(list.body.items.map(({ kind }: { kind: string }) => kind)).toContain("messages.sample")
  const place = "/message-templates/messages.sample/ja"
  const { body: template } = await call("GET", place)
  const document = { ...template.published.document, subject: "新しい件名" }
  expect(await call("PUT", `${place}/draft`, { document, revision: 0 })).toMatchObject({
    status: 200,
    body: { revision: 1 },
  })
  expect((await call("POST", `${place}/preview`, { document })).body.rendering.subject).toBe("新しい件名")
  expect(await call("POST", `${place}/publish`, { revision: 1 })).toMatchObject({ status: 200, body: { version: 1 } })
  expect((await call("GET", `${place}/versions/1`)).body.document.subject).toBe("新しい件名")
  expect(await call("POST", `${place}/test`, { to: "staff@hinata.example" })).toMatchObject({ status: 200 })
  expect((await call("GET", "/mail-senders")).body).toEqual({ items: [] })
  expect((await call("POST", "/mail-senders/resume", { sender: "none" })).status).toBe(409)
  expect((await call("GET", "/mail-settings")).body).toMatchObject({ way: "catcher", isCaught: true, keepBodyDays: 30 })
})

test("S12 a brand's own mail server is used and its password never shown", async () => {
  const own = await startFakeSmtp()
  open.push(own)
  const ctx = await mailContext()
  const call = await doors(ctx, ["brand:read", "brand:write"])
  expect((await call("PUT", "/mail-settings", { server: "http://x", basedOn: 0 })).body.error?.code ?? "").toBe(
    "messages.NotAServer",
  )
  const url = `smtp://user:hunter2@127.0.0.1:${own.port}`
  expect(
    await call("PUT", "/mail-settings", { server: url, bounceDomain: "bounce.hinata.example", basedOn: 0 }),
  ).toMatchObject({
    status: 200,
    body: { version: 1 },
  })
  const shown = await call("GET", "/mail-settings")
  expect(shown.body).toMatchObject({
    way: `127.0.0.1:${own.port}`,
    ownServer: `127.0.0.1:${own.port}`,
    isCaught: false,
  })
  expect(JSON.stringify(shown)).not.toContain("hunter2")

  const { messageId } = await planReceipt(ctx, "r:1")
  await ctx.drain()
  const [mail] = own.received()
  expect(mail).toMatchObject({ user: "user", to: ["misaki@customer.example"] })
  expect(mail?.from).toMatch(/^b\+[0-9a-f]{32}\.[0-9a-f]{16}@bounce\.hinata\.example$/)
  expect(messageOfReturnPath(ctx, mail?.from.toUpperCase() ?? "")).toBe(messageId)
  expect(
    messageOfReturnPath(
      ctx,
      (mail?.from ?? "").replace(/\.[0-9a-f]/, (sign) => (sign === ".0" ? ".1" : ".0")),
    ),
  ).toBe(undefined)
})

test("F43 a brand's slow mail server has few places and holds up only its own mails", async () => {
  const slow = await startFakeSmtp({ faults: ["slow-banner=60000"] })
  const quick = await startFakeSmtp()
  open.push(slow, quick)
  const store = { keep: async () => {} }
  const pool = { timeouts: { greetingMs: 2_000 } }
  const places = { installation: 2, own: 2 }
  const ways = createMailWays({ smtpUrl: quick.url, now: () => new Date(), store, pool, places, ownMayBePrivate: true })
  const ended: string[] = []
  const send = async (server: string | undefined, name: string) => {
    const way = ways.wayFor({ brandId: "b", isTest: false, server })
    ended.push(`${name} ${(await way.send({ ...mail, messageId: `${name}@hinata.example` })).kind}`)
  }
  const slowOnes = ["s1", "s2", "s3", "s4"].map((name) => send(slow.url, name))
  await Promise.all(["q1", "q2", "q3", "q4"].map((name) => send(undefined, name)))
  expect(ended.toSorted()).toEqual(["q1 accepted", "q2 accepted", "q3 accepted", "q4 accepted", "s3 busy", "s4 busy"])
  await Promise.all(slowOnes)
  expect(ended.slice(6).toSorted()).toEqual(["s1 retry", "s2 retry"])
  await ways.close()
})

test("F43 mails of a brand with a server of its own, and caught ones of a test brand, wait in a lane of their own", async () => {
  const ctx = await mailContext()
  const useOwn = (ctx: Context) =>
    changeSetting(ctx, "mail", MailSettings, MailSettings.parse({ sealedServer: ctx.keys.seal("smtp://127.0.0.1:9") }))
  const test = await mailContext({ brand: { testOf: ctx.brandId } })
  const own = await mailContext()
  await inTransaction(own, useOwn)
  const lanes = []
  for (const brand of [ctx, own, test]) {
    await planReceipt(brand, "r:1")
    await planCampaign(brand, "c:1")
    const { rows } = await inTransaction(brand, (ctx) =>
      sql<{ kind: string }>`select kind from kernel.outbox order by kind`.execute(ctx.db),
    )
    lanes.push(rows.map(({ kind }) => kind))
  }
  const aside = ["messages.send-aside", "messages.send-aside-marketing"]
  expect(lanes).toEqual([["messages.send", "messages.send-marketing"], aside, aside])
})

const mail: OutgoingMail = {
  messageId: "",
  from: { address: "order@hinata.example" },
  to: { address: "misaki@customer.example" },
  returnPath: "order@hinata.example",
  date: new Date("2026-04-01T00:00:00Z"),
  zone: "Asia/Tokyo",
  language: "ja",
  subject: "ご注文を承りました",
  html: "<p>ありがとうございます。</p>",
  text: "ありがとうございます。",
}

test("a brand's DKIM key is made in the console, its private half never shown, and signs once DNS has its record", async () => {
  const server = await startFakeSmtp({ raw: true })
  open.push(server)
  const ctx = await mailContext({ smtpUrl: server.url })
  const call = await doors(ctx, ["brand:read", "brand:write"])
  const settings = async () => (await call("GET", "/mail-settings")).body
  expect((await call("PUT", "/mail-settings/dkim", { isActive: true, basedOn: 0 })).body.error.code).toBe(
    "messages.NoDkimKey",
  )
  expect((await call("POST", "/mail-settings/dkim", { basedOn: 0 })).status).toBe(200)
  const made = await settings()
  expect(made.dkim).toMatchObject({ isActive: false, fitsSender: true, record: { type: "TXT" } })
  expect(JSON.stringify(made)).not.toContain("PRIVATE KEY")
  await planReceipt(ctx, "r:1")
  await ctx.drain()
  expect((await call("PUT", "/mail-settings/dkim", { isActive: true, basedOn: made.version })).status).toBe(200)
  await planReceipt(ctx, "r:2")
  await ctx.drain()
  const [unsigned, signed] = server.received()
  expect(unsigned?.headers.some((line) => line.startsWith("DKIM-Signature"))).toBe(false)
  const field = signed?.headers.find((line) => line.startsWith("DKIM-Signature")) ?? ""
  const [selector, , domain] = made.dkim.record.name.split(/\.(_domainkey)\./)
  expect(field).toContain(`d=${domain}; s=${selector};`)
  expect(isSignedBy(made.dkim.record.value, signed?.raw ?? "")).toBe(true)

  // The key is no good for another domain, and a wrong person may not make one.
  const stranger = await doors(ctx, ["brand:read", "messages:write"])
  expect((await stranger("POST", "/mail-settings/dkim", { basedOn: 2 })).status).toBe(403)
  expect((await call("DELETE", "/mail-settings/dkim", { basedOn: 2 })).status).toBe(200)
  expect((await settings()).dkim).toBeNull()
})

/** Checks a signature as a receiver does (RFC 6376, relaxed/relaxed), with the key of the DNS record. */
function isSignedBy(record: string, rawBase64: string): boolean {
  const raw = Buffer.from(rawBase64, "base64").toString("latin1")
  const split = raw.indexOf("\r\n\r\n")
  const fields = raw.slice(0, split).split(/\r\n(?![ \t])/)
  const own = fields.find((line) => line.startsWith("DKIM-Signature")) ?? ""
  const relaxed = (field: string) => {
    const colon = field.indexOf(":")
    const value = field.slice(colon + 1).replaceAll("\r\n", "")
    return `${field.slice(0, colon).toLowerCase()}:${value.replace(/[ \t]+/g, " ").trim()}`
  }
  const unfolded = own.replaceAll("\r\n", "")
  const names = /h=([^;]+);/.exec(unfolded)?.[1]?.split(":") ?? []
  const covered = [...new Set(names)].flatMap((name) => {
    const field = fields.find((line) => line.toLowerCase().startsWith(`${name}:`))
    return field ? [`${relaxed(field)}\r\n`] : []
  })
  const data = covered.join("") + relaxed(own.replace(/b=[A-Za-z0-9+/=\s]+$/, "b="))
  const signature = /b=([A-Za-z0-9+/=\s]+)$/.exec(own)?.[1]?.replace(/\s/g, "") ?? ""
  const key = createPublicKey({
    key: Buffer.from(/p=(\S+)/.exec(record)?.[1] ?? "", "base64"),
    format: "der",
    type: "spki",
  })
  return verify("sha256", Buffer.from(data, "latin1"), key, Buffer.from(signature, "base64"))
}
