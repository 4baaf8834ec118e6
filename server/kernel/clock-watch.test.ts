import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { z } from "zod"
import { type TestContext, testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { defineCapability } from "./capability.ts"
import { beat, confirmMoves, type Machine, openMoves, timeIsInDoubt } from "./clock-watch.ts"
import { inTransaction } from "./context.ts"
import { anyEffect, appliedEffect, enqueue, performedEffect } from "./effects.ts"
import { takeOverLost } from "./outbox.ts"
import { assemble } from "./product.ts"
import { tick } from "./routines.ts"
import { claim } from "./worker.ts"

const [second, hour, day] = [1_000, 3_600_000, 86_400_000]
const ran: string[] = []
const routine = (name: string, mass: boolean) => ({
  name,
  every: { minutes: 1 },
  scope: "platform" as const,
  catchUp: "last" as const,
  ...(mass && { mass: true as const }),
  apply: async () => void ran.push(name),
})
const letter = performedEffect({
  kind: "test.letter",
  payload: z.object({}),
  perform: async () => ({ kind: "done" }),
  settle: async () => {},
  lost: () => "retry",
})
const note = appliedEffect({ kind: "test.note", payload: z.object({}), apply: async () => {} })
const product = assemble(
  [
    defineCapability({
      name: "test",
      effects: [anyEffect(letter), anyEffect(note)],
      routines: [routine("test.forget", true), routine("test.measure", false)],
    }),
  ],
  { plugs: [], wake: () => {} },
)

// Clocks belong to the installation: a database of its own, so that no other test waits for somebody to confirm them.
let ctx: TestContext
let drop = async () => {}
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  ctx = await testContext({ product, database: fresh.database, at: new Date().toISOString() })
})
afterAll(() => drop())
beforeEach(async () => {
  ran.length = 0
  for (const table of ["clock", "clock_moves", "routines", "outbox"])
    await inTransaction(ctx.platform, (ctx) => sql`delete from kernel.${sql.raw(table)}`.execute(ctx.db))
})

/** A machine that has been up for so long, whose clock is this far ahead of the database's. */
const machine = (upMs: number, aheadMs = 0, name = "tokyo"): Machine => ({
  name,
  boot: `${name} 1`,
  upMs,
  wallMs: Date.now() + aheadMs,
})
const look = async (...given: Parameters<typeof machine>) => (await beat(ctx.platform, machine(...given))).moves
/** As if the last look had been so long ago by the database's clock, although no time passed for the machines. */
const jump = (ms: number) =>
  inTransaction(ctx.platform, (ctx) =>
    sql`update kernel.clock set beat_at = beat_at - ${ms} * interval '1 millisecond'`.execute(ctx.db),
  )
const doubt = () => inTransaction(ctx, timeIsInDoubt)

test("F60 a jump is noticed once however many machines look, kept, and over when it is confirmed", async () => {
  expect(await look(0)).toEqual([])
  expect(await look(0, 0, "osaka")).toEqual([])
  expect(await doubt()).toBe(false)
  await jump(day)
  // Before anybody has looked it is in doubt already.
  expect(await doubt()).toBe(true)
  expect(await look(10 * second)).toMatchObject([{ what: "database", machine: "tokyo" }])
  expect(await look(10 * second, 0, "osaka")).toEqual([])
  const [move] = await inTransaction(ctx, openMoves)
  expect(Math.round((move?.movedMs ?? 0) / hour)).toBe(24)
  expect(await doubt()).toBe(true)
  expect(await confirmMoves(ctx.platform, "staff:1")).toHaveLength(1)
  expect(await doubt()).toBe(false)
  expect(await look(20 * second)).toEqual([])
})

test("F60 a jump that is taken back before anybody looked is over by itself", async () => {
  await look(0)
  await jump(-2 * hour)
  expect(await look(0)).toMatchObject([{ what: "database" }])
  await jump(2 * hour)
  expect(await look(0)).toEqual([])
  expect(await doubt()).toBe(false)
})

test("F60 a machine whose clock is not the database's is asked about once, and is over when it agrees again", async () => {
  expect(await look(0, 3 * hour)).toMatchObject([{ what: "machine", machine: "tokyo" }])
  expect(await look(0, 3 * hour)).toEqual([])
  await confirmMoves(ctx.platform, "staff:1")
  expect(await look(0, 3 * hour)).toEqual([])
  expect(await doubt()).toBe(false)
  expect(await look(0, 0)).toEqual([])
  expect(await look(0, -2 * hour)).toMatchObject([{ what: "machine" }])
  await look(0, 0)
  expect(await doubt()).toBe(false)
})

/** Works off what the installation itself has asked for. */
async function work() {
  const { carryOut } = await import("./worker.ts")
  for (const effect of product.effects)
    for (const row of await claim(ctx.platform, effect, "test", 10)) await carryOut(ctx.platform, effect, row)
}

test("F60 mass work waits until somebody has confirmed the clock, everything else goes on", async () => {
  await look(0)
  await tick(ctx.platform, product.routines, [])
  ctx.pass(60_000)
  await tick(ctx.platform, product.routines, [])
  // Asked for, but the clock jumps before it is carried out.
  await jump(day)
  await work()
  expect(ran).toEqual(["test.measure"])
  await look(0)
  ctx.pass(60_000)
  await tick(ctx.platform, product.routines, [])
  await work()
  expect(ran).toEqual(["test.measure", "test.measure"])
  await confirmMoves(ctx.platform, "staff:1")
  await work()
  expect(ran).toEqual(["test.measure", "test.measure", "test.forget"])
  ctx.pass(60_000)
  await tick(ctx.platform, product.routines, [])
  await work()
  expect(ran.filter((name) => name === "test.forget")).toHaveLength(2)
})

const stateOf = (key: string) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ state: string; reason: string | null }>`select state, reason from kernel.outbox
      where key = ${key}`.execute(ctx.db)
    return rows[0]
  })

test("F60 nothing expires by a clock that jumped; by one that was confirmed it does", async () => {
  await look(0)
  const expiresAt = new Date(ctx.now().getTime() + hour)
  await inTransaction(ctx, (ctx) => enqueue(ctx, letter, {}, { key: "late", expiresAt }))
  await jump(day)
  ctx.pass(day)
  await ctx.drain()
  expect(await stateOf("late")).toEqual({ state: "ready", reason: "clock_moved" })
  await look(0)
  await confirmMoves(ctx.platform, "staff:1")
  ctx.pass(60_000)
  await ctx.drain()
  expect(await stateOf("late")).toEqual({ state: "expired", reason: "window_passed" })
})

test("F60 a jump makes no lease run out while its worker lives, and none last for ever", async () => {
  await inTransaction(ctx, (ctx) => enqueue(ctx, letter, {}, { key: "held" }))
  expect(await claim(ctx, anyEffect(letter), "alive", 1)).toHaveLength(1)
  const leaseEnds = (ms: number) =>
    inTransaction(ctx, (ctx) =>
      sql`update kernel.outbox set lease_until = clock_timestamp() + ${ms} * interval '1 millisecond'
        where key = 'held'`.execute(ctx.db),
    )
  const lost = (expectedMs: number | null) =>
    inTransaction(ctx, (ctx) => takeOverLost(ctx, "test.letter", "other", [], { leaseMs: 30_000, expectedMs }))
  // The database's clock went a day ahead: what we expected it to show says that the lease still runs.
  await leaseEnds(30_000 - day)
  expect(await lost(Date.now() - day)).toEqual([])
  // Two hours back: the lease seems to end two hours from now. While the jump is fresh its worker may yet renew it.
  await leaseEnds(2 * hour)
  expect(await lost(Date.now() + 2 * hour)).toEqual([])
  expect(await lost(Date.now())).toMatchObject([{ key: "held", crashes: 1 }])
  // Where nothing jumped, a lease that ran out has run out.
  await leaseEnds(-second)
  expect(await lost(null)).toHaveLength(1)
})
