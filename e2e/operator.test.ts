import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import Encoding from "encoding-japanese"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, enrol, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-operator-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0" })
  chromium = await openChromium()
  page = await newPage()
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
}, 150_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

async function newPage(): Promise<Page> {
  const opened = await (
    await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 }, acceptDownloads: true })
  ).newPage()
  opened.setDefaultTimeout(30_000)
  return opened
}
const go = (path: string) => page.goto(`${maido.origin}/admin${path}`)
const dialog = () => page.getByRole("dialog")
const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click()
const pressInside = (name: string) => dialog().getByRole("button", { name, exact: true }).last().click()
const shiftJis = (text: string) =>
  Buffer.from(Encoding.convert(Encoding.stringToCode(text), { to: "SJIS", from: "UNICODE" }))

/** What reaches beyond the frame of the open dialog cannot be read or pressed. */
const cutOff = () =>
  dialog().evaluate((frame) => {
    const edge = frame.getBoundingClientRect().right
    return [...frame.querySelectorAll("button, p, input")]
      .filter((part) => part.getBoundingClientRect().right > edge + 1)
      .map((part) => part.textContent)
  })

let invitation = ""
test("an invitation: a wrong address is named and takes the keyboard, also after typing; the link can be read and copied", async () => {
  await go("/settings/staff")
  await press("招待する")
  const address = dialog().getByLabel("メールアドレス")
  await address.fill("jiro")
  await pressInside("招待する")
  await dialog().getByText("メールアドレスを入れてください").waitFor()
  expect(await address.evaluate((input) => input === document.activeElement)).toBe(true)
  await address.fill("jiro@hinata.example")
  await pressInside("招待する")
  await dialog().getByText("招待しました").waitFor()
  expect(await cutOff()).toEqual([])
  await dialog().getByRole("button", { name: /写す/ }).waitFor()
  invitation = await dialog().locator("code").innerText()
  await pressInside("閉じる")
}, 60_000)

test("the invited one joins with a second proof of their own, gets another role, and is out once taken off", async () => {
  const colleague = await newPage()
  await colleague.goto(invitation.replace("localhost", "127.0.0.1"))
  await colleague.getByLabel("お名前").fill("中島 次郎")
  await colleague.locator("input[type=password]").first().fill("ゆきとくまのはるまつり")
  await colleague.getByRole("button", { name: "参加する" }).click()
  await enrol(colleague)
  await colleague.getByRole("link", { name: "注文", exact: true }).first().waitFor()
  expect(await colleague.getByRole("button", { name: "フォームを作る" }).count()).toBe(0)

  await go("/settings/staff")
  await page.getByLabel("中島 次郎の役割").selectOption({ label: "マーケター" })
  const roles = async () =>
    (await ask<{ items: { name: string; role: string }[] }>(page, "GET", "/api/v1/staff")).items.find(
      ({ name }) => name === "中島 次郎",
    )?.role
  expect(
    await until("the role is another", async () => ((await roles()) === "marketer" ? true : undefined), 20_000, 250),
  ).toBe(true)
  await page
    .getByRole("row", { name: /中島 次郎/ })
    .getByRole("button", { name: /操作/ })
    .click()
  await page.getByRole("menuitem", { name: "ブランドから外す" }).click()
  await dialog().getByRole("button", { name: /外す/ }).click()
  await page.getByRole("row", { name: /中島 次郎/ }).waitFor({ state: "detached" })
  const answer = await colleague.evaluate(async () => (await fetch("/api/v1/orders")).status)
  expect([401, 403]).toContain(answer)
  await colleague.context().close()
}, 90_000)

test("a recovery code lets the owner in on another device, which they sign out from the first", async () => {
  await go("/account")
  await press("作り直す")
  await dialog().getByText("安全な場所に控えました").click()
  const [code = ""] = /[A-Z0-9]{4}(-[A-Z0-9]{4})+/.exec(await dialog().innerText()) ?? []
  await pressInside("閉じる")
  const other = await newPage()
  await other.goto(`${maido.origin}/admin/`)
  await other.getByLabel("メールアドレス").fill("owner@hinata.example")
  await other.locator("input[type=password]").fill("ちがうパスワード")
  await other.keyboard.press("Enter")
  await other.getByText("メールアドレスかパスワードが違います").waitFor()
  await other.locator("input[type=password]").fill("みかんとねこのひるさがり")
  await other.keyboard.press("Enter")
  await other.getByText("どちらも手元にない").click()
  await other.getByLabel("リカバリーコード").fill(code)
  await other.keyboard.press("Enter")
  await other.getByRole("link", { name: "注文", exact: true }).first().waitFor()

  await go("/account")
  await press(/^サインアウト$/)
  await page.getByRole("button", { name: "サインアウト", exact: true }).waitFor({ state: "detached" })
  await other.getByRole("link", { name: "注文", exact: true }).first().click()
  await other.getByRole("heading", { name: "サインイン" }).waitFor()
  await other.context().close()
}, 60_000)

test("a second brand: an address that is taken is named beside its field and nothing typed is lost; then it opens", async () => {
  await go("/settings/brands")
  await press("ブランドを開く")
  await dialog().getByLabel("ブランドの名前").fill("つきみ")
  const address = dialog().getByLabel("お客様のページのアドレス")
  await address.fill("hinata")
  await pressInside("開く")
  await dialog().getByText("もう使われています").waitFor()
  expect(await dialog().getByLabel("ブランドの名前").inputValue()).toBe("つきみ")
  await address.fill("tsukimi")
  await pressInside("開く")
  await page.getByRole("row", { name: /つきみ.*日本円/ }).waitFor()
}, 60_000)

test("a webhook that cannot be delivered: its log and the queue say why in words, and it can be put away", async () => {
  await go("/settings/webhooks")
  await press("通知先を加える")
  await dialog().getByLabel("名前").fill("基幹システム")
  await dialog().getByLabel("アドレス").fill("https://nowhere.invalid/hook")
  await dialog().getByLabel("注文を受け付けた").check()
  await pressInside("加える")
  await pressInside("控えました")
  await press(/基幹システム.*の操作/)
  await page.getByRole("menuitem", { name: "ためしに通知する" }).click()
  await pressInside("送る")
  await page
    .getByText(/アドレスの名前が見つからない|つながら|応答がありません/)
    .first()
    .waitFor()

  await go("/settings/queue")
  const row = page.getByRole("row", { name: /Webhook の通知/ })
  await row.waitFor()
  expect(await row.innerText()).not.toMatch(/enotfound|eai_again/)
  await page.screenshot({ path: pictureOf("operator-queue") })
  await row.getByRole("button").or(row.getByRole("link")).first().click()
  await pressInside("片づける")
  await page.getByText("滞っている処理はありません").waitFor()
}, 60_000)

test("a signing key is made, switched on, and not dropped unasked; what was typed beside it stays", async () => {
  await go("/settings/mail")
  const domain = page.getByLabel("不達の報告を受けるドメイン")
  await domain.fill("bounce.hinata.example")
  await press("鍵を作る")
  await press(/署名をはじめる/)
  await page.getByText("署名しています").waitFor()
  expect(await domain.inputValue()).toBe("bounce.hinata.example")
  await press("鍵を捨てる")
  await dialog().getByText("鍵は元に戻せません").waitFor()
  await pressInside("捨てる")
  await page.getByRole("button", { name: "鍵を作る" }).waitFor()
}, 60_000)

test("A15 a Shift_JIS file of customers: readings, a line that can't be read, and no word about orders", async () => {
  await go("/imports/new")
  await page.getByRole("radio", { name: /^お客様/ }).check({ force: true })
  const text = [
    "会員番号,氏名,フリガナ,メールアドレス,生年月日",
    "100,﨑山 花子,サキヤマ ハナコ,hanako@example.jp,1990/4/1",
    "101,田中 次郎,タナカ ジロウ,jiro@example.jp,1990/13/45",
  ].join("\r\n")
  const file = { name: "kaiin.csv", mimeType: "text/csv", buffer: shiftJis(text) }
  await page.locator("input[type=file]").setInputFiles(file)
  await press("ファイルを送る")
  await press("確認へ")
  await page.getByRole("button", { name: "取り込む" }).waitFor()
  expect(await page.getByText("返品・取消の伝票").count()).toBe(0)
  await press("取り込む")
  await page.getByText("取り込みが終わりました").waitFor()
  await page
    .getByRole("cell", { name: /日付として読めません/ })
    .first()
    .waitFor()
  await go("/customers")
  await page.getByRole("row", { name: /﨑山 花子.*サキヤマ ハナコ/ }).waitFor()
}, 60_000)

test("what is wrong far above the button comes into view; the export is written and downloaded", async () => {
  await go("/settings/thanks")
  await press("装いを足す")
  await press("保存する")
  const name = page.getByLabel("名前（社内用）")
  await page.getByText("この装いの名前を書いてください").waitFor()
  expect(await name.evaluate((input) => input === document.activeElement)).toBe(true)
  await name.fill("はじめての方へ")
  await press("保存する")
  await page.getByText("保存しました").first().waitFor()

  await go("/exports")
  await page.getByText("まだ書き出していません").waitFor()
  await press("書き出す")
  await pressInside("書き出す")
  const button = page.getByRole("button", { name: "ダウンロード" })
  await button.waitFor()
  const saved = page.waitForEvent("download")
  await button.click()
  expect(readFileSync(await (await saved).path(), "utf8")).toContain("hanako@example.jp")
}, 60_000)

test("the audit log tells all of it in words, can be narrowed, and holds together", async () => {
  await go("/settings/audit")
  await page.getByRole("cell", { name: "書き出しを始めた" }).first().waitFor()
  const actions = await page.locator("tbody td:first-child").allInnerTexts()
  expect(actions.length).toBeGreaterThan(8)
  expect(actions.filter((words) => /^[a-z-]+\.[a-z-]+$/.test(words.trim()))).toEqual([])
  await press("つながりを確かめる")
  await page.getByText("すべてつながっています").waitFor()
  await page.getByRole("combobox").first().selectOption({ label: "スタッフを招待した" })
  await page.getByRole("cell", { name: "書き出しを始めた" }).waitFor({ state: "detached" })
  expect(await page.locator("tbody tr").count()).toBe(1)
}, 60_000)
