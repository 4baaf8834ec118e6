import net from "node:net"
import { sql } from "kysely"
import { pino } from "pino"
import { expect, inject, test } from "vitest"
import { testContext } from "#testing/context"
import { type Context, inOneMoment, inQuickTransaction, inTransaction } from "./context.ts"
import { connect } from "./db.ts"
import { isQuestion, setBrand, statementNames } from "./statements.ts"

test("S22 a brand's transaction sees its brand from the first statement, and the next one on the same connection its own", async () => {
  const [a, b] = [await testContext(), await testContext()]
  const seen = (ctx: typeof a) =>
    inTransaction(
      ctx,
      async (ctx) =>
        (await sql<{ brand: string }>`select kernel.brand()::text as brand`.execute(ctx.db)).rows[0]?.brand,
    )
  for (const ctx of [a, b, a]) expect(await seen(ctx)).toBe(ctx.brandId)
})

test("S22 what opens a transaction is the statement that is sent together with begin", async () => {
  const ctx = await testContext()
  const compiled = sql`select set_config('app.brand', ${ctx.brandId}, true)`.compile(ctx.db)
  expect(compiled.sql).toBe(setBrand)
})

test("a statement gets a name when it comes a second time, and keeps it; a full list names no more", () => {
  const nameOf = statementNames(2)
  expect(nameOf("a")).toBeUndefined()
  expect(nameOf("a")).toBe("m1")
  expect(nameOf("a")).toBe("m1")
  for (const text of ["b", "b", "c", "c"]) nameOf(text)
  expect(nameOf("b")).toBe("m2")
  expect(nameOf("c")).toBeUndefined()
})

test("a transaction that fails leaves nothing behind on its connection", async () => {
  const ctx = await testContext()
  const fails = inTransaction(ctx, async (ctx) => {
    await sql`select ${1}::int / 0`.execute(ctx.db)
  })
  await expect(fails).rejects.toThrow("division by zero")
  await expect(
    inTransaction(ctx, async () => {
      throw new Error("before the first statement")
    }),
  ).rejects.toThrow("before the first statement")
  const found = await inTransaction(ctx, (ctx) => sql<{ n: number }>`select ${2}::int as n`.execute(ctx.db))
  expect(found.rows[0]?.n).toBe(2)
})

test("P7 what is read in one moment is asked once, seen as it was then, and asked anew after a write of its own", async () => {
  const ctx = await testContext()
  const asks = (ctx: Context) =>
    sql<{ id: string }>`select gen_random_uuid()::text as id where ${1}::int = 1`.execute(ctx.db)
  // A fresh id each time it is truly asked.
  const [first, again, side, after] = await inOneMoment(ctx, async (ctx) => {
    const first = await asks(ctx)
    const [again, side] = await Promise.all([asks(ctx), asks(ctx)])
    const [row] = again.rows
    if (row) row.id = `${row.id}-mine`
    await sql`create temporary table p7_own (n int) on commit drop`.execute(ctx.db)
    return [first, again, side, await asks(ctx)] as const
  })
  const id = first.rows[0]?.id ?? "none"
  expect(again.rows[0]?.id).toBe(`${id}-mine`)
  expect(side.rows[0]?.id).toBe(id)
  expect(after.rows[0]?.id).not.toBe(id)
  // Nothing of it is left for the next one on the same connection, nor in transactions that write.
  const others = await inTransaction(ctx, async (ctx) => [await asks(ctx), await asks(ctx)])
  expect(new Set(others.map(({ rows }) => rows[0]?.id)).size).toBe(2)
  expect((await inOneMoment(ctx, asks)).rows[0]?.id).not.toBe(id)
  let looks = 0
  const stands = await inOneMoment({ ...ctx, now: () => new Date(looks++) }, async (ctx) => [ctx.now(), ctx.now()])
  expect(stands[0]).toBe(stands[1])
})

test("P7 what is asked side by side leaves in one message, together with what opens the transaction", async () => {
  const url = new URL(inject("appUrl"))
  const postgres = { port: Number(url.port), host: url.hostname }
  let messages = 0
  const proxy = net.createServer((near) => {
    const far = net.connect(postgres)
    near.on("data", () => messages++)
    near.pipe(far).pipe(near)
    near.on("error", () => far.destroy())
    far.on("error", () => near.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
  const address = proxy.address()
  url.port = String(typeof address === "object" && address ? address.port : 0)
  const database = connect(url.href, 1, pino({ level: "silent" }))
  try {
    const ctx = { ...(await testContext()), db: database.kysely }
    const twenty = Array.from({ length: 20 }, (_, n) => n)
    const askAll = () =>
      inTransaction(ctx, (ctx) =>
        Promise.all(twenty.map((n) => sql<{ n: number }>`select ${n}::int as n`.execute(ctx.db))),
      )
    await askAll()
    const before = messages
    const answers = await askAll()
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(twenty)
    // One with all of it, one with the commit; the network may cut the first in two.
    expect(messages - before).toBeLessThanOrEqual(3)
  } finally {
    await database.close()
    proxy.close()
  }
})

test("F14 of statements that were sent together the first that fails is told, and the next transaction knows nothing of it", async () => {
  const ctx = await testContext()
  const ask = (ctx: Context, n: number) => sql<{ n: number }>`select 10 / ${n}::int as n`.execute(ctx.db)
  const together = inTransaction(ctx, (ctx) => Promise.all([ask(ctx, 5), ask(ctx, 0), ask(ctx, 2), ask(ctx, 1)]))
  await expect(together).rejects.toThrow("division by zero")
  const after = await inTransaction(ctx, (ctx) => Promise.all([ask(ctx, 5), ask(ctx, 2)]))
  expect(after.map(({ rows }) => rows[0]?.n)).toEqual([2, 5])
})

test("P7 only what changes nothing is a question", () => {
  for (const text of ["select 1", "\n with a as (select updated_at from t) select * from a"])
    expect(isQuestion(text)).toBe(true)
  for (const text of [
    "update t set n = 1",
    "with a as (insert into t values (1) returning n) select n from a",
    "select n from t for update",
    "select pg_advisory_xact_lock(1)",
    "select set_config('a', 'b', true)",
  ])
    expect(isQuestion(text)).toBe(false)
})

test("S22 a quick transaction sees its brand and keeps plans; the next one on the same connection chooses them again", async () => {
  const ctx = await testContext()
  const asked = sql<{ brand: string; plans: string }>`
    select kernel.brand()::text as brand, current_setting('plan_cache_mode') as plans`
  const seen = async (open: typeof inTransaction) => (await open(ctx, (ctx) => asked.execute(ctx.db))).rows[0]
  for (let turn = 0; turn < 3; turn++) {
    expect(await seen(inQuickTransaction)).toEqual({ brand: ctx.brandId, plans: "force_generic_plan" })
    expect(await seen(inTransaction)).toEqual({ brand: ctx.brandId, plans: "auto" })
  }
})
