import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-flows-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1440, height: 1000 } })).newPage()
  page.setDefaultTimeout(30_000)
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
}, 150_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

const card = (step: string) => page.locator(`.flow-card[data-step="${step}"]`)
const focused = (step: string) =>
  page.waitForFunction((id) => document.activeElement?.getAttribute("data-step") === id, step)
const flowId = () => /\/flows\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ""
type Whole = { draft: { document: { holdoutBp: number; steps: { id: string }[] } } | null }

/** Nobody is written to at night; the story is told at any hour, and the letters' buttons lead to a shop. */
async function readyToSend(): Promise<void> {
  const { settings, version } = await ask<{ settings: object; version: number }>(page, "GET", "/api/v1/letter-settings")
  await ask(page, "PUT", "/api/v1/letter-settings", { settings: { ...settings, quietHours: null }, basedOn: version })
  const { identity } = await ask<{ identity: object }>(page, "GET", "/api/v1/brand")
  const who = { legalName: "株式会社ひなた", address: "神奈川県鎌倉市1-2-3", shopUrl: "https://hinata.example.jp" }
  await ask(page, "PUT", "/api/v1/brand/identity", { identity: { ...identity, ...who } })
}

/** She signs up: what sets the welcome off. */
async function agrees(name: string): Promise<string> {
  const email = `${name}@customer.example`
  const { customerId } = await ask<{ customerId: string }>(page, "POST", "/api/v1/customers", {
    familyName: "小林",
    givenName: name,
    email,
    identities: [{ kind: "email", issuer: "", value: email }],
  })
  await ask(page, "POST", `/api/v1/customers/${customerId}/consents`, {
    channel: "email",
    purpose: "marketing",
    state: "given",
    evidence: { note: "said so in the shop" },
  })
  return customerId
}

test("G04 G18 G37 an empty list offers the gallery first; a play is installed as a draft and opens on the canvas", async () => {
  await readyToSend()
  await page.goto(`${maido.origin}/admin/flows`)
  await page.getByText("フローはまだありません").waitFor()
  await page.getByRole("link", { name: "用意されたフローを見る" }).click()
  const play = page.locator("li.play#welcome")
  await play.getByText("はじめましての連載").waitFor()
  await page.screenshot({ path: pictureOf("flow-gallery") })
  await play.getByRole("button", { name: "下書きに入れる" }).click()
  await card("hello-warm").getByText("はじめまして（あたたかく）").waitFor()
  await page.screenshot({ path: pictureOf("flow-canvas") })
  expect(await card("rest-1").innerText()).toContain("3日待つ")
}, 90_000)

test("G01 by keyboard alone: arrows move, Enter opens, a wait is changed, a step is added, taken out, and all of it can be undone", async () => {
  await card("trigger").focus()
  for (const step of ["greet", "hello-warm", "rest-1"]) {
    await page.keyboard.press("ArrowDown")
    await focused(step)
  }
  await page.keyboard.press("Enter")
  const days = page.getByLabel("どれだけ")
  await days.waitFor()
  await days.fill("4")
  await card("rest-1").getByText("4日待つ").waitFor()
  await page.keyboard.press("Escape")
  await focused("rest-1")
  await page.keyboard.press("a")
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /スタッフに頼む/ })
    .click()
  await card("task-1").focus()
  await page.keyboard.press("Delete")
  await card("task-1").waitFor({ state: "detached" })
  await page.keyboard.press("Control+z")
  await card("task-1").focus()
  await page.keyboard.press("Delete")
  await card("task-1").waitFor({ state: "detached" })
}, 90_000)

test("G01 published, an event lets somebody in, and the numbers stand on the nodes and lead to the people", async () => {
  await page.getByLabel("対照群の割合").fill("0")
  await until("the draft is kept", async () => {
    const { draft } = await ask<Whole>(page, "GET", `/api/v1/flows/${flowId()}`)
    return draft?.document.holdoutBp === 0 && draft.document.steps.every(({ id }) => id !== "task-1") ? true : undefined
  })
  await page.getByRole("button", { name: "公開の確認へ" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByText("本番で動かす").waitFor()
  await page.screenshot({ path: pictureOf("flow-publish") })
  await dialog.getByRole("button", { name: "公開する" }).click()
  await page.getByText("第1版が稼働中").waitFor()
  await agrees("hanako")
  await card("rest-1").getByText("1人が待機").waitFor({ timeout: 60_000 })
  await page.screenshot({ path: pictureOf("flow-numbers") })
  await card("rest-1").click()
  await page.getByRole("link", { name: "1", exact: true }).first().click()
  await page
    .getByRole("cell", { name: /hanako/ })
    .first()
    .click()
  await page.getByRole("dialog").getByText("挨拶をくらべる").waitFor()
}, 120_000)

test("E06 G36 in the panel the letter is read as a real person gets it, and says what it can't do without", async () => {
  await page.goto(`${maido.origin}/admin/flows/${flowId()}`)
  await card("hello-warm").click()
  await page.getByRole("button", { name: "ここで見え方を見る" }).click()
  const letter = page.frameLocator(".flow-letter iframe")
  await letter.getByText(/様/).first().waitFor()
  await page.getByLabel("だれに見立てるか").selectOption({ label: "実際のお客様を選ぶ…" })
  await page.getByRole("searchbox", { name: "お客様を選ぶ" }).fill("hanako")
  await page.locator(".letter-whom button.link").first().click()
  await letter.getByText(/小林/).first().waitFor()
  await page.getByLabel("項目から選ぶ").selectOption({ label: "クーポンの番号" })
  await page.getByLabel("それが分からないとき").waitFor()
  await page.screenshot({ path: pictureOf("flow-letter"), fullPage: true })
}, 90_000)

test("G01 what a flow asks of the staff stands on the page of today, and is done there", async () => {
  const step = { kind: "task", id: "call", title: { ja: "お礼の電話", en: "Call and thank" }, text: "短く", next: null }
  const { flow } = await ask<{ flow: { flowId: string; revision: number } }>(page, "POST", "/api/v1/flows", {
    name: { ja: "お礼", en: "Thanks" },
    document: { format: 1, trigger: { kind: "call" }, first: "call", holdoutBp: 0, steps: [step] },
  })
  await ask(page, "POST", `/api/v1/flows/${flow.flowId}/publish`, { revision: flow.revision })
  const customerId = await agrees("michi")
  await ask(page, "POST", `/api/v1/flows/${flow.flowId}/enter`, { customerIds: [customerId], key: "thanks" })
  await until("the task is there", async () => {
    const { items } = await ask<{ items: unknown[] }>(page, "GET", "/api/v1/flow-tasks")
    return items.length === 1 ? true : undefined
  })
  await page.goto(`${maido.origin}/admin/`)
  const task = page.locator(".home-tasks > li", { hasText: "お礼の電話" })
  await task.getByRole("link", { name: /michi/ }).waitFor()
  await page.screenshot({ path: pictureOf("today-tasks"), fullPage: true })
  await task.getByRole("button", { name: "済んだ" }).click()
  await task.waitFor({ state: "detached" })
}, 60_000)
