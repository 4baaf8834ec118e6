import { gzipSync } from "node:zlib"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { defineCapability, route } from "./capability.ts"
import { endpoint } from "./endpoint.ts"
import { defineErrors } from "./errors.ts"
import { openApi } from "./openapi.ts"
import { page } from "./page.ts"
import { assemble } from "./product.ts"

const ShelfError = defineErrors("shelf", {
  Empty: { status: 409, ja: "{item} は売り切れです。", en: "{item} is sold out." },
})
const spend = endpoint("POST /api/v1/tokens", {
  right: "orders:write",
  summary: { ja: "使う", en: "Spend" },
  params: { tokenId: z.string().max(20), count: z.int().optional() },
  reply: z.object({ total: z.int() }),
})
const look = endpoint("GET /api/v1/tokens/:tokenId", {
  right: null,
  summary: { ja: "見る", en: "Look" },
  params: { tokenId: z.string() },
  reply: z.object({ tokenId: z.string() }),
})
const capability = defineCapability({
  name: "shelf",
  routes: [
    route(spend, async (ctx, { tokenId, count }) => {
      if (count === 0) throw ShelfError.Empty({ item: "石けん" })
      if (count === 1) throw new Error("secret detail: hanako@example.jp")
      await sql`insert into kernel.spent_tokens (brand_id, token_id, spent_at)
        values (${ctx.brandId}, ${`${tokenId}:${ctx.id()}`}, ${ctx.now()})`.execute(ctx.db)
      const { rows } = await sql<{ total: number }>`select count(*)::int as total from kernel.spent_tokens`.execute(
        ctx.db,
      )
      return { total: rows[0]?.total ?? 0 }
    }),
    route(look, async (_ctx, { tokenId }) => ({ tokenId })),
  ],
  pages: [
    page("POST /hook", async (_ctx, request) => ({ status: 200, body: request.body.toString() }), { maxBytes: 100 }),
  ],
})

let ctx: TestContext
let origin = ""
let stop = async () => {}
beforeAll(async () => {
  ctx = await testContext({ product: assemble([capability], { plugs: [], wake: () => {} }) })
  const caller = {
    actor: { kind: "key", keyId: "k1" } as const,
    brandId: ctx.brandId,
    rights: new Set(["orders:write"]),
    ambient: false,
    fresh: true,
  }
  const identify = async (_: unknown, request: { headers: Record<string, unknown> }) => {
    if (request.headers.authorization === undefined) return undefined
    if (request.headers.authorization === "reader") return { ...caller, rights: new Set<string>() }
    return { ...caller, ambient: request.headers.authorization === "cookie" }
  }
  const served = await serve({ platform: ctx.platform, capabilities: [capability], identify })
  origin = served.origin
  stop = served.stop
})
afterAll(() => stop())

const send = (body: unknown, headers: Record<string, string> = {}, raw?: Buffer) =>
  fetch(`${origin}/api/v1/tokens`, {
    method: "POST",
    headers: { authorization: "key", "content-type": "application/json", ...headers },
    body: raw ? new Uint8Array(raw) : JSON.stringify(body),
  })
const errorOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { error: { code: string } }).error,
})

test("G9 every refusal says why, in both languages, with the field and a request id", async () => {
  expect(await errorOf(await send({ tokenId: "a", count: 0 }))).toMatchObject({
    status: 409,
    code: "shelf.Empty",
    message: { ja: "石けん は売り切れです。", en: "石けん is sold out." },
    request_id: expect.stringMatching(/^req_/),
  })
})

test("G9 a bug says nothing of its inside", async () => {
  const reply = await send({ tokenId: "a", count: 1 })
  const text = await reply.text()
  expect(reply.status).toBe(500)
  expect(text).not.toMatch(/secret|hanako|stack/)
})

test("S03 an unknown field is refused by name", async () => {
  expect(await errorOf(await send({ tokenId: "a", brand_id: "other" }))).toMatchObject({
    status: 422,
    field: "brand_id",
  })
})

test("F82 F83 bodies that Postgres and ClickHouse would read differently are refused at the door", async () => {
  expect(await errorOf(await send(undefined, {}, Buffer.from('{"tokenId":"a\\u0000"}')))).toMatchObject({
    status: 400,
    code: "edge.NulCharacter",
  })
  expect(await errorOf(await send(undefined, {}, Buffer.from('{"tokenId":')))).toMatchObject({
    status: 400,
    code: "edge.NotJson",
  })
  expect(await errorOf(await send(undefined, {}, Buffer.from('{"__proto__":{"x":1}}')))).toMatchObject({
    status: 400,
    code: "edge.ReservedKey",
  })
})

test("F81 a body that is too large, also once inflated, is refused", async () => {
  const bomb = gzipSync(Buffer.alloc(10_000, "a"))
  const reply = await fetch(`${origin}/hook`, {
    method: "POST",
    headers: { "content-encoding": "gzip" },
    body: new Uint8Array(bomb),
  })
  expect(await errorOf(reply)).toMatchObject({ status: 413, code: "edge.TooLarge" })
})

test("S07 a cookie counts only with our own header and origin", async () => {
  const cookie = { authorization: "cookie" }
  expect(await errorOf(await send({ tokenId: "c" }, cookie))).toMatchObject({ code: "kernel.ForeignOrigin" })
  expect(
    await errorOf(await send({ tokenId: "c" }, { ...cookie, "x-maido-csrf": "1", origin: "https://evil.example" })),
  ).toMatchObject({ code: "kernel.ForeignOrigin" })
  expect((await send({ tokenId: "c" }, { ...cookie, "x-maido-csrf": "1", origin })).status).toBe(200)
})

test("rights are asked for by name", async () => {
  expect(await errorOf(await send({ tokenId: "c" }, { authorization: "reader" }))).toMatchObject({
    status: 403,
    details: { right: "orders:write" },
  })
  const anonymous = await fetch(`${origin}/api/v1/tokens`, { method: "POST", body: "{}" })
  expect(await errorOf(anonymous)).toMatchObject({ status: 401 })
})

test("F70 the same Idempotency-Key runs once, replays, and refuses other content", async () => {
  const key = { "idempotency-key": "once" }
  const first = await (await send({ tokenId: "i" }, key)).json()
  const again = await send({ tokenId: "i" }, key)
  expect(again.headers.get("idempotent-replayed")).toBe("true")
  expect(await again.json()).toEqual(first)
  expect(await errorOf(await send({ tokenId: "other" }, key))).toMatchObject({
    status: 422,
    code: "kernel.IdempotencyMismatch",
  })
})

test("F70 64 at once with one Idempotency-Key: one runs, the others wait or get the same answer", async () => {
  const replies = await Promise.all(
    Array.from({ length: 64 }, () => send({ tokenId: "p" }, { "idempotency-key": "storm" })),
  )
  const bodies = await Promise.all(replies.map(async (r) => ({ status: r.status, text: await r.text() })))
  expect(new Set(bodies.map((b) => b.status))).toEqual(
    new Set(bodies.some((b) => b.status === 409) ? [200, 409] : [200]),
  )
  expect(new Set(bodies.filter((b) => b.status === 200).map((b) => b.text)).size).toBe(1)
})

test("S06 every answer carries the safety headers and the request id", async () => {
  const reply = await fetch(`${origin}/healthz`)
  expect(reply.headers.get("x-content-type-options")).toBe("nosniff")
  expect(reply.headers.get("strict-transport-security")).toMatch(/max-age=31536000/)
  expect(reply.headers.get("x-request-id")).toMatch(/^req_/)
})

test("G9 who follows a dead link in a browser reads a page in their language; programs and the API get JSON", async () => {
  const open = (path: string, headers: Record<string, string>) => fetch(`${origin}${path}`, { headers })
  const shown = await open("/s/nobody/track", { accept: "text/html,*/*;q=0.8", "accept-language": "en-GB" })
  expect([shown.status, shown.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"])
  const text = await shown.text()
  expect(text).toMatch(/<html lang="en">.*Not found.*req_/)
  expect(text).not.toMatch(/<script|kernel\./)
  expect(await (await open("/s/nobody/track", { accept: "text/html" })).text()).toContain("見つかりません")
  expect((await errorOf(await open("/s/nobody/track", { accept: "*/*" }))).code).toBe("kernel.NotFound")
  expect((await errorOf(await open("/api/v1/nothing", { accept: "text/html" }))).code).toBe("kernel.NotFound")
})

test("the OpenAPI page is made from the same contracts", () => {
  const api = openApi([spend, look], "2026-11-01") as {
    openapi: string
    paths: Record<string, Record<string, { operationId: string; parameters: object[] }>>
  }
  expect(api.openapi).toBe("3.1.0")
  expect(api.paths["/api/v1/tokens"]?.post?.operationId).toBe("postTokens")
  expect(api.paths["/api/v1/tokens/{tokenId}"]?.get?.parameters).toMatchObject([
    { name: "tokenId", in: "path", required: true },
  ])
})
