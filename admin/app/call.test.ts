import { createServer, type IncomingMessage, type Server } from "node:http"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { endpoint } from "../../server/kernel/endpoint.ts"
import { address, CallError, call, query } from "./call.ts"
import { asksAgain, waitBefore } from "./use-call.ts"

const summary = { ja: "試し", en: "test" }
const renamePerson = endpoint("PATCH /api/v1/people/:personId", {
  right: null,
  summary,
  params: { personId: z.string(), name: z.string() },
  reply: z.object({ at: z.coerce.date() }),
})
const listPeople = endpoint("GET /api/v1/people", {
  right: null,
  summary,
  params: { q: z.string().optional(), limit: z.coerce.number().default(50) },
  reply: z.object({ items: z.array(z.string()) }),
})

type Seen = { method: string; url: string; headers: IncomingMessage["headers"]; body: string }
const seen: Seen[] = []
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: "{}" }
let server: Server
const plainFetch = globalThis.fetch

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(Buffer.from(part))
    seen.push({
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    })
    response
      .writeHead(answer.status, { "content-type": "application/json", "x-request-id": "req_1", ...answer.headers })
      .end(answer.body)
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const at = server.address()
  const port = typeof at === "object" && at ? at.port : 0
  // Only the origin is missing outside a browser.
  globalThis.fetch = (url, init) => plainFetch(new URL(String(url), `http://127.0.0.1:${port}`), init)
})
afterAll(() => {
  globalThis.fetch = plainFetch
  server.close()
})

test("a write puts named parts into the path, the rest into the body, and proves that it comes from our pages (S07)", async () => {
  answer = { status: 200, body: JSON.stringify({ at: "2026-11-20T01:20:00Z" }) }
  const reply = await call(renamePerson, { personId: "a/b", name: "佐藤" }, { key: "once-1" })
  expect(reply.at).toEqual(new Date("2026-11-20T01:20:00Z"))
  const request = seen.at(-1)
  expect(request).toMatchObject({
    method: "PATCH",
    url: "/api/v1/people/a%2Fb",
    body: JSON.stringify({ name: "佐藤" }),
  })
  expect(request?.headers).toMatchObject({ "x-maido-csrf": "1", "idempotency-key": "once-1" })
})

test("a read asks with a query and leaves out what is not given", async () => {
  answer = { status: 200, body: JSON.stringify({ items: ["佐藤"] }) }
  await call(listPeople, { q: "佐藤 & 小林" })
  expect(seen.at(-1)).toMatchObject({
    method: "GET",
    url: "/api/v1/people?q=%E4%BD%90%E8%97%A4+%26+%E5%B0%8F%E6%9E%97",
    body: "",
  })
  expect(query({ q: undefined, day: new Date(0), kinds: ["a", "b"] })).toBe(
    "?day=1970-01-01T00%3A00%3A00.000Z&kinds=a%2Cb",
  )
})

test("a refusal keeps its words in both languages, its field and its request id", async () => {
  const message = { ja: "その名前は使われています。", en: "This name is taken." }
  answer = {
    status: 409,
    body: JSON.stringify({
      error: { code: "people.NameTaken", message, field: "name", details: {}, request_id: "req_9" },
    }),
  }
  const refusal = await call(renamePerson, { personId: "1", name: "x" }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(CallError)
  expect(refusal).toMatchObject({
    status: 409,
    code: "people.NameTaken",
    sentence: message,
    field: "name",
    requestId: "req_9",
  })
})

test.each([
  ["a proxy's page", 502, "<html>Bad Gateway</html>", "console.Refused"],
  ["an answer of another version", 200, JSON.stringify({ people: [] }), "console.UnexpectedReply"],
])("%s is explained and not shown raw", async (_, status, body, code) => {
  answer = { status, body }
  await expect(call(listPeople, {})).rejects.toMatchObject({ code, requestId: "req_1" })
})

test("no answer at all says to check the connection", async () => {
  const withServer = globalThis.fetch
  globalThis.fetch = () => plainFetch("http://127.0.0.1:1/")
  await expect(call(listPeople, {})).rejects.toMatchObject({ status: 0, code: "console.Unreachable" })
  globalThis.fetch = withServer
})

test("a forgotten part of the path is our mistake, found at once", () => {
  expect(() => address(renamePerson, { name: "x" })).toThrow("needs personId")
})

test("an answer of “too many” says how long to stay away, and a read waits that long when it is short", async () => {
  const refusal = { code: "kernel.TooManyRequests", message: { ja: "多すぎます。", en: "Too many." } }
  answer = { status: 429, body: JSON.stringify({ error: refusal }), headers: { "retry-after": "3" } }
  const told = await call(listPeople, {}).catch((error: unknown) => error)
  expect(told).toMatchObject({ status: 429, waitMs: 3000 })
  answer = { ...answer, headers: { "retry-after": "55" } }
  const long = await call(listPeople, {}).catch((error: unknown) => error)
  expect([told, long].map((error) => error instanceof CallError && asksAgain(0, error))).toEqual([true, false])
  expect(told instanceof CallError && [asksAgain(2, told), waitBefore(0, told)]).toEqual([false, 3000])
})
