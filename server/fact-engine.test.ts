import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pino } from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { projectEvents, recordEvents } from "#events"
import { inTransaction } from "#kernel/context"
import { nobodyElse } from "#kernel/migrate-facts"
import { type TestContext, testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { until } from "#testing/maido-process"
import { type FactEngine, startFactEngine } from "./fact-engine.ts"

const home = mkdtempSync(join(tmpdir(), "maido-facts-"))
let engine: FactEngine
let ctx: TestContext
let drop = async () => {}
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  engine = await startFactEngine({ home, CLICKHOUSE_URL: undefined }, pino({ level: "silent" }), nobodyElse, 100)
  ctx = await testContext({ database: fresh.database, facts: engine.facts })
})
afterAll(async () => {
  await engine.stop()
  await drop()
  rmSync(home, { recursive: true, force: true })
})

let n = 0
const record = (count: number) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(
      ctx,
      Array.from({ length: count }, () => ({
        customerId: null,
        name: "Product Viewed",
        occurredAt: new Date(Date.UTC(2026, 0, 1 + (++n % 40), 3)),
        source: "test",
        externalId: `e-${n}`,
      })),
    ),
  )
const perDay = () =>
  ctx.facts.rows<{ day: string; count: string; rollup: string }>(
    ctx.brandId,
    `select day, sum(n) as count, sum(r) as rollup from (
       select day, count() as n, 0 as r from events where brand_id = {brand:UUID} group by day
       union all
       select day, 0 as n, sum(cnt) as r from customer_day where brand_id = {brand:UUID} group by day
     ) group by day order by day`,
  )

/** Copies as the server's loop does, which tries again whatever happens, until ClickHouse holds so many. */
const heldBecomes = (wanted: number) =>
  until(
    `${wanted} facts in ClickHouse`,
    async () => {
      await projectEvents(ctx.platform, { flush: true }).catch(() => false)
      const rows = await perDay().catch(() => [])
      return rows.reduce((sum, row) => sum + Number(row.count), 0) === wanted ? rows : undefined
    },
    60_000,
  )

test("F24 the folder is taken away while the engine runs: it begins anew and is filled from Postgres, day by day the same", async () => {
  await record(500)
  const before = await heldBecomes(500)
  rmSync(join(home, "clickhouse"), { recursive: true })
  await until(
    "the engine on a new folder",
    () => (engine.facts.store?.() === 1 && engine.facts.available()) || undefined,
  )
  expect(await heldBecomes(500)).toEqual(before)
  await record(7)
  await heldBecomes(507)
})

test("F24 the tables are dropped while the engine runs: they are made anew and filled from Postgres", async () => {
  const before = await heldBecomes(507)
  for (const table of [
    "customer_day_mv",
    "customer_day",
    "events",
    "customer_owner",
    "projections",
    "maido_migrations",
  ])
    await engine.facts.command(`drop table if exists ${table} sync`)
  await until("new tables", () => (engine.facts.store?.() ?? 0) > 1 || undefined)
  expect(await heldBecomes(507)).toEqual(before)
})
