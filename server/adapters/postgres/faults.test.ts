import { spawn } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { pino } from "pino"
import { afterAll, afterEach, describe, expect, test, vi } from "vitest"
import { startInOtherProcess } from "./in-other-process.ts"
import { isAlive } from "./lock-file.ts"
import { withClient } from "./roles.ts"
import { startPostgres } from "./start-postgres.ts"
import type { Postgres } from "./running-postgres.ts"

const log = pino({ level: "silent" })
const root = mkdtempSync(join(tmpdir(), "maido-faults-"))
chmodSync(root, 0o755)
let number = 0
const newHome = () => join(root, `home-${number++}`)
const running: Postgres[] = []
async function start(home: string): Promise<Postgres> {
  const server = await startPostgres({ home, log })
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const lockFileOf = (home: string) => join(home, "postgres", "data", "postmaster.pid")
const postmasterOf = (home: string) => Number.parseInt(readFileSync(lockFileOf(home), "utf8"), 10)
const soon = { timeout: 15_000, interval: 20 }

/** Eight writers who write numbers until told to stop, and note what was acknowledged; a refused number is not tried again. */
function writers(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 2_000 })
  pool.on("error", () => {})
  const acknowledged: number[] = []
  let next = 0
  let refused = 0
  let isOver = false
  const write = async () => {
    while (!isOver) {
      const value = next++
      await pool.query("insert into kept values ($1)", [value]).then(
        () => acknowledged.push(value),
        () => pause(5).then(() => refused++),
      )
    }
  }
  const all = Promise.all(Array.from({ length: 8 }, write))
  const stop = async () => {
    isOver = true
    await all
    await pool.end()
  }
  return { acknowledged, refused: () => refused, stop }
}

/** Runs `fault` in the middle of a load and checks that everything acknowledged before and after it is there. */
async function loseNothing(server: Postgres, fault: () => Promise<void>) {
  await withClient(server.ownerUrl, (owner) => owner.query("create table kept (value int)"))
  const load = writers(server.appUrl)
  await vi.waitUntil(() => load.acknowledged.length > 500, soon)
  await fault()
  await vi.waitUntil(() => load.refused() > 0, soon)
  const before = load.acknowledged.length
  await vi.waitUntil(() => load.acknowledged.length > before + 500, soon)
  await load.stop()
  const { rows } = await withClient(server.ownerUrl, (owner) =>
    owner.query("select value, count(*)::int as times from kept group by value"),
  )
  const stored = new Map(rows.map(({ value, times }) => [value, times]))
  expect(load.acknowledged.filter((value) => stored.get(value) !== 1)).toEqual([])
}

describe("a server that dies under load comes back by itself, on the same address, with all that it acknowledged", () => {
  test("F10 kill -9 of the postmaster", async () => {
    const home = newHome()
    const server = await start(home)
    const pid = postmasterOf(home)
    await loseNothing(server, async () => void process.kill(pid, "SIGKILL"))
    expect(postmasterOf(home)).not.toBe(pid)
    await server.stop()
    expect(() => postmasterOf(home)).toThrow("ENOENT")
  })

  test("F11 kill -9 of one backend: the postmaster stays and restarts the others", async () => {
    const home = newHome()
    const server = await start(home)
    const pid = postmasterOf(home)
    await loseNothing(server, async () => {
      const { rows } = await withClient(server.ownerUrl, (owner) =>
        owner.query("select pid from pg_stat_activity where usename = 'maido_app' limit 1"),
      )
      process.kill(rows[0].pid, "SIGKILL")
    })
    expect(postmasterOf(home)).toBe(pid)
  })
})

describe("a server whose parent died", () => {
  test("F12 is taken over with its data, and then ends with its new parent", async () => {
    const home = newHome()
    const other = startInOtherProcess(home)
    const first = await other.started
    if ("error" in first) throw new Error(first.error)
    await withClient(first.ownerUrl, (owner) => owner.query("create table kept as select 1 as a"))
    other.child.kill("SIGKILL")
    await vi.waitUntil(() => other.child.signalCode !== null, soon)
    const pid = postmasterOf(home)

    const server = await start(home)
    expect(server).toMatchObject({ adopted: true, appUrl: first.appUrl })
    expect(postmasterOf(home)).toBe(pid)
    const { rows } = await withClient(server.appUrl, (app) => app.query("select a from kept"))
    expect(rows).toEqual([{ a: 1 }])
    await server.stop()
    expect(isAlive(pid)).toBe(false)
  })

  test("F12 is started again when it dies after it was taken over", async () => {
    const home = newHome()
    const other = startInOtherProcess(home)
    await other.started
    other.child.kill("SIGKILL")
    const server = await start(home)
    expect(server.adopted).toBe(true)
    await loseNothing(server, async () => void process.kill(postmasterOf(home), "SIGKILL"))
  })

  test("F10 F12 both killed at once: a start right after waits for the last of it and succeeds", async () => {
    const home = newHome()
    const other = startInOtherProcess(home)
    const first = await other.started
    if ("error" in first) throw new Error(first.error)
    await withClient(first.ownerUrl, (owner) => owner.query("create table kept as select 1 as a"))
    other.child.kill("SIGKILL")
    process.kill(postmasterOf(home), "SIGKILL")
    const server = await start(home)
    const { rows } = await withClient(server.appUrl, (app) => app.query("select a from kept"))
    expect(rows).toEqual([{ a: 1 }])
  })
})

describe.skipIf(process.platform !== "linux")("a lock file left by a reboot", () => {
  test("F10 whose number is another program's now is set aside, not deleted, and the server starts", async () => {
    const home = newHome()
    const first = await start(home)
    const kept = join(home, "lock")
    writeFileSync(kept, readFileSync(lockFileOf(home)))
    await first.stop()
    const stranger = spawn("sleep", ["60"], { stdio: "ignore" })
    await new Promise((resolve) => stranger.once("spawn", resolve))
    const text = readFileSync(kept, "utf8").split("\n").with(0, String(stranger.pid)).join("\n")
    writeFileSync(kept, text)
    renameSync(kept, lockFileOf(home))

    const second = await start(home)
    expect(second).toMatchObject({ adopted: false, appUrl: first.appUrl })
    expect(readFileSync(`${lockFileOf(home)}.stale-${stranger.pid}`, "utf8")).toBe(text)
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
    stranger.kill("SIGKILL")
  })
})
