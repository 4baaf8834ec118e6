import { expect, test } from "vitest"
import { z } from "zod"
import { testContext } from "#testing/context"
import { defineCapability } from "./capability.ts"
import { inTransaction } from "./context.ts"
import { anyEffect, appliedEffect, enqueue, type Outcome, performedEffect } from "./effects.ts"
import { endOutbox } from "./outbox.ts"
import { assemble } from "./product.ts"
import { claim, recoverLost } from "./worker.ts"
import { sql } from "kysely"

const Letter = z.object({ to: z.string() })

function post(outcomes: Outcome[], lost: "retry" | "unknown" = "retry") {
  const sent: string[] = []
  const settled: string[] = []
  const effect = performedEffect({
    kind: "test.post",
    payload: Letter,
    perform: async (_ctx, { to }) => {
      sent.push(to)
      return outcomes.shift() ?? { kind: "done" }
    },
    settle: async (_ctx, _payload, outcome) => void settled.push(outcome.kind),
    lost: () => lost,
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
  })
  return { effect, sent, settled, product }
}

const states = async (ctx: Awaited<ReturnType<typeof testContext>>) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ key: string; state: string; reason: string | null; attempts: number }>`
      select key, state, reason, attempts from kernel.outbox order by key`.execute(ctx.db)
    return rows
  })

test("B1 an effect asked for twice under one key happens once", async () => {
  const { effect, sent, product } = post([])
  const ctx = await testContext({ product })
  for (let i = 0; i < 3; i++) await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  await ctx.drain()
  expect(sent).toEqual(["hanako"])
  expect(await states(ctx)).toEqual([{ key: "k", state: "done", reason: null, attempts: 1 }])
})

test("B1 an effect asked for in a transaction that fails is not asked for", async () => {
  const { effect, sent, product } = post([])
  const ctx = await testContext({ product })
  const failing = inTransaction(ctx, async (ctx) => {
    await enqueue(ctx, effect, { to: "hanako" }, { key: "k" })
    throw new Error("changed our mind")
  })
  await expect(failing).rejects.toThrow("changed our mind")
  await ctx.drain()
  expect(sent).toEqual([])
})

test("F40 a retry waits its time and then goes out; every outcome is visible", async () => {
  const { effect, sent, settled, product } = post([{ kind: "retry", reason: "busy", afterMs: 60_000 }])
  const ctx = await testContext({ product })
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  await ctx.drain()
  expect(await states(ctx)).toMatchObject([{ state: "ready", reason: "busy" }])
  ctx.pass(59_000)
  expect(await ctx.drain()).toBe(0)
  ctx.pass(2_000)
  await ctx.drain()
  expect(sent).toHaveLength(2)
  expect(settled).toEqual(["retry", "done"])
})

test("F45 after its window an effect ends as expired and is not begun", async () => {
  const { effect, sent, product } = post([])
  const ctx = await testContext({ product })
  const expiresAt = new Date(ctx.now().getTime() + 1_000)
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k", expiresAt }))
  ctx.pass(1_000)
  await ctx.drain()
  expect(sent).toEqual([])
  expect(await states(ctx)).toMatchObject([{ state: "expired", reason: "window_passed" }])
})

const abandon = async (ctx: Awaited<ReturnType<typeof testContext>>) =>
  inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
      ctx.db,
    ),
  )

test("F02 what a dead worker had begun is retried, or honestly unknown when nobody can tell", async () => {
  for (const [lost, state] of [
    ["retry", "ready"],
    ["unknown", "unknown"],
  ] as const) {
    const { effect, settled, product } = post([], lost)
    const ctx = await testContext({ product })
    await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
    expect(await claim(ctx, anyEffect(effect), "dead", 10)).toHaveLength(1)
    await abandon(ctx)
    expect(await recoverLost(ctx, anyEffect(effect), "alive")).toBe(1)
    expect(await states(ctx)).toMatchObject([{ state, reason: "worker_lost" }])
    expect(settled).toEqual([lost])
  }
})

test("F07 a worker that wakes after its lease was taken over can end nothing", async () => {
  const { effect, product } = post([])
  const ctx = await testContext({ product })
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  const [asleep] = await claim(ctx, anyEffect(effect), "asleep", 1)
  if (!asleep) throw new Error("nothing was claimed")
  await abandon(ctx)
  await recoverLost(ctx, anyEffect(effect), "alive")
  const end = { row: asleep, state: "done", reason: null, nextAt: null } as const
  expect(await inTransaction(ctx, (ctx) => endOutbox(ctx, [end]))).toEqual(new Set())
  expect(await states(ctx)).toMatchObject([{ state: "ready" }])
})

test("F08 an effect that killed its worker three times is given up, visibly", async () => {
  const { effect, product } = post([])
  const ctx = await testContext({ product })
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  for (let crash = 1; crash <= 3; crash++) {
    await claim(ctx, anyEffect(effect), "doomed", 1)
    await abandon(ctx)
    await recoverLost(ctx, anyEffect(effect), "alive")
  }
  expect(await states(ctx)).toMatchObject([{ state: "failed", reason: "worker_lost_three_times" }])
})

test("B1 sixteen workers that claim at once never take the same row", async () => {
  const { effect, product } = post([])
  const ctx = await testContext({ product })
  await inTransaction(ctx, async (ctx) => {
    for (let i = 0; i < 100; i++) await enqueue(ctx, effect, { to: String(i) }, { key: String(i) })
  })
  const taken = await Promise.all(Array.from({ length: 16 }, (_, i) => claim(ctx, anyEffect(effect), `w${i}`, 10)))
  const ids = taken.flat().map((row) => row.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(100)
})

test("an applied effect that fails leaves nothing half-done and is tried again later", async () => {
  let broken = true
  const effect = appliedEffect({
    kind: "test.apply",
    payload: Letter,
    apply: async (ctx, { to }) => {
      await sql`insert into kernel.spent_tokens (brand_id, token_id, spent_at) values (${ctx.brandId}, ${to}, ${ctx.now()})`.execute(
        ctx.db,
      )
      if (broken) throw new Error("in the middle")
    },
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
  })
  const ctx = await testContext({ product })
  const spent = () =>
    inTransaction(ctx, async (ctx) => (await sql`select 1 from kernel.spent_tokens`.execute(ctx.db)).rows.length)
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  await ctx.drain()
  expect(await spent()).toBe(0)
  broken = false
  ctx.pass(10_000)
  await ctx.drain()
  expect(await spent()).toBe(1)
})
