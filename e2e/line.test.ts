import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aReplyToken, anEvent, aUserId, type FakeLine, startFakeLine } from "../server/testing/fake-line.ts"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-line-"))
const me = aUserId()
let line: FakeLine
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  line = await startFakeLine()
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "0", LINE_URL: line.origin })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(15_000)
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
}, 150_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  await line?.stop()
  rmSync(home, { recursive: true, force: true })
})

const faults = async (on: Page = page) =>
  (await new AxeBuilder({ page: on }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes[0]?.html}`,
  )

const door = async () => {
  const { account } = await ask<{ account: { webhookUrl: string } | null }>(page, "GET", "/api/v1/line")
  return maido.origin + new URL(account?.webhookUrl ?? "").pathname
}
const received = () => line.received().filter((one) => one.userId === me)

test("C01 an account is connected, a friend writes and is answered, and links LINE with who they are (M44, X09)", async () => {
  await page.goto(`${maido.origin}/admin/line`)
  await page.getByRole("link", { name: "LINEをつなぐ" }).click()
  await page.getByRole("button", { name: "LINEをつなぐ" }).click()
  await page.getByLabel("チャネルシークレット").fill(line.secret)
  await page.getByLabel("チャネルアクセストークン").fill("a token of yesterday")
  await page.getByRole("button", { name: "つなぐ", exact: true }).click()
  await page.getByText("LINEがこのアクセストークンを受けつけませんでした").waitFor()
  await page.getByLabel("チャネルアクセストークン").fill(line.token)
  await page.getByRole("button", { name: "つなぐ", exact: true }).click()
  await page.getByRole("heading", { name: "ひなた" }).waitFor()
  await page.getByRole("img", { name: "友だち追加のQRコード" }).waitFor()
  expect(await faults()).toEqual([])
  await page.screenshot({ path: pictureOf("line-settings"), fullPage: true })

  const at = () => new Date()
  const said = { id: "m-1", type: "text", text: "土曜日は開いていますか" }
  await line.tell(await door(), [
    anEvent("follow", { userId: me, at: at(), follow: { isUnblocked: false } }),
    anEvent("message", { userId: me, at: at(), replyToken: aReplyToken(me), message: said }),
  ])
  await page.goto(`${maido.origin}/admin/line`)
  await page.getByRole("button", { name: /土曜日は開いていますか/ }).click()
  await page.getByRole("log").getByText("土曜日は開いていますか").waitFor()
  await page.getByLabel("返事").fill("はい、11時からお待ちしています。")
  await page.getByRole("button", { name: "送る", exact: true }).click()
  await page.getByText("LINEが受け取りました（無料の返信）").waitFor()
  expect(received().map(({ way }) => way)).toEqual(["reply"])
  expect(await faults()).toEqual([])
  await page.screenshot({ path: pictureOf("line-talk"), fullPage: true })

  await page.getByRole("button", { name: "連携の案内を送る" }).click()
  const invitation = await until("the invitation", () => received().at(1))
  const uri = /https?:[^"]*\/line\/link\/[\w-]+/.exec(JSON.stringify(invitation.messages))?.[0] ?? ""
  await link(new URL(uri))
  await page.getByText("連携済みの友だち").waitFor()
}, 120_000)

test("C01 a rich menu is drawn, kept as a draft, published, and stands below the talk of everyone", async () => {
  await page.goto(`${maido.origin}/admin/settings/line?tab=menus`)
  // Any picture of the right shape: that of this very page.
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 1_200, height: 800 } })
  await page.getByRole("button", { name: "メニューを作る" }).click()
  await page.getByLabel("呼び名（お客様には見えません）").fill("いつものメニュー")
  await page.locator("input[type=file]").setInputFiles({ name: "menu.png", mimeType: "image/png", buffer: picture })
  await page.getByRole("img", { name: "メニューの画像" }).waitFor()
  await page.getByLabel("押せる場所").selectOption({ label: "横に2つ" })
  await page.getByLabel("場所1の名前").fill("お店を見る")
  await page.getByLabel("場所1のアドレス").fill("https://shop.example.jp/")
  await page.getByLabel("場所2の名前").fill("連携する")
  await page.getByLabel("場所2を押すと").selectOption({ label: "LINE連携を始める" })
  expect(await faults()).toEqual([])
  await page.screenshot({ path: pictureOf("line-menu"), fullPage: true })
  await page.getByRole("button", { name: "下書きにする" }).click()
  await page.getByRole("button", { name: "公開する" }).click()
  await page.getByText("公開中").waitFor()
  expect(line.menus().map(({ userId }) => userId)).toEqual(["all"])
  expect(await faults()).toEqual([])
}, 90_000)

/** What the friend does on their phone. */
async function link(way: URL): Promise<void> {
  const email = "sato@customer.example"
  await ask(page, "POST", "/api/v1/customers", { familyName: "佐藤", givenName: "花", email })
  const phone = await chromium.newContext({ locale: "ja-JP", viewport: { width: 375, height: 760 } })
  const theirs = await phone.newPage()
  await theirs.goto(`${maido.origin}${way.pathname}${way.search}`)
  expect(await faults(theirs)).toEqual([])
  await theirs.getByLabel("メールアドレス").fill(email)
  await theirs.getByRole("button", { name: "コードを受け取る" }).click()
  await theirs.getByLabel("確認コード").waitFor()
  expect(await faults(theirs)).toEqual([])
  await theirs.screenshot({ path: pictureOf("line-link") })
  type Caught = { items: { subject: string; to: { address: string }[] }[] }
  const code = await until("the mail with the code", async () => {
    const { items } = await ask<Caught>(page, "GET", "/api/v1/caught-mails")
    return items.flatMap(({ subject, to }) => (to[0]?.address === email ? (/\d{6}/.exec(subject)?.[0] ?? []) : []))[0]
  })
  await theirs.getByLabel("確認コード").fill(code)
  await theirs.getByRole("button", { name: "確認する" }).click()
  await theirs.waitForURL(`${line.origin}/dialog/bot/accountLink**`)
  const nonce = new URL(theirs.url()).searchParams.get("nonce")
  await line.tell(await door(), [anEvent("accountLink", { userId: me, at: new Date(), link: { result: "ok", nonce } })])
  await phone.close()
}
