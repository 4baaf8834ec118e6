import { sql } from "kysely"
import { afterEach, expect, test } from "vitest"
import { verifyAudit } from "#brands"
import { recordConsent, resolveCustomer } from "#customers"
import { timelineOf } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { allEffects } from "#kernel/effects"
import type { TestContext } from "#testing/context"
import { startFakeSmtp } from "#testing/fake-smtp"
import { serve } from "#testing/http"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"

const open: { stop: () => Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.stop()
})

async function fake(faults: readonly string[] = []) {
  const server = await startFakeSmtp({ faults })
  open.push(server)
  return server
}

async function doors(ctx: TestContext, rights = ["queue:write"]) {
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

/** A customer who wanted our news, which left, and of whom nobody knows whether they got it. */
async function lostNews(ctx: TestContext) {
  const { customerId } = await inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: "misaki@customer.example" }],
      source: "test",
      at: ctx.now(),
    }),
  )
  const wanted = { channel: "email", purpose: "marketing", state: "given", source: "checkout" } as const
  await recordConsent(ctx, { ...wanted, customerId, at: ctx.now(), evidence: { order: "#1001" } })
  const { messageId } = await planCampaign(ctx, "c:1", { customerId })
  await ctx.drain()
  return { customerId, messageId }
}
const names = async (ctx: Context, customerId: string) =>
  (await inTransaction(ctx, (ctx) => timelineOf(ctx, customerId, { limit: 20 }))).items.map(({ name }) => name)
const actions = async (ctx: Context) => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ action: string }>`select action from brands.audit where action like 'queue.%' order by seq`.execute(ctx.db),
  )
  return rows.map(({ action }) => action)
}

test("F02 F42 G3 a mail of unknown outcome is listed, tells the timeline, and a person settles it; all of it is audited", async () => {
  const server = await fake(["drop-after-data=2"])
  const ctx = await mailContext({ smtpUrl: server.url, timeouts: { dataMs: 500 } })
  const { customerId, messageId } = await lostNews(ctx)
  expect(await names(ctx, customerId)).toContain("Message Outcome Unknown")
  const call = await doors(ctx)
  const { body: list } = await call("GET", "/queue?state=unknown")
  expect(list.items).toMatchObject([
    { kind: "messages.send-marketing", subject: `message:${messageId}`, state: "unknown", mayFindOut: true },
  ])
  expect(JSON.stringify(list)).not.toMatch(/misaki|payload/)
  expect((await call("GET", "/queue/counts")).body.items).toMatchObject([{ state: "unknown", count: 1 }])

  const id = list.items[0].id
  expect((await call("POST", `/queue/${id}/settle`, { happened: true })).status).toBe(200)
  expect((await call("GET", "/queue")).body.items).toEqual([])
  expect(await names(ctx, customerId)).toContain("Message Sent")
  // Whoever comes second is told so, and nothing is sent.
  expect((await call("POST", `/queue/${id}/retry`, {})).body.error.code).toBe("queue.NotStuck")
  expect(server.received()).toHaveLength(1)
  expect(await actions(ctx)).toEqual(["queue.found-done"])
  expect(await inTransaction(ctx, verifyAudit)).toMatchObject({ intact: true })
})

test("F42 done anew from the queue, a mail of unknown outcome begins a new round under its Message-ID", async () => {
  const server = await fake(["drop-after-data=1"])
  const ctx = await mailContext({ smtpUrl: server.url, timeouts: { dataMs: 500 } })
  await lostNews(ctx)
  const call = await doors(ctx)
  const [{ id }] = (await call("GET", "/queue")).body.items
  expect((await call("POST", `/queue/${id}/retry`, {})).status).toBe(200)
  await ctx.drain()
  expect(new Set(server.received().map((mail) => mail.messageId)).size).toBe(1)
  expect(server.received()).toHaveLength(2)
  expect((await call("GET", "/queue")).body.items).toEqual([])
})

test("F08 what killed its worker three times waits here; discarded, it never comes back", async () => {
  const server = await fake()
  const ctx = await mailContext({ smtpUrl: server.url })
  await planReceipt(ctx, "r:1")
  await inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set state = 'failed', reason = 'worker_lost_three_times', crashes = 3, finished_at = ${ctx.now()}
      where kind = 'messages.send'`.execute(ctx.db),
  )
  const call = await doors(ctx)
  const { items } = (await call("GET", "/queue?state=failed&kind=messages.send")).body
  expect(items).toMatchObject([{ reason: "worker_lost_three_times", crashes: 3, mayFindOut: false }])
  const id = items[0].id
  expect((await call("POST", `/queue/${id}/settle`, { happened: true })).body.error.code).toBe("queue.NothingUnknown")
  expect((await call("POST", `/queue/${id}/discard`, {})).status).toBe(200)
  await ctx.drain()
  expect(server.received()).toEqual([])
  expect(await actions(ctx)).toEqual(["queue.discarded"])
})

test("S20 the queue needs a right of its own and shows the own brand only", async () => {
  const server = await fake(["drop-after-data=1"])
  const ctx = await mailContext({ smtpUrl: server.url, timeouts: { dataMs: 500 } })
  await lostNews(ctx)
  const nobody = await doors(ctx, ["messages:read", "messages:send", "brand:read"])
  expect((await nobody("GET", "/queue")).status).toBe(403)
  const [{ id }] = (await (await doors(ctx))("GET", "/queue")).body.items
  expect((await nobody("POST", `/queue/${id}/discard`, {})).status).toBe(403)
  const other = await doors(await mailContext({ smtpUrl: server.url }))
  expect((await other("GET", "/queue")).body.items).toEqual([])
  expect((await other("POST", `/queue/${id}/discard`, {})).body.error.code).toBe("queue.NotStuck")
})

test("whatever can get stuck is called by words that an operator knows, in both languages", async () => {
  const ctx = await mailContext()
  const effects = ctx.product.contributed(allEffects).filter(({ kind }) => !kind.startsWith("routine."))
  expect(effects.length).toBeGreaterThan(10)
  expect(effects.filter(({ title }) => !title?.ja || !title.en).map(({ kind }) => kind)).toEqual([])
})
