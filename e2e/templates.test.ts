import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-templates-"))
let maido: MaidoProcess
let chromium: Browser
let staff: Page

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  staff = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1440, height: 1000 } })).newPage()
  staff.setDefaultTimeout(15_000)
  await setUp(staff, maido, { name: "ひなた", slug: "hinata" })
  const { identity, identityVersion } = await ask<{ identity: object; identityVersion: number }>(
    staff,
    "GET",
    "/api/v1/brand",
  )
  await ask(staff, "PUT", "/api/v1/brand/identity", {
    identity: {
      ...identity,
      legalName: "ひなた株式会社",
      address: "神奈川県鎌倉市小町 1-3-8",
      shopUrl: "https://hinata.jp/",
    },
    basedOn: identityVersion,
  })
})

afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

const faults = async (page: Page) =>
  // Legacy: axe would wait a minute for each frame that runs no script.
  (
    await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).setLegacyMode(true).analyze()
  ).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)

test("C17 F14 C30 a letter is written, seen as mail and in LINE, tried on a draft of a mistake, and published", async () => {
  await staff.goto(`${maido.origin}/admin/templates`)
  await staff.getByText("テンプレートがまだありません").waitFor()
  await staff.getByRole("button", { name: "テンプレートを作る" }).first().click()
  await staff.getByRole("radio", { name: "はじめから" }).click()
  await staff.getByLabel("名前").fill("梅雨のお便り")
  await staff.getByRole("button", { name: "書きはじめる" }).click()
  await staff.waitForURL(/\/admin\/templates\/[0-9a-f-]{36}/)

  await staff.getByLabel("一覧に出る文").fill("湿気の多い日の、髪と肌のととのえ方をお届けします。")
  await staff.getByRole("button", { name: /^本文/ }).click()
  const text = staff.getByLabel("文", { exact: true })
  await text.fill("{{ customer.nickname }}さん、こんにちは。")
  await staff.getByText("「customer.nickname」が空になることがあります").first().waitFor()
  await text.fill("雨の日は、いつもの半分の量から。")
  const mail = staff.frameLocator("iframe.mail-frame")
  await mail.getByText("雨の日は、いつもの半分の量から。").waitFor()
  await mail.getByText("佐藤 美咲 様").waitFor()
  await staff.screenshot({ path: pictureOf("template-editor-mail"), fullPage: true })

  await staff.getByRole("tab", { name: /LINE/ }).click()
  await staff.getByRole("button", { name: "LINEでも送る" }).click()
  await staff.getByLabel("はじめの吹き出し").fill("{{ customer.name | name: 'さま' }}、こんにちは。")
  const talk = staff.getByRole("group", { name: "LINEでの見え方" })
  await talk.getByText("佐藤 美咲 さま、こんにちは。").waitFor()
  await talk.getByText("お店を見る").waitFor()
  await staff.screenshot({ path: pictureOf("template-editor-line"), fullPage: true })
  expect(await faults(staff)).toEqual([])

  await staff.getByRole("button", { name: "公開する" }).click()
  await staff.getByRole("dialog").getByRole("button", { name: "公開する" }).click()
  await staff.getByText("第1版を公開しました。").waitFor()
  const { items } = await ask<{ items: { name: { ja: string }; state: string; channels: string[] }[] }>(
    staff,
    "GET",
    "/api/v1/templates",
  )
  expect(items).toMatchObject([{ name: { ja: "梅雨のお便り" }, state: "live", channels: ["mail", "line"] }])
})

test("blocks move by the keyboard alone, and the letter is told from its version before", async () => {
  const heading = staff.getByRole("button", { name: /^見出し/ })
  await heading.focus()
  await staff.keyboard.press("Alt+ArrowDown")
  const kinds = await staff.locator(".template-blocks > li b").allInnerTexts()
  expect(kinds.slice(0, 2)).toEqual(["本文", "見出し"])
  await staff.getByRole("button", { name: "公開する" }).click()
  await staff.getByRole("dialog").getByRole("button", { name: "公開する" }).click()
  await staff.getByText("第2版を公開しました。").waitFor()
  await staff.getByRole("button", { name: "変わったところを見る" }).first().click()
  await staff.getByRole("dialog").getByText("■ 見出し").first().waitFor()
  await staff.keyboard.press("Escape")
})

test("a test of it lands among the caught mails; it is put into the bin and taken out again", async () => {
  await staff.getByRole("tab", { name: /メール/ }).click()
  await staff.getByRole("button", { name: "試しに送る" }).click()
  await staff.getByRole("dialog").getByRole("button", { name: "送る", exact: true }).click()
  await staff.waitForURL(/\/admin\/messages\//)
  await until("the test among the caught mails", async () => {
    const { items } = await ask<{ items: { subject: string }[] }>(staff, "GET", "/api/v1/caught-mails?limit=5")
    return items.find(({ subject }) => subject === "【テスト】梅雨のお便り")
  })
  await staff.goto(`${maido.origin}/admin/templates`)
  await staff
    .getByRole("link", { name: /梅雨のお便り/ })
    .first()
    .click()
  await staff.getByRole("button", { name: "ほか" }).click()
  await staff.getByRole("menuitem", { name: "ごみ箱に入れる" }).click()
  await staff.getByRole("button", { name: "戻す", exact: true }).first().click()
  await staff.getByText("使えます").waitFor()
})

test("a ready-made letter is the brand's with one press, on a phone, too", async () => {
  const phone = await (
    await chromium.newContext({
      storageState: await staff.context().storageState(),
      locale: "ja-JP",
      viewport: { width: 390, height: 844 },
    })
  ).newPage()
  phone.setDefaultTimeout(15_000)
  await phone.goto(`${maido.origin}/admin/templates`)
  await phone.getByRole("button", { name: "テンプレートを作る" }).first().click()
  await phone
    .getByRole("listitem")
    .filter({ hasText: "カートの品のお知らせ" })
    .getByRole("button", { name: "使う" })
    .click()
  await phone.waitForURL(/\/admin\/templates\/[0-9a-f-]{36}/)
  await phone.frameLocator("iframe.mail-frame").getByText("うるおい乳液 100mL").waitFor()
  await phone.screenshot({ path: pictureOf("template-editor-phone"), fullPage: true })
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(phone)).toEqual([])
  await phone.context().close()
})
