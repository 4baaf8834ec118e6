import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { type MaidoProcess, startMaido, until } from "#testing/maido-process"

// The clock of whole processes is moved from outside, as a time server or a machine that wakes up does it.
const library = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
].find((path) => existsSync(path))

const home = mkdtempSync(join(tmpdir(), "maido-clock-"))
const clock = join(home, "clock")
const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
const tomorrow = Math.ceil(Date.now() / dayMs) * dayMs
/** Some time of a day, counted from the first one. */
const at = (day: number, hours: number, minutes = 0, seconds = 0) =>
  tomorrow + day * dayMs + hours * hourMs + minutes * minuteMs + seconds * 1_000

/** From now on all processes believe that it is this instant. */
function setClock(ms: number): void {
  const ahead = ((ms - Date.now()) / 1_000).toFixed(3)
  writeFileSync(`${clock}.new`, `${ahead.startsWith("-") ? "" : "+"}${ahead}\n`)
  renameSync(`${clock}.new`, clock)
}

let ctx: Context
let env: Record<string, string> = {}
let drop = async () => {}
const running = new Set<MaidoProcess>()
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  ctx = (await testContext({ database: fresh.database, at: new Date().toISOString() })).platform
  env = {
    MAIDO_HOME: home,
    MAIDO_LOG: "silent",
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: fresh.appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
    ...(library && { LD_PRELOAD: library }),
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  }
})
afterAll(async () => {
  for (const maido of running) await maido.kill()
  await drop()
  rmSync(home, { recursive: true, force: true })
})

async function start(): Promise<MaidoProcess> {
  const maido = await startMaido(env)
  running.add(maido)
  return maido
}

async function kill(maido: MaidoProcess | undefined): Promise<void> {
  await maido?.kill()
  if (maido) running.delete(maido)
}

type Fired = { readonly key: string; readonly state: string; readonly attempts: number }

/** What was asked for of a routine, in the order of its occurrences. */
const fired = (routine: string): Promise<Fired[]> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<Fired>`select key, state, attempts from kernel.outbox
      where kind = ${`routine.${routine}`} order by key`.execute(ctx.db)
    return rows
  })

const nightly = "brands.forget-sessions"
const onTimeOnly = "events.check-projection"
const keyOn = (day: number) => `${new Date(at(day, 4)).toISOString().slice(0, 10)}T04:10[UTC]`
const nights = async () => (await fired(nightly)).map(({ key }) => key)

/** A worker that is killed in the middle is tried again, and that is another attempt: those are not meant here. */
const allDone = () =>
  until(
    "everything to be done",
    async () => ((await fired(nightly)).every(({ state }) => state === "done") ? true : undefined),
    60_000,
  )

const lookedAt = (routine: string) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ at: Date | null }>`select max(fired_at) as at from kernel.routines
      where name = ${routine}`.execute(ctx.db)
    return rows[0]?.at?.getTime() ?? 0
  })

/** Waits until the processes have looked at the clock at or after this instant. */
const looked = (ms: number) =>
  until("a look at the clock", async () => ((await lookedAt(nightly)) >= ms ? true : undefined), 60_000)

test.skipIf(!library)(
  "F60 F64 F65 two servers, kills, and a clock that jumps a day ahead, two hours back and three days on: each night's work is done once",
  async () => {
    setClock(at(0, 4, 8))
    let [one, two] = await Promise.all([start(), start()])
    await looked(at(0, 4, 8))

    // F64: one dies and another starts around the due minute.
    setClock(at(0, 4, 10, 1))
    await kill(one)
    one = await start()
    await until("the first night's work", async () => ((await nights()).length > 0 ? true : undefined), 60_000)
    expect(await nights()).toEqual([keyOn(0)])

    // F60: a day ahead; the day in between is done once, although both look.
    setClock(at(1, 4, 11))
    await looked(at(1, 4, 11))
    expect(await nights()).toEqual([keyOn(0), keyOn(1)])

    // Two hours back, and over the same minute again.
    await allDone()
    setClock(at(1, 2, 11))
    await Promise.all([kill(one), kill(two)])
    ;[one, two] = await Promise.all([start(), start()])
    setClock(at(1, 4, 9, 50))
    expect((await fetch(`${one.origin}/readyz`)).status).toBe(200)
    setClock(at(1, 4, 31))
    await looked(at(1, 4, 31))
    expect(await nights()).toEqual([keyOn(0), keyOn(1)])

    // F65: off for three days. What counts is made up for once; what is only worth doing on time is not.
    await allDone()
    await Promise.all([kill(one), kill(two)])
    setClock(at(4, 12))
    const before = await fired(onTimeOnly)
    await start()
    await looked(at(4, 12))
    expect(await nights()).toEqual([keyOn(0), keyOn(1), keyOn(4)])
    expect((await fired(onTimeOnly)).map(({ key }) => key)).toEqual(before.map(({ key }) => key))

    // Each occurrence was carried out by one worker.
    await allDone()
    expect((await fired(nightly)).map(({ attempts }) => attempts)).toEqual([1, 1, 1])
  },
  240_000,
)
