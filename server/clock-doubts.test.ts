import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyAudit } from "#brands"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { type MaidoProcess, startMaido, until } from "#testing/maido-process"

// A machine that wakes up with a wrong clock: the process is moved, the database is not.
const library = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
].find((path) => existsSync(path))

const home = mkdtempSync(join(tmpdir(), "maido-doubt-"))
const clock = join(home, "clock")
const dayMs = 86_400_000
const cli = fileURLToPath(new URL("./cli.ts", import.meta.url))

/**
 * Half past five (UTC) of the day after tomorrow: whatever the hour is now, every night's work has come due by then, in
 * Tokyo (where tonight's may be over already) and in London.
 */
const morning = (minutes = 0) => Math.ceil(Date.now() / dayMs) * dayMs + dayMs + (5 * 60 + 30 + minutes) * 60_000
function setClock(ms: number | undefined): void {
  const ahead = ms === undefined ? 0 : (ms - Date.now()) / 1_000
  writeFileSync(`${clock}.new`, `${ahead < 0 ? "" : "+"}${ahead.toFixed(3)}\n`)
  renameSync(`${clock}.new`, clock)
}

let ctx: TestContext
let plain: Record<string, string> = {}
let drop = async () => {}
const running: MaidoProcess[] = []
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  ctx = await testContext({ database: fresh.database, at: new Date().toISOString() })
  plain = {
    MAIDO_HOME: home,
    MAIDO_LOG: "silent",
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: fresh.appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
  }
})
afterAll(async () => {
  for (const maido of running) await maido.kill()
  await drop()
  rmSync(home, { recursive: true, force: true })
})

const wrong = { FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1" }
async function start(env: Record<string, string>): Promise<MaidoProcess> {
  const maido = await startMaido({ ...plain, ...env })
  running.push(maido)
  return maido
}
const doubts = async ({ origin }: MaidoProcess): Promise<unknown> => {
  const reply = await fetch(`${origin}/readyz`)
  return { status: reply.status, ...(await reply.json()) }
}

/** How often a routine was asked for by the clock of tomorrow or later. */
const askedFor = (routine: string) =>
  inTransaction(ctx.platform, async (ctx) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from kernel.outbox
      where kind = ${`routine.${routine}`} and created_at > clock_timestamp() + interval '2 hours'`.execute(ctx.db)
    return rows[0]?.count ?? 0
  })
/** A routine begins with the first look at it. */
const known = (routine: string) =>
  until(`a first look at ${routine}`, () =>
    inTransaction(ctx.platform, async (ctx) => {
      const { rows } = await sql`select from kernel.routines where name = ${routine}`.execute(ctx.db)
      return rows.length > 0 ? true : undefined
    }),
  )
const once = (routine: string) =>
  until(`${routine} to be asked for`, async () => ((await askedFor(routine)) > 0 ? true : undefined), 60_000)

test.skipIf(!library)(
  "F60 a server that wakes up a day ahead does no mass work until somebody confirms its clock, and goes on with the rest",
  async () => {
    setClock(undefined)
    const maido = await start({ LD_PRELOAD: library ?? "", ...wrong })
    expect(await doubts(maido)).toEqual({ status: 200, ready: true, missing: [], doubts: [] })

    await known("imports.tidy")
    await known("brands.forget-sessions")
    setClock(morning())
    await once("brands.forget-sessions")
    expect(await doubts(maido)).toEqual({ status: 200, ready: true, missing: [], doubts: ["clock"] })
    expect(await askedFor("imports.tidy")).toBe(0)

    const said = await new Promise<string>((resolve, reject) =>
      execFile(
        process.execPath,
        [cli, "clock", "confirm"],
        { env: { ...process.env, ...plain, LC_ALL: "C" } },
        (error, out) => (error ? reject(error) : resolve(out)),
      ),
    )
    expect(said).toBe("Confirmed: what waited goes on.\n")
    expect(await doubts(maido)).toMatchObject({ doubts: [] })
    setClock(morning(2))
    await once("imports.tidy")
    expect(await askedFor("imports.tidy")).toBe(1)
    expect(await verifyAudit(ctx.platform)).toMatchObject({ intact: true, entries: 1 })
  },
  240_000,
)
