import { createServer, type Server } from "node:http"
import { afterAll, beforeAll, expect, test } from "vitest"
import { feedFetcher } from "./feed-fetch.ts"

let server: Server
let origin = ""
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/feed.xml") return response.end("<rss/>")
    if (request.url === "/moved") return response.writeHead(302, { location: "/feed.xml" }).end()
    if (request.url === "/large") return response.end("x".repeat(100_000))
    // Anything else is never answered.
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
})
afterAll(
  () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(resolve)
    }),
)

const limits = { maxBytes: 50_000, timeoutMs: 5_000 }
const fetchLocal = feedFetcher({ mayReach: (address) => address === "127.0.0.1", mayUse: () => true })

test("S35 a feed is fetched as it is, and a redirect is an answer, not a way", async () => {
  expect(await fetchLocal(`${origin}/feed.xml`, limits)).toEqual({ status: 200, body: Buffer.from("<rss/>") })
  expect((await fetchLocal(`${origin}/moved`, limits)).status).toBe(302)
})

test("too much, too slow, nobody there: each says so", async () => {
  await expect(fetchLocal(`${origin}/large`, limits)).rejects.toThrow("too_large")
  await expect(fetchLocal(`${origin}/silent`, { ...limits, timeoutMs: 100 })).rejects.toThrow("timeout")
  await expect(fetchLocal("http://127.0.0.1:1/feed.xml", limits)).rejects.toThrow("econnrefused")
})

const fetchPublic = feedFetcher()
test.each([
  "https://127.0.0.1/feed.xml",
  "https://localhost/feed.xml",
  "https://[::1]/feed.xml",
  "https://169.254.169.254/latest/meta-data",
  "https://0x7f000001/",
  "https://2130706433/",
  "https://127.1/",
  "https://[::ffff:10.0.0.1]/",
])("S35 our own network is out of reach: %s", async (address) => {
  await expect(fetchPublic(address, limits)).rejects.toThrow("private_address")
})

test("S35 only plain https addresses are fetched", async () => {
  await expect(fetchPublic("file:///etc/passwd", limits)).rejects.toThrow("not_https")
  await expect(fetchPublic("http://example.jp/feed.xml", limits)).rejects.toThrow("not_https")
  await expect(fetchPublic("https://example.jp:22/feed.xml", limits)).rejects.toThrow("not_https")
  await expect(fetchPublic("https://user:secret@example.jp/", limits)).rejects.toThrow("credentials_in_address")
})
