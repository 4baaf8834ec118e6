import { createServer, type Server } from "node:http"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { webhookPoster } from "../../adapters/webhooks/webhook-post.ts"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { addEndpoint, changeEndpoint, changeSecret, listEndpoints, replayDelivery, testEndpoint } from "./endpoints.ts"
import { forgetOldDeliveries } from "./forget-old-deliveries.ts"
import { webhookPost } from "./ports.ts"
import { selectAttempts, selectDeliveries } from "./storage-deliveries.ts"
import { updateEndpoint } from "./storage-endpoints.ts"

type Heard = { headers: Record<string, string>; body: string }
let receiver: Server
let url = ""
let heard: Heard[] = []
let answers: { status: number; headers?: Record<string, string> }[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("end", () => {
      // safe: no header of ours comes twice
      heard.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() })
      const { status, headers } = answers.shift() ?? { status: 204 }
      response.writeHead(status, headers).end(status === 204 ? "" : "what it said\0")
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve))
  const address = receiver.address()
  url = `https://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hooks`
})
afterAll(() => new Promise((resolve) => receiver.close(resolve)))
beforeEach(() => {
  heard = []
  answers = []
})

// The receiver of the test stands on this machine and speaks plain HTTP; everybody else must be public and encrypted.
const post = webhookPoster({ mayReach: (address) => address === "127.0.0.1", mayUse: () => true })
const overPlain: typeof post = (to, message) => post(to.replace("https:", "http:"), message)
const inBrand = () => testContext({ plugs: [plug(webhookPost, overPlain)] })
const everything = { beforeId: null, limit: 50 }

async function listening(ctx: TestContext, topics: Parameters<typeof addEndpoint>[1]["topics"]) {
  // An address with a port of its own is for tests: it is put in where operators' addresses are checked already.
  const made = await addEndpoint(ctx, { url: "https://erp.example.jp/hooks", name: "基幹システム", topics })
  await inTransaction(ctx, async (ctx) => {
    await updateEndpoint(ctx, made.endpointId, { url })
  })
  ctx.pass(3_000)
  return made
}

test("S34 an order is told once, signed so that a stock library believes it, with ids and nothing personal", async () => {
  const ctx = await inBrand()
  const { secret } = await listening(ctx, ["order.received"])
  const order = anOrder({ placedAt: ctx.now(), updatedAt: ctx.now() })
  const { orderId } = await inTransaction(ctx, (ctx) => applyOrder(ctx, order))
  await inTransaction(ctx, (ctx) => applyOrder(ctx, order))
  await ctx.drain()
  expect(heard).toHaveLength(1)
  const [message] = heard
  const headers = message?.headers ?? {}
  // The clock of the test stands still in its own year; the library compares with the machine's.
  expect(Number(headers["webhook-timestamp"])).toBe(Math.floor(ctx.now().getTime() / 1_000))
  const expected = new Webhook(secret).sign(headers["webhook-id"] ?? "", ctx.now(), message?.body ?? "")
  expect(headers["webhook-signature"]).toBe(expected)
  expect(JSON.parse(message?.body ?? "")).toMatchObject({ type: "order.received", data: { orderId } })
  expect(message?.body).not.toMatch(/@|花子|渡/)
})

test("S34 what is not taken is tried again under the same id, the answers are kept, and retry-after is obeyed", async () => {
  const ctx = await inBrand()
  const { endpointId } = await listening(ctx, ["order.received"])
  answers = [{ status: 500 }, { status: 429, headers: { "retry-after": "120" } }]
  await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  ctx.pass(10_000)
  await ctx.drain()
  ctx.pass(100_000)
  await ctx.drain()
  expect(heard).toHaveLength(2)
  ctx.pass(21_000)
  await ctx.drain()
  expect(heard).toHaveLength(3)
  expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
  const [delivery] = await inTransaction(ctx, (ctx) => selectDeliveries(ctx, everything))
  expect(delivery).toMatchObject({ state: "delivered", attempts: 3, reason: null })
  const attempts = await inTransaction(ctx, (ctx) => selectAttempts(ctx, delivery?.deliveryId ?? ""))
  expect(attempts.map(({ status, answer }) => [status, answer])).toEqual([
    [500, "what it said"],
    [429, "what it said"],
    [204, ""],
  ])
})

test("S34 410 switches it off at once, five days without an answer do, too, and resuming begins anew", async () => {
  const ctx = await inBrand()
  const { endpointId } = await listening(ctx, ["order.received"])
  const state = async () => (await inTransaction(ctx, listEndpoints))[0]
  answers = [{ status: 410 }]
  await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  expect(await state()).toMatchObject({ state: "disabled", disabledBecause: "gone" })
  await expect(testEndpoint(ctx, endpointId, "order.received")).rejects.toThrow("webhooks.NotActive")
  await changeEndpoint(ctx, endpointId, { state: "active" })
  expect(await state()).toMatchObject({ state: "active", disabledBecause: null, failingSince: null })

  answers = Array.from({ length: 60 }, () => ({ status: 503 }))
  await testEndpoint(ctx, endpointId, "order.received")
  for (let hours = 0; hours < 5 * 24; hours += 5) {
    await ctx.drain()
    expect(await state()).toMatchObject({ state: "active" })
    ctx.pass(5 * 3_600_000)
  }
  await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  expect(await state()).toMatchObject({ state: "disabled", disabledBecause: "failing" })
})

test("S34 while the secret is being changed a message carries both signatures, afterwards only the new one", async () => {
  const ctx = await inBrand()
  const first = await listening(ctx, ["order.received"])
  const second = await changeSecret(ctx, first.endpointId, 1)
  await testEndpoint(ctx, first.endpointId, "order.received")
  await ctx.drain()
  const at = ctx.now()
  const signed = (secret: string, { headers, body }: Heard, when: Date) =>
    headers["webhook-signature"]?.split(" ").includes(new Webhook(secret).sign(headers["webhook-id"] ?? "", when, body))
  expect(heard.map((message) => [signed(first.secret, message, at), signed(second.secret, message, at)])).toEqual([
    [true, true],
  ])
  ctx.pass(2 * 3_600_000)
  await testEndpoint(ctx, first.endpointId, "order.received")
  await ctx.drain()
  const [, last] = heard
  expect(last && [signed(first.secret, last, ctx.now()), signed(second.secret, last, ctx.now())]).toEqual([false, true])
})

test("what was delivered is delivered again on request under its own id, and forgotten after thirty days", async () => {
  const ctx = await inBrand()
  const { endpointId } = await listening(ctx, ["order.received"])
  const { deliveryId } = await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  await replayDelivery(ctx, deliveryId)
  await ctx.drain()
  expect(heard.map(({ headers }) => headers["webhook-id"])).toEqual([deliveryId, deliveryId])
  ctx.pass(31 * 24 * 3_600_000)
  await inTransaction(ctx, forgetOldDeliveries)
  await expect(replayDelivery(ctx, deliveryId)).rejects.toThrow("webhooks.UnknownDelivery")
})

test("a paused endpoint hears nothing, and one hears only of its own topics", async () => {
  const ctx = await inBrand()
  const { endpointId } = await listening(ctx, ["shipment.delivered"])
  await inTransaction(ctx, (ctx) => applyOrder(ctx, anOrder({ placedAt: ctx.now(), updatedAt: ctx.now() })))
  await changeEndpoint(ctx, endpointId, { state: "paused", topics: ["order.received"] })
  await inTransaction(ctx, (ctx) => applyOrder(ctx, anOrder({ placedAt: ctx.now(), updatedAt: ctx.now() })))
  await ctx.drain()
  expect(heard).toEqual([])
})

test.each([
  "http://erp.example.jp/hooks",
  "https://user:secret@erp.example.jp/hooks",
  "https://erp.example.jp:22/hooks",
  "https://169.254.169.254/latest/meta-data",
  "https://2130706433/hooks",
  "https://[::1]/hooks",
  "erp.example.jp",
])("S35 %s is refused as an address, in words", async (address) => {
  const ctx = await inBrand()
  await expect(addEndpoint(ctx, { url: address, name: "x", topics: ["order.received"] })).rejects.toThrow(
    "webhooks.BadAddress",
  )
})

test("S35 an address on our own network is never reached, and the log says why", async () => {
  const ctx = await testContext({ plugs: [plug(webhookPost, webhookPoster())] })
  const { endpointId } = await addEndpoint(ctx, {
    url: "https://localhost/hooks",
    name: "x",
    topics: ["order.received"],
  })
  const { deliveryId } = await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  const [attempt] = await inTransaction(ctx, (ctx) => selectAttempts(ctx, deliveryId))
  expect(attempt).toMatchObject({ status: null, trouble: "private_address" })
})
