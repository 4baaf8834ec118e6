import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApiKey, createWriteKey } from "#brands"
import { customerById, resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { deadLetters, replayDeadLetter } from "./dead-letters.ts"
import { latestEvents, timelineOf } from "./index.ts"
import { eventsWaitLong, pauseAfter } from "./pace.ts"
import { insertIncoming } from "./storage-incoming.ts"

const shop = "https://shop.example.jp"
let ctx: TestContext
let origin = ""
let stop = async () => {}
let writeKey = ""
let secret = ""

beforeAll(async () => {
  ctx = await testContext()
  ;({ origin, stop } = await serve({ platform: ctx.platform }))
  writeKey = (await createWriteKey(ctx, { name: "shop", origins: [shop] })).secret
  secret = (await createApiKey(ctx, { name: "server", scopes: ["events:write"] })).secret
})
afterAll(() => stop())

type Reply = { success?: boolean; errors?: { index: number; code: string; field: string }[]; error?: { code: string } }
const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` })
const send = async (path: string, body: unknown, headers: Record<string, string> = basic(secret)) => {
  const raw = Buffer.isBuffer(body) ? new Uint8Array(body) : typeof body === "string" ? body : JSON.stringify(body)
  const response = await fetch(origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: raw,
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply }
}
const browser = { origin: shop }
const emailOf = (customerId: string) => inTransaction(ctx, async (ctx) => (await customerById(ctx, customerId))?.email)
let n = 0
const id = () => `m-${++n}`
const track = (more: object = {}) => ({
  type: "track",
  event: "Product Viewed",
  anonymousId: "anon-1",
  messageId: id(),
  ...more,
})

test("all of Segment's addresses take their message, long and short ones", async () => {
  const bodies: [string[], object][] = [
    [["/v1/track", "/v1/t"], { event: "Product Viewed", userId: "u-all" }],
    [["/v1/identify", "/v1/i"], { userId: "u-all", traits: { plan: "gold" } }],
    [["/v1/page", "/v1/p"], { userId: "u-all", name: "Home", properties: { path: "/" } }],
    [["/v1/screen", "/v1/s"], { userId: "u-all", name: "Home" }],
    [["/v1/group", "/v1/g"], { userId: "u-all", groupId: "g-1" }],
    [["/v1/alias", "/v1/a"], { userId: "u-all", previousId: "anon-all" }],
    [["/v1/batch", "/v1/b"], { batch: [track({ userId: "u-all" }), { ...track(), type: "page", userId: "u-all" }] }],
  ]
  for (const [paths, body] of bodies) {
    for (const path of paths) {
      const messages = "batch" in body ? body : { ...body, messageId: id() }
      expect(await send(path, messages), path).toMatchObject({ status: 200, body: { success: true } })
    }
  }
  await ctx.drain()
  const { customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "external", issuer: "", value: "u-all" }],
    source: "test",
    at: ctx.now(),
  })
  const { items } = await timelineOf(ctx, customerId, { limit: 50 })
  expect(items.filter((e) => e.name === "Product Viewed")).toHaveLength(3)
  expect(items.filter((e) => e.name === "Page Viewed")).toHaveLength(3)
  expect(items.filter((e) => e.name === "Group Joined")).toHaveLength(2)
  expect(items).toHaveLength(14)
})

test("the key may stand in Basic authentication, the body or the address; bodies may be text/plain, gzipped, or gzipped and called a form", async () => {
  const body = () => ({ ...track({ anonymousId: "anon-ways" }), writeKey: secret })
  const ways: [unknown, Record<string, string>, string][] = [
    [track({ anonymousId: "anon-ways" }), basic(secret), "/v1/track"],
    [body(), {}, "/v1/track"],
    [track({ anonymousId: "anon-ways" }), {}, `/v1/track?writeKey=${secret}`],
    [JSON.stringify(body()), { "content-type": "text/plain;charset=UTF-8" }, "/v1/t"],
    [gzipSync(JSON.stringify(body())), { "content-encoding": "gzip" }, "/v1/track"],
    [gzipSync(JSON.stringify(body())), { "content-type": "application/x-www-form-urlencoded" }, "/v1/track"],
    [`\uFEFF${JSON.stringify(body())}`, {}, "/v1/track"],
  ]
  for (const [sent, headers, path] of ways)
    expect((await send(path, sent, headers)).status, JSON.stringify(headers)).toBe(200)
  await ctx.drain()
  const { customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "anonymous", issuer: "web", value: "anon-ways" }],
    source: "test",
    at: ctx.now(),
  })
  expect((await timelineOf(ctx, customerId, { limit: 50 })).items).toHaveLength(ways.length)
})

test("F01 F50 a message sent again counts once, whatever else has changed in it, before and after it was applied", async () => {
  const message = track({ anonymousId: "anon-twice", properties: { step: 1 } })
  const again = { ...message, sentAt: "2026-04-01T09:00:01+09:00", properties: { step: 2 } }
  for (let i = 0; i < 3; i++) await send("/v1/batch", { batch: [message, message] })
  await ctx.drain()
  for (let i = 0; i < 3; i++) await send("/v1/track", again)
  await ctx.drain()
  const rows = await latestEvents(ctx, { externalId: message.messageId })
  expect(rows).toHaveLength(1)
  expect(rows[0]?.properties).toEqual({ step: 1 })
})

test("F50 a time in the future is not believed, a fast clock is set right, a late event keeps its time", async () => {
  const now = ctx.now()
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
  const day = 86_400_000
  const sent = {
    future: track({ timestamp: at(2 * day) }),
    fast: track({ timestamp: at(2 * day - 60_000), sentAt: at(2 * day) }),
    late: track({ timestamp: at(-40 * day) }),
    slow: track({ timestamp: at(-day), sentAt: at(-day) }),
    now: track(),
  }
  await send("/v1/batch", { batch: Object.values(sent) })
  await ctx.drain()
  const row = async (message: { messageId: string }) => (await latestEvents(ctx, { externalId: message.messageId }))[0]
  expect(await row(sent.future)).toMatchObject({ occurredAt: now, isClockSkewed: true })
  expect(await row(sent.fast)).toMatchObject({ occurredAt: new Date(now.getTime() - 60_000), isClockSkewed: true })
  expect(await row(sent.late)).toMatchObject({ occurredAt: new Date(at(-40 * day)), isClockSkewed: false })
  expect(await row(sent.slow)).toMatchObject({ occurredAt: new Date(at(-day)), isClockSkewed: false })
  expect(await row(sent.now)).toMatchObject({ occurredAt: now, receivedAt: now })
})

test("F81 F82 F83 F84 a body that can't be read is refused whole, with what to do about it", async () => {
  const cases: [unknown, number, string][] = [
    [Buffer.alloc(300_000, 0x20), 413, "edge.TooLarge"],
    [gzipSync(Buffer.alloc(30_000_000, 0x20)), 413, "edge.TooLarge"],
    ['{"event": "x", "userId": }', 400, "edge.NotJson"],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, "edge.NotUtf8"],
    ['{"event":"a\\u0000b","userId":"u"}', 400, "edge.NulCharacter"],
    ['{"event":"a\\ud800b","userId":"u"}', 400, "edge.BrokenCharacter"],
    ['{"event":"a","userId":"u","properties":{"__proto__":{"x":1}}}', 400, "edge.ReservedKey"],
    [`{"event":"a","userId":"u","properties":${'{"a":'.repeat(40)}1${"}".repeat(40)}}`, 422, "edge.TooDeep"],
    ['{"event":"a","userId":"u","properties":{"n":9007199254740993}}', 422, "edge.NumberOutOfRange"],
    [track({ properties: { revenue: 2e12 } }), 422, "edge.AmountOutOfRange"],
    [track({ timestamp: "yesterday" }), 422, "edge.TimeOutOfRange"],
    [{ event: "a" }, 422, "events.NoSender"],
    [{ userId: "u" }, 422, "events.NoEventName"],
    [[1], 422, "events.NotAMessage"],
  ]
  for (const [body, status, code] of cases) {
    const reply = await send("/v1/track", body)
    expect([reply.status, reply.body.error], code).toMatchObject([
      status,
      { code, message: { ja: expect.any(String), en: expect.any(String) } },
    ])
  }
  expect((await send("/v1/batch", Buffer.alloc(1_100_000, 0x20))).status).toBe(413)
  expect(await send("/v1/batch", { batch: [] })).toMatchObject({
    status: 422,
    body: { error: { code: "events.NoMessages" } },
  })
})

test("F83 F84 in a batch only the wrong messages are refused, each by its place and field", async () => {
  const deep = JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`) as object
  const good = [track({ anonymousId: "anon-batch" }), track({ anonymousId: "anon-batch" })]
  const batch = [
    good[0],
    track({ properties: deep }),
    7,
    { ...track(), type: "nothing" },
    good[1],
    track({ properties: { revenue: 1e13 } }),
  ]
  const reply = await send("/v1/batch", { batch })
  expect(reply.status).toBe(200)
  const errors = reply.body.errors ?? []
  expect(errors.map(({ index, code }) => [index, code])).toEqual([
    [1, "edge.TooDeep"],
    [2, "events.NotAMessage"],
    [3, "events.UnknownType"],
    [5, "edge.AmountOutOfRange"],
  ])
  expect(errors[3]?.field).toBe("batch[5].properties.revenue")
  await ctx.drain()
  for (const message of good) expect(await latestEvents(ctx, { externalId: message.messageId })).toHaveLength(1)
})

test("S30 a browser's key sends what people look at, from its own sites, and nothing else", async () => {
  const from = (headers: Record<string, string>) => ({ ...basic(writeKey), ...headers })
  const preflight = await fetch(`${origin}/v1/t`, {
    method: "OPTIONS",
    headers: {
      origin: shop,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  })
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, shop])
  const ok = await send("/v1/t", track(), from(browser))
  expect([ok.status, ok.headers.get("access-control-allow-origin")]).toEqual([200, shop])
  for (const headers of [{}, { origin: "https://evil.example" }, { origin: "null" }])
    expect((await send("/v1/t", track(), from(headers as Record<string, string>))).status).toBe(403)
  const refused = await send("/v1/t", track(), from({ origin: "https://evil.example" }))
  expect(refused.headers.get("access-control-allow-origin")).toBe("https://evil.example")

  const claims: [string, object][] = [
    ["/v1/t", track({ event: "Order Completed" })],
    ["/v1/t", track({ event: "order_placed" })],
    ["/v1/t", track({ event: "Points Earned" })],
    ["/v1/t", track({ event: "consent.given" })],
    ["/v1/a", { userId: "u", previousId: "v", messageId: id() }],
  ]
  for (const [path, body] of claims)
    expect(await send(path, body, from(browser)), JSON.stringify(body)).toMatchObject({
      status: 403,
      body: { error: { code: "keys.OutOfScope" } },
    })
  const mixed = await send("/v1/b", { batch: [track(), { ...track(), event: "Points Earned" }] }, from(browser))
  expect(mixed).toMatchObject({ status: 200, body: { errors: [{ index: 1, code: "keys.OutOfScope" }] } })
  for (const key of ["wk_nothing", "", secret.slice(0, -1)])
    expect((await send("/v1/t", track(), basic(key))).status).toBe(401)
})

test("S30 a browser can give an unknown visitor an address, and no known customer another one", async () => {
  const headers = { ...basic(writeKey), ...browser }
  const hanako = await resolveCustomer(ctx, {
    identities: [
      { kind: "email", issuer: "", value: "hanako@example.jp" },
      { kind: "external", issuer: "", value: "u-hanako" },
    ],
    source: "shop",
    at: ctx.now(),
  })
  const identify = (message: object) => send("/v1/i", { messageId: id(), ...message }, headers)
  const thief = { userId: "u-hanako", anonymousId: "anon-thief", traits: { email: "thief@example.com" } }
  expect((await identify(thief)).status).toBe(403)
  expect((await identify({ anonymousId: "anon-thief", traits: { email: "HANAKO@example.jp" } })).status).toBe(403)
  expect(
    (
      await identify({
        userId: "u-hanako",
        anonymousId: "anon-hanako",
        traits: { email: "hanako@example.jp", plan: "gold" },
      })
    ).status,
  ).toBe(200)
  expect((await identify({ anonymousId: "anon-new", traits: { email: "new@example.jp" } })).status).toBe(200)
  await ctx.drain()
  expect(await emailOf(hanako.customerId)).toBe("hanako@example.jp")
  const visitor = await resolveCustomer(ctx, {
    identities: [{ kind: "anonymous", issuer: "web", value: "anon-new" }],
    source: "test",
    at: ctx.now(),
  })
  expect(await emailOf(visitor.customerId)).toBe("new@example.jp")
})

test("A05 an anonymous visitor has a profile before any order, and keeps that history once identified", async () => {
  const headers = { ...basic(writeKey), ...browser }
  await send("/v1/p", { anonymousId: "anon-a05", messageId: id(), properties: { path: "/serum" } }, headers)
  await send("/v1/t", track({ anonymousId: "anon-a05" }), headers)
  await ctx.drain()
  const before = await resolveCustomer(ctx, {
    identities: [{ kind: "anonymous", issuer: "web", value: "anon-a05" }],
    source: "test",
    at: ctx.now(),
  })
  expect(before.created).toBe(false)
  const taro = await resolveCustomer(ctx, {
    identities: [{ kind: "external", issuer: "", value: "u-a05" }],
    source: "shop",
    at: ctx.now(),
  })
  await send("/v1/i", { anonymousId: "anon-a05", userId: "u-a05", messageId: id() }, headers)
  await ctx.drain()
  const { items } = await timelineOf(ctx, taro.customerId, { limit: 10 })
  expect(items.map((e) => e.name).sort()).toEqual(["Customer Merged", "Identified", "Page Viewed", "Product Viewed"])
  expect(items.filter((e) => e.source === "web")).toHaveLength(3)
})

test("who means nobody has no customer, and holds up nobody", async () => {
  const nobody = track({ anonymousId: "null", userId: "0" })
  const after = track({ anonymousId: "anon-after" })
  await send("/v1/batch", { batch: [nobody, after] })
  await ctx.drain()
  expect((await latestEvents(ctx, { externalId: nobody.messageId }))[0]?.customerId).toBeNull()
  expect(await latestEvents(ctx, { externalId: after.messageId })).toHaveLength(1)
})

test("what can't be applied is put aside with its reason, goes through when replayed, and holds up nobody", async () => {
  const good = track({ anonymousId: "anon-good" })
  const bad = track({ anonymousId: "anon-bad", timestamp: "no time" })
  const keep = (body: string) =>
    inTransaction(ctx, (ctx) =>
      insertIncoming(ctx, {
        source: "api",
        batchKey: Buffer.from(id()),
        trusted: true,
        shape: "batch",
        body,
        count: 2,
        receivedAt: ctx.now(),
      }),
    )
  await keep(JSON.stringify({ batch: [bad, good] }))
  await keep('{"batch": [')
  await ctx.drain()
  expect(await latestEvents(ctx, { externalId: good.messageId })).toHaveLength(1)
  const letters = await deadLetters(ctx)
  expect(letters.map((letter) => letter.reason).sort()).toEqual(["SyntaxError", "edge.TimeOutOfRange"])
  const letter = letters.find(({ externalId }) => externalId === bad.messageId)
  await expect(replayDeadLetter(ctx, letter?.id ?? "")).rejects.toThrow("edge.TimeOutOfRange")
  await replayDeadLetter(ctx, letter?.id ?? "", JSON.stringify({ ...bad, timestamp: undefined }))
  expect(await latestEvents(ctx, { externalId: bad.messageId })).toHaveLength(1)
  expect(await deadLetters(ctx)).toHaveLength(1)
})

test("F86 while events wait for ten minutes, batches are told to come later and single events are still taken", async () => {
  const quiet = await testContext()
  const { secret: key } = await createApiKey(quiet, { name: "server", scopes: ["events:write"] })
  const { origin, stop } = await serve({ platform: quiet.platform })
  const post = (path: string, body: object) =>
    fetch(origin + path, { method: "POST", headers: basic(key), body: JSON.stringify(body) })
  expect((await post("/v1/batch", { batch: [track()] })).status).toBe(200)
  quiet.pass(11 * 60_000)
  const refused = await post("/v1/batch", { batch: [track()] })
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"])
  expect(await inTransaction(quiet, eventsWaitLong)).toBe(true)
  expect((await post("/v1/track", track())).status).toBe(200)
  await quiet.drain()
  quiet.pass(3_000)
  expect(await inTransaction(quiet, eventsWaitLong)).toBe(false)
  expect((await post("/v1/batch", { batch: [track()] })).status).toBe(200)
  await stop()
})

test("F51 applying gives way while more comes in than it can do, and never for long", () => {
  expect([
    pauseAfter(100, 4_000, 0),
    pauseAfter(100, 4_000, 4_000),
    pauseAfter(100, 4_000, 6_000),
    pauseAfter(2_000, 1, 2),
  ]).toEqual([0, 0, 150, 500])
})
