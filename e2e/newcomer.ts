import type { Page } from "playwright-core"
import { codeOf, fromBase32, stepAt } from "../server/capabilities/brands/totp-rules.ts"
import type { MaidoProcess } from "../server/testing/maido-process.ts"

/** Opens the link from the terminal and makes brand and account as a newcomer does: in the browser, with an authenticator app. */
export async function setUp(page: Page, maido: MaidoProcess, brand: { name: string; slug: string }): Promise<void> {
  const link = /Set up the first account: (\S+)/.exec(maido.output())?.[1]
  if (!link) throw new Error(`no first-run link in: ${maido.output()}`)
  await page.goto(link.replace("localhost", "127.0.0.1"))
  await page.getByLabel("ブランドの名前").fill(brand.name)
  await page.getByLabel("お客様のページのアドレス").fill(brand.slug)
  await page.getByRole("button", { name: "つづける" }).click()
  await page.getByLabel("お名前").fill("店長 花子")
  await page.getByLabel("メールアドレス").fill("owner@hinata.example")
  await page.locator("input[type=password]").first().fill("みかんとねこのひるさがり")
  await page.getByRole("button", { name: "アカウントを作る" }).click()
  await enrol(page)
  await page.waitForURL(/\/admin\/(?!first-run)/)
}

/** Goes through the second proof of a new account, with an authenticator app and the codes put away. */
export async function enrol(page: Page): Promise<void> {
  await page.getByRole("button", { name: "認証アプリを使う" }).click()
  const secret = await page
    .locator("code, .copy-text, [data-copy]")
    .filter({ hasText: /^[A-Z2-7 ]{16,}$/ })
    .first()
    .innerText()
  const code = codeOf(fromBase32(secret.replace(/\s/g, "")), stepAt(new Date()))
  await page.getByLabel("認証アプリの6桁のコード").fill(code)
  await page.keyboard.press("Enter")
  await page.getByText("安全な場所に控えました").click()
  await page.getByRole("button", { name: "はじめる" }).click()
}

/** Calls the API as the signed-in page would. */
export const ask = <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> =>
  page.evaluate(
    async ({ method, path, body }) => {
      const headers = { "content-type": "application/json", "x-maido-csrf": "1" }
      const response = await fetch(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response.json()
    },
    { method, path, body },
  )
