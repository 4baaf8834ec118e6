import { sql } from "kysely"
import { expect, test } from "vitest"
import { z } from "zod"
import { testContext } from "#testing/context"
import { defineCapability } from "./capability.ts"
import { type Context, inBrand, inTransaction } from "./context.ts"
import { anyEffect, appliedEffect, enqueue, enqueueAll } from "./effects.ts"
import { gather, inSharedTransaction, sideBySide } from "./gather.ts"
import { endOutbox } from "./outbox.ts"
import { assemble } from "./product.ts"
import { carryOutAll, claim } from "./worker.ts"

const doubled = (calls: (readonly number[])[]) => (ctx: Context, n: number) =>
  gather(ctx, "double", n, async (_ctx, all: readonly number[]) => {
    calls.push(all)
    return all.map((one) => one * 2)
  })

test("pieces that go side by side are answered by one call each time they ask the same; a piece alone at once", async () => {
  const ctx = await testContext()
  const calls: (readonly number[])[] = []
  const double = doubled(calls)
  const twice = await inTransaction(ctx, (ctx) =>
    sideBySide(ctx, [1, 2, 3], async (ctx, n) => double(ctx, await double(ctx, n))),
  )
  expect(twice).toEqual([4, 8, 12])
  expect(calls).toEqual([
    [1, 2, 3],
    [2, 4, 6],
  ])
  expect(await double(ctx, 5)).toBe(10)
  expect(calls.at(-1)).toEqual([5])
})

test("S22 pieces of two brands never share a question", async () => {
  const { platform, brandId } = await testContext()
  const other = await testContext()
  const calls: (readonly number[])[] = []
  const double = doubled(calls)
  const brands = [brandId, other.brandId, brandId]
  await inTransaction(platform, (ctx) => sideBySide(ctx, brands, (ctx, id) => double(inBrand(ctx, id), brands.length)))
  expect(calls.map((items) => items.length).sort()).toEqual([1, 2])
})

test("an error of the shared answer reaches all who asked, and the transaction is undone once all have ended", async () => {
  const ctx = await testContext()
  let ended = 0
  const failing = inTransaction(ctx, (ctx) =>
    sideBySide(ctx, [1, 2, 3], async (ctx, n) => {
      try {
        return await gather(ctx, "fail", n, () => Promise.reject(new Error("no answer")))
      } finally {
        ended++
      }
    }),
  )
  await expect(failing).rejects.toThrow("no answer")
  expect(ended).toBe(3)
})

const write = (ctx: Context, key: string) =>
  sql`insert into kernel.outbox (brand_id, id, kind, key, payload, cause, next_at, created_at)
    values (${ctx.brandId}, ${ctx.id()}, 'test.nobody', ${key}, '{}', ${ctx.cause}, ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
const written = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ key: string }>`select key from kernel.outbox where brand_id = ${ctx.brandId}
      and kind = 'test.nobody' order by key`.execute(ctx.db)
    return rows.map(({ key }) => key)
  })

test("R5 those who share a transaction stand for themselves: the one that fails fails alone", async () => {
  const ctx = await testContext()
  const transactions = new Set<string>()
  const one = (key: string) =>
    inSharedTransaction(ctx, "test.write", async (ctx) => {
      const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(ctx.db)
      if (rows[0]) transactions.add(rows[0].id)
      await write(ctx, key)
      if (key === "c") throw new Error("c cannot be written")
    })
  const ended = await Promise.allSettled(["a", "b", "c", "d"].map(one))
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"])
  expect(await written(ctx)).toEqual(["a", "b", "d"])
  // Together at first, then each by itself.
  expect(transactions.size).toBe(5)
})

test("two that name the same never share a transaction; others go together, however many groups are under way", async () => {
  const ctx = await testContext()
  const transactions = new Map<string, string>()
  const one = (key: string, name: string) =>
    inSharedTransaction(
      ctx,
      "test.apart",
      async (ctx) => {
        const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(ctx.db)
        transactions.set(key, rows[0]?.id ?? "")
        await write(ctx, key)
      },
      { apart: [name] },
    )
  await Promise.all([one("a", "x"), one("b", "y"), one("c", "x"), one("d", "z")])
  expect(await written(ctx)).toEqual(["a", "b", "c", "d"])
  expect(transactions.get("a")).not.toBe(transactions.get("c"))
})

const Letter = z.object({ to: z.string() })

async function world(applied: string[][]) {
  const effect = appliedEffect({
    kind: "test.together",
    payload: Letter,
    maxAttempts: 1,
    apply: async (ctx, { to }) => {
      if (to === "poison") throw new Error("cannot be applied")
      applied.push([to])
      await write(ctx, to)
    },
    applyAll: async (ctx, wanted) => {
      if (wanted.some(({ payload }) => payload.to === "poison")) throw new Error("one of them cannot be applied")
      applied.push(wanted.map(({ payload }) => payload.to))
      await sideBySide(ctx, wanted, (ctx, { payload }) => write(ctx, payload.to))
    },
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
  })
  const ctx = await testContext({ product })
  const ask = (...to: string[]) =>
    inTransaction(ctx, (ctx) =>
      enqueueAll(
        ctx,
        effect,
        to.map((to) => ({ key: to, payload: { to } })),
      ),
    )
  return { ctx, effect: anyEffect(effect), ask }
}

const states = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ key: string; state: string }>`select key, state from kernel.outbox
      where brand_id = ${ctx.brandId} and kind = 'test.together' order by key`.execute(ctx.db)
    return Object.fromEntries(rows.map(({ key, state }) => [key, state]))
  })

test("B2 effects that wait together are applied together, with the record that they are done", async () => {
  const applied: string[][] = []
  const { ctx, effect, ask } = await world(applied)
  await ask("a", "b", "c")
  await carryOutAll(ctx, effect, await claim(ctx, effect, "test", 10))
  expect(applied.map((group) => group.sort())).toEqual([["a", "b", "c"]])
  expect(await states(ctx)).toEqual({ a: "done", b: "done", c: "done" })
})

test("R5 one that cannot be applied does not hold up the others", async () => {
  const applied: string[][] = []
  const { ctx, effect, ask } = await world(applied)
  await ask("a", "poison", "z")
  await carryOutAll(ctx, effect, await claim(ctx, effect, "test", 10))
  expect(applied.sort()).toEqual([["a"], ["z"]])
  expect(await written(ctx)).toEqual(["a", "z"])
  expect(await states(ctx)).toEqual({ a: "done", poison: "failed", z: "done" })
})

test("F07 what another worker has taken over meanwhile is not applied by us, the others are", async () => {
  const applied: string[][] = []
  const { ctx, effect, ask } = await world(applied)
  await ask("a", "b")
  const rows = await claim(ctx, effect, "test", 10)
  const [lost] = rows
  if (!lost) throw new Error("nothing was claimed")
  await inTransaction(ctx, (ctx) => endOutbox(ctx, [{ row: lost, state: "failed", reason: "test", nextAt: null }]))
  await carryOutAll(ctx, effect, rows)
  const other = lost.key === "a" ? "b" : "a"
  expect(await written(ctx)).toEqual([other])
  expect(await states(ctx)).toEqual({ [lost.key]: "failed", [other]: "done" })
})

test("B1 what is asked for side by side is queued once for each key, each with its own cause", async () => {
  const ctx = await testContext()
  const effect = appliedEffect({ kind: "gather.ask", payload: z.object({ n: z.int() }), apply: async () => {} })
  const keys = ["one", "two", "one", "three"]
  const ask = () =>
    inTransaction(ctx, (ctx) =>
      sideBySide(ctx, keys, (ctx, key) => enqueue({ ...ctx, cause: `of ${key}` }, effect, { n: 1 }, { key })),
    )
  expect(await ask()).toEqual([true, true, false, true])
  expect(await ask()).toEqual([false, false, false, false])
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ key: string; cause: string }>`select key, cause from kernel.outbox
      where brand_id = ${ctx.brandId} and kind = ${effect.kind} order by key`.execute(ctx.db),
  )
  expect(rows.map(({ key, cause }) => `${key}: ${cause}`)).toEqual(["one: of one", "three: of three", "two: of two"])
})
