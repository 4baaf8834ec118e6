import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page
let customerId = ""

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0", MAIDO_LOG: "info" })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  await setUp(page, maido, { name: "みやび", slug: "miyabi" })
  customerId = await someone()
}, 180_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** A customer with a past: what she bought, what she said of herself, and what an inn passed on. */
async function someone(): Promise<string> {
  const worries = ["乾燥", "手荒れ", "しみ"]
  await ask(page, "POST", "/api/v1/customer-properties", {
    key: "worries",
    type: "list",
    label: { ja: "肌の悩み", en: "Skin worries" },
    choices: worries.map((value) => ({ value, label: { ja: value, en: value } })),
    personal: false,
  })
  const email = "hanako@example.jp"
  const { rows } = await ask<{ rows: { id: string }[] }>(page, "POST", "/api/v1/bulk/customers", {
    rows: [{ email, familyName: "渡邉", givenName: "花子", displayName: "渡邉 花子", properties: { worries } }],
  })
  const order = (externalId: string, days: number) => ({
    source: "pos:ginza",
    externalId,
    number: `#${externalId}`,
    placedAt: daysAgo(days),
    updatedAt: daysAgo(days),
    channel: "store",
    customer: { identities: [{ kind: "email", issuer: "", value: email }], profile: { email } },
    currency: "JPY",
    lines: [{ externalId: "1", title: "クリーム", quantity: 1, unitPrice: 3_300, discount: 0, taxIncluded: true }],
    totals: { goods: 3_300, discount: 0, shipping: 0, tax: 300, paid: 3_300, refunded: 0 },
  })
  await ask(page, "POST", "/api/v1/bulk/orders", { rows: [order("1", 200), order("2", 120), order("3", 30)] })
  await ask(page, "POST", "/api/v1/partner-values", {
    values: [
      {
        customerId: rows[0]?.id,
        partner: "箱根の宿",
        key: "興味",
        value: "温泉",
        purposes: ["service"],
        obtainedAt: daysAgo(9),
        expiresAt: daysAgo(-90),
        agreedAt: daysAgo(9),
        evidence: "宿泊カード",
      },
    ],
  })
  return rows[0]?.id ?? ""
}

test("A04 A06 A09 A12 A13 T06 the customer's page tells stage, mood, tastes and gaps; a talk written down moves them", async () => {
  await page.goto(`${maido.origin}/admin/customers/${customerId}`)
  await page.getByRole("heading", { name: "お客様の段階" }).waitFor()
  await page.getByText("2回目のご購入").first().waitFor()
  await page.getByText("気持ちの分かる記録がまだありません").waitFor()
  await page.getByRole("heading", { name: "まだ知らないこと" }).waitFor()
  await page.getByText("箱根の宿").first().waitFor()
  await page.getByRole("button", { name: /^根拠 1件.*乾燥/ }).click()
  await page.getByRole("heading", { name: "話したこと" }).waitFor()
  await page
    .locator("section", { has: page.getByRole("heading", { name: "話したこと" }) })
    .getByRole("button", { name: "記録する" })
    .click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("内容").fill("香りが気に入ったとのこと。ありがとうとおっしゃった。")
  await dialog.getByRole("button", { name: "記録する" }).click()
  await dialog.waitFor({ state: "detached" })
  await page
    .getByText(/ことばから/)
    .first()
    .waitFor()
  await page.screenshot({ path: pictureOf("customer-profile"), fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole("heading", { name: "好み・関心・気がかり" }).waitFor()
  await page.screenshot({ path: pictureOf("customer-profile-phone"), fullPage: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
  await page.setViewportSize({ width: 1280, height: 900 })
}, 90_000)

test("A17 customers are exported from the console and saved as a file", async () => {
  await page.goto(`${maido.origin}/admin/exports`)
  await page.getByRole("button", { name: "書き出す" }).first().click()
  await page.getByRole("dialog").getByRole("button", { name: "書き出す" }).click()
  const ready = page.getByRole("button", { name: "ダウンロード" })
  await ready.waitFor({ timeout: 30_000 })
  await page.screenshot({ path: pictureOf("exports") })
  const [download] = await Promise.all([page.waitForEvent("download"), ready.click()])
  expect(download.suggestedFilename()).toMatch(/^customers-.*\.csv$/)
  expect(readFileSync(await download.path(), "utf8")).toContain("渡邉 花子")
}, 90_000)

test("A17 the command line writes the same beside the running server", () => {
  const out = join(home, "orders.ndjson")
  const words = ["export", "orders", "--brand", "miyabi", "--format", "ndjson", "--out", out, "--json"]
  const said = execFileSync(process.execPath, ["server/cli.ts", ...words], {
    env: { ...process.env, MAIDO_HOME: home },
    encoding: "utf8",
  })
  expect(JSON.parse(said)).toMatchObject({ ok: true, rows: 3 })
  const rows = readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  expect(rows.map(({ number }) => number).sort()).toEqual(["#1", "#2", "#3"])
}, 60_000)
