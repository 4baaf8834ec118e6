import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { lineWays } from "#line"
import { inTransaction } from "#kernel/context"
import { anyEffect } from "#kernel/effects"
import { plug } from "#kernel/ports"
import { recoverLost } from "#kernel/worker"
import { doomedWorker } from "#testing/doomed"
import { aUserId, type FakeLine, startFakeLine } from "#testing/fake-line"
import { lineContext } from "#testing/line"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { createLineWays } from "../../adapters/line/line-ways.ts"
import { deliverByNarrowcast } from "./join-narrowcast.ts"
import { audienceOf, endOf, isGathered } from "./narrowcast-rules.ts"
import { sendNarrowcast } from "./send-narrowcast.ts"
import { selectNarrowcasts } from "./storage-narrowcasts.ts"

let line: FakeLine
let ctx: Awaited<ReturnType<typeof lineContext>>
beforeAll(async () => {
  line = await startFakeLine()
  ctx = await lineContext(line)
})
afterAll(() => line.stop())
beforeEach(() => line.control({ faults: [], limit: null, used: 0, audience: "READY", progress: null }))

const seconds = (n: number) => n * 1_000
const path = "/v2/bot/message/narrowcast"

/** So many friends, each with an allowed letter of these words. */
async function letters(count: number, text: string) {
  const all = Array.from({ length: count }, () => ({
    retryKey: ctx.id(),
    messageId: ctx.id(),
    originId: null as string | null,
    userId: aUserId(),
    messages: [{ type: "text", text }],
    firstTriedAt: ctx.now(),
  }))
  await inTransaction(ctx, (ctx) =>
    sql`insert into line.friends (brand_id, account_id, user_id, customer_id, person_id, state, state_at)
      select ${ctx.brandId}, ${account()}, u.id, ${ctx.id()}, ${ctx.id()}, 'following', ${ctx.now()}
      from unnest(${all.map(({ userId }) => userId)}::text[]) as u(id)`.execute(ctx.db),
  )
  return all
}
const account = () => ctx.account
type Letters = Awaited<ReturnType<typeof letters>>
/** As a worker has them: a few at a time. */
async function join(all: Letters) {
  const ends = []
  for (let from = 0; from < all.length; from += 4)
    ends.push(...(await Promise.all(all.slice(from, from + 4).map((letter) => deliverByNarrowcast(ctx, letter)))))
  return ends
}
const receivedOf = (all: Letters) => {
  const people = new Set(all.map(({ userId }) => userId))
  return line.received().filter(({ userId }) => people.has(userId))
}
const last = async () => (await inTransaction(ctx, selectNarrowcasts))[0]
async function pass(ms: number): Promise<void> {
  ctx.pass(ms)
  await line.control({ passMs: ms })
  await ctx.drain()
}

test("M42 M40 exactly those who were allowed are its audience; handed over once, its end is told for all and for nobody", async () => {
  const all = await letters(60, "同じことば")
  const [gone] = all.slice(-1)
  if (!gone) throw new Error("nobody")
  const ends = await join(all)
  expect(ends[0]).toMatchObject({ kind: "accepted", way: "narrowcast", isRepeated: false })
  // A worker that died before it could say so asks once more.
  expect(await join(all.slice(0, 1))).toMatchObject([{ kind: "accepted", isRepeated: true }])
  expect(receivedOf(all)).toEqual([])
  await inTransaction(ctx, (ctx) =>
    sql`update line.friends set state = 'blocked' where brand_id = ${ctx.brandId} and user_id = ${gone.userId}`.execute(
      ctx.db,
    ),
  )
  await line.control({ audience: "IN_PROGRESS" })
  await pass(seconds(21))
  expect(await last()).toMatchObject({ state: "uploaded", endedAt: null })
  await line.control({ ready: "READY", progress: { phase: "sending", acceptedTime: "2026-04-01T00:00:00.000Z" } })
  await pass(seconds(31))
  expect(await last()).toMatchObject({ state: "sending" })
  await line.control({ progress: null })
  await pass(seconds(31))
  expect(await last()).toMatchObject({
    state: "sent",
    reason: null,
    people: 60,
    ends: { narrowcast: 59, blocked: 1 },
    successCount: 59,
  })
  expect(
    receivedOf(all)
      .map(({ userId }) => userId)
      .sort(),
  ).toEqual(
    all
      .filter(({ userId }) => userId !== gone.userId)
      .map(({ userId }) => userId)
      .sort(),
  )
})

test("F46 F47 F02 after 500, silence or a limit the same is asked again under one key, and nobody gets it twice", async () => {
  const all = await letters(55, "もう一度")
  await join(all)
  await line.control({
    faults: [
      { path, does: "status", status: 429, message: "The API rate limit has been exceeded." },
      { path, does: "then", status: 500 },
    ],
  })
  await pass(seconds(21))
  await pass(seconds(61))
  await pass(seconds(31))
  await pass(seconds(31))
  expect(await last()).toMatchObject({ state: "sent", successCount: 55 })
  expect(receivedOf(all)).toHaveLength(55)

  const full = await letters(55, "上限")
  await join(full)
  await line.control({ limit: 10, used: 0 })
  await pass(seconds(21))
  expect(await last()).toMatchObject({ state: "uploaded", endedAt: null })
  await line.control({ limit: null })
  await pass(16 * 60_000)
  expect(await last()).toMatchObject({ state: "sent" })
  expect(receivedOf(full)).toHaveLength(55)
})

test("M42 fewer than fifty, an account that has no audiences, an audience that fails: the same goes as a multicast, and why is said", async () => {
  const few = await letters(3, "少しだけ")
  await join(few)
  await pass(seconds(21))
  expect(await last()).toMatchObject({ state: "sent", reason: "too-few", ends: { multicast: 3 } })
  expect(receivedOf(few).map(({ way }) => way)).toEqual(["multicast", "multicast", "multicast"])

  const plain = await letters(52, "未認証")
  await line.control({ faults: [{ path: "/v2/bot/audienceGroup", does: "status", status: 403, message: "no" }] })
  await join(plain)
  await pass(seconds(21))
  expect(await last()).toMatchObject({ state: "sent", reason: "no-audience", ends: { multicast: 52 } })
  expect(receivedOf(plain)).toHaveLength(52)

  const broken = await letters(52, "こわれた")
  await line.control({ audience: "FAILED" })
  await join(broken)
  await pass(seconds(21))
  expect(await last()).toMatchObject({ state: "sent", reason: "audience-failed" })
  expect(receivedOf(broken)).toHaveLength(52)
})

test("F02 F46 killed at every step of a narrowcast, another worker goes on there, and everybody gets it once", async () => {
  const doomed = doomedWorker(async ({ lineTo }) => {
    const { port } = await lineTo(Number(new URL(line.origin).port))
    return [plug(lineWays, createLineWays({ address: `http://127.0.0.1:${port}`, store: { keep: async () => true } }))]
  })
  const begun = async (index: number) => {
    const all = await letters(50, `途中で ${index}`)
    await join(all)
    ctx.pass(seconds(21))
    return all
  }
  const effects = [anyEffect(sendNarrowcast)]
  await begun(0)
  const points = await doomed.run(ctx, effects)
  expect(points).toEqual(expect.arrayContaining(["narrowcast.before_call", "narrowcast.after_call"]))
  for (const [index, point] of points.entries()) {
    const all = await begun(index + 1)
    expect((await doomed.run(ctx, effects, index + 1)).at(-1)).toBe(point)
    await inTransaction(ctx, (ctx) =>
      sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
        ctx.db,
      ),
    )
    for (const effect of effects) await recoverLost(ctx, effect, "alive")
    await pass(seconds(61))
    expect({ ...(await last()), times: receivedOf(all).length }, point).toMatchObject({ state: "sent", times: 50 })
  }
  await doomed.close()
})

test("M42 what LINE broke off is not sent again: how many got it, nobody knows, and that is said", async () => {
  const all = await letters(50, "途中まで")
  await join(all)
  await line.control({ progress: { phase: "failed", errorCode: 1, acceptedTime: "2026-04-01T00:00:00.000Z" } })
  await pass(seconds(21))
  expect(await last()).toMatchObject({ state: "unknown", reason: "narrowcast-error-1", ends: { narrowcast: 50 } })
  expect(receivedOf(all)).toHaveLength(50)
  const answer = (body: object, status = 200) => ({ status, body, acceptedRequestId: null, retryAfterMs: null })
  expect(endOf(answer({ phase: "failed", errorCode: 4 }))).toEqual({ kind: "refused", reason: "too-few" })
  expect(endOf(answer({}, 500))).toEqual({ kind: "under-way" })
  expect(audienceOf(answer({ audienceGroup: { status: "READY", audienceCount: 49 } }))).toEqual({ not: "too-few" })
  expect(audienceOf(answer({}, 503))).toBe("coming")
  const [now, began] = [new Date(700_000), new Date(0)]
  expect([
    isGathered(now, { beganAt: began, joinedAt: now }),
    isGathered(now, { beganAt: new Date(200_000), joinedAt: new Date(690_000) }),
  ]).toEqual([true, false])
})

test.skipIf(!hasLineSpec)(
  "every narrowcast is one that LINE describes (skipped where its description is absent)",
  () => {
    const spec = readLineSpec()
    const asked = line.asked().filter((one) => one.path.startsWith("/v2/bot/message/"))
    expect(asked.filter((one) => one.path === path).length).toBeGreaterThan(5)
    expect(asked.flatMap(({ method, path, body }) => spec.problemOf(method, path, body) ?? [])).toEqual([])
  },
)
