import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ClickHouseClient } from "@clickhouse/client"
import { sql } from "kysely"
import { pino } from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { clusterOf, consentChanged, eraseCustomer, resolveCustomer, unmergeCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { type Facts, factsOver } from "#kernel/facts"
import { migrateFacts, nobodyElse } from "#kernel/migrate-facts"
import { type TestContext, testContext } from "#testing/context"
import { createFactsClient } from "../../adapters/clickhouse/client.ts"
import { startClickHouse } from "../../adapters/clickhouse/supervisor.ts"
import type { ClickHouse } from "../../adapters/clickhouse/running-clickhouse.ts"
import { productFactMigrations } from "../../migrations.ts"
import { checkProjection } from "./check-projection.ts"
import { eventCounts } from "./event-counts.ts"
import { type EventRecord, projectEvents, projectionLag, rebuildAnalytics, recordEvents, timelineOf } from "./index.ts"
import { handedOver, type HandedOver, handOver } from "./handed-over.ts"
import type { InboxRow } from "./projection-rules.ts"
import { deleteEventsOf, insertFreshEvents } from "./storage.ts"
import { selectRange, selectRuns } from "./storage-projection.ts"

const log = pino({ level: "silent" })
const home = mkdtempSync(join(tmpdir(), "maido-facts-"))
let engine: ClickHouse
let client: ClickHouseClient
let facts: Facts
let isAway = false
const start = async () => {
  engine = await startClickHouse({ home, log })
  client = createFactsClient(engine)
  await migrateFacts(client, productFactMigrations(), { cluster: false }, nobodyElse)
  facts = factsOver(client, () => !isAway && engine.alive())
}
beforeAll(start)
afterAll(async () => {
  await client.close()
  await engine.stop()
  rmSync(home, { recursive: true, force: true })
})

let n = 0
const fact = (more: Partial<EventRecord> = {}): EventRecord => ({
  customerId: null,
  name: "Product Viewed",
  occurredAt: new Date("2026-03-31T12:00:00Z"),
  source: "test",
  externalId: `e-${++n}`,
  ...more,
})
const record = (ctx: TestContext, records: EventRecord[]) => inTransaction(ctx, (ctx) => recordEvents(ctx, records))

/** Projects until nothing waits. Other tests' transactions may hold our rows back for a moment. */
async function projectAll(ctx: TestContext): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; ) {
    while (await projectEvents(ctx, { flush: true }));
    if ((await projectionLag(ctx)).since === null) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error("the projection did not catch up")
}

const everyDay = { from: "2000-01-01", to: "2100-01-01" }
const total = async (ctx: TestContext) => (await eventCounts(ctx, everyDay)).reduce((sum, row) => sum + row.count, 0)
const raw = async (ctx: TestContext) =>
  (await facts.rows<{ n: string }>(ctx.brandId, "select count() as n from events where brand_id = {brand:UUID}")).map(
    (row) => Number(row.n),
  )[0]

test("G4 facts are counted by name and by the brand's own day, amounts and customers included", async () => {
  const [tokyo, newYork] = [
    await testContext({ facts }),
    await testContext({ facts, brand: { zone: "America/New_York" } }),
  ]
  const customerId = tokyo.id()
  const evening = new Date("2026-03-31T15:30:00Z")
  for (const ctx of [tokyo, newYork]) {
    await record(ctx, [
      fact({ occurredAt: evening, customerId }),
      fact({ customerId }),
      fact(),
      fact({ name: "Order Placed", value: 1200, currency: "JPY", customerId }),
    ])
    await projectAll(ctx)
  }
  const row = (name: string, day: string, count: number, customers: number, value = 0) => ({
    name,
    day,
    count,
    customers,
    value,
  })
  expect(await eventCounts(tokyo, everyDay)).toEqual([
    row("Order Placed", "2026-03-31", 1, 1, 1200),
    row("Product Viewed", "2026-03-31", 2, 1),
    row("Product Viewed", "2026-04-01", 1, 1),
  ])
  expect(await eventCounts(newYork, { ...everyDay, names: ["Product Viewed"] })).toEqual([
    row("Product Viewed", "2026-03-31", 3, 1),
  ])
  // Another brand's facts can't be seen: each question is limited to its own.
  expect(await total(tokyo)).toBe(4)
})

test("F20 ClickHouse away: facts go on coming in, the lag shows, and afterwards the counts are equal", async () => {
  const ctx = await testContext({ facts })
  await record(ctx, [fact(), fact()])
  await projectAll(ctx)
  isAway = true
  try {
    ctx.pass(1_000)
    await record(
      ctx,
      Array.from({ length: 500 }, () => fact()),
    )
    ctx.pass(90_000)
    expect(await projectEvents(ctx, { flush: true })).toBe(false)
    expect(await projectionLag(ctx)).toMatchObject({ available: false, seconds: 90 })
    await expect(eventCounts(ctx, everyDay)).rejects.toThrow("events.NotProjected")
  } finally {
    isAway = false
  }
  await projectAll(ctx)
  expect([await total(ctx), await raw(ctx)]).toEqual([502, 502])
  expect(await projectionLag(ctx)).toMatchObject({ available: true, seconds: 0, since: null })
})

test("F21 an insert that arrived without our knowing is sent again as the same range and kept once", async () => {
  const ctx = await testContext()
  let losing = true
  const deaf: Facts = {
    ...facts,
    insert: async (table, rows, token) => {
      await facts.insert(table, rows, token)
      if (losing && table === "events") throw new Error("socket hang up")
    },
  }
  const behind = { ...ctx, facts: deaf }
  await record(ctx, [fact(), fact(), fact()])
  for (let i = 0; i < 5; i++) await expect(projectEvents(behind, { flush: true })).rejects.toThrow("socket hang up")
  // What comes in meanwhile is no part of the saved range.
  await record(ctx, [fact(), fact()])
  losing = false
  const again = { ...ctx, facts }
  await projectAll(again)
  expect([await total(again), await raw(again)]).toEqual([5, 5])
})

test("G4 ranges follow each other by transaction number, not by its text", async () => {
  const ctx = await testContext({ facts })
  const write = (xid: number) =>
    inTransaction(ctx, async (ctx) => {
      await recordEvents(ctx, [fact({ externalId: `xid-${xid}` })])
      await sql`update events.inbox set xid = ${String(xid)}::xid8 where brand_id = ${ctx.brandId} and external_id = ${`xid-${xid}`}`.execute(
        ctx.db,
      )
    })
  for (const xid of [99, 9, 100, 101, 10]) await write(xid)
  const seen: string[] = []
  for (let from = { xid: "0", seq: 0 }; ; ) {
    const runs = await inTransaction(ctx, (ctx) => selectRuns(ctx, from, 2))
    seen.push(...runs.map((run) => run.xid))
    const last = runs.at(-1)
    if (!last) break
    from = { xid: last.xid, seq: last.last }
  }
  expect(seen).toEqual(["9", "10", "99", "100", "101"])
})

/** Other tests write to the same inbox: once in a while their numbers lie between ours. */
async function numbered(ctx: TestContext, records: EventRecord[]): Promise<HandedOver> {
  for (let tried = 0; tried < 50; tried++) {
    const handed = await inTransaction(ctx, async (ctx) => {
      const handed = await insertFreshEvents(ctx, records)
      if (!handed) await sql`delete from events.inbox where brand_id = ${ctx.brandId}`.execute(ctx.db)
      return handed
    })
    if (handed) return handed
  }
  throw new Error("others wrote between ours fifty times")
}

test("G4 F96 what is handed over is what lies in the inbox, and no longer counts once something of it was removed", async () => {
  const ctx = await testContext({ facts })
  const gone = ctx.id()
  const records = [
    fact({ externalId: "a", value: -300, currency: "JPY", orderId: "1", channel: "web", storeId: "ginza" }),
    fact({ externalId: "b", customerId: null, receivedAt: new Date(ctx.now().getTime() - 1), isClockSkewed: true }),
    fact({ externalId: "c", customerId: gone, properties: { "a\u0001": ["毎度", 1.5, null], 最: { b: '"\\' } } }),
  ]
  const handed = await numbered(ctx, records)
  const { xid, first, last, rows } = handed
  const stored = await inTransaction(ctx, (ctx) => selectRange(ctx, { xid, seq: first - 1 }, { xid, seq: last }))
  const told = (row: InboxRow) => ({ ...row, properties: JSON.parse(row.properties) as unknown, parsed: undefined })
  expect(rows.map(told)).toEqual(stored.map(told))
  expect(rows.map((row) => row.parsed)).toEqual(stored.map((row) => told(row).properties))

  handOver(ctx, handed)
  const run = { xid, first, last, count: 3 }
  expect(handedOver(ctx, run)).toEqual(rows)
  await inTransaction(ctx, (ctx) => deleteEventsOf(ctx, [gone]))
  const [left] = await inTransaction(ctx, (ctx) => selectRuns(ctx, { xid: "0", seq: 0 }, 10))
  expect(left && handedOver(ctx, left)).toBeUndefined()
  await projectAll(ctx)
  expect(await total(ctx)).toBe(2)
  expect(handedOver(ctx, run)).toBeUndefined()
})

test("G8 a fact that is there is noticed by the one who writes without looking", async () => {
  const ctx = await testContext({ facts })
  const write = () => inTransaction(ctx, (ctx) => insertFreshEvents(ctx, [fact({ externalId: "once" })]))
  await write()
  await expect(write()).rejects.toMatchObject({ code: "23505" })
})

test("F25 many small arrivals become few parts: a thousand rows or a second are waited for", async () => {
  const ctx = await testContext({ facts })
  let sent = 0
  for (let i = 0; i < 60; i++) {
    await record(ctx, [fact()])
    ctx.pass(25)
    if (await projectEvents(ctx)) sent++
  }
  expect(sent).toBeLessThanOrEqual(2)
  await record(
    ctx,
    Array.from({ length: 1_000 }, () => fact()),
  )
  for (const end = performance.now() + 10_000; !(await projectEvents(ctx)) && performance.now() < end; );
  await projectAll(ctx)
  expect(await total(ctx)).toBe(1_060)
})

test("F24 analytics are made anew with equal daily counts while facts keep coming in", async () => {
  const ctx = await testContext({ facts })
  const days = Array.from({ length: 3_000 }, (_, i) =>
    fact({ occurredAt: new Date(Date.UTC(2026, 0, 1 + (i % 80), i % 24)), customerId: ctx.id() }),
  )
  await record(ctx, days)
  await projectAll(ctx)
  const before = await eventCounts(ctx, everyDay)
  const more = record(
    ctx,
    Array.from({ length: 700 }, () => fact({ name: "Page Viewed" })),
  )
  await rebuildAnalytics(ctx)
  await more
  await projectAll(ctx)
  const after = await eventCounts(ctx, everyDay)
  expect(after.filter((row) => row.name !== "Page Viewed")).toEqual(before)
  expect(after.filter((row) => row.name === "Page Viewed").map((row) => row.count)).toEqual([700])
  expect(await raw(ctx)).toBe(3_700)
})

test("F24 an emptied ClickHouse is noticed and filled from the beginning by itself", async () => {
  const ctx = await testContext({ facts })
  await record(ctx, [fact(), fact(), fact()])
  await projectAll(ctx)
  for (const table of ["events", "customer_day", "projections"])
    await facts.command(`delete from ${table} where brand_id = {brand:UUID}`, { brand: ctx.brandId })
  await record(ctx, [fact()])
  // A process that starts asks once whose facts these are; another view of the engine stands for another process.
  const restarted = { ...ctx, facts: { ...facts } }
  for (const end = performance.now() + 20_000; (await total(ctx)) !== 4 && performance.now() < end; )
    await projectEvents(restarted, { flush: true })
  expect([await total(ctx), await raw(ctx)]).toEqual([4, 4])
})

test("F23 the nightly check finds days that differ, facts that are missing, and says nothing when all is well", async () => {
  const ctx = await testContext({ facts })
  await record(
    ctx,
    Array.from({ length: 50 }, () => fact()),
  )
  await projectAll(ctx)
  ctx.pass(2 * 3_600_000)
  expect(await checkProjection(ctx)).toEqual([])
  await facts.command("delete from customer_day where brand_id = {brand:UUID}", { brand: ctx.brandId })
  expect(await checkProjection(ctx)).toEqual([{ brandId: ctx.brandId, what: "days_differ" }])
  await facts.command(
    "delete from events where brand_id = {brand:UUID} and seq = (select min(seq) from events where brand_id = {brand:UUID})",
    { brand: ctx.brandId },
  )
  await rebuildAnalytics(ctx)
  await projectAll(ctx)
  expect(await checkProjection(ctx)).toEqual([])
})

test("A07 the facts of merged customers are counted together, and apart again when the merge is undone", async () => {
  const ctx = await testContext({ facts })
  const person = (value: string) =>
    resolveCustomer(ctx, { identities: [{ kind: "external", issuer: "", value }], source: "test", at: ctx.now() })
  const [a, b] = [await person("a"), await person("b")]
  await record(ctx, [
    fact({ customerId: a.customerId }),
    fact({ customerId: b.customerId }),
    fact({ customerId: b.customerId }),
  ])
  const perOwner = async () => {
    await projectAll(ctx)
    const rows = await facts.rows<{ n: string }>(
      ctx.brandId,
      `select sum(d.cnt) as n from customer_day d
       left join (select customer_id, owner_id from customer_owner final where brand_id = {brand:UUID}) o on o.customer_id = d.customer_id
       where d.brand_id = {brand:UUID} and d.name = 'Product Viewed'
       group by if(o.owner_id = toUUID('00000000-0000-0000-0000-000000000000'), d.customer_id, o.owner_id) order by n`,
    )
    return rows.map((row) => Number(row.n))
  }
  expect(await perOwner()).toEqual([1, 2])
  await resolveCustomer(ctx, {
    identities: [
      { kind: "external", issuer: "", value: "a" },
      { kind: "external", issuer: "", value: "b" },
    ],
    source: "test",
    at: ctx.now(),
  })
  expect(await perOwner()).toEqual([3])
  const [root] = await inTransaction(ctx, (ctx) => clusterOf(ctx, a.customerId))
  await unmergeCustomer(ctx, root === a.customerId ? b.customerId : a.customerId)
  expect(await perOwner()).toEqual([1, 2])
})

test("F96 an erased customer's facts are gone from Postgres and from ClickHouse, nobody else's", async () => {
  const ctx = await testContext({ facts })
  const person = (value: string) =>
    resolveCustomer(ctx, { identities: [{ kind: "email", issuer: "", value }], source: "test", at: ctx.now() })
  const [a, b] = [await person("canary-a@example.jp"), await person("b@example.jp")]
  await record(ctx, [fact({ customerId: a.customerId }), fact({ customerId: b.customerId })])
  await projectAll(ctx)
  await eraseCustomer(ctx, a.customerId, "asked for it")
  ctx.pass(11 * 60_000)
  await ctx.drain()
  const count = async () =>
    (await eventCounts(ctx, { ...everyDay, names: ["Product Viewed"] })).reduce((sum, row) => sum + row.count, 0)
  expect([await count(), (await timelineOf(ctx, a.customerId, { limit: 9 })).items]).toEqual([1, []])
  expect((await timelineOf(ctx, b.customerId, { limit: 9 })).items).toHaveLength(1)
  await rebuildAnalytics(ctx)
  await projectAll(ctx)
  expect(await count()).toBe(1)
})

test("A01 M20 consents given and withdrawn stand on the timeline", async () => {
  const ctx = await testContext({ facts })
  const { customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value: "c@example.jp" }],
    source: "test",
    at: ctx.now(),
  })
  await inTransaction(ctx, (ctx) =>
    announce(ctx, consentChanged, {
      customerId,
      channel: "email",
      purpose: "marketing",
      state: "given",
      at: ctx.now(),
    }),
  )
  await inTransaction(ctx, (ctx) =>
    announce(ctx, consentChanged, {
      customerId,
      channel: "email",
      purpose: "marketing",
      state: "withdrawn",
      at: ctx.now(),
    }),
  )
  expect((await timelineOf(ctx, customerId, { limit: 9 })).items.map((item) => [item.name, item.channel])).toEqual([
    ["Consent Withdrawn", "email"],
    ["Consent Given", "email"],
  ])
})
