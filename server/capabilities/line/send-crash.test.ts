import { spawn } from "node:child_process"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { createBrand } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { anyEffect } from "#kernel/effects"
import { recoverLost } from "#kernel/worker"
import { drain, type TestContext } from "#testing/context"
import { type FakeLine, startFakeLine } from "#testing/fake-line"
import { letterContext, planLetter } from "#testing/letter-scene"
import { connectFake, linePlug } from "#testing/line"
import { aFriend, sendEffects } from "#testing/line-friends"
import { answerFriend, sendAnswer } from "./answer-friend.ts"
import { selectTalk } from "./storage-messages.ts"

// Kills a real worker at each point of an attempt, then lets another one clean up, and asks LINE what its friend received.
let line: FakeLine
beforeAll(async () => void (line = await startFakeLine()))
afterAll(() => line.stop())

/** Several brands of one product; `account` is the id of each one's account. */
async function brands(count: number): Promise<(TestContext & { account: string })[]> {
  const way = linePlug(line)
  const base = await letterContext({ plugs: [way.plug] })
  const made = Array.from({ length: count }, async (_, index) => {
    const { brandId } = await createBrand(base.platform, { name: "ひなた", slug: `${base.brand.slug}-${index}` })
    const ctx = { ...base, brandId, drain: () => drain({ ...base, brandId }, base.assembled) }
    return { ...ctx, account: await connectFake(ctx, line) }
  })
  return Promise.all(made)
}

/** A few at a time: each is a process that has to be started. */
async function eachOf<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const waiting = items.map((item, index) => ({ item, index }))
  const goOn = async (): Promise<void> => {
    const next = waiting.shift()
    if (!next) return
    await work(next.item, next.index)
    return goOn()
  }
  await Promise.all([goOn(), goOn(), goOn()])
}

async function dieAt(ctx: TestContext, point: string): Promise<void> {
  const script = new URL("../../testing/line-process.ts", import.meta.url).pathname
  const given = { database: inject("appUrl"), brand: ctx.brandId, line: line.origin, now: ctx.now().toISOString() }
  const flags = Object.entries({ ...given, crash: point }).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, [script, ...flags], { stdio: "inherit" })
  const signal = await new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)))
  expect(signal, `the worker must die at ${point}`).toBe("SIGKILL")
}

async function cleanUp(ctx: TestContext): Promise<void> {
  await inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
      ctx.db,
    ),
  )
  for (const effect of [...sendEffects.map(anyEffect), anyEffect(sendAnswer)]) await recoverLost(ctx, effect, "alive")
  await ctx.drain()
}

const receivedBy = (userId: string) => line.received().filter((one) => one.userId === userId)
const stateOf = async (ctx: Context, messageId: string) => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ state: string }>`select state from messages.messages where message_id = ${messageId}`.execute(ctx.db),
  )
  return rows[0]?.state
}

/** Whether LINE has the message when the worker dies there. */
const points = [
  ["line.before_call", false],
  ["line.after_call", true],
  ["result.before_commit", true],
  ["result.after_commit", true],
] as const

test("F02 F46 killed at any point of it, a letter by LINE is received at most once, and its end is honest", async () => {
  const contexts = await brands(points.length)
  await eachOf(points, async ([point, had], index) => {
    const ctx = contexts[index]
    if (!ctx) return
    const { userId, customerId } = await aFriend(ctx, ctx.account)
    const messageId = await planLetter(ctx, customerId, { channels: ["line"] })
    await dieAt(ctx, point)
    expect(receivedBy(userId), point).toHaveLength(had ? 1 : 0)
    await cleanUp(ctx)
    await cleanUp({ ...ctx, now: () => new Date(ctx.now().getTime() + 24 * 3_600_000) })
    const times = receivedBy(userId).length
    expect(times, point).toBeLessThanOrEqual(1)
    // Asked again under its retry key, LINE says what it has: nothing is left unknown.
    expect(await stateOf(ctx, messageId), point).toBe("accepted")
    expect(times, point).toBe(1)
  })
}, 120_000)

const answers = [
  ["line.before_call", false, "push", "accepted"],
  ["line.after_call", false, "push", "accepted"],
  ["line.before_call", true, "reply", "unknown"],
  ["line.after_call", true, "reply", "unknown"],
] as const

test("F02 F46 X09 killed around the call, an answer is received at most once: a push surely, of a reply nobody can know", async () => {
  const contexts = await brands(answers.length)
  await eachOf(answers, async ([point, isFree, way, end], index) => {
    const ctx = contexts[index]
    if (!ctx) return
    const { userId } = await aFriend(ctx, ctx.account, { isFree })
    await answerFriend(ctx, { userId, text: "お待たせしました" })
    await dieAt(ctx, point)
    await cleanUp(ctx)
    const [bubble] = await inTransaction(ctx, (tx) => selectTalk(tx, ctx.account, userId, undefined, 5))
    expect(bubble, `${point} ${way}`).toMatchObject({ direction: "out", state: end })
    // A push is known again by its key and therefore arrives.
    const isThere = way === "push" || point === "line.after_call"
    expect(receivedBy(userId).map((one) => one.way)).toEqual(isThere ? [way] : [])
  })
}, 120_000)
