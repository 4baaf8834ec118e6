import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ClickHouseClient } from "@clickhouse/client"
import { pino } from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { type Facts, factsOver } from "#kernel/facts"
import { migrateFacts, nobodyElse } from "#kernel/migrate-facts"
import { type TestContext, testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { until } from "#testing/maido-process"
import { createFactsClient } from "../../adapters/clickhouse/client.ts"
import { startClickHouse } from "../../adapters/clickhouse/supervisor.ts"
import type { ClickHouse } from "../../adapters/clickhouse/running-clickhouse.ts"
import { productFactMigrations } from "../../migrations.ts"
import { checkProjection, mendProjection } from "./check-projection.ts"
import { eventCounts } from "./event-counts.ts"
import { projectEvents, projectionLag, recordEvents, timelineOf } from "./index.ts"

// An installation of its own: these tests harm what all brands share.
const log = pino({ level: "silent" })
const home = mkdtempSync(join(tmpdir(), "maido-damage-"))
const customerId = "01900000-0000-7000-8000-000000000001"
let engine: ClickHouse
let client: ClickHouseClient
let facts: Facts
let ctx: TestContext
let drop = async () => {}

const start = async () => {
  engine = await startClickHouse({ home, log })
  client = createFactsClient(engine)
  await migrateFacts(client, productFactMigrations(), { cluster: false }, nobodyElse)
  facts = factsOver(client, engine.alive)
}
const stop = async () => {
  await client.close()
  await engine.stop()
}
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  await start()
  ctx = await testContext({ database: fresh.database, facts })
})
afterAll(async () => {
  await stop()
  await drop()
  rmSync(home, { recursive: true, force: true })
})

let n = 0
const record = (count: number) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(
      ctx,
      Array.from({ length: count }, () => ({
        customerId,
        name: "Product Viewed",
        occurredAt: new Date(Date.UTC(2026, 0, 1 + (++n % 60), 3)),
        source: "test",
        externalId: `e-${n}`,
        properties: { n, text: `words that fill a part ${n}` },
      })),
    ),
  )
/** The platform's and the brand's view of the engine that runs now. */
const platform = () => ({ ...ctx.platform, facts })
const brand = () => ({ ...ctx, facts })
const catchUp = () =>
  until(
    "the projection to catch up",
    async () => {
      await projectEvents(platform(), { flush: true }).catch(() => false)
      return (await projectionLag(platform())).since === null ? true : undefined
    },
    60_000,
  )
const perDay = () => eventCounts(brand(), { from: "2000-01-01", to: "2100-01-01" })
const total = async () => (await perDay()).reduce((sum, row) => sum + row.count, 0)

test("F20 the engine stopped: facts, timeline and everything else go on, and the counts are equal afterwards", async () => {
  await record(300)
  await catchUp()
  await stop()
  await record(200)
  expect(await projectEvents(platform(), { flush: true })).toBe(false)
  expect(await projectionLag(platform())).toMatchObject({ available: false, since: ctx.now() })
  expect((await timelineOf(brand(), customerId, { limit: 5 })).items).toHaveLength(5)
  await start()
  await catchUp()
  expect(await total()).toBe(500)
}, 120_000)

test("F21 the engine killed again and again while facts are copied: each is there once, in the events and in the rollup", async () => {
  for (let round = 0; round < 6; round++) {
    await record(2_000)
    const copying = projectEvents(platform(), { flush: true }).catch(() => false)
    // A little later each time, so that it dies at other moments.
    await new Promise((resolve) => setTimeout(resolve, round * 8))
    killEngine()
    await copying
    await until("the engine to run again", () => client.ping().then(({ success }) => success || undefined))
  }
  await catchUp()
  expect(await total()).toBe(12_500)
  const [rows] = await facts.rows<{ n: string; distinct: string }>(
    ctx.brandId,
    "select count() as n, uniqExact(seq) as distinct from events where brand_id = {brand:UUID}",
  )
  expect(rows).toEqual({ n: "12500", distinct: "12500" })
}, 120_000)

test("F23 a damaged file is found by the nightly check, and what it held is made anew from Postgres", async () => {
  await facts.command("optimize table events final")
  const before = await perDay()
  ctx.pass(2 * 3_600_000)
  expect(await checkProjection(platform())).toEqual([])
  for (const file of dataFiles()) {
    const bytes = readFileSync(file)
    for (let i = Math.floor(bytes.length / 3); i < Math.floor(bytes.length / 3) + 64 && i < bytes.length; i++)
      bytes[i] = (bytes[i] ?? 0) ^ 0xff
    writeFileSync(file, bytes)
  }
  expect(await checkProjection(platform())).toEqual([{ brandId: ctx.brandId, what: "unreadable" }])
  await mendProjection(platform())
  await catchUp()
  expect(await perDay()).toEqual(before)
  expect(await checkProjection(platform())).toEqual([])
}, 120_000)

test("F24 the whole data folder deleted: it is filled again from Postgres, with equal counts for each day", async () => {
  const before = await perDay()
  await stop()
  rmSync(join(home, "clickhouse"), { recursive: true })
  await start()
  await record(1)
  await until(
    "everything to be there again",
    async () => {
      await projectEvents(platform(), { flush: true })
      return (await total()) === 12_501 ? true : undefined
    },
    60_000,
  )
  const names = (rows: Awaited<ReturnType<typeof perDay>>) => rows.map(({ day, count }) => [day, count] as const)
  const [grown] = names(await perDay()).filter(
    ([day, count], i) => names(before)[i]?.[0] === day && names(before)[i]?.[1] !== count,
  )
  expect(grown?.[1]).toBe((names(before).find(([day]) => day === grown?.[0])?.[1] ?? 0) + 1)
})

/** The engine's process is a child of ours. */
function killEngine(): void {
  const pids = execFileSync("pgrep", ["-P", String(process.pid), "-f", "clickhouse/front"])
    .toString()
    .trim()
    .split("\n")
  for (const pid of pids) process.kill(Number(pid), "SIGKILL")
}

/** Files of the parts of `events`, the largest of each. */
function dataFiles(): string[] {
  // Below `store` lies what the other folders only point at.
  const all = readdirSync(join(home, "clickhouse/data/store"), { recursive: true, withFileTypes: true })
  return all
    .filter((entry) => entry.isFile() && entry.name === "data.bin" && !entry.parentPath.includes(".proj"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 20_000)
}
