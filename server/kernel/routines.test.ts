import fc from "fast-check"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { defineCapability } from "./capability.ts"
import { inTransaction } from "./context.ts"
import { addMonths, addYears, dayOf } from "./days.ts"
import { assemble } from "./product.ts"
import { type Routine, tick } from "./routines.ts"

function routine(every: Routine["every"], catchUp: Routine["catchUp"]) {
  const ran: string[] = []
  const nightly: Routine = {
    name: "test.nightly",
    every,
    catchUp,
    scope: "brand",
    apply: async (_ctx, at) => void ran.push(at.toISOString()),
  }
  const product = assemble([defineCapability({ name: "test", routines: [nightly] })], { plugs: [], wake: () => {} })
  return { nightly, ran, product }
}
const tokyo = (brandId: string) => [{ brandId, zone: "Asia/Tokyo" }]

test("F64 two schedulers and a restart around the due minute: it fires once", async () => {
  const { nightly, ran, product } = routine({ dailyAt: "03:00" }, "none")
  const ctx = await testContext({ product, at: "2026-04-01T02:59:00+09:00" })
  await tick(ctx.platform, [nightly], tokyo(ctx.brandId))
  ctx.moveTo("2026-04-01T03:00:00+09:00")
  await Promise.all([1, 2, 3].map(() => tick(ctx.platform, [nightly], tokyo(ctx.brandId))))
  await tick(ctx.platform, [nightly], tokyo(ctx.brandId))
  await ctx.drain()
  expect(ran).toEqual(["2026-03-31T18:00:00.000Z"])
})

test("F60 a clock that jumps forward a day and back two hours fires nothing twice", async () => {
  const { nightly, ran, product } = routine({ dailyAt: "03:00" }, "all")
  const ctx = await testContext({ product, at: "2026-04-01T02:00:00+09:00" })
  const look = (at: string) => (ctx.moveTo(at), tick(ctx.platform, [nightly], tokyo(ctx.brandId)))
  await look("2026-04-01T02:00:00+09:00")
  await look("2026-04-02T03:30:00+09:00")
  await look("2026-04-02T01:30:00+09:00")
  await look("2026-04-02T03:30:00+09:00")
  await ctx.drain()
  expect(ran).toEqual(["2026-03-31T18:00:00.000Z", "2026-04-01T18:00:00.000Z"])
})

test.each([
  ["none", 0],
  ["last", 1],
  ["all", 3],
] as const)("F65 three days switched off, catching up %s: %i occurrences", async (catchUp, count) => {
  const { nightly, ran, product } = routine({ dailyAt: "03:00" }, catchUp)
  const ctx = await testContext({ product, at: "2026-04-01T12:00:00+09:00" })
  await tick(ctx.platform, [nightly], tokyo(ctx.brandId))
  ctx.moveTo("2026-04-04T12:00:00+09:00")
  await tick(ctx.platform, [nightly], tokyo(ctx.brandId))
  await ctx.drain()
  expect(ran).toHaveLength(count)
})

test("F61 a daily routine keeps the brand's local time, wherever the server stands", async () => {
  const { nightly, ran, product } = routine({ dailyAt: "00:00" }, "none")
  const ctx = await testContext({ product, at: "2026-04-01T23:59:59.999+09:00" })
  const look = (at: string) => (ctx.moveTo(at), tick(ctx.platform, [nightly], tokyo(ctx.brandId)))
  await look("2026-04-01T23:59:59.999+09:00")
  await ctx.drain()
  expect(ran).toEqual([])
  await look("2026-04-02T00:00:00.000+09:00")
  await ctx.drain()
  expect(ran).toEqual(["2026-04-01T15:00:00.000Z"])
})

test("F63 months and years are added as Postgres adds them, for a thousand days", async () => {
  const ctx = await testContext()
  const asked = fc.sample(
    fc.tuple(
      fc.integer({ min: 1990, max: 2090 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: -40, max: 40 }),
    ),
    1_000,
  )
  const days = asked.map(([year, month, date, n], i) => ({ i, from: dayOf(year, month, i % 4 === 0 ? 31 : date), n }))
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ months: string; years: string }>`
      select (d."from" + d.n * interval '1 month')::date::text as months, (d."from" + d.n * interval '1 year')::date::text as years
      from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d(i int, "from" date, n int) order by d.i`.execute(
      ctx.db,
    ),
  )
  expect(rows).toEqual(days.map(({ from, n }) => ({ months: addMonths(from, n), years: addYears(from, n) })))
})
