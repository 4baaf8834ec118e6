import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ClickHouseClient } from "@clickhouse/client"
import { pino } from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { deleteBrand } from "#brands"
import { inTransaction } from "#kernel/context"
import { type Facts, factsOver } from "#kernel/facts"
import { migrateFacts, nobodyElse } from "#kernel/migrate-facts"
import { drain, type TestContext, testContext } from "#testing/context"
import { createFactsClient } from "../../adapters/clickhouse/client.ts"
import type { ClickHouse } from "../../adapters/clickhouse/running-clickhouse.ts"
import { startClickHouse } from "../../adapters/clickhouse/supervisor.ts"
import { productFactMigrations } from "../../migrations.ts"
import { projectEvents, recordEvents } from "./index.ts"

const home = mkdtempSync(join(tmpdir(), "maido-facts-"))
let engine: ClickHouse
let client: ClickHouseClient
let facts: Facts
beforeAll(async () => {
  engine = await startClickHouse({ home, log: pino({ level: "silent" }) })
  client = createFactsClient(engine)
  await migrateFacts(client, productFactMigrations(), { cluster: false }, nobodyElse)
  facts = factsOver(client, engine.alive)
})
afterAll(async () => {
  await client.close()
  await engine.stop()
  rmSync(home, { recursive: true, force: true })
})

const held = async ({ brandId }: TestContext) => {
  const tables = ["events", "customer_day"]
  const counts = tables.map((table) => `(select count() from ${table} where brand_id = {brand:UUID})`)
  return Number((await facts.rows<{ n: string }>(brandId, `select ${counts.join(" + ")} as n`))[0]?.n)
}

async function fill(ctx: TestContext): Promise<void> {
  const fact = { customerId: ctx.id(), name: "Product Viewed", occurredAt: ctx.now(), source: "test", externalId: "1" }
  await inTransaction(ctx, (ctx) => recordEvents(ctx, [fact]))
  const end = performance.now() + 20_000
  while ((await held(ctx)) < 2 && performance.now() < end) await projectEvents(ctx, { flush: true })
}

test("a deleted brand leaves nothing in ClickHouse, and no other brand misses anything", async () => {
  const [gone, other] = [await testContext({ facts, brand: { isDemo: true } }), await testContext({ facts })]
  await fill(gone)
  await fill(other)
  expect([await held(gone), await held(other)]).toEqual([2, 2])
  await deleteBrand(gone.platform, gone.brandId)
  await drain(gone.platform, { ...gone.assembled, loops: [] })
  expect([await held(gone), await held(other)]).toEqual([0, 2])
})
