import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-console-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page
/** Every address of the console that the test opens, found on the way. */
let places: string[] = []

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
}, 120_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

const admin = (path: string) => `${maido.origin}/admin${path}`
const csv = [
  "注文番号,注文日時,氏名,メールアドレス,商品番号,商品名,数量,単価",
  "1001,2026/3/1 9:00,小林 美咲,misaki@example.jp,A-1,石けん,2,880",
  "1002,2026/3/2 10:00,高橋 彩,aya@example.jp,A-2,クリーム,1,3300",
  "1003,2026/3/3 11:00,伊藤 健,ken@example.jp,A-1,石けん,たくさん,880",
].join("\r\n")

test("U08 A17 a newcomer brings in a file of past orders: columns, check, result, and the line that can't be read", async () => {
  await setUp(page, maido, { name: "Hinata", slug: "hinata" })
  await page.goto(admin("/imports/new"))
  const file = { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(csv) }
  await page.locator("input[type=file]").setInputFiles(file)
  await page.getByRole("button", { name: "ファイルを送る" }).click()
  await page.getByRole("button", { name: "確認へ" }).click()
  await page.getByRole("button", { name: "取り込む" }).click()
  await page.getByText("取り込みが終わりました").waitFor()
  await page.getByText("たくさん").first().waitFor()
  await page.screenshot({ path: pictureOf("console-import") })
  const orders = await ask<{ items: { number: string }[] }>(page, "GET", "/api/v1/orders")
  expect(orders.items.map(({ number }) => number).toSorted()).toEqual(["1001", "1002"])
}, 60_000)

let customer = ""
test("the palette finds a customer by a part of the name, by keyboard alone", async () => {
  await page.goto(admin("/"))
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.keyboard.press("Control+k")
  await page.locator("input[placeholder*=したいこと]:focus").waitFor()
  await page.keyboard.type("美咲")
  expect(await page.getByPlaceholder(/したいこと/).inputValue()).toBe("美咲")
  await page.getByRole("group", { name: "顧客" }).getByText("小林 美咲").waitFor()
  await page.keyboard.press("Enter")
  await page.waitForURL(/\/admin\/customers\/[0-9a-f-]{36}$/)
  await page.getByRole("heading", { level: 1, name: /小林 美咲/ }).waitFor()
  customer = new URL(page.url()).pathname.replace("/admin", "")
  await page.keyboard.press("Control+k")
  await page.getByPlaceholder(/したいこと/).waitFor()
  expect(await page.getByPlaceholder(/したいこと/).inputValue()).toBe("")
  await page.keyboard.press("Escape")
  await page.getByPlaceholder(/したいこと/).waitFor({ state: "detached" })
}, 60_000)

test("S35 one customer is exported, with orders and what they are recognised by", async () => {
  await page.getByRole("button", { name: "できること" }).click()
  const saved = page.waitForEvent("download")
  await page.getByRole("menuitem", { name: /全データを書き出す/ }).click()
  const path = await (await saved).path()
  const text = readFileSync(path, "utf8")
  expect(text).toContain("misaki@example.jp")
  expect(text).toContain("1001")
}, 60_000)

test("a tab that is older than the server is loaded anew when a piece of it is gone, and goes on", async () => {
  const tab = await page.context().newPage()
  await tab.goto(admin("/"))
  await tab.getByRole("heading", { level: 1 }).waitFor()
  let loadedAnew = 0
  tab.on("request", (request) => void (loadedAnew += request.isNavigationRequest() ? 1 : 0))
  await tab.route(/\/admin\/assets\/.+\.js$/, (route) =>
    loadedAnew === 0 ? route.fulfill({ status: 404, body: "" }) : route.continue(),
  )
  await tab.getByRole("link", { name: "荷物" }).first().click()
  await tab.getByText("届く途中の荷物はありません").first().waitFor()
  expect(loadedAnew).toBe(1)
  await tab.close()
}, 60_000)

test("U01 every place that the console offers is gathered: rail, settings, tabs and one page of each thing", async () => {
  await page.goto(admin("/settings"))
  await page.locator(".settings-list a").first().waitFor()
  const seen = () =>
    page.locator("nav a, .settings-list a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""))
  const links = await seen()
  // What belongs to a place stands beneath it once one is there.
  for (const place of ["/customers", "/orders", "/messages", "/loyalty", "/rehearsal"]) {
    await page.locator(`.rail a[href="/admin${place}"]`).click()
    await page.locator(`.rail a[href="/admin${place}"][aria-current]`).waitFor()
    links.push(...(await seen()))
  }
  const first = async (list: string, key: string) => {
    const { items } = await ask<{ items: Record<string, string>[] }>(page, "GET", `/api/v1/${list}?limit=1`)
    return items[0]?.[key] ?? ""
  }
  await ask(page, "PUT", "/api/v1/products/shop/A-1", {
    updatedAt: "2026-03-01T00:00:00Z",
    title: "Soap",
    variants: [{ externalId: "A-1-1", title: "80g", price: 880, currency: "JPY" }],
  })
  const product = await first("products", "productId")
  places = [
    ...new Set([
      ...links.map((link) => link.replace(/^\/admin/, "") || "/"),
      "/account",
      "/imports/new",
      `/imports/${await first("imports", "importId")}`,
      customer,
      "/customers/same-people",
      `/orders/${await first("orders", "orderId")}`,
      `/products/${product}`,
      `/products/${product}/content`,
      "/messages/templates",
      "/messages/templates/tracking.order-received/ja",
      "/messages/caught",
      "/messages?state=failed",
      "/orders?status=cancelled",
    ]),
  ]
  expect(places.length).toBeGreaterThan(28)
}, 60_000)

// Names and words that people wrote, which stay as they are in every language.
const written =
  /小林|美咲|高橋|彩|伊藤|健|店長|花子|石けん|クリーム|たくさん|注文番号|注文日時|氏名|メールアドレス|商品番号|商品名|数量|単価|日本語/g
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]

const axe = (visitor: Page) => new AxeBuilder({ page: visitor }).withTags(tags).setLegacyMode(true).analyze()

/** Goes to a place as its link would, without loading the console anew; the first one is loaded. */
async function open(visitor: Page, place: string): Promise<void> {
  const goes = await visitor.evaluate((to) => {
    const [path] = to.split("?")
    if (!location.pathname.startsWith("/admin") || location.pathname === path) return false
    document.querySelector("h1")?.setAttribute("data-left", "")
    history.pushState(null, "", to)
    return true
  }, `/admin${place}`)
  if (!goes) await visitor.goto(admin(place), { waitUntil: "commit" })
  await visitor.locator("h1:not([data-left])").first().waitFor({ timeout: 20_000 })
}

/** Opens every place and returns what is wrong there: errors of the page, accessibility faults, words that no person should see. */
async function faultsOf(language: "ja" | "en", width: number, colorScheme: "light" | "dark"): Promise<string[]> {
  const storageState = await page.context().storageState()
  const viewport = { width, height: 900 }
  const context = await chromium.newContext({ storageState, viewport, colorScheme, reducedMotion: "reduce" })
  // Mails are shown in frames that have no storage.
  await context.addInitScript((spoken) => {
    if (window === window.top) localStorage.setItem("maido.language", spoken)
  }, language)
  const visitor = await context.newPage()
  const faults: string[] = []
  let place = ""
  const found = (what: string) => faults.push(`${language} ${width} ${place}: ${what}`)
  visitor.on("console", (message) => message.type() === "error" && found(message.text()))
  visitor.on("pageerror", (error) => found(error.message))
  for (place of places) {
    try {
      await open(visitor, place)
      await visitor.locator("main .skeleton").first().waitFor({ state: "detached", timeout: 20_000 })
    } catch {
      found("does not come up")
      continue
    }
    const text = await visitor.evaluate(() => {
      const main = document.querySelector("main")
      const copy = main?.cloneNode(true)
      if (!(copy instanceof HTMLElement)) return ""
      // What a segment is for was written for this brand, in its language.
      for (const foreign of copy.querySelectorAll("[lang], iframe, textarea, pre, .segment-under")) foreign.remove()
      return copy.textContent ?? ""
    })
    // What is being written there is the operator's own, with the names of its facts.
    const isAuthored = place.startsWith("/messages/templates/")
    const odd = isAuthored ? undefined : /undefined|\[object|NaN|Invalid Date|\{\{|\{%/.exec(text)?.[0]
    if (odd) found(`shows “${odd}”`)
    const untranslated =
      language === "en" && !isAuthored ? /.{0,20}[ぁ-んァ-ヶ一-龠]+/.exec(text.replaceAll(written, ""))?.[0] : undefined
    if (untranslated) found(`is not translated: ${untranslated}`)
    const wide = await visitor.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) found(`is ${wide} px too wide`)
    // Each place is looked at once: every other one by night on a phone.
    if ((places.indexOf(place) % 2 === 0) !== (language === "ja")) continue
    const { violations } = await axe(visitor)
    for (const { id, nodes } of violations) found(`${id} ${nodes[0]?.html.slice(0, 160)}`)
  }
  await context.close()
  return faults
}

test("F14 U02 every place opens in Japanese and English, wide and on a phone, by day and night, without a fault", async () => {
  const faults = await Promise.all([faultsOf("ja", 1280, "light"), faultsOf("en", 390, "dark")])
  expect(faults.flat()).toEqual([])
}, 300_000)
