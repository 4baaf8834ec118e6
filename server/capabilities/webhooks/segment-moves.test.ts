import { createServer, type Server } from "node:http"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { applyOrder } from "#orders"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { projectAll } from "#testing/project-all"
import { webhookPoster } from "../../adapters/webhooks/webhook-post.ts"
import { addEndpoint } from "./endpoints.ts"
import { webhookPost } from "./ports.ts"
import { updateEndpoint } from "./storage-endpoints.ts"

type Heard = { readonly headers: Record<string, string>; readonly body: string }
type Told = { readonly type: string; readonly data: { readonly key: string; readonly customerIds: readonly string[] } }

let engine: Analytics
let receiver: Server
const heard: Heard[] = []
beforeAll(async () => {
  engine = await analytics()
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("end", () => {
      // safe: no header of ours comes twice
      heard.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve))
})
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve))
  await engine.stop()
})

// The receiver of the test stands on this machine and speaks plain HTTP; everybody else must be public and encrypted.
const post = webhookPoster({ mayReach: (address) => address === "127.0.0.1", mayUse: () => true })
const overPlain: typeof post = (to, message) => post(to.replace("https:", "http:"), message)

/** Everything that has happened is projected, looked at and told. */
async function settle(ctx: TestContext): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await projectAll(ctx)
    ctx.pass(3_000)
    await ctx.drain()
  }
}

test("D32 D33 S34 who enters and who leaves a segment arrives at a real receiver, signed, by ids alone", async () => {
  const ctx = await testContext({ facts: engine.facts, plugs: [plug(webhookPost, overPlain)] })
  const { endpointId, secret } = await addEndpoint(ctx, {
    url: "https://erp.example.jp/hooks",
    name: "基幹システム",
    topics: ["segment.entered", "segment.left"],
  })
  const address = receiver.address()
  const url = `https://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hooks`
  await inTransaction(ctx, (ctx) => updateEndpoint(ctx, endpointId, { url }))
  await settle(ctx)
  const email = "hanako@example.jp"
  const identities = [{ kind: "email" as const, issuer: "", value: email }]
  const her = (await inTransaction(ctx, (ctx) => resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })))
    .customerId
  await settle(ctx)
  const order = anOrder({ placedAt: ctx.now(), updatedAt: ctx.now() })
  await inTransaction(ctx, (ctx) => applyOrder(ctx, { ...order, customer: { identities } }))
  await settle(ctx)

  // safe: what this product sends, and the receiver believed its signature below
  const told = heard.map(({ body }) => JSON.parse(body) as Told)
  const ofHer = told.filter(({ data }) => data.customerIds.includes(her)).map(({ type, data }) => `${type} ${data.key}`)
  expect(ofHer).toEqual(
    expect.arrayContaining(["segment.entered non-buyers", "segment.left non-buyers", "segment.entered buyers"]),
  )
  expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size, "each once").toBe(heard.length)
  for (const { headers, body } of heard) {
    const sentAt = new Date(Number(headers["webhook-timestamp"]) * 1_000)
    expect(headers["webhook-signature"]).toBe(new Webhook(secret).sign(headers["webhook-id"] ?? "", sentAt, body))
    expect(body).not.toContain(email)
  }
})
