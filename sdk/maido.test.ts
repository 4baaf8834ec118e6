import { createServer, type Server } from "node:http"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createWriteKey } from "#brands"
import { latestEvents } from "#events"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { buildSdk } from "../scripts/build-sdk.ts"

let size = 0
let browser: Browser
let site: Server
let siteOrigin = ""
let maidoOrigin = ""
let stop = async () => {}
/** What stands in the shop's page, by its address. */
const pages = new Map<string, string>()

beforeAll(async () => {
  size = await buildSdk()
  ;({ origin: maidoOrigin, stop } = await serve({ platform: (await shop()).platform }))
  const flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", ...flags],
  })
  site = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8")
    const path = new URL(request.url ?? "/", "http://local").pathname.split("/")[1] ?? ""
    response.end(`<!doctype html><html lang="ja"><title>ひなた</title>${pages.get(path) ?? ""}`)
  })
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve))
  const address = site.address()
  // Another host name than Maido's: to the browser they are two sites.
  siteOrigin = `http://localhost:${typeof address === "object" && address ? address.port : 0}`
})
afterAll(async () => {
  await browser.close()
  site.close()
  await stop()
})

const shop = () => testContext({ at: new Date().toISOString() })

async function open(
  attributes = "",
  path = "/a?utm_campaign=spring&utm_source=line",
): Promise<{ ctx: TestContext; page: Page; context: BrowserContext; name: string }> {
  const ctx = await shop()
  const { secret } = await createWriteKey(ctx, { name: "shop", origins: [siteOrigin] })
  const name = `s${ctx.brandId.slice(-12)}`
  pages.set(name, `<script async src="${maidoOrigin}/sdk/maido.js" data-key="${secret}" ${attributes}></script>`)
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${siteOrigin}/${name}${path}`)
  await page.waitForFunction(() => "maido" in window)
  return { ctx, page, context, name }
}

/** Runs in the shop's page. */
const say = (page: Page, code: string) => page.evaluate(code)

async function events(ctx: TestContext, count: number) {
  for (const end = performance.now() + 20_000; ; ) {
    await ctx.drain()
    const found = await latestEvents(ctx)
    if (found.length >= count || performance.now() > end) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const namesOf = (found: readonly { name: string }[]) => found.map((event) => event.name).sort()

test("A10 the tag travels in less than 6 kB", () => {
  expect(size).toBeLessThan(6_000)
})

test("A05 A10 it reports pages, events and who it is, with an id in the shop's own cookie and none of another site", async () => {
  const { ctx, page, context, name } = await open()
  await say(page, `maido.track("Product Viewed", { product_id: "p-1" }); maido.identify("u-1", { plan: "gold" })`)
  await page.evaluate((path) => history.pushState({}, "", path), `/${name}/b`)
  const found = await events(ctx, 4)
  expect(namesOf(found)).toEqual(["Identified", "Page Viewed", "Page Viewed", "Product Viewed"])
  expect(new Set(found.map((event) => event.customerId)).size).toBe(1)
  const viewed = found.find((event) => event.name === "Product Viewed")
  expect(viewed).toMatchObject({
    source: "web",
    channel: "web",
    productId: "p-1",
    properties: { context: { campaign: { name: "spring", source: "line" } } },
  })
  const paths = found.filter((event) => event.name === "Page Viewed").map((event) => event.properties.path)
  expect(paths.sort()).toEqual([`/${name}/a`, `/${name}/b`])

  const cookies = await context.cookies([siteOrigin, maidoOrigin])
  expect(cookies.map((cookie) => [cookie.name, cookie.domain, cookie.sameSite])).toEqual([
    ["_maido", "localhost", "Lax"],
  ])
  const first = await say(page, "maido.anonymousId()")
  await page.reload()
  await page.waitForFunction(() => "maido" in window)
  expect(await say(page, "maido.anonymousId()")).toBe(first)
  await context.close()
})

test("calls made before the tag has loaded are made when it has", async () => {
  const { ctx, page, context, name } = await open(`data-auto="off"`)
  pages.set(
    name,
    `<script>window.maido = [["track", "Product Added", { product_id: "p-2" }], ["page", "Cart"]]</script>${pages.get(name)}`,
  )
  await page.goto(`${siteOrigin}/${name}/c`)
  expect(namesOf(await events(ctx, 2))).toEqual(["Page Viewed", "Product Added"])
  await context.close()
})

test("what could not be sent is sent later and counts once, on the next page too", async () => {
  const { ctx, page, context, name } = await open(`data-auto="off"`)
  let refusals = 0
  await context.route(`${maidoOrigin}/v1/b`, (route) =>
    refusals++ === 0 ? route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" } }) : route.abort(),
  )
  await say(page, `maido.track("Product Viewed", { product_id: "p-3" })`)
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("maido:q")))
  for (const end = performance.now() + 10_000; refusals === 0 && performance.now() < end; )
    await page.waitForTimeout(50)
  expect(refusals).toBeGreaterThan(0)
  expect(await events(ctx, 0)).toEqual([])
  await context.unroute(`${maidoOrigin}/v1/b`)
  // Leaving sends a beacon and keeps the message; the next page sends it once more.
  await page.goto(`${siteOrigin}/${name}/d`)
  await page.waitForFunction(
    () => "maido" in window && !Object.keys(localStorage).some((key) => key.startsWith("maido:q")),
  )
  expect(namesOf(await events(ctx, 1))).toEqual(["Product Viewed"])
  await context.close()
})

test("a message of the last moment leaves with a beacon", async () => {
  const { ctx, page, context } = await open(`data-auto="off"`)
  await say(page, `maido.track("Checkout Started"); void 0`)
  await page.goto("about:blank")
  expect(namesOf(await events(ctx, 1))).toEqual(["Checkout Started"])
  await context.close()
})

test("A10 maido.optOut() forgets the visitor and sends nothing more, until they agree again", async () => {
  const { ctx, page, context, name } = await open()
  await events(ctx, 1)
  const asked: string[] = []
  page.on("request", (request) => request.url().startsWith(`${maidoOrigin}/v1`) && asked.push(request.url()))
  await say(page, `maido.optOut(); maido.track("Product Viewed"); maido.identify("u-1")`)
  await page.goto(`${siteOrigin}/${name}/e`)
  await page.waitForFunction(() => "maido" in window)
  await say(page, `maido.track("Product Viewed"); void 0`)
  await page.goto(`${siteOrigin}/${name}/f`)
  await page.waitForFunction(() => "maido" in window)
  expect(asked).toEqual([])
  expect(await say(page, "maido.anonymousId()")).toBeNull()
  expect((await context.cookies([siteOrigin])).map((cookie) => cookie.name)).toEqual(["_maido_off"])
  expect(await say(page, `Object.keys(localStorage)`)).toEqual(["maido:off"])
  await say(page, "maido.optIn()")
  expect(namesOf(await events(ctx, 2))).toEqual(["Page Viewed", "Page Viewed"])
  await context.close()
})

test("A10 a shop that asks for consent first sends nothing before maido.optIn()", async () => {
  const { ctx, page, context } = await open(`data-consent="required"`)
  await say(page, `maido.track("Product Viewed"); void 0`)
  expect(await say(page, "[document.cookie, Object.keys(localStorage).length]")).toEqual(["", 0])
  await say(page, "maido.optIn()")
  await say(page, `maido.track("Product Viewed"); void 0`)
  expect(namesOf(await events(ctx, 2))).toEqual(["Page Viewed", "Product Viewed"])
  await context.close()
})
