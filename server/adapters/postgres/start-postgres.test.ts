import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pino } from "pino"
import { afterAll, afterEach, describe, expect, test } from "vitest"
import { startInOtherProcess } from "./in-other-process.ts"
import { preparePlaces } from "./places.ts"
import { withClient } from "./roles.ts"
import { startPostgres } from "./start-postgres.ts"
import type { Postgres } from "./running-postgres.ts"

const log = pino({ level: "silent" })
const isRoot = process.getuid?.() === 0
const nobody = 65_534
const root = mkdtempSync(join(tmpdir(), "maido-launcher-"))
chmodSync(root, 0o755)

let number = 0
const newHome = () => join(root, `home-${number++}`)
const running: Postgres[] = []
async function start(home: string): Promise<Postgres> {
  const server = await startPostgres({ home, log, testing: true })
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const one = async (url: string, query: string) => (await withClient(url, (client) => client.query(query))).rows[0]

describe("the embedded Postgres", () => {
  test("T1 speaks UTF-8 though the environment says nothing, keeps its data, and is started again on the same address", async () => {
    const home = newHome()
    const other = startInOtherProcess(home, { env: { LC_ALL: "C", PGPORT: "1", PGDATA: "/nowhere" }, testing: true })
    const first = await other.started
    if ("error" in first) throw new Error(first.error)
    const text =
      "select length('日本語') as characters, upper('été') as upper, current_setting('server_encoding') as encoding"
    expect(await one(first.appUrl, text)).toEqual({ characters: 3, upper: "ÉTÉ", encoding: "UTF8" })
    await one(first.ownerUrl, "create table kept as select 1 as a")
    await other.stop()

    const again = await start(home)
    expect(again).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\./), appUrl: first.appUrl })
    expect(await one(again.ownerUrl, "select a from kept")).toEqual({ a: 1 })
    expect(statSync(join(home, "postgres", "secrets.json")).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, "postgres", "data")).mode & 0o077).toBe(0)
  })

  test.skipIf(!isRoot)("T4 runs as a plain user as well, who needs no rights but to the folder", async () => {
    const home = newHome()
    mkdirSync(home)
    chownSync(home, nobody, nobody)
    const other = startInOtherProcess(home, { uid: nobody })
    const started = await other.started
    if ("error" in started) throw new Error(started.error)
    expect(await one(started.appUrl, "select current_user as role")).toEqual({ role: "maido_app" })
    expect(statSync(join(home, "postgres", "data", "PG_VERSION")).uid).toBe(nobody)
    await other.stop()
    expect(existsSync(join(home, "postgres", "data", "postmaster.pid"))).toBe(false)
  })

  test.skipIf(!isRoot)(
    "T4 as root below a folder closed to others, it finds a shelter and keeps using it",
    async () => {
      const closed = newHome()
      mkdirSync(closed, { mode: 0o700 })
      const home = join(closed, "home")
      const first = await start(home)
      const shelter = preparePlaces(home).folder
      await first.stop()
      const second = await start(home)
      await second.stop()
      expect(second.appUrl).toBe(first.appUrl)
      expect(existsSync(join(home, "postgres"))).toBe(false)
      expect(shelter).toMatch(/^\/var\/lib\/maido\//)
      expect(statSync(closed).mode & 0o777).toBe(0o700)
      rmSync(shelter, { recursive: true })
    },
  )

  test.skipIf(!isRoot)("T4 data that root has put back is handed to the server's user", async () => {
    const home = newHome()
    const first = await start(home)
    await first.stop()
    const data = join(home, "postgres", "data")
    for (const path of [
      data,
      ...readdirSync(data, { recursive: true, encoding: "utf8" }).map((name) => join(data, name)),
    ])
      chownSync(path, 0, 0)
    const second = await start(home)
    expect(await one(second.appUrl, "select 1 as a")).toEqual({ a: 1 })
  })

  test("whose port another program has taken moves to a free one and remembers it", async () => {
    const home = newHome()
    const first = await start(home)
    await first.stop()
    const taken = Number(new URL(first.appUrl).port)
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(taken, "127.0.0.1", resolve))
    const second = await start(home)
    squatter.close()
    expect(Number(new URL(second.appUrl).port)).not.toBe(taken)
    expect(await one(second.appUrl, "select 1 as a")).toEqual({ a: 1 })
    await second.stop()
    const third = await start(home)
    expect(third.appUrl).toBe(second.appUrl)
  })
})

describe("what keeps it from starting is one sentence with its cure", () => {
  test("a folder that may not be written", async () => {
    const home = newHome()
    mkdirSync(home, { mode: 0o555 })
    const started = await startInOtherProcess(home, isRoot ? { uid: nobody } : {}).started
    expect(started).toEqual({
      error: expect.stringMatching(
        /FolderNotWritable: .*EACCES.* Run `sudo chown -R \w+ .*home-\d+`, or set MAIDO_HOME/,
      ),
    })
  })

  test("data whose passwords are lost, and data of another version", async () => {
    const home = newHome()
    const data = join(home, "postgres", "data")
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, "PG_VERSION"), "17\n")
    await expect(startPostgres({ home, log })).rejects.toThrow(
      /SecretsMissing: .*Put .*secrets.json back from a backup/,
    )
    const secrets = { adminPassword: "a", ownerPassword: "b", appPassword: "c" }
    writeFileSync(join(home, "postgres", "secrets.json"), JSON.stringify(secrets))
    await expect(startPostgres({ home, log })).rejects.toThrow(/OtherVersion: .*PostgreSQL 17/)
  })

  test("F12 a living server that does not know our password is not touched", async () => {
    const home = newHome()
    const server = await start(home)
    const secretsFile = join(home, "postgres", "secrets.json")
    const kept = readFileSync(secretsFile, "utf8")
    writeFileSync(secretsFile, JSON.stringify({ ...JSON.parse(kept), adminPassword: "another" }))
    const pid = Number.parseInt(readFileSync(join(home, "postgres", "data", "postmaster.pid"), "utf8"), 10)
    await expect(startPostgres({ home, log })).rejects.toThrow(
      new RegExp(`pg_already_running pid=${pid}: .*kill -INT ${pid}`),
    )
    expect(await one(server.appUrl, "select 1 as a")).toEqual({ a: 1 })
    writeFileSync(secretsFile, kept)
  })
})

describe("several processes on one folder", () => {
  test("start at once, share one server, and the last one out stops it", async () => {
    const home = newHome()
    const others = [startInOtherProcess(home, {}), startInOtherProcess(home, {})]
    const answers = await Promise.all(others.map((other) => other.started))
    const urls = answers.map((answer) => ("error" in answer ? answer.error : answer.appUrl))
    expect(urls[0]).toMatch(/^postgres:/)
    expect(urls[1]).toBe(urls[0])
    await others[0]?.stop()
    expect(await one(urls[0] ?? "", "select 1 as a")).toEqual({ a: 1 })
    await others[1]?.stop()
    expect(existsSync(join(home, "postgres", "data", "postmaster.pid"))).toBe(false)
  })
})
