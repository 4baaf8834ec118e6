import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pino } from "pino"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startPostgres } from "../server/adapters/postgres/start-postgres.ts"
import { cuttableLine } from "../server/testing/doomed.ts"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"
import { openChromium, pictureOf } from "./chromium.ts"
import { setUp } from "./newcomer.ts"

// A real database on the other side of a line that is cut and mended.
const home = mkdtempSync(join(tmpdir(), "maido-outage-"))
let postgres: Awaited<ReturnType<typeof startPostgres>>
let line: Awaited<ReturnType<typeof cuttableLine>>
let maido: MaidoProcess
let chromium: Browser
let page: Page

beforeAll(async () => {
  postgres = await startPostgres({ home: join(home, "database"), log: pino({ level: "silent" }) })
  line = await cuttableLine(Number(new URL(postgres.appUrl).port))
  const over = (address: string) => {
    const url = new URL(address)
    url.host = `127.0.0.1:${line.port}`
    return url.href
  }
  maido = await startMaido({
    MAIDO_HOME: join(home, "maido"),
    DATABASE_URL: over(postgres.ownerUrl),
    MAIDO_APP_DATABASE_URL: over(postgres.appUrl),
    MAIDO_LOG: "silent",
  })
  chromium = await openChromium()
  page = await (await chromium.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 900 } })).newPage()
}, 120_000)
afterAll(async () => {
  line?.mend()
  await chromium?.close()
  await maido?.stop()
  await line?.stop()
  await postgres?.stop()
  rmSync(home, { recursive: true, force: true })
})

test("F15 while the database is away each page says so and what happens meanwhile, and goes on by itself once it is back", async () => {
  await setUp(page, maido, { name: "Hinata", slug: "hinata" })
  const bar = page.getByRole("alert").filter({ hasText: "データベースにつながりません" })
  expect(await bar.count()).toBe(0)
  line.cut()
  await page.goto(`${maido.origin}/admin/customers`)
  await bar.waitFor()
  await page.getByRole("alert").getByText("失われません").waitFor()
  await page.screenshot({ path: pictureOf("outage-database") })
  line.mend()
  await bar.waitFor({ state: "detached" })
  await page.getByRole("heading", { level: 1 }).waitFor()
}, 60_000)
