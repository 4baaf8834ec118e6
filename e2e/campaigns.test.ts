import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { ownerOf } from "../bench/database.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-campaigns-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(30_000)
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
}, 150_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

const go = (path: string) => page.goto(`${maido.origin}/admin${path}`)
const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click()
type List<T> = { items: T[] }

/** Nobody is written to at night; the story is told at any hour. */
async function noQuietHours(): Promise<void> {
  const { settings, version } = await ask<{ settings: object; version: number }>(page, "GET", "/api/v1/letter-settings")
  await ask(page, "PUT", "/api/v1/letter-settings", { settings: { ...settings, quietHours: null }, basedOn: version })
}

/** Where the letter's buttons lead, and the address under which the world finds this server: one click needs https. */
async function aShop(): Promise<void> {
  const owner = await ownerOf(home)
  await owner.query("update brands.installation set public_url = 'https://letters.hinata.example'")
  await owner.end()
  const { identity } = await ask<{ identity: object }>(page, "GET", "/api/v1/brand")
  await ask(page, "PUT", "/api/v1/brand/identity", { identity: { ...identity, shopUrl: "https://hinata.example.jp" } })
}

async function reader(name: string, agrees: boolean): Promise<string> {
  const email = `${name}@customer.example`
  const { customerId } = await ask<{ customerId: string }>(page, "POST", "/api/v1/customers", {
    familyName: "小林",
    givenName: name,
    email,
    identities: [{ kind: "email", issuer: "", value: email }],
  })
  if (agrees)
    await ask(page, "POST", `/api/v1/customers/${customerId}/consents`, {
      channel: "email",
      purpose: "marketing",
      state: "given",
      evidence: { note: "said so in the shop" },
    })
  return customerId
}

async function everybody(): Promise<void> {
  const { segmentId } = await ask<{ segmentId: string }>(page, "POST", "/api/v1/segments", {
    name: { ja: "春を待つ人", en: "Waiting for spring" },
    intent: "to tell them of spring",
    document: { format: 1, who: { kind: "all", of: [] } },
  })
  await ask(page, "POST", `/api/v1/segments/${segmentId}/publish`, {})
  await until(
    "the segment holds its people",
    async () => {
      const { segment } = await ask<{ segment: { members: number | null } }>(
        page,
        "GET",
        `/api/v1/segments/${segmentId}`,
      )
      return segment.members === 3 || undefined
    },
    90_000,
    500,
  )
}

test("three readers, a segment of them, and a letter that came ready made", async () => {
  await noQuietHours()
  await aShop()
  await reader("misaki", true)
  await reader("aya", true)
  await reader("ken", false)
  await everybody()
  const { items } = await ask<List<{ key: string }>>(page, "GET", "/api/v1/templates/ready")
  const key = items.find((one) => /news|new|spring|hello|welcome/.test(one.key))?.key ?? items[0]?.key ?? ""
  await ask(page, "POST", `/api/v1/templates/ready/${key}`, {})
}, 120_000)

test("an empty list says why and leads on; the first campaign is written, checked, and goes to whoever agreed", async () => {
  await go("/campaigns")
  await page.getByText("キャンペーンはまだありません").waitFor()
  await page.getByRole("link", { name: "はじめのキャンペーンを作る" }).click()
  await page.getByLabel("名前", { exact: true }).fill("春の便り")
  await page.getByLabel("なぜこの人たちに、なぜいま").fill("春を待っていた方へ、入荷の日に")
  await page
    .getByRole("group", { name: "届けるセグメント" })
    .getByLabel(/春を待つ人/)
    .check()
  await page.getByText("3人", { exact: true }).first().waitFor()
  await press("文面を選ぶ")
  await page.getByText("件名・差出人名・見た目を変える").click()
  await page.getByLabel("件名（日本語）").fill("春が来ました")
  await page.getByLabel(/^差出人名/).fill("ひなたの花子")
  // Nobody is kept apart of so few.
  await page.getByLabel("送らずに残す割合").fill("0")
  await page.screenshot({ path: pictureOf("campaign-compose"), fullPage: true })
  await press("保存して確かめる")

  await page.getByRole("heading", { name: "送る前の確認" }).waitFor()
  await page.getByText("3人全員を確かめました").waitFor()
  await page.screenshot({ path: pictureOf("campaign-launch"), fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.getByRole("button", { name: "配信を始める" }).last().click()
  await page.getByRole("dialog").getByRole("button", { name: "配信を始める" }).click()

  await page.getByRole("heading", { name: "いまの様子" }).waitFor()
  await page.getByText("完了").first().waitFor({ timeout: 60_000 })
  const campaignId = new URL(page.url()).pathname.split("/").at(-1) ?? ""
  type Ends = { planned: number; open: number; ends: { state: string; reason: string | null; count: number }[] }
  const { planned, open, ends } = await ask<Ends>(page, "GET", `/api/v1/campaigns/${campaignId}/numbers`)
  expect({ planned, open }).toEqual({ planned: 3, open: 0 })
  expect(ends.map(({ state, reason, count }) => [state, reason, count])).toEqual([
    ["accepted", null, 2],
    ["skipped", "consent-none", 1],
  ])
}, 150_000)

test("the mail says what was written, from whom it was written, with a way out; the number opens to its people", async () => {
  const caught = await until(
    "the mails are caught",
    async () => {
      const { items } = await ask<List<{ caughtId: string; subject: string; from: { name?: string } }>>(
        page,
        "GET",
        "/api/v1/caught-mails",
      )
      const own = items.filter(({ subject }) => subject === "春が来ました")
      return own.length > 0 ? own : undefined
    },
    30_000,
    500,
  )
  expect(caught[0]?.from.name).toBe("ひなたの花子")
  const mail = await ask<{ headers: { name: string; value: string }[]; text: string }>(
    page,
    "GET",
    `/api/v1/caught-mails/${caught[0]?.caughtId}`,
  )
  expect(mail.headers.map(({ name }) => name.toLowerCase())).toContain("list-unsubscribe")
  await page.getByRole("heading", { name: "どうなったか" }).waitFor()
  await page.screenshot({ path: pictureOf("campaign-result"), fullPage: true })
  await page
    .getByRole("button", { name: /送信済み.*人を見る/ })
    .first()
    .click()
  await page.getByRole("heading", { name: "この数字の人たち" }).waitFor()
  await page.getByRole("table", { name: "この数字の人たち" }).getByRole("link", { name: /小林/ }).first().waitFor()
}, 90_000)

test("G41 the calendar shows it on its day, by keyboard and on a phone", async () => {
  await go("/campaigns/calendar")
  await page
    .getByRole("link", { name: /春の便り/ })
    .first()
    .waitFor()
  await page.screenshot({ path: pictureOf("campaign-calendar"), fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.locator(".campaign-day[tabindex='0']").focus()
  await page.keyboard.press("ArrowRight")
  await page.waitForURL(/day=/)
  await page.setViewportSize({ width: 390, height: 800 })
  await go("/campaigns/calendar")
  await page
    .getByRole("link", { name: /春の便り/ })
    .first()
    .waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await go("/campaigns")
  await page.getByRole("link", { name: "春の便り" }).waitFor()
  await page.screenshot({ path: pictureOf("campaign-list-phone"), fullPage: true })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}, 90_000)
