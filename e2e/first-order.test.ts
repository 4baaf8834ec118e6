import { createHmac } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { shopifySample } from "../server/testing/shopify-fixtures.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-"))
const secret = "signing secret of the story"
let maido: MaidoProcess
let chromium: Browser
let page: Page
let hook = ""

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

type Caught = { caughtId: string; subject: string; to: { address: string }[] }
const caught = async () => (await ask<{ items: Caught[] }>(page, "GET", "/api/v1/caught-mails?limit=100")).items
const mailWith = (words: string) =>
  until(
    `a mail that says ${words}`,
    async () => (await caught()).find((mail) => mail.subject.includes(words)),
    45_000,
    250,
  )

async function fromShop(topic: string, event: string, payload: object): Promise<number> {
  const body = JSON.stringify(payload)
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": "hinata.myshopify.com",
    "x-shopify-event-id": event,
    "x-shopify-webhook-id": `${event}-delivery`,
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
  }
  return (await fetch(hook, { method: "POST", headers, body })).status
}

const now = new Date()
const iso = now.toISOString()
const order = shopifySample("order", { created_at: iso, processed_at: iso, updated_at: iso })
const fulfilment = shopifySample("fulfilment", {
  created_at: iso,
  updated_at: iso,
  tracking_number: "441028375561",
  tracking_numbers: ["441028375561"],
})

test("U08 a newcomer opens the link from the terminal, makes brand and account, and connects a shop", async () => {
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.screenshot({ path: pictureOf("console-first-sight") })
  const shop = await ask<{ connectionId: string; webhookUrl: string }>(page, "POST", "/api/v1/shop-connections", {
    name: "ひなた",
    shopDomain: "hinata.myshopify.com",
    secret,
  })
  hook = `${maido.origin}/webhooks/shopify/${shop.connectionId}`
}, 120_000)

test("E01 E09 U10 an order posted twice and after its parcel: one order, and each mail once", async () => {
  expect(await fromShop("fulfillments/create", "event-2", fulfilment)).toBe(200)
  expect(await fromShop("orders/create", "event-1", order)).toBe(200)
  expect(await fromShop("orders/create", "event-1", order)).toBe(200)
  await mailWith("ご注文を承りました")
  await mailWith("発送しました")
  const orders = await ask<{ items: unknown[] }>(page, "GET", "/api/v1/orders")
  expect(orders.items).toHaveLength(1)
  const subjects = (await caught()).map((mail) => mail.subject)
  expect(subjects.filter((s) => s.includes("ご注文を承りました"))).toHaveLength(1)
  expect(subjects.filter((s) => s.includes("発送しました"))).toHaveLength(1)
}, 120_000)

let link = ""
test("E02 E10 E12 the mail's link opens the brand's page, which says where the parcel is, on a phone, without script", async () => {
  const mail = await mailWith("発送しました")
  const { html, text } = await ask<{ html: string; text: string }>(page, "GET", `/api/v1/caught-mails/${mail.caughtId}`)
  link = /https?:\/\/[^\s"]+\/s\/hinata\/orders\/[\w.~-]+/.exec(text)?.[0].replace("localhost", "127.0.0.1") ?? ""
  expect(html).toContain("/s/hinata/orders/")
  const phone = await chromium.newContext({
    locale: "ja-JP",
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  })
  const shopper = await phone.newPage()
  await shopper.goto(link)
  await shopper.screenshot({ path: pictureOf("tracking-phone"), fullPage: true })
  const words = await shopper.locator("body").innerText()
  expect(words).toContain("#1001")
  expect(words).toContain("4410-2837-5561")
  // S-LINK4: a forwarded link shows the way of the parcel, not whom it goes to.
  expect(words).not.toMatch(/花子|神宮前1-2-3|hanako/)
  const english = await shopper.goto(`${link}?lang=en`)
  expect(english?.status()).toBe(200)
  expect(await shopper.locator("html").getAttribute("lang")).toBe("en")
  await phone.close()
}, 60_000)

test("F14 the tracking page has no accessibility fault, light or dark", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await chromium.newContext({ colorScheme, viewport: { width: 390, height: 844 }, locale: "ja-JP" })
    const shopper = await context.newPage()
    await shopper.goto(link)
    const found = await new AxeBuilder({ page: shopper })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze()
    expect(found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
    await context.close()
  }
}, 60_000)

test("F04 without a link the order number and the postal code lead there; a wrong one does not", async () => {
  const context = await chromium.newContext({
    locale: "ja-JP",
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  })
  const shopper = await context.newPage()
  await shopper.goto(`${maido.origin}/s/hinata/track`)
  await shopper.getByLabel("ご注文番号").fill("1001")
  await shopper.getByLabel(/メールアドレス・電話番号/).fill("000-0000")
  await shopper.getByRole("button", { name: "状況を見る" }).click()
  expect(await shopper.getByRole("alert").innerText()).toContain("違うようです")
  await shopper.getByLabel(/メールアドレス・電話番号/).fill("hanako.watanabe@example.jp")
  await shopper.getByRole("button", { name: "状況を見る" }).click()
  await shopper.waitForURL(/\/s\/hinata\/orders\//)
  await context.close()
}, 60_000)

test("E13 E14 the shop says delivered: thanks arrive, once, and the page says so", async () => {
  const event = shopifySample("fulfilment-event", {
    status: "delivered",
    happened_at: new Date().toISOString(),
    created_at: new Date().toISOString(),
  })
  expect(await fromShop("fulfillment_events/create", "event-3", event)).toBe(200)
  await mailWith("お届けしました")
  const shopper = await (
    await chromium.newContext({ locale: "ja-JP", viewport: { width: 390, height: 844 } })
  ).newPage()
  await shopper.goto(link)
  expect(await shopper.locator("h1").first().innerText()).toContain("お届けしました")
  await shopper.screenshot({ path: pictureOf("tracking-delivered-phone"), fullPage: true })
}, 60_000)

test("F06 asked to stop, the server ends cleanly and nothing is left running", async () => {
  const { code } = await maido.stop()
  expect(code).toBe(0)
}, 60_000)
