import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import { createTransport } from "nodemailer"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { bounceOf } from "../server/testing/bounce-corpus.ts"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-delivery-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page
let returnsPort = 0

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0))
    })
  })

beforeAll(async () => {
  returnsPort = await freePort()
  maido = await startMaido({
    MAIDO_HOME: home,
    MAIDO_DEMO: "0",
    MAIDO_RETURNS_PORT: String(returnsPort),
    MAIDO_RETURNS_HOST: "127.0.0.1",
  })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(20_000)
  await setUp(page, maido, { name: "ひなた", slug: "hinata" })
})
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Opens a page and waits until it is there; `judge` has its accessibility judged, too. */
async function lookAt(path: string, name: string, judge = false) {
  await page.goto(`${maido.origin}/admin${path}`)
  await page.locator("main h1").waitFor()
  await page.locator("main [aria-busy=true], main .skeleton").first().waitFor({ state: "detached" })
  await page.screenshot({ path: pictureOf(name), fullPage: true })
  if (!judge) return
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

/** A mail to a customer that has left: the one that asks whether she means her sign-up. */
async function signedUp(): Promise<{ envelopeFrom: string }> {
  type Form = { draft: object; revision: number }
  const { formId } = await ask<{ formId: string }>(page, "POST", "/api/v1/sign-up-forms", {
    name: "登録",
    slug: "letters",
    kind: "page",
  })
  const { draft } = await ask<Form>(page, "GET", `/api/v1/sign-up-forms/${formId}`)
  await ask(page, "PATCH", `/api/v1/sign-up-forms/${formId}`, { document: draft, basedOn: 1 })
  await ask(page, "POST", `/api/v1/sign-up-forms/${formId}/publish`, { basedOn: 2 })
  const joined = await fetch(`${maido.origin}/s/hinata/join/letters`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email: "gone@customer.example", version: "1" }).toString(),
    redirect: "manual",
  })
  expect(joined.status).toBe(303)
  const caught = await until("the mail to her", async () => {
    const { items } = await ask<{ items: { caughtId: string; to: { address: string }[] }[] }>(
      page,
      "GET",
      "/api/v1/caught-mails?limit=20",
    )
    return items.find(({ to }) => to.some(({ address }) => address === "gone@customer.example"))
  })
  return ask(page, "GET", `/api/v1/caught-mails/${caught.caughtId}`)
}

test("C12 C14 C15 a bounce comes in by the server's own SMTP port and stands in the console with its person; the domain is looked up", async () => {
  await lookAt("/deliverability", "delivery-empty")
  const { version } = await ask<{ version: number }>(page, "GET", "/api/v1/mail-settings")
  await ask(page, "PUT", "/api/v1/mail-settings", { bounceDomain: "bounce.hinata.example", basedOn: version })
  const { envelopeFrom } = await signedUp()
  expect(envelopeFrom).toMatch(/^b\+.*@bounce\.hinata\.example$/)
  const transport = createTransport({ host: "127.0.0.1", port: returnsPort, ignoreTLS: true })
  await transport.sendMail({
    envelope: { from: "", to: envelopeFrom },
    raw: bounceOf("gone@customer.example", "5.1.1", "User unknown"),
  })
  transport.close()

  await lookAt("/deliverability/returns", "delivery-returns", true)
  await page.getByText("以後、この宛先に送りません").waitFor()
  expect(await page.locator("main").innerText()).toContain("@customer.example")

  await lookAt("/deliverability/domain", "delivery-domain-empty")
  await page.getByRole("button", { name: "いま確かめる" }).first().click()
  await page.getByText("署名の鍵がありません").waitFor({ timeout: 40_000 })
  await lookAt("/deliverability/domain", "delivery-domain", true)
  await lookAt("/deliverability/rates", "delivery-rates")
  await lookAt("/deliverability", "delivery-report", true)
})

test("C19 C26 the rules of delivery are set and kept, on a phone as well", async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await lookAt("/settings/deliverability", "delivery-settings-phone", true)
  await page.getByRole("switch", { name: "毎晩、自動で休止にする" }).click()
  await page.getByRole("button", { name: "保存する" }).click()
  await page.getByText("保存しました").waitFor()
  const { settings } = await ask<{ settings: { sunset: { byItself: boolean } } }>(
    page,
    "GET",
    "/api/v1/deliverability/settings",
  )
  expect(settings.sunset.byItself).toBe(true)
  await lookAt("/deliverability", "delivery-report-phone")
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
