import { createServer, type Server } from "node:http"
import { afterAll, beforeAll, expect, test } from "vitest"
import { klaviyoApi } from "./klaviyo-api.ts"

let server: Server
let origin = ""
let answer: { status?: number; headers?: Record<string, string>; body: string } = { body: "" }
const asked: { url: string; key: string | undefined }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", key: request.headers.authorization })
    response.writeHead(answer.status ?? 200, answer.headers)
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
})
afterAll(() => void server.close())

const read = (cursor: string | null = null) => klaviyoApi(origin)("pk_key", { what: "profiles" }, { cursor })
const json = (body: object) => ({ body: JSON.stringify(body) })

test("S35 of a link to the next page only the cursor is believed: the key goes to no other place", async () => {
  answer = json({
    data: [{ id: "a" }],
    links: { next: "https://elsewhere.example/api/profiles?page%5Bcursor%5D=c%3D1" },
  })
  expect(await read()).toEqual({ items: [{ id: "a" }], included: [], next: "c=1" })
  await read("c=1")
  expect(asked.at(-1)).toMatchObject({ key: "Klaviyo-API-Key pk_key" })
  expect(new URL(asked.at(-1)?.url ?? "", origin).searchParams.get("page[cursor]")).toBe("c=1")
  answer = { status: 302, headers: { location: "https://elsewhere.example/" }, body: "" }
  await expect(read()).rejects.toMatchObject({ reason: "http_302", retryAfterMs: null })
})

test("S35 a local address is asked only where the operator of the server says so", async () => {
  const before = asked.length
  await expect(klaviyoApi("http://127.0.0.1:1")("k", { what: "lists" }, { cursor: null })).rejects.toMatchObject({
    reason: "econnrefused",
    retryAfterMs: 5_000,
  })
  expect(asked.length).toBe(before)
})

test.each([
  ["a page of somebody's proxy", { body: "<html>" }, "unreadable_answer", 60_000],
  ["another shape", json({ data: {} }), "unreadable_answer", 60_000],
  [
    "a next page without a cursor",
    json({ data: [], links: { next: "https://a.klaviyo.com/" } }),
    "unreadable_answer",
    60_000,
  ],
  ["a limit with a time", { status: 429, headers: { "retry-after": "7" }, body: "" }, "http_429", 7_000],
  ["a limit without", { status: 429, body: "" }, "http_429", 5_000],
  ["a fault", { status: 502, body: "" }, "http_502", 5_000],
  ["a refused key", { status: 401, body: "" }, "key_refused", null],
  ["a missing right", { status: 403, body: "" }, "scope_missing:profiles", null],
  ["a bad request", { status: 400, body: "" }, "http_400", null],
])("%s is told apart", async (_what, given, reason, retryAfterMs) => {
  answer = given
  await expect(read()).rejects.toMatchObject({ reason, retryAfterMs })
})
