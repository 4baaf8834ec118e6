import { spawn } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { pino } from "pino"
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { createFactsClient } from "./client.ts"
import { startInOtherProcess } from "./in-other-process.ts"
import { startClickHouse } from "./supervisor.ts"
import type { ClickHouse } from "./running-clickhouse.ts"

const log = pino({ level: "silent" })
const root = mkdtempSync(join(tmpdir(), "maido-clickhouse-"))
let number = 0
const newHome = () => join(root, `home-${number++}`)
const running: ClickHouse[] = []
async function start(home: string): Promise<ClickHouse> {
  const engine = await startClickHouse({ home, log })
  running.push(engine)
  return engine
}

afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const soon = { timeout: 20_000, interval: 10 }
/** The process that holds the engine's folder, as its own lock file says. */
const holderOf = (home: string) =>
  Number(/^PID: (\d+)/m.exec(readFileSync(join(home, "clickhouse", "data", "status"), "utf8"))?.[1])
const exists = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

type Address = { url: string; username?: string; password?: string }
async function ask(address: Address, query: string): Promise<unknown[]> {
  const client = createFactsClient(address)
  try {
    return await (await client.query({ query, format: "JSONEachRow" })).json()
  } finally {
    await client.close()
  }
}

async function command(address: Address, ...statements: string[]) {
  const client = createFactsClient(address)
  for (const query of statements) await client.command({ query })
  await client.close()
}

const window = "settings non_replicated_deduplication_window = 1000"
const batchSize = 2000

test("F21 killed between noting a batch's token and naming its part, the batch told again is written, in the roll-up too", async () => {
  const home = newHome()
  const first = await start(home)
  await command(
    first,
    `create table base (b UInt32, i UInt32) engine = MergeTree order by (b, i) ${window}`,
    `create table rollup (b UInt32, n SimpleAggregateFunction(sum, UInt64)) engine = AggregatingMergeTree order by b ${window}`,
    "create materialized view base_rollup to rollup as select b, count() as n from base group by b",
  )
  const write = async (engine: ClickHouse, b: number) => {
    const client = createFactsClient(engine)
    const settings = {
      insert_deduplication_token: `t${b}`,
      deduplicate_blocks_in_dependent_materialized_views: 1,
    } as const
    const values = Array.from({ length: 10 }, (_, i) => ({ b, i }))
    await client.insert({ table: "base", values, format: "JSONEachRow", clickhouse_settings: settings })
    await client.close()
  }
  for (const b of [1, 2, 3]) await write(first, b)
  await command(first, "optimize table base final", "system stop merges")
  for (const b of [4, 5]) await write(first, b)
  await first.stop()
  // As the engine leaves it: the token stands in the log, and no part has the name beside it.
  const store = join(home, "clickhouse/data/store")
  const parts = readdirSync(store, { recursive: true, withFileTypes: true }).filter(({ name }) =>
    /^all_5_5_\d/.test(name),
  )
  expect(parts).toHaveLength(2)
  for (const { parentPath, name } of parts) rmSync(join(parentPath, name), { recursive: true })

  const second = await start(home)
  const counts = "select (select count() from base) as written, (select sum(n) from rollup) as counted"
  expect(await ask(second, counts)).toEqual([{ written: "40", counted: "40" }])
  for (const b of [1, 4, 5]) await write(second, b)
  expect(await ask(second, counts)).toEqual([{ written: "50", counted: "50" }])
})

describe("F21 kill -9 of the engine, again and again, while batches with tokens are written", () => {
  test("loses no batch, doubles none, and the roll-up agrees; it always comes back on the same address", async () => {
    const home = newHome()
    const engine = await start(home)
    const { url } = engine
    await command(
      engine,
      `create table base (b UInt32, i UInt32) engine = MergeTree order by (b, i) ${window}`,
      `create table rollup (b UInt32, n SimpleAggregateFunction(sum, UInt64)) engine = AggregatingMergeTree order by b ${window}`,
      "create materialized view base_rollup to rollup as select b, count() as n from base group by b",
    )
    const client = createFactsClient(engine)
    let acknowledged = 0
    let retries = 0
    let isOver = false
    const writing = (async () => {
      for (; !isOver; acknowledged++) {
        await write(acknowledged)
        // As if the answer had been lost on its way: sent again, perhaps to an engine that was killed and came back.
        await write(acknowledged)
      }
    })()
    async function write(b: number) {
      const values = Array.from({ length: batchSize }, (_, i) => ({ b, i }))
      const clickhouse_settings = { insert_deduplication_token: `batch ${b}` }
      while (
        !(await client.insert({ table: "base", values, format: "JSONEachRow", clickhouse_settings }).then(
          () => true,
          () => false,
        ))
      ) {
        retries++
        await vi.waitUntil(engine.alive, soon)
      }
    }
    for (let kills = 0; kills < 5; kills++) {
      const before = acknowledged
      // A different number of batches before each kill, so that it hits inserts at different points.
      await vi.waitUntil(() => acknowledged > before + 3 + kills, soon)
      process.kill(holderOf(home), "SIGKILL")
    }
    const before = acknowledged
    await vi.waitUntil(() => acknowledged > before + 3, soon)
    isOver = true
    await writing
    await client.close()
    expect(retries).toBeGreaterThan(0)
    const counts =
      "select (select count() from base) as base, (select uniqExact(b, i) from base) as different, (select sum(n) from rollup) as rollup"
    const expected = String(acknowledged * batchSize)
    expect(await ask({ ...engine, url }, counts)).toEqual([{ base: expected, different: expected, rollup: expected }])
  }, 60_000)
})

describe("one engine for one folder", () => {
  test("F22 a folder that another program holds is refused in one sentence with its cure, and F20 nothing of ours stays", async () => {
    const home = newHome()
    const data = join(home, "clickhouse", "data")
    mkdirSync(data, { recursive: true })
    const script = `const { Session } = require("chdb"); const s = new Session(process.argv[1]); s.query("select 1"); console.log("open"); setInterval(() => {}, 1000)`
    const stranger = spawn(process.execPath, ["-e", script, data], { stdio: ["ignore", "pipe", "ignore"] })
    onTestFinished(() => void stranger.kill("SIGKILL"))
    await new Promise((resolve) => stranger.stdout.once("data", resolve))
    await expect(startClickHouse({ home, log })).rejects.toThrow(
      new RegExp(`clickhouse.AlreadyRunning: clickhouse_already_running pid=${stranger.pid}: .*kill ${stranger.pid}`),
    )
    expect(holderOf(home)).toBe(stranger.pid)
  })

  test("F22 a second process of ours uses the first one's engine, and goes on when the first has stopped", async () => {
    const home = newHome()
    const other = startInOtherProcess(home)
    const first = await other.started
    if ("error" in first) throw new Error(first.error)
    await command(first, "create table kept (a UInt8) engine = MergeTree order by a", "insert into kept values (7)")
    const holder = holderOf(home)
    const second = await start(home)
    expect([second.url, holderOf(home)]).toEqual([first.url, holder])
    expect(await ask(second, "select a from kept")).toEqual([{ a: 7 }])
    await other.stop()
    await vi.waitUntil(
      () =>
        ask(second, "select 1").then(
          () => true,
          () => false,
        ),
      soon,
    )
    expect(await ask(second, "select a from kept")).toEqual([{ a: 7 }])
    expect(holderOf(home)).not.toBe(holder)
  })

  test("F12 an engine whose parent was killed ends by itself, and a new start gets folder, address and data", async () => {
    const home = newHome()
    const other = startInOtherProcess(home)
    const first = await other.started
    if ("error" in first) throw new Error(first.error)
    await command(first, "create table kept (a UInt8) engine = MergeTree order by a", "insert into kept values (7)")
    const busy = ask(first, "select sum(sipHash64(number)) as a from numbers(100000000000)").catch(() => "cut")
    const orphan = holderOf(home)
    other.child.kill("SIGKILL")
    await other.gone
    const second = await start(home)
    expect(await busy).toBe("cut")
    await vi.waitUntil(() => !exists(orphan), soon)
    expect(holderOf(home)).not.toBe(orphan)
    expect(second.url).toBe(first.url)
    expect(await ask(second, "select a from kept")).toEqual([{ a: 7 }])
  })

  test("whose port another program has taken moves to a free one and remembers it", async () => {
    const home = newHome()
    const first = await start(home)
    await first.stop()
    const squatter = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => squatter.listen(Number(new URL(first.url).port), "127.0.0.1", resolve))
    const second = await start(home)
    squatter.close()
    expect(second.url).not.toBe(first.url)
    expect(await ask(second, "select 1 as a")).toEqual([{ a: 1 }])
    await second.stop()
    expect((await start(home)).url).toBe(second.url)
  })

  test("F06 is stopped cleanly with a query under way, and leaves no process", async () => {
    const home = newHome()
    const engine = await start(home)
    const holder = holderOf(home)
    const busy = ask(engine, "select sum(sipHash64(number)) as a from numbers(100000000000)").catch(() => "cut")
    await vi.waitUntil(
      async () =>
        JSON.stringify(
          await ask(engine, "select count() as n from system.processes where query like '%sipHash64%'"),
        ).includes("2"),
      soon,
    )
    await engine.stop()
    expect(await busy).toBe("cut")
    expect([exists(holder), engine.alive()]).toEqual([false, false])
  })
})

describe("F20 without the engine", () => {
  test("that is not installed, one sentence says what to do", async () => {
    const project = newHome()
    const source = fileURLToPath(new URL("../../../", import.meta.url))
    cpSync(join(source, "server/adapters/clickhouse"), join(project, "server/adapters/clickhouse"), { recursive: true })
    cpSync(join(source, "server/kernel"), join(project, "server/kernel"), { recursive: true })
    cpSync(join(source, "package.json"), join(project, "package.json"))
    mkdirSync(join(project, "node_modules"))
    for (const name of readdirSync(join(source, "node_modules")).filter((name) => !/chdb|^\./.test(name)))
      symlinkSync(join(source, "node_modules", name), join(project, "node_modules", name))
    const { started } = startInOtherProcess(newHome(), join(project, "server/adapters/clickhouse/supervisor.ts"))
    expect(await started).toEqual({
      error: expect.stringMatching(/NotInstalled: .*npm install chdb.*CLICKHOUSE_URL.*works without it/),
    })
  })

  test("a server that does not answer is named", async () => {
    const clickhouseUrl = "http://someone:secret@127.0.0.1:1"
    const failure = await startClickHouse({ home: newHome(), log, clickhouseUrl }).catch(
      (error: Error) => error.message,
    )
    expect(failure).toMatch(/Unreachable: .*127\.0\.0\.1:1.*ECONNREFUSED/)
    expect(failure).not.toContain("secret")
  })
})
