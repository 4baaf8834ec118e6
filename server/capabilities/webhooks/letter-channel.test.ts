import { createServer, type Server } from "node:http"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { webhookPoster } from "../../adapters/webhooks/webhook-post.ts"
import { testTwin } from "#brands"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { agree, letterContext, type LetterContext, messagesById, planLetter, readers } from "#testing/letter-scene"
import { letterVerdict } from "./letter-answer-rules.ts"
import { letterChannel } from "./letter-channel.ts"
import { connectSystem, disconnectSystem, letterSystem } from "./letter-system.ts"
import { webhookPost } from "./ports.ts"

type Heard = { headers: Record<string, string>; body: string }
let app: Server
let origin = ""
let heard: Heard[] = []
let answers: { status: number | "hang-up"; headers?: Record<string, string> }[] = []
let closeMail: () => Promise<void> = async () => {}
let ctx: LetterContext
let secret = ""
let people = 0

beforeAll(async () => {
  app = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("end", () => {
      // safe: no header of ours comes twice
      heard.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() })
      const { status, headers } = answers.shift() ?? { status: 202 }
      if (status === "hang-up") return void request.socket.destroy()
      response.writeHead(status, headers).end("said")
    })
  })
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve))
  const address = app.address()
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
  // The app of the test stands on this machine and speaks plain HTTP; everybody else must be public and encrypted.
  const post = webhookPoster({ mayReach: (to) => to === "127.0.0.1", mayUse: () => true })
  const overPlain: typeof post = (to, message) => post(to.replace("https://app.example.jp", origin), message)
  const plugs = [plug(webhookPost, overPlain)]
  ctx = await letterContext({ plugs, keepOpen: (close) => void (closeMail = close) })
  secret = (await connectSystem(ctx, { name: "会員アプリ", url: "https://app.example.jp/letters" })).secret
})
afterAll(async () => {
  await closeMail()
  await new Promise((resolve) => app.close(resolve))
})
beforeEach(() => {
  heard = []
  answers = []
  ctx.pass(8 * 86_400_000)
})

async function member(): Promise<string> {
  const [customerId = ""] = await readers(ctx, [`app${++people}`], "relay")
  return customerId
}
const plan = (customerId: string) => planLetter(ctx, customerId, { channels: ["relay"] })
const stateOf = async (messageId: string) => (await messagesById(ctx, [messageId]))[0]
const minutes = (n: number) => n * 60_000

test("C06 S34 another system brings a letter by its own means: signed, once, with ids and never an address", async () => {
  const customerId = await member()
  const messageId = await plan(customerId)
  await ctx.drain()
  expect(await stateOf(messageId)).toMatchObject({ state: "accepted", channel: "relay", costMilliYen: 0 })
  expect(heard).toHaveLength(1)
  const { headers, body } = heard[0] ?? { headers: {}, body: "" }
  expect(JSON.parse(body)).toMatchObject({
    type: "letter.send",
    data: { messageId, customerId, purpose: "marketing", language: "ja", title: null, text: "春の新作が届きました" },
  })
  expect(body).not.toMatch(/@|佐藤/)
  expect(headers["webhook-signature"]).toBe(new Webhook(secret).sign(headers["webhook-id"] ?? "", ctx.now(), body))
})

test("C05 F46 without her consent nothing goes there; what is not sure is asked again under the same id", async () => {
  const stranger = await member()
  await agree(ctx, [stranger], "email")
  const customerId = await member()
  answers = [{ status: "hang-up" }, { status: 503 }, { status: 429, headers: { "retry-after": "120" } }]
  const messageId = await plan(customerId)
  for (let i = 0; i < 6 && (await stateOf(messageId))?.state !== "accepted"; i++) {
    await ctx.drain()
    ctx.pass(minutes(20))
  }
  expect(await stateOf(messageId)).toMatchObject({ state: "accepted" })
  expect(heard).toHaveLength(4)
  expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
  const [other = ""] = await readers(ctx, ["mail-only"], "email")
  const refused = await plan(other)
  await ctx.drain()
  expect(await stateOf(refused)).toMatchObject({ state: "skipped" })
  expect(heard).toHaveLength(4)
})

test("F41 a refused signature closes the way and fails nobody; one letter tries it later. Who is unknown there fails alone", async () => {
  const customerId = await member()
  answers = [{ status: 401 }]
  const messageId = await plan(customerId)
  await ctx.drain()
  expect(await inTransaction(ctx, letterChannel.stateOf)).toMatchObject({ isOpen: false, reason: "token-refused" })
  expect((await stateOf(messageId))?.state).toBe("deferred")
  ctx.pass(minutes(40))
  await ctx.drain()
  expect(await stateOf(messageId)).toMatchObject({ state: "accepted" })
  expect(await inTransaction(ctx, letterChannel.stateOf)).toEqual({ isOpen: true })
  answers = [{ status: 404 }]
  const unknown = await plan(await member())
  await ctx.drain()
  expect(await stateOf(unknown)).toMatchObject({ state: "failed", reason: "unknown-there" })
})

test("S31 a test brand's letters go nowhere; a system that is taken away reaches nobody", async () => {
  const twin = await testTwin(ctx)
  const inTwin = { ...ctx, brandId: twin.brandId }
  await connectSystem(inTwin, { name: "アプリ", url: "https://app.example.jp/letters" })
  const composed = { body: { text: "x" }, text: "x" }
  const to = { address: ctx.id(), name: null }
  const letter = {
    messageId: ctx.id(),
    purpose: "marketing" as const,
    originId: null,
    to,
    composed,
    retryKey: ctx.id(),
    firstTriedAt: ctx.now(),
  }
  expect(await letterChannel.send(inTwin, letter)).toEqual({ kind: "accepted", response: "caught" })
  expect(heard).toEqual([])
  await expect(connectSystem(ctx, { name: "x", url: "http://app.example.jp" })).rejects.toThrow("webhooks.BadAddress")
  await disconnectSystem(ctx)
  expect(await inTransaction(ctx, letterSystem)).toBe(null)
  expect(await letterChannel.addressesOf(ctx, [await member()])).toEqual(new Map())
})

test.each([
  [204, "accepted"],
  [400, "failed"],
  [403, "closed"],
  [404, "failed"],
  [408, "retry"],
  [410, "closed"],
  [429, "retry"],
  [500, "retry"],
])("C06 an answer of %i is %s", (status, kind) => {
  expect(letterVerdict({ status, retryAfterSeconds: null, text: "" }).kind).toBe(kind)
})
