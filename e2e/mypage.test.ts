import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-mypage-"))
const email = "misaki@example.jp"
// Colours are looked at right after they have changed: none is on its way from one to the other.
const phone = { locale: "ja-JP", viewport: { width: 390, height: 844 }, reducedMotion: "reduce" as const }
let maido: MaidoProcess
let chromium: Browser
let staff: Page

type Draft = { programme: object; revision: number }

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  staff = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  staff.setDefaultTimeout(15_000)
  await setUp(staff, maido, { name: "ひなた", slug: "hinata" })
  const { programme, revision } = await ask<Draft>(staff, "GET", "/api/v1/loyalty/programme")
  const saved = await ask<Draft>(staff, "PUT", "/api/v1/loyalty/programme", { programme, note: "", basedOn: revision })
  await ask(staff, "POST", "/api/v1/loyalty/programme/publish", { basedOn: saved.revision })
  const document = {
    name: { ja: "化粧水の小瓶", en: "A small bottle" },
    about: { ja: "ゆず化粧水 20mL", en: "Yuzu lotion, 20 ml" },
    gives: { kind: "product", sku: "YUZU-20" },
    points: 400,
  }
  const { rewardId } = await ask<{ rewardId: string }>(staff, "POST", "/api/v1/rewards", { document })
  await ask(staff, "POST", `/api/v1/rewards/${rewardId}/publish`, { basedOn: 1 })
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

type Caught = { subject: string }
const codes = async () =>
  (await ask<{ items: Caught[] }>(staff, "GET", "/api/v1/caught-mails?limit=50")).items.flatMap(
    ({ subject }) => /確認番号：(\d{6})/.exec(subject)?.[1] ?? [],
  )
/** The newest code, once there is one more than before. */
const codeAfter = (before: number) =>
  until(
    "the mail with the code",
    async () => {
      const all = await codes()
      return all.length > before ? all[0] : undefined
    },
    20_000,
    250,
  )

const wideOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

test("B04 F01 F05 without script, on a phone: a newcomer reads what the programme gives, joins on the page, and has card and points", async () => {
  const context = await chromium.newContext({ ...phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${maido.origin}/s/hinata/rewards`)
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.getByText("化粧水の小瓶").waitFor()
  // What is offered, what is in it for me, what I can do: all three on the page that she came to.
  for (const name of ["たまる", "つかう", "会員になる"])
    await page.getByRole("heading", { name, exact: true }).first().waitFor()
  await page.screenshot({ path: pictureOf("rewards-public"), fullPage: true })
  await page.getByLabel("メールアドレス").fill(email)
  const before = (await codes()).length
  await page.getByRole("button", { name: "6けたの番号を受け取る" }).click()
  await page.getByRole("heading", { name: "番号をお送りしました" }).waitFor()
  await page.getByLabel("6けたの番号").fill(await codeAfter(before))
  await page.getByRole("button", { name: "開く" }).click()
  await page.getByRole("img", { name: /会員バーコード/ }).waitFor()
  await until("the welcome points", async () => {
    await page.reload()
    return (await page.getByText("500", { exact: true }).count()) > 0 ? true : undefined
  })
  await context.close()
}, 60_000)

test("F06 H05 S-LINK4 she opens the link of her letter, sees points, proves who she is, redeems a reward; the card works offline", async () => {
  const [customer] = (await ask<{ items: { customerId: string }[] }>(staff, "GET", `/api/v1/customers?query=${email}`))
    .items
  const { url } = await ask<{ url: string }>(staff, "POST", "/api/v1/my-page/links", {
    customerId: customer?.customerId,
    to: "rewards",
  })
  const context = await chromium.newContext(phone)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(url.replace("localhost", "127.0.0.1"))
  await page.getByText("500", { exact: true }).first().waitFor()
  expect(await page.getByRole("img", { name: /会員バーコード/ }).count()).toBe(0)
  await page.screenshot({ path: pictureOf("mypage-link"), fullPage: true })
  const before = (await codes()).length
  await page.getByRole("button", { name: /交換する/ }).click()
  await page.getByLabel("6けたの番号").fill(await codeAfter(before))
  await page.getByRole("button", { name: "開く" }).click()
  await page.getByRole("img", { name: /会員バーコード/ }).waitFor()
  expect(page.url()).toMatch(/#rewards$/)
  expect(await faults(page)).toEqual([])
  expect(await wideOf(page)).toBeLessThanOrEqual(390)
  await page.getByRole("button", { name: "画面いっぱいに明るく表示" }).waitFor()
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: pictureOf("mypage"), fullPage: true })
  await page.getByRole("button", { name: /交換する/ }).click()
  await page.getByRole("link", { name: "やめて戻る" }).waitFor()
  await page.screenshot({ path: pictureOf("mypage-ask"), fullPage: true })
  await page.locator("form .main").click()
  await page.getByRole("status").waitFor()
  await page.getByText("100", { exact: true }).first().waitFor()
  await page.emulateMedia({ colorScheme: "dark" })
  await page.evaluate(() => scrollTo(0, 0))
  expect(await faults(page)).toEqual([])
  await page.screenshot({ path: pictureOf("mypage-dark"), fullPage: true })
  // The worker has the card by now; the phone loses its network.
  await until("the card is kept", () =>
    page.evaluate(async () => {
      const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
      return navigator.serviceWorker.controller && kept.flat().length > 0 ? true : undefined
    }),
  )
  await context.setOffline(true)
  await page.goto(`${maido.origin}/s/hinata/my`)
  await page.getByRole("img", { name: /会員バーコード/ }).waitFor()
  await context.close()
}, 60_000)

test("the console arranges the page and shows it as a real customer sees it", async () => {
  await staff.goto(`${maido.origin}/admin/settings/my-page`)
  await staff.getByLabel("お客様を選ぶ").fill(email)
  await staff
    .getByRole("button", { name: /misaki|お客様/ })
    .first()
    .click()
  await staff
    .frameLocator("iframe")
    .getByRole("img", { name: /会員バーコード/ })
    .waitFor()
  await staff.getByRole("switch", { name: /ポイントを表示/ }).click()
  await staff.frameLocator("iframe").locator("#points").waitFor({ state: "detached" })
  await staff.getByRole("button", { name: "保存する" }).click()
  await staff.screenshot({ path: pictureOf("my-page-settings"), fullPage: true })
  expect(await faults(staff)).toEqual([])
}, 60_000)
