import { expect, test } from "vitest"
import { timelineOf } from "#events"
import { changeSetting } from "#brands"
import { mergeCustomers, resolveCustomer } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { startFakeSmtp } from "#testing/fake-smtp"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"
import { browseCaught, caughtMail } from "./caught-mails.ts"
import { MailSettings } from "./model-settings.ts"
import { browseMessages, messageContent, messageCounts, wholeMessage } from "./message-log.ts"

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const log = async (ctx: Context) => (await inTx(ctx, (ctx) => browseMessages(ctx, {}, { limit: 200 }))).items
const one = (ctx: Context, messageId: string) => inTx(ctx, (ctx) => wholeMessage(ctx, messageId))

test("a planned mail is sent once, logged as it was sent, and told to the timeline", async () => {
  const ctx = await mailContext()
  const { customerId } = await inTx(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: "misaki@customer.example" }],
      source: "test",
      at: ctx.now(),
    }),
  )
  const { messageId, isNew } = await planReceipt(ctx, "order-received:1", { customerId })
  expect(isNew).toBe(true)
  expect(await one(ctx, messageId)).toMatchObject({ state: "planned", tries: [], key: "order-received:1" })
  await ctx.drain()
  const sent = await one(ctx, messageId)
  expect(sent).toMatchObject({ state: "accepted", reason: null, attempts: 1, transport: "catcher", templateVersion: 0 })
  expect(sent.tries).toMatchObject([{ attempt: 1, outcome: "accepted", response: "250 caught" }])

  const box = await inTx(ctx, (ctx) => browseCaught(ctx, { limit: 10 }))
  expect(box.items).toMatchObject([
    { subject: "ご注文を承りました(H-10482)", mailId: sent.mailId, to: [{ name: "佐藤 美咲" }] },
  ])
  const caught = await inTx(ctx, (ctx) => caughtMail(ctx, box.items[0]?.caughtId ?? ""))
  const { sent: content } = await inTx(ctx, (ctx) => messageContent(ctx, messageId))
  expect(content?.subject).toBe(caught.subject)
  expect(content?.html.trim()).toBe(caught.html.trim())
  expect(content?.text.trim()).toBe(caught.text.trim())
  expect(caught.source).toContain(`Message-ID: <${sent.mailId}>`)

  const timeline = await inTx(ctx, (ctx) => timelineOf(ctx, customerId, { limit: 10 }))
  expect(timeline.items.filter((item) => item.name === "Message Sent")).toMatchObject([{ messageId, channel: "email" }])
})

test("F70 a key that sixty-four plan at once is one message and one mail", async () => {
  const server = await startFakeSmtp()
  const ctx = await mailContext({ smtpUrl: server.url })
  const plans = await Promise.all(Array.from({ length: 64 }, () => planReceipt(ctx, "order-received:1")))
  expect(new Set(plans.map((plan) => plan.messageId)).size).toBe(1)
  expect(plans.filter((plan) => plan.isNew)).toHaveLength(1)
  await ctx.drain()
  expect(server.received()).toHaveLength(1)
  await server.stop()
})

test("B1 a message planned in a transaction that fails was never planned", async () => {
  const ctx = await mailContext()
  const failing = inTx(ctx, async (ctx) => {
    await planReceipt(ctx, "order-received:1")
    throw new Error("changed our mind")
  })
  await expect(failing).rejects.toThrow("changed our mind")
  await ctx.drain()
  expect(await log(ctx)).toEqual([])
})

test("G3 every planned message ends visibly, and the ends add up to what was planned", async () => {
  const server = await startFakeSmtp({ faults: ["reject-rcpt=gone@customer.example"] })
  const ctx = await mailContext({ smtpUrl: server.url })
  for (let i = 0; i < 20; i++) await planReceipt(ctx, `receipt:${i}`)
  await planReceipt(ctx, "nobody", { to: { address: null } })
  await planReceipt(ctx, "no-address", { to: { address: "not an address" } })
  await planReceipt(ctx, "gone", { to: { address: "gone@customer.example" } })
  await planReceipt(ctx, "wrong-facts", { facts: { customer: { name: {} } } })
  await planCampaign(ctx, "late", { expiresAt: ctx.now() })
  await ctx.drain()
  const { items } = await inTx(ctx, (ctx) => messageCounts(ctx, new Date(0), new Date(8.64e15)))
  const states = Object.groupBy(items, ({ state }) => state)
  const sums = Object.fromEntries(
    Object.entries(states).map(([state, of]) => [state, of.reduce((sum, { count }) => sum + count, 0)]),
  )
  expect(sums).toEqual({ accepted: 20, skipped: 1, failed: 3, expired: 1 })
  const reasons = (await log(ctx)).filter(({ state }) => state !== "accepted").map(({ reason }) => reason)
  expect(reasons.sort()).toEqual([
    "address-not-sendable",
    "no_address",
    "render: order",
    "unknown-recipient",
    "window_passed",
  ])
  expect(server.received()).toHaveLength(20)
  await server.stop()
})

test("R5 one refused recipient leaves everybody else's mail alone", async () => {
  const server = await startFakeSmtp({ faults: ["reject-rcpt=gone@customer.example"] })
  const ctx = await mailContext({ smtpUrl: server.url })
  for (let i = 0; i < 9; i++) {
    await planReceipt(ctx, `r:${i}`, { to: { address: i === 4 ? "gone@customer.example" : `c${i}@customer.example` } })
  }
  await ctx.drain()
  ctx.pass(24 * 3_600_000)
  await ctx.drain()
  expect(server.received().map(({ to }) => to[0])).toHaveLength(8)
  expect(new Set(server.received().map(({ to }) => to[0])).size).toBe(8)
  await server.stop()
})

test("F45 nothing is sent after the end of its window, however long the mail server was away", async () => {
  const server = await startFakeSmtp()
  const ctx = await mailContext({ smtpUrl: `smtp://127.0.0.1:${server.port}` })
  await server.stop()
  const { messageId } = await planCampaign(ctx, "offer", { expiresAt: new Date(ctx.now().getTime() + 3_600_000) })
  await ctx.drain()
  expect(await one(ctx, messageId)).toMatchObject({ state: "retrying", reason: "unreachable" })
  const back = await startFakeSmtp({ port: server.port })
  ctx.pass(3_600_000)
  await ctx.drain()
  expect(await one(ctx, messageId)).toMatchObject({ state: "expired", reason: "window_passed" })
  expect(back.received()).toEqual([])
  await back.stop()
})

test("S31 a test brand's mails are caught, whatever server the installation and the brand have", async () => {
  const server = await startFakeSmtp()
  const live = await mailContext({ smtpUrl: server.url })
  const ctx = await mailContext({ smtpUrl: server.url, brand: { testOf: live.brand.brandId } })
  await inTx(ctx, (ctx) =>
    changeSetting(ctx, "mail", MailSettings, MailSettings.parse({ sealedServer: ctx.keys.seal(server.url) })),
  )
  const { messageId } = await planReceipt(ctx, "order-received:1")
  await planCampaign(ctx, "campaign:1")
  await ctx.drain()
  expect(await one(ctx, messageId)).toMatchObject({ state: "accepted", transport: "catcher" })
  expect((await inTx(ctx, (ctx) => browseCaught(ctx, { limit: 10 }))).items).toHaveLength(2)
  expect(server.count("connected")).toBe(0)
  await planReceipt(live, "order-received:1")
  await live.drain()
  expect(server.received()).toHaveLength(1)
  await server.stop()
})

test("S20 one brand never sees another's messages or caught mails", async () => {
  const [mine, other] = [await mailContext(), await mailContext()]
  const { messageId } = await planReceipt(mine, "order-received:1")
  await mine.drain()
  expect(await log(other)).toEqual([])
  expect((await inTx(other, (ctx) => browseCaught(ctx, { limit: 10 }))).items).toEqual([])
  await expect(one(other, messageId)).rejects.toMatchObject({ code: "messages.Unknown" })
})

test("A07 the log of a person holds what was sent to everyone who was merged into them", async () => {
  const ctx = await mailContext()
  const person = (value: string) =>
    inTx(ctx, (ctx) =>
      resolveCustomer(ctx, { identities: [{ kind: "email", issuer: "", value }], source: "test", at: ctx.now() }),
    )
  const [first, second] = [await person("a@customer.example"), await person("b@customer.example")]
  await planReceipt(ctx, "1", { customerId: first.customerId })
  await planReceipt(ctx, "2", { customerId: second.customerId })
  await inTx(ctx, (ctx) => mergeCustomers(ctx, second.customerId, first.customerId))
  const { items } = await inTx(ctx, (ctx) => browseMessages(ctx, { customerId: first.customerId }, { limit: 10 }))
  expect(items).toHaveLength(2)
})

test("the log is read page by page, by kind, state and time", async () => {
  const ctx = await mailContext()
  for (let i = 0; i < 7; i++) {
    await planReceipt(ctx, `r:${i}`)
    ctx.pass(i % 2)
  }
  await planCampaign(ctx, "c:1")
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await inTx(ctx, (ctx) => browseMessages(ctx, { kind: "messages.sample" }, { limit: 3, cursor }))
    seen.push(...page.items.map(({ messageId }) => messageId))
    if (page.cursor === null) break
    cursor = page.cursor
  }
  expect(new Set(seen).size).toBe(7)
  await expect(inTx(ctx, (ctx) => browseMessages(ctx, {}, { limit: 3, cursor: "x" }))).rejects.toMatchObject({
    code: "messages.BadCursor",
  })
})
