import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type FakeKlaviyo, startFakeKlaviyo } from "../server/testing/fake-klaviyo.ts"
import { klaviyoAccount } from "../server/testing/klaviyo-account.ts"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-klaviyo-"))
let klaviyo: FakeKlaviyo
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  klaviyo = await startFakeKlaviyo()
  const { profiles, ...account } = klaviyoAccount({ people: 120, eventsOfEach: 2 })
  await klaviyo.keep({
    ...account,
    profiles: [...profiles, { type: "profile", id: "BADMAIL", attributes: { email: "no address" } }],
  })
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0", KLAVIYO_URL: klaviyo.origin })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(15_000)
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
}, 150_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  await klaviyo?.stop()
  rmSync(home, { recursive: true, force: true })
})

const faults = async () =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes[0]?.html}`,
  )

test("S12 S13 everything comes over from Klaviyo: a refused key says what to do, the right one brings all in", async () => {
  await page.goto(`${maido.origin}/admin/imports`)
  await page.getByRole("link", { name: "Klaviyo から取り込む" }).first().click()
  await page.getByRole("button", { name: "鍵を保存する" }).click()
  await page.getByText("Klaviyo の Private API Key を入れてください。").waitFor()
  await page.getByLabel("Klaviyo の Private API Key").fill("pk_no_longer_valid_0000")
  await page.keyboard.press("Enter")
  await page.getByText("pk_…0000").waitFor()
  expect(await faults()).toEqual([])
  await page.screenshot({ path: pictureOf("klaviyo"), fullPage: true })
  await page.getByRole("button", { name: "取り込みを始める" }).click()
  await page.getByText("Klaviyo がこの鍵を受けつけませんでした").waitFor()
  expect(await faults()).toEqual([])
  await page.screenshot({ path: pictureOf("klaviyo-refused"), fullPage: true })
  await page.getByLabel("Klaviyo の Private API Key").fill(klaviyo.key)
  await page.getByRole("button", { name: "鍵を保存して、続きから取り込む" }).click()
  await page.getByText("取り込みが終わりました").waitFor({ timeout: 45_000 })
  const row = (label: string) => page.getByRole("listitem").filter({ hasText: label })
  await row("新しく入ったお客様").getByText("121").waitFor()
  await row("新しい出来事").getByText("240").waitFor()
  await page.getByRole("cell", { name: "BADMAIL" }).waitFor()
  expect(await faults()).toEqual([])
  expect(await page.content()).not.toContain(klaviyo.key)
  await page.screenshot({ path: pictureOf("klaviyo-done"), fullPage: true })
}, 90_000)
