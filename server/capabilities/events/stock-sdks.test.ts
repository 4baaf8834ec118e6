import { createServer, type Server } from "node:http"
import RudderAnalytics from "@rudderstack/rudder-sdk-node"
import { Analytics } from "@segment/analytics-node"
import { build } from "esbuild"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApiKey, createWriteKey } from "#brands"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { latestEvents } from "./index.ts"

let origin = ""
let stop = async () => {}
beforeAll(async () => {
  ;({ origin, stop } = await serve({ platform: (await shop()).platform }))
})
afterAll(() => stop())

const shop = () => testContext({ at: new Date().toISOString() })

/** Applies what came in until so many events are there: an SDK sends when it likes. */
async function eventNames(ctx: TestContext, count: number): Promise<string[]> {
  for (const end = performance.now() + 20_000; ; ) {
    await ctx.drain()
    const names = (await latestEvents(ctx)).map((event) => event.name)
    if (names.length >= count || performance.now() > end) return names.sort()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const everything = ["Group Joined", "Identified", "Identified", "Order Completed", "Page Viewed", "Screen Viewed"]

test("Segment's SDK for Node works by its host alone", async () => {
  const ctx = await shop()
  const { secret } = await createApiKey(ctx, { name: "server", scopes: ["events:write"] })
  const analytics = new Analytics({ writeKey: secret, host: origin, flushAt: 3, maxRetries: 0 })
  const failures: unknown[] = []
  analytics.on("error", (error) => failures.push(error))
  const userId = "u-1"
  analytics.identify({ userId, traits: { plan: "gold" } })
  analytics.track({ userId, event: "Order Completed", properties: { revenue: 1200, currency: "JPY" } })
  analytics.page({ userId, name: "Home" })
  analytics.screen({ userId, name: "Home" })
  analytics.group({ userId, groupId: "g" })
  analytics.alias({ userId, previousId: "anon-1" })
  await analytics.closeAndFlush({ timeout: 10_000 })
  expect(failures).toEqual([])
  expect(await eventNames(ctx, 6)).toEqual(everything)
  const [order] = await latestEvents(ctx, { names: ["Order Completed"] })
  expect(order).toMatchObject({ value: 1200, currency: "JPY", source: "api" })
})

test("RudderStack's SDK for Node works by its host alone", async () => {
  const ctx = await shop()
  const { secret } = await createApiKey(ctx, { name: "server", scopes: ["events:write"] })
  const client = new RudderAnalytics(secret, { dataPlaneUrl: origin, flushAt: 1, flushInterval: 50 })
  const sent = (call: (done: (error?: Error) => void) => void) =>
    new Promise<void>((resolve, reject) => call((error) => (error ? reject(error) : resolve())))
  const userId = "u-1"
  await sent((done) => client.identify({ userId, traits: { plan: "gold" } }, done))
  await sent((done) => client.track({ userId, event: "Order Completed", properties: { revenue: "1200" } }, done))
  await sent((done) => client.page({ userId, name: "Home" }, done))
  await sent((done) => client.screen({ userId, name: "Home" }, done))
  await sent((done) => client.group({ userId, groupId: "g" }, done))
  await sent((done) => client.alias({ userId, previousId: "anon-1" }, done))
  expect(await eventNames(ctx, 6)).toEqual(everything)
})

const scripts: Record<string, string> = {
  "segment-standard": `
    import { AnalyticsBrowser } from "@segment/analytics-next"
    const analytics = AnalyticsBrowser.load({ writeKey: KEY, cdnURL: HOST })
    await analytics.page("Home")
    await analytics.track("Product Viewed", { product_id: "p-1" })
    await analytics.identify("u-1", { plan: "gold" })
    document.title = "done"`,
  "segment-batching": `
    import { AnalyticsBrowser } from "@segment/analytics-next"
    const strategy = { strategy: "batching", config: { size: 3, timeout: 500 } }
    const analytics = AnalyticsBrowser.load({ writeKey: KEY, cdnURL: HOST }, { integrations: { "Segment.io": { deliveryStrategy: strategy } } })
    await analytics.page("Home")
    await analytics.track("Product Viewed", { product_id: "p-1" })
    await analytics.identify("u-1", { plan: "gold" })
    document.title = "done"`,
  rudder: `
    import { RudderAnalytics } from "@rudderstack/analytics-js/bundled"
    const analytics = new RudderAnalytics()
    analytics.load(KEY, HOST, { configUrl: HOST, storage: { type: "localStorage" } })
    analytics.ready(() => (document.title = "done"))
    analytics.page("Home")
    analytics.track("Product Viewed", { product_id: "p-1" })
    analytics.identify("u-1", { plan: "gold" })`,
  "rudder-batching": `
    import { RudderAnalytics } from "@rudderstack/analytics-js/bundled"
    const analytics = new RudderAnalytics()
    const batch = { enabled: true, maxItems: 3, flushInterval: 500 }
    analytics.load(KEY, HOST, { configUrl: HOST, queueOptions: { batch }, storage: { type: "localStorage" } })
    analytics.ready(() => (document.title = "done"))
    analytics.page("Home")
    analytics.track("Product Viewed", { product_id: "p-1" })
    analytics.identify("u-1", { plan: "gold" })`,
  "rudder-beacon": `
    import { RudderAnalytics } from "@rudderstack/analytics-js/bundled"
    const analytics = new RudderAnalytics()
    const beaconQueueOptions = { maxItems: 3, flushQueueInterval: 500 }
    analytics.load(KEY, HOST, { configUrl: HOST, useBeacon: true, beaconQueueOptions, storage: { type: "localStorage" } })
    analytics.ready(() => (document.title = "done"))
    analytics.page("Home")
    analytics.track("Product Viewed", { product_id: "p-1" })
    analytics.identify("u-1", { plan: "gold" })`,
}

let browser: Browser
let site: Server
let siteOrigin = ""
const bundles = new Map<string, string>()
beforeAll(async () => {
  const flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", ...flags],
  })
  site = createServer((request, response) => {
    const bundle = bundles.get(request.url ?? "")
    const type = bundle ? "text/javascript" : "text/html"
    response.setHeader("content-type", `${type}; charset=utf-8`)
    response.end(bundle ?? `<!doctype html><title>…</title><script type="module" src="${request.url}.js"></script>`)
  })
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve))
  const address = site.address()
  siteOrigin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`
})
afterAll(async () => {
  await browser.close()
  site.close()
})

test.each(Object.keys(scripts))(
  "%s in a real browser works by its host alone, and loads nothing from anywhere else",
  async (name) => {
    const ctx = await shop()
    const { secret } = await createWriteKey(ctx, { name: "shop", origins: [siteOrigin] })
    const contents = `const KEY = ${JSON.stringify(secret)}\nconst HOST = ${JSON.stringify(origin)}\n${scripts[name]}`
    const built = await build({
      stdin: { contents, resolveDir: process.cwd() },
      bundle: true,
      write: false,
      format: "esm",
      logLevel: "silent",
    })
    bundles.set(`/${name}.js`, built.outputFiles[0]?.text ?? "")

    const page = await browser.newPage()
    const asked: string[] = []
    const problems: string[] = []
    page.on("request", (request) => asked.push(new URL(request.url()).origin))
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()))
    page.on("pageerror", (error) => problems.push(String(error)))
    await page.goto(`${siteOrigin}/${name}`)
    await page.waitForFunction(() => document.title === "done")
    expect(await eventNames(ctx, 3)).toEqual(["Identified", "Page Viewed", "Product Viewed"])
    await page.close()
    expect(problems).toEqual([])
    expect([...new Set(asked)].filter((one) => one !== siteOrigin && one !== origin)).toEqual([])

    const events = await latestEvents(ctx)
    expect(new Set(events.map((event) => event.customerId)).size).toBe(1)
    expect(events.every((event) => event.source === "web" && event.customerId !== null)).toBe(true)
    const viewed = events.find((event) => event.name === "Product Viewed")
    expect(viewed).toMatchObject({ productId: "p-1", channel: "web", isClockSkewed: false })
  },
)
