import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createBrand } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { loadKeys } from "#kernel/keys"
import { testContext } from "#testing/context"
import { type FakeKlaviyo, startFakeKlaviyo } from "#testing/fake-klaviyo"
import { freshDatabase } from "#testing/fresh-database"
import { klaviyoAccount } from "#testing/klaviyo-account"
import { startMaido, until } from "#testing/maido-process"
import { connectKlaviyo } from "./connection.ts"
import { importById } from "./find-import.ts"
import { beginImport } from "./run-import.ts"

const home = mkdtempSync(join(tmpdir(), "maido-klaviyo-"))
const keyFile = join(home, "key.txt")
const program = fileURLToPath(new URL("../../testing/import-process.ts", import.meta.url))
let klaviyo: FakeKlaviyo
let platform: Context
let env: Record<string, string> = {}
let cleanUp = async () => {}

beforeAll(async () => {
  klaviyo = await startFakeKlaviyo()
  await klaviyo.keep(klaviyoAccount({ people: 230, eventsOfEach: 3 }))
  writeFileSync(keyFile, `${klaviyo.key}\n`)
  const fresh = await freshDatabase()
  const keys = loadKeys(join(home, "secret.key"))
  platform = (await testContext({ database: fresh.database, keys, at: new Date().toISOString() })).platform
  env = {
    MAIDO_HOME: home,
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: fresh.appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
    KLAVIYO_URL: klaviyo.origin,
    MAIDO_LOG: "error",
  }
  cleanUp = async () => {
    await klaviyo.stop()
    await fresh.drop()
    rmSync(home, { recursive: true, force: true })
  }
}, 120_000)
afterAll(() => cleanUp())

type Ended = { code: number | null; signal: string | null; output: string }

function run(slug: string, more: Record<string, string> = {}): Promise<Ended> {
  const argv = [program, "import", "klaviyo", "--brand", slug, "--key-file", keyFile, "--json"]
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, ...env, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  child.stdout.on("data", (data: Buffer) => (output += data.toString()))
  child.stderr.on("data", (data: Buffer) => (output += data.toString()))
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal, output })))
}

const newBrand = async (slug: string): Promise<Context> =>
  inBrand(platform, (await createBrand(platform, { name: "ひなた", slug })).brandId)

/** Everything that the import made, without ids and times of day. */
const madeIn = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const ask = async (query: ReturnType<typeof sql<object>>) => (await query.execute(ctx.db)).rows
    return {
      imports: await ask(sql`select state, stage, tally, problems, pages from klaviyo.imports`),
      people: await ask(sql`select email, family_name, properties from customers.profiles order by email`),
      consents: await ask(
        sql`select channel, state, source, at, count(*)::int from customers.consents group by 1, 2, 3, 4 order by 2, 4`,
      ),
      stopped: await ask(sql`select scope, reason, count(*)::int from customers.suppressions group by 1, 2 order by 2`),
      events: await ask(
        sql`select name, count(*)::int, min(occurred_at) from events.inbox where source = 'klaviyo' group by 1 order by 1`,
      ),
    }
  })

let expected: Awaited<ReturnType<typeof madeIn>>

test("one command brings everything over from Klaviyo", { timeout: 180_000 }, async () => {
  const ctx = await newBrand("undisturbed")
  const { code, output } = await run("undisturbed")
  expect(output).toContain('"ok":true')
  expect(code).toBe(0)
  expect(output).not.toContain(klaviyo.key)
  expected = await madeIn(ctx)
  expect(expected.imports).toMatchObject([{ state: "finished", tally: { peopleNew: 230, eventsNew: 690, lists: 2 } }])
})

const points = allCrashpoints().filter((name) => name.startsWith("klaviyo_import."))

test.each(points.map((point) => `${point}@6`))(
  "F05 killed at %s and started again, everything is there once",
  { timeout: 180_000 },
  async (point) => {
    const slug = point.replace(/[^a-z0-9]+/g, "-")
    const ctx = await newBrand(slug)
    const doomed = await run(slug, { MAIDO_CRASH_AT: point })
    expect(doomed.signal, doomed.output).toBe("SIGKILL")
    const again = await run(slug)
    expect(again.output).toContain('"ok":true')
    expect(await madeIn(ctx)).toEqual(expected)
  },
)

test("F05 a server killed between a page and the word of it goes on by itself, and the page counts once", {
  timeout: 180_000,
}, async () => {
  const ctx = await newBrand("server")
  await connectKlaviyo(ctx, klaviyo.key)
  const doomed = await startMaido({ ...env, MAIDO_CRASH_AT: "klaviyo_import.after_commit@5" })
  const { importId } = await beginImport(ctx, { eventsSince: null })
  expect((await doomed.ended).signal).toBe("SIGKILL")
  const maido = await startMaido(env)
  try {
    const ended = async () => ((await importById(ctx, importId)).state === "running" ? undefined : true)
    await until("the end of the import", ended, 90_000)
  } finally {
    await maido.stop()
  }
  expect(await madeIn(ctx)).toEqual(expected)
})

test("a key that Klaviyo refuses ends the command with what to do, in both languages", {
  timeout: 60_000,
}, async () => {
  await klaviyo.changeKey("pk_somebody_elses_key_0000")
  await newBrand("refused-too")
  const refused = await run("refused-too")
  await klaviyo.changeKey(klaviyo.key)
  expect(refused.code).toBe(1)
  const said: { failure: { code: string; message: { ja: string; en: string } } } = JSON.parse(
    refused.output.trim().split("\n").at(-1) ?? "",
  )
  expect(said.failure.code).toBe("key_refused")
  expect(said.failure.message.ja).toContain("API keys")
})
