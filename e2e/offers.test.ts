import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-offers-"))
let maido: MaidoProcess
let chromium: Browser
let staff: Page
let customerId = ""

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  staff = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  staff.setDefaultTimeout(15_000)
  await setUp(staff, maido, { name: "ひなた", slug: "hinata" })
  const updatedAt = "2026-04-01T00:00:00Z"
  for (const [id, title, price] of [
    ["CREAM", "ひなたクリーム", 3_300],
    ["SOAP", "石けん", 880],
  ] as const)
    await ask(staff, "PUT", `/api/v1/products/shop/${id}`, {
      updatedAt,
      title,
      variants: [{ externalId: id, sku: id, price, currency: "JPY", stockItem: id }],
    })
  const level = { source: "shop", stockItem: "SOAP", place: "dc", available: 0, updatedAt }
  await ask(staff, "POST", "/api/v1/stock", { levels: [level] })
  const person = { familyName: "渡邉", givenName: "花子", email: "hanako@example.jp" }
  const identities = [{ kind: "email", issuer: "", value: person.email }]
  customerId = (await ask<{ customerId: string }>(staff, "POST", "/api/v1/customers", { ...person, identities }))
    .customerId
}, 150_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes[0]?.html}`,
  )
const press = (name: string) => staff.getByRole("button", { name, exact: true }).click()

let code = ""
test("G11 an operator makes an offer, begins it, and gives a customer a code of her own", async () => {
  await staff.goto(`${maido.origin}/admin/offers`)
  await staff.getByText("まだありません").waitFor()
  await staff.getByRole("link", { name: "オファーを作る" }).first().click()
  await press("下書きを作る")
  await staff.getByText("名前を入れてください。").waitFor()
  await staff.getByLabel("名前").fill("春のお礼")
  await staff.getByLabel("割引率").fill("１０")
  await staff.getByLabel(/全部の予算/).fill("5,000")
  await staff.getByLabel(/コードの頭の文字/).fill("haru")
  await staff.screenshot({ path: pictureOf("offer-new"), fullPage: true })
  expect(await faults(staff)).toEqual([])
  await press("下書きを作る")
  await staff.getByRole("heading", { name: "春のお礼" }).waitFor()
  await press("始める")
  await staff.getByLabel("お客様を選ぶ").fill("花子")
  await staff.getByRole("button", { name: /渡邉/ }).click()
  const given = staff.getByRole("status").getByText(/HARU-/)
  await given.waitFor()
  code = (await given.innerText()).trim()
  await staff
    .getByRole("row", { name: new RegExp(code) })
    .getByText("使える")
    .waitFor()
  expect(await staff.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1_280)
  await staff.screenshot({ path: pictureOf("offer"), fullPage: true })
  expect(await faults(staff)).toEqual([])
}, 60_000)

test("M10 S-LINK5 she opens a filled cart on her phone, changes a number, and goes on to the shop with her code", async () => {
  await staff.goto(`${maido.origin}/admin/settings/carts`)
  await staff.getByLabel(/アドレス/).fill("https://shop.example.jp/cart?add={items}&coupon={code}")
  await press("保存する")
  await staff.getByRole("button", { name: "保存する" }).and(staff.locator("[aria-disabled=true], [disabled]")).waitFor()
  const items = [
    { sku: "CREAM", quantity: 1 },
    { sku: "SOAP", quantity: 2 },
  ]
  const { url } = await ask<{ url: string }>(staff, "POST", "/api/v1/carts", { customerId, items, offerCode: code })
  const context = await chromium.newContext({
    locale: "ja-JP",
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  })
  const phone = await context.newPage()
  let asked = ""
  await context.route("https://shop.example.jp/**", (route) => {
    asked = route.request().url()
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: "<h1>お店のカート</h1>" })
  })
  await phone.goto(url.replace("localhost", "127.0.0.1"))
  await phone.getByRole("heading", { name: "ご用意したカート" }).waitFor()
  await phone.getByText("ただいま品切れです").waitFor()
  await phone.getByText(code).waitFor()
  await phone.screenshot({ path: pictureOf("cart-phone"), fullPage: true })
  await phone.getByLabel(/数量/).selectOption("2")
  await phone.getByRole("button", { name: "お店のカートへ進む" }).click()
  await phone.getByRole("heading", { name: "お店のカート" }).waitFor()
  expect(asked).toBe(`https://shop.example.jp/cart?add=CREAM:2&coupon=${code}`)
  await context.close()
  const looked = await (await chromium.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } })).newPage()
  await looked.goto(url.replace("localhost", "127.0.0.1"))
  await looked.getByRole("heading", { name: "Your cart is ready" }).waitFor()
  expect(await faults(looked)).toEqual([])
  await looked.context().close()
  await staff.goto(`${maido.origin}/admin/customers/${customerId}`)
  await staff.getByText("用意されたカートから店へ進んだ").waitFor()
}, 60_000)

test("G11 the order that she pays with it uses the code, and the offer's page shows by whom", async () => {
  const [offer] = (await ask<{ items: { offerId: string }[] }>(staff, "GET", "/api/v1/offers")).items
  await ask(staff, "PUT", "/api/v1/orders/shop/1001", {
    number: "#1001",
    placedAt: new Date(),
    updatedAt: new Date(),
    channel: "online",
    customer: { identities: [{ kind: "email", value: "hanako@example.jp" }] },
    currency: "JPY",
    lines: [{ externalId: "l1", sku: "CREAM", title: "ひなたクリーム", quantity: 2, unitPrice: 3_300 }],
    totals: { goods: 6_600, discount: 660, total: 5_940 },
    discountCodes: [{ code, amount: 660 }],
    quiet: true,
  })
  await staff.goto(`${maido.origin}/admin/offers/${offer?.offerId}`)
  const use = staff.getByRole("table", { name: "使われた記録" }).getByRole("row").nth(1)
  await use.getByText("渡邉").waitFor()
  expect(await use.innerText()).toContain("660")
  await staff.getByText("4,340").waitFor()
  await staff.setViewportSize({ width: 390, height: 844 })
  await staff.screenshot({ path: pictureOf("offer-phone"), fullPage: true })
  expect(await staff.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await staff.setViewportSize({ width: 1280, height: 900 })
  await press("休む")
  await staff.getByText("休み").first().waitFor()
}, 60_000)

test("X02 what is compared says what it is while there is nothing, and the settings keep their bounds", async () => {
  await staff.goto(`${maido.origin}/admin/experiments`)
  await staff.getByText("まだありません").waitFor()
  expect(await faults(staff)).toEqual([])
  await staff.goto(`${maido.origin}/admin/settings/experiments`)
  await staff.getByLabel("フローとキャンペーンごと").fill("95")
  await press("保存する")
  await staff.getByText("0 から 90 までで入れてください。").waitFor()
  await staff.getByLabel("フローとキャンペーンごと").fill("20")
  await staff.getByLabel("すべてのお便りから").fill("5")
  await press("保存する")
  await staff.getByRole("button", { name: "保存する" }).and(staff.locator("[aria-disabled=true], [disabled]")).waitFor()
  await staff.screenshot({ path: pictureOf("experiment-settings"), fullPage: true })
  expect(await faults(staff)).toEqual([])
  await staff.goto(`${maido.origin}/admin/experiments`)
  await staff.getByRole("link", { name: "すべてのお便り" }).click()
  await staff.getByText("まだ言えません。データが足りません。").first().waitFor()
  await staff.screenshot({ path: pictureOf("experiment"), fullPage: true })
  expect(await faults(staff)).toEqual([])
}, 60_000)
