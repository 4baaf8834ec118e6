import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { pino } from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApiKey } from "#brands"
import { inBrand } from "#kernel/context"
import { readConfig } from "#kernel/config"
import { startMaido, type MaidoProcess, until } from "#testing/maido-process"
import { openInstallation } from "../../server/installation.ts"
import { findDemo } from "../open-demo.ts"

const cli = fileURLToPath(new URL("../../server/cli.ts", import.meta.url))
const home = mkdtempSync(join(tmpdir(), "maido-demo-"))
const run = promisify(execFile)
const maido = async (...words: string[]) =>
  (await run(process.execPath, [cli, ...words], { env: { ...process.env, MAIDO_HOME: home }, timeout: 240_000 })).stdout

let server: MaidoProcess
const start = async () => {
  server = await startMaido({ MAIDO_HOME: home, MAIDO_DEMO: "1", MAIDO_LOG: "info" })
}
beforeAll(start, 120_000)
afterAll(async () => {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}, 60_000)

type Caught = { items: { subject: string; to: { address: string }[] }[]; cursor: string | null }

/** A key of the demo brand, made past the console: nobody has an account yet. */
async function keyOfDemo(): Promise<string> {
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), pino({ level: "silent" }))
  try {
    const brand = await findDemo(installation.platform)
    const ctx = inBrand(installation.platform, brand?.brandId ?? "")
    return (await createApiKey(ctx, { name: "test", scopes: ["customers:personal"] })).secret
  } finally {
    await installation.stop()
  }
}

test("an untouched installation is filled while it serves, a day is played, its mails are in the catcher, and it goes for good", async () => {
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.origin}/demo/products/8103.png`)).headers.get("content-type")).toBe("image/png")
  const isReady = () => /demo brand ひなた is ready/.test(server.output()) || undefined
  await until("the demo brand is ready", isReady, 240_000)

  const played = (await maido("demo", "play", "--speed", "9000", "--origin", server.origin)).split("\n")
  const count = (pattern: RegExp) => played.filter((line) => pattern.test(line)).length
  const ordered = count(/様のご注文/)
  expect(ordered).toBeGreaterThanOrEqual(11)
  expect(count(/取り消し/)).toBe(1)

  const authorization = `Bearer ${await keyOfDemo()}`
  const caught = async () => {
    const items: Caught["items"] = []
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await fetch(`${server.origin}/api/v1/caught-mails?limit=100${cursor && `&cursor=${cursor}`}`, {
        headers: { authorization },
      })
      expect(page.status).toBe(200)
      const got = (await page.json()) as Caught // safe: the contract of this endpoint says so
      items.push(...got.items)
      cursor = got.cursor
    }
    const about = (words: string) => items.filter(({ subject }) => subject.startsWith(words)).length
    const isAll =
      about("ご注文を承りました") + about("We have your order") === ordered &&
      about("発送しました") + about("Your parcel is on its way") === ordered - 1 &&
      about("お届けしました") + about("Delivered") >= ordered - 1
    return isAll ? items : undefined
  }
  const mails = await until("every order's mails are in the catcher", caught, 60_000)
  expect(mails.flatMap(({ to }) => to).filter(({ address }) => !address.endsWith("@example.jp"))).toEqual([])

  expect(await maido("demo", "remove")).toContain("0 brand(s) remain")
  await server.stop()
  await start()
  expect(await maido("demo", "remove")).toContain("there is no demo brand")
  expect(server.output()).not.toContain("is being filled")
}, 900_000)
