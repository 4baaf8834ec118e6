import { sql } from "kysely"
import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { inTransaction } from "./context.ts"
import { setBrand, statementNames } from "./statements.ts"

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
