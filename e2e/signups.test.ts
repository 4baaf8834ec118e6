import { mkdtempSync, rmSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { buildForms, buildSdk } from "../scripts/build-sdk.ts"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-signups-"))
let maido: MaidoProcess
let chromium: Browser
let staff: Page
let shop: Server
let site = ""
let tag = ""
const ids: Record<string, string> = {}

type Form = { draft: { trigger: object; fields: object[] }; revision: number; install: { place: string } }

/** Makes a form, changes its draft and publishes it. */
async function publish(slug: string, kind: string, change: (draft: Form["draft"]) => object): Promise<Form> {
  const { formId } = await ask<{ formId: string }>(staff, "POST", "/api/v1/sign-up-forms", { name: slug, slug, kind })
  const at = `/api/v1/sign-up-forms/${formId}`
  const { draft } = await ask<Form>(staff, "GET", at)
  await ask(staff, "PATCH", at, { document: { ...draft, ...change(draft) }, basedOn: 1 })
  await ask(staff, "POST", `${at}/publish`, { basedOn: 2 })
  ids[slug] = formId
  return ask<Form>(staff, "GET", at)
}

beforeAll(async () => {
  await buildSdk()
  shop = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8")
    const place = request.url?.startsWith("/news") ? pages.embedded : ""
    response.end(
      `<!doctype html><html lang="ja"><head><title>ひなた</title><meta name="viewport" content="width=device-width">${tag}</head><body><main><h1>うるおい乳液</h1><a href="/next">つぎへ</a>${place}<p id="below">つづき</p>${request.url?.startsWith("/long") ? "<div style=height:5000px>長い話</div>" : ""}</main></body></html>`,
    )
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  const address = shop.address()
  site = `http://localhost:${typeof address === "object" && address ? address.port : 0}`
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  staff = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  staff.setDefaultTimeout(15_000)
  await setUp(staff, maido, { name: "ひなた", slug: "hinata" })
  const key = await ask<{ secret: string }>(staff, "POST", "/api/v1/write-keys", { name: "shop", origins: [site] })
  tag = `<script async src="${maido.origin}/sdk/maido.js" data-key="${key.secret}" data-forms="on"></script>`
  await publish("welcome", "popup", () => ({
    trigger: { afterSeconds: 0, afterScrollPercent: null, onLeaving: false, againAfterDays: 30 },
  }))
  await publish("deep", "popup", () => ({
    trigger: { afterSeconds: null, afterScrollPercent: 60, onLeaving: true, againAfterDays: 30 },
  }))
  const { install } = await publish("news", "embedded", () => ({
    fields: [
      { kind: "name", required: false },
      { kind: "birth-month", required: false },
    ],
  }))
  pages.embedded = install.place
  await publish("counter", "page", () => ({}))
  await show("deep", "paused")
}, 150_000)
const pages = { embedded: "" }
afterAll(async () => {
  await chromium?.close()
  shop?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Which pop-ups may open: the shop shows one at a time. */
const show = (slug: string, state: "live" | "paused") =>
  ask(staff, "PUT", `/api/v1/sign-up-forms/${ids[slug]}/state`, { state })

const visitor = async (options: object = {}) =>
  (await chromium.newContext({ locale: "ja-JP", viewport: { width: 390, height: 844 }, ...options })).newPage()

type Caught = { caughtId: string; subject: string; to: { address: string }[] }
async function linkIn(address: string, what: string): Promise<string> {
  const mail = await until(
    `a mail to ${address}`,
    async () =>
      (await ask<{ items: Caught[] }>(staff, "GET", "/api/v1/caught-mails?limit=50")).items.find((one) =>
        one.to.some((to) => to.address === address),
      ),
    45_000,
    250,
  )
  const { text } = await ask<{ text: string }>(staff, "GET", `/api/v1/caught-mails/${mail.caughtId}`)
  return new RegExp(`https?://\\S+/${what}/[\\w.~-]+`).exec(text)?.[0].replace("localhost", "127.0.0.1") ?? ""
}

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes[0]?.html}`,
  )

test("B02 a visitor meets the pop-up once: read by all, kept in it by the keyboard, gone with Escape and not back for days", async () => {
  expect(await buildForms()).toBeLessThan(6_000)
  const page = await visitor()
  await page.goto(`${site}/`)
  const dialog = page.getByRole("dialog")
  await dialog.waitFor()
  await page.screenshot({ path: pictureOf("signup-popup-phone") })
  expect(await faults(page)).toEqual([])
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press("Tab")
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toMatch(
      /INPUT|BUTTON/,
    )
  }
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "detached" })
  await page.getByRole("link", { name: "つぎへ" }).click()
  await page.evaluate(() => sessionStorage.clear())
  const asked = page.waitForResponse((response) => response.url().includes("/v1/forms?"))
  await page.reload()
  await asked
  expect(await page.getByRole("dialog").count()).toBe(0)
  await page.context().close()
}, 60_000)

let preferences = ""
test("B02 B12 M20 signing up: pop-up, mail, one press; then the pop-up stays away", async () => {
  const page = await visitor()
  await page.goto(`${site}/items/1`)
  await page.getByRole("button", { name: "登録する" }).click()
  await page.getByRole("alert").filter({ hasText: /./ }).waitFor()
  await page.getByLabel("メールアドレス").fill("misaki@example.jp")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "あと少しで完了です。" }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole("button", { name: "閉じる" }).click()
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await page.waitForFunction(() => "maido" in window)
  const mailPage = await visitor({ javaScriptEnabled: false })
  await mailPage.goto(await linkIn("misaki@example.jp", "confirm"))
  await mailPage.getByRole("button", { name: "登録を終える" }).click()
  await mailPage.getByRole("heading", { name: "ありがとうございます。" }).waitFor()
  await mailPage.getByRole("link", { name: "お便りの設定を見る" }).click()
  preferences = mailPage.url()
  const numbers = await ask<{ totals: object }>(staff, "GET", `/api/v1/sign-up-forms/${ids.welcome}/numbers`)
  expect(numbers.totals).toMatchObject({ submitted: 1, confirmed: 1 })
  expect(await page.getByRole("dialog").count()).toBe(0)
  await page.context().close()
  await mailPage.context().close()
}, 60_000)

test("B02 a pop-up for readers opens deep in the page or when the mouse leaves, not before, and once in many days", async () => {
  await show("welcome", "paused")
  await show("deep", "live")
  const opened = async (page: Page) => (await page.getByRole("dialog").count()) > 0
  const armed = async (page: Page, path: string) => {
    const asked = page.waitForResponse((response) => response.url().includes("/v1/forms?"))
    await page.goto(`${site}${path}`)
    await asked
    await page.waitForFunction(() => "maido" in window)
  }
  const page = await visitor({ viewport: { width: 1280, height: 800 } })
  await armed(page, "/long")
  await page.mouse.move(600, 300)
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.2))
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  expect(await opened(page)).toBe(false)
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await page.getByRole("dialog").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  // Another visit in the same week: neither the depth nor the leaving asks again.
  await page.evaluate(() => sessionStorage.clear())
  await armed(page, "/long?again")
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await leave(page)
  expect(await opened(page)).toBe(false)
  // Five weeks later it may.
  await page.evaluate(() => {
    sessionStorage.clear()
    localStorage.setItem("maido-form:closed:deep", String(Date.now() - 35 * 86_400_000))
  })
  await armed(page, "/long?later")
  expect(await opened(page)).toBe(false)
  await until("the pop-up of one who leaves", async () => {
    await leave(page)
    return (await opened(page)) || undefined
  })
  const { totals } = await ask<{ totals: object }>(staff, "GET", `/api/v1/sign-up-forms/${ids.deep}/numbers`)
  expect(totals).toMatchObject({ dismissed: 1 })
  await page.context().close()
}, 60_000)

/** The mouse goes up out of the page, as to the button that closes it. */
const leave = (page: Page) =>
  page.evaluate(() => {
    const way = { bubbles: true, clientX: 600, clientY: -1, relatedTarget: null }
    document.body.dispatchEvent(new MouseEvent("mouseout", way))
  })

test("A05 what a visitor looked at before she signed up stands in her own story afterwards", async () => {
  const page = await visitor({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${site}/long`)
  await page.waitForFunction(() => "maido" in window)
  await page.evaluate(() => {
    const { maido } = window as unknown as { maido: { track: (name: string, facts: object) => void } } // safe: the tag put it there
    maido.track("Product Viewed", { product_id: "cream-7", name: "うるおい乳液" })
  })
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await page.getByLabel("メールアドレス").fill("chiyo@example.jp")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "あと少しで完了です。" }).waitFor()
  const mailPage = await visitor({ javaScriptEnabled: false })
  await mailPage.goto(await linkIn("chiyo@example.jp", "confirm"))
  await mailPage.getByRole("button", { name: "登録を終える" }).click()
  await mailPage.getByRole("heading", { name: "ありがとうございます。" }).waitFor()
  const found = await ask<{ items: { customerId: string }[] }>(
    staff,
    "GET",
    "/api/v1/customers?query=chiyo%40example.jp",
  )
  const story = await until("her story with what she looked at", async () => {
    const { items } = await ask<{ items: { name: string; productId: string | null }[] }>(
      staff,
      "GET",
      `/api/v1/customers/${found.items[0]?.customerId}/timeline`,
    )
    return items.find(({ name }) => name === "Product Viewed")
  })
  expect(story.productId).toBe("cream-7")
  await page.context().close()
  await mailPage.context().close()
}, 90_000)

test("B02 an embedded form arrives in the place kept for it: nothing on the page moves, on a phone or a desk", async () => {
  for (const width of [320, 1280]) {
    const page = await visitor({ viewport: { width, height: 900 } })
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          Object.assign(window, {
            moved: ("moved" in window ? Number(window.moved) : 0) + ("value" in entry ? Number(entry.value) : 0),
          })
      }).observe({ type: "layout-shift", buffered: true })
      sessionStorage.setItem("maido-form:asked", "1")
    })
    await page.goto(`${site}/news`)
    const before = await page.locator("#below").boundingBox()
    await page.getByLabel("お名前（任意）").waitFor()
    const after = await page.locator("#below").boundingBox()
    expect(after?.y).toBe(before?.y)
    expect(await page.evaluate(() => ("moved" in window ? Number(window.moved) : 0))).toBe(0)
    expect(await faults(page)).toEqual([])
    await page.screenshot({ path: pictureOf(`signup-embedded-${width}`), fullPage: true })
    await page.context().close()
  }
}, 60_000)

test("B03 the hosted page works without JavaScript and says what is wrong beside what was written", async () => {
  const page = await visitor({ javaScriptEnabled: false })
  await page.goto(`${maido.origin}/s/hinata/join/counter`)
  await page.screenshot({ path: pictureOf("signup-page-phone"), fullPage: true })
  await page.getByLabel("メールアドレス").fill("ren@example")
  await page.getByRole("button", { name: "登録する" }).click()
  await page.getByRole("alert").filter({ hasText: "メールアドレス" }).waitFor()
  await page.getByLabel("メールアドレス").fill("ren@example.jp")
  await page.getByRole("button", { name: "登録する" }).click()
  await page.getByText("確認のメールをお送りしました").waitFor()
  expect(await linkIn("ren@example.jp", "confirm")).toContain("/s/hinata/confirm/")
  await page.context().close()
}, 60_000)

test("B11 M20 the preference centre, without JavaScript: a pause, another language, everything off", async () => {
  const page = await visitor({ javaScriptEnabled: false })
  await page.goto(preferences)
  expect(await page.getByLabel("お便り（メール）").isChecked()).toBe(true)
  await page.getByLabel("しばらくお休みする").selectOption("30")
  await page.getByRole("button", { name: "保存する" }).click()
  await page.getByRole("status").filter({ hasText: "保存しました" }).waitFor()
  await page.screenshot({ path: pictureOf("preferences-phone"), fullPage: true })
  await page.getByLabel("お便りのことば").selectOption("en")
  await page.getByRole("button", { name: "保存する" }).click()
  await page.getByRole("heading", { name: "Mail settings" }).waitFor()
  await page.getByRole("button", { name: "Stop all letters" }).click()
  await page.getByRole("status").filter({ hasText: "stopped" }).waitFor()
  expect(await page.getByLabel("Letters (e-mail)").isChecked()).toBe(false)
  await page.context().close()
  const seeing = await visitor({ colorScheme: "dark" })
  await seeing.goto(preferences)
  expect(await faults(seeing)).toEqual([])
  await seeing.context().close()
  const counts = await ask<{ items: { purpose: string; state: string; people: number }[] }>(
    staff,
    "GET",
    "/api/v1/customer-consents",
  )
  expect(counts.items.find(({ purpose, state }) => purpose === "marketing" && state === "withdrawn")?.people).toBe(1)
}, 60_000)

test("B03 the console: a form is made, written beside its preview, published, and its QR code is ready", async () => {
  await staff.goto(`${maido.origin}/admin/sign-ups`)
  await staff
    .getByRole("link", { name: /welcome/ })
    .first()
    .waitFor()
  await staff.screenshot({ path: pictureOf("console-signups") })
  await staff.getByRole("button", { name: "フォームを作る" }).click()
  await staff.getByLabel("名前").fill("夏の店頭")
  await staff.getByLabel("アドレス", { exact: true }).fill("summer")
  await staff.getByRole("radio", { name: /専用のページ/ }).check({ force: true })
  await staff.getByRole("button", { name: "作る", exact: true }).click()
  await staff.waitForURL(/\/edit$/)
  await staff.getByLabel("見出し（日本語）", { exact: true }).fill("夏のお便り")
  await staff.frameLocator("iframe").getByRole("heading", { name: "夏のお便り" }).waitFor({ timeout: 40_000 })
  await staff.screenshot({ path: pictureOf("console-signup-edit"), fullPage: true })
  await staff.getByRole("button", { name: "公開する" }).click()
  await staff.getByRole("dialog").getByRole("button", { name: "公開する" }).click()
  await staff.getByRole("img", { name: /join\/summer の QR コード/ }).waitFor()
  expect(await faults(staff)).toEqual([])
  await staff.goto(`${maido.origin}/admin/sign-ups/${ids.welcome}`)
  await staff.getByRole("heading", { name: "登録の数" }).waitFor()
  await staff.screenshot({ path: pictureOf("console-signup"), fullPage: true })
}, 60_000)
