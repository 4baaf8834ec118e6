import { expect, test } from "vitest"
import { z } from "zod"
import { testContext } from "#testing/context"
import type { Claimed } from "./claimed.ts"
import { defineCapability } from "./capability.ts"
import { type Context, inTransaction } from "./context.ts"
import { anyEffect, appliedEffect, enqueue, type Outcome, performedEffect } from "./effects.ts"
import { endOutbox } from "./outbox.ts"
import { assemble } from "./product.ts"
import { carryOut, claim, recoverLost } from "./worker.ts"
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

test("B1 B2 what somebody waits for begins with the commit that asks for it, once, and not when that fails", async () => {
  const taken: Claimed[] = []
  const effect = performedEffect({
    kind: "test.prompt",
    payload: Letter,
    isPrompt: true,
    perform: async () => ({ kind: "done" }),
    settle: async () => {},
    lost: () => "retry",
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
    takerOf: () => ({ owner: "here", take: (row) => void taken.push(row) }),
  })
  const ctx = await testContext({ product })
  const ask = (fails: boolean) =>
    inTransaction(ctx, async (ctx) => {
      await enqueue(ctx, effect, { to: "hanako" }, { key: "k" })
      expect(taken).toEqual([])
      if (fails) throw new Error("changed our mind")
    })
  await expect(ask(true)).rejects.toThrow("changed our mind")
  expect(taken).toEqual([])
  await ask(false)
  const [row] = taken
  if (!row) throw new Error("nothing was taken")
  expect(row).toMatchObject({ key: "k", payload: { to: "hanako" }, attempts: 1, fence: "1" })
  expect(await claim(ctx, anyEffect(effect), "other", 10)).toEqual([])
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  expect(taken).toHaveLength(1)
  // Not yet due: it waits in the queue like anything else.
  const notBefore = new Date(ctx.now().getTime() + 60_000)
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "later" }, { key: "l", notBefore }))
  expect(taken).toHaveLength(1)
  await carryOut(ctx, anyEffect(effect), row)
  expect(await states(ctx)).toMatchObject([
    { key: "k", state: "done", attempts: 1 },
    { key: "l", state: "ready", attempts: 0 },
  ])
})

test("F02 a row that was taken with its commit by a worker that died is found like any other", async () => {
  const effect = performedEffect({
    kind: "test.prompt-lost",
    payload: Letter,
    isPrompt: true,
    perform: async () => ({ kind: "done" }),
    settle: async () => {},
    lost: () => "retry",
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
    takerOf: () => ({ owner: "dead", take: () => {} }),
  })
  const ctx = await testContext({ product })
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  await abandon(ctx)
  expect(await recoverLost(ctx, anyEffect(effect), "alive")).toBe(1)
  await ctx.drain()
  expect(await states(ctx)).toMatchObject([{ key: "k", state: "done" }])
})

test("F03 settling that always fails ends as unknown with what is known, and is not performed again", async () => {
  let performed = 0
  const effect = performedEffect({
    kind: "test.unsettled",
    payload: Letter,
    perform: async () => {
      performed++
      return { kind: "done" }
    },
    settle: async () => {
      throw new Error("cannot be written")
    },
    lost: () => "retry",
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
  })
  const ctx = await testContext({ product })
  await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key: "k" }))
  await ctx.drain()
  ctx.pass(86_400_000)
  await ctx.drain()
  expect(performed).toBe(1)
  expect(await states(ctx)).toMatchObject([{ state: "unknown", reason: "not_written_down: Error; it had ended done" }])
})

test("R5 what ends together is settled each for itself", async () => {
  const settled: string[] = []
  const effect = performedEffect({
    kind: "test.together",
    payload: Letter,
    perform: async () => ({ kind: "done" }),
    settle: async (ctx, { to }) => {
      if (to === "3") throw new Error("this one cannot")
      ctx.afterCommit(() => void settled.push(to))
    },
    lost: () => "retry",
  })
  const product = assemble([defineCapability({ name: "test", effects: [anyEffect(effect)] })], {
    plugs: [],
    wake: () => {},
  })
  const ctx = await testContext({ product })
  for (let i = 0; i < 8; i++) await inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: `${i}` }, { key: `${i}` }))
  const rows = await claim(ctx, anyEffect(effect), "together", 10)
  await Promise.all(rows.map((row) => carryOut(ctx, anyEffect(effect), row)))
  expect(settled.sort()).toEqual(["0", "1", "2", "4", "5", "6", "7"])
  expect((await states(ctx)).filter(({ state }) => state === "unknown").map(({ key }) => key)).toEqual(["3"])
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

test("F15 F43 what goes after others of its own brand waits for these, and for nobody else's", async () => {
  const ctx = await testContext()
  // In the platform's view every brand's rows are seen: names of this test's own.
  const kindOf = (name: string) => `test.${name}.${ctx.brandId}`
  const posting = (kind: string, more: { readonly afterOwn?: readonly string[] } = {}) =>
    performedEffect({
      kind,
      payload: Letter,
      perform: async () => ({ kind: "done" }),
      settle: async () => {},
      lost: () => "retry",
      ...more,
    })
  const receipts = posting(kindOf("receipts"))
  const news = posting(kindOf("news"), { afterOwn: [receipts.kind] })
  const other = await testContext()
  const ask = (ctx: Context, effect: typeof news, key: string) =>
    inTransaction(ctx, (ctx) => enqueue(ctx, effect, { to: "hanako" }, { key }))
  await ask(ctx, news, "n")
  await ask(ctx, receipts, "r")
  await ask(other, news, "n")
  const claimed = async (effect: typeof news) =>
    (await claim(ctx.platform, anyEffect(effect), "here", 10)).map(({ brandId }) => brandId)
  expect(await claimed(news)).toEqual([other.brandId])
  expect(await claimed(receipts)).toEqual([ctx.brandId])
  expect(await claimed(news)).toEqual([ctx.brandId])
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
