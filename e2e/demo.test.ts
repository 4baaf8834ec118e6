import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type MaidoProcess, startMaido, until } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { ask, setUp } from "./newcomer.ts"

const home = mkdtempSync(join(tmpdir(), "maido-e2e-"))
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "1", MAIDO_LOG: "info" })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
}, 120_000)
afterAll(async () => {
  await chromium?.close()
  await maido?.stop()
  rmSync(home, { recursive: true, force: true })
})

type List<T> = { items: T[] }

test("F06 asked to stop while the demo brand is being filled, the server ends cleanly, and the next start finishes it", async () => {
  await until("the filling begins", () => maido.output().includes("is being filled") || undefined, 60_000)
  const { code } = await maido.stop()
  expect(code).toBe(0)
  const [, ...afterwards] = maido.output().split('"msg":"stopping"')
  expect(afterwards).toHaveLength(1)
  expect(afterwards.join()).not.toMatch(/"level":(40|50|60)/)
  maido = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "1", MAIDO_LOG: "info" })
  await until("the demo brand is ready", () => maido.output().includes("ひなた is ready") || undefined, 150_000)
}, 240_000)

test("a newcomer finds the demo brand beside their own: people of two years, their orders and parcels, a page for each", async () => {
  await setUp(page, maido, { name: "みやび", slug: "miyabi" })
  await page
    .getByRole("button", { name: /みやび/ })
    .first()
    .click()
  await page.getByRole("menuitem", { name: /ひなた/ }).click()
  await page
    .getByRole("button", { name: /ひなた/ })
    .first()
    .waitFor()
  await page.getByRole("link", { name: "注文", exact: true }).first().click()
  await page.getByRole("heading", { name: "注文", level: 1 }).waitFor()
  await page.getByRole("cell", { name: /^#\d+/ }).first().waitFor()
  await page.screenshot({ path: pictureOf("demo-orders") })

  const { items: people } = await ask<List<{ customerId: string; firstSeenAt: string }>>(
    page,
    "GET",
    "/api/v1/customers?limit=200",
  )
  expect(people).toHaveLength(200)
  const seen = people.map(({ firstSeenAt }) => firstSeenAt)
  expect(seen).toEqual([...seen].sort().reverse())
  const { items: parcels } = await ask<List<{ shipmentId: string; orderId: string }>>(
    page,
    "GET",
    "/api/v1/shipments?limit=50",
  )
  expect(parcels.length).toBeGreaterThan(10)

  const [parcel] = parcels
  await page.goto(`${maido.origin}/admin/orders/${parcel?.orderId}`)
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.screenshot({ path: pictureOf("demo-order"), fullPage: true })
}, 120_000)

test("what is left of the demo brand after it was deleted in the console is nothing", async () => {
  await page.goto(`${maido.origin}/admin/settings/brands`)
  await page
    .getByRole("row", { name: /ひなた/ })
    .getByRole("button", { name: "削除する" })
    .click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox").fill("ひなた")
  await dialog.getByRole("button", { name: /削除/ }).click()
  await page.getByRole("row", { name: /ひなた/ }).waitFor({ state: "detached" })
  const brands = await ask<{ brands: { name: string }[] }>(page, "GET", "/api/v1/session")
  expect(brands.brands.map(({ name }) => name)).toEqual(["みやび"])
}, 120_000)
