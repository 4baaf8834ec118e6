import { afterAll, beforeAll, expect, test } from "vitest"
import { eraseCustomer, mergeCustomers, recordConsent, resolveCustomer, suppress, unmergeCustomer } from "#customers"
import { projectionLag, recordEvents } from "#events"
import { inTransaction } from "#kernel/context"
import { applyOrder, type OrderSnapshot } from "#orders"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { keepBrand } from "./keep-segments.ts"
import { Condition, type ConditionInput } from "./model.ts"
import { factsOfMany } from "./people.ts"
import { wantPass } from "./storage-standings.ts"
import { selectMembers, selectMoves } from "./storage-members.ts"
import { insertSegment, publishDraft, saveDraft, selectLive, updateSegment } from "./storage.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

const start = "2026-03-01T09:00:00+09:00"
const brand = (more: Parameters<typeof testContext>[0] = {}) => testContext({ at: start, facts: engine.facts, ...more })

/** Everything that has happened is projected and looked at. */
async function settle(ctx: TestContext): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; ) {
    await projectAll(ctx)
    let more = false
    while (await keepBrand(ctx)) more = true
    if (!more && (await projectionLag(ctx)).since === null) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error("it did not settle")
}

async function pass(ctx: TestContext): Promise<void> {
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  await settle(ctx)
}

async function segment(ctx: TestContext, who: ConditionInput, key: string | null = null): Promise<string> {
  const segmentId = ctx.id()
  await inTransaction(ctx, async (ctx) => {
    await insertSegment(ctx, { segmentId, key, nameJa: "試し", nameEn: "Trial", intent: "to be seen" })
    await saveDraft(ctx, segmentId, { format: 1, who: Condition.parse(who) }, "")
    await updateSegment(ctx, segmentId, { liveVersion: (await publishDraft(ctx, segmentId, "test")) ?? 0 })
    await wantPass(ctx, ctx.now())
  })
  return segmentId
}

const members = async (ctx: TestContext, segmentId: string) =>
  inTransaction(ctx, async (ctx) => (await selectMembers(ctx, segmentId, undefined, 100)).map((m) => m.customerId))
const moves = async (ctx: TestContext, segmentId: string) =>
  inTransaction(ctx, async (ctx) =>
    (await selectMoves(ctx, segmentId, undefined, 100))
      .reverse()
      .map(({ move, cause, at }) => `${move} by ${cause} ${at.toISOString().slice(0, 10)}`),
  )

let n = 0
const someone = (ctx: TestContext, name = `p${++n}`) =>
  inTransaction(ctx, async (ctx) => {
    const email = `${name}-${++n}@example.jp`
    const identities = [{ kind: "email" as const, issuer: "", value: email }]
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })).customerId
  })
const did = (ctx: TestContext, customerId: string, name: string, more: object = {}) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [{ customerId, name, occurredAt: ctx.now(), source: "test", externalId: `s-${++n}`, ...more }]),
  )

async function buys(ctx: TestContext, email: string, more: Partial<OrderSnapshot> = {}): Promise<string> {
  const order = anOrder({
    source: "test",
    externalId: `o-${++n}`,
    number: `#${n}`,
    placedAt: ctx.now(),
    updatedAt: ctx.now(),
    customer: { identities: [{ kind: "email", issuer: "", value: email }], profile: { email } },
    lines: [{ externalId: "l1", title: "茶", quantity: 1, unitPrice: 3_000, productExternalId: "tea" }],
    totals: { goods: 3_000, paid: 3_000 },
    ...more,
  })
  return (await inTransaction(ctx, (ctx) => applyOrder(ctx, order))).customerId ?? ""
}

const viewed = (range: { atLeast?: number; atMost?: number }, n = 30): ConditionInput => ({
  kind: "event",
  names: ["Product Viewed"],
  window: { kind: "last", n, unit: "day" },
  range,
})

test("D32 D33 she enters by what she does, leaves when time has passed, and enters again; each is dated", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atLeast: 2 }))
  const her = await someone(ctx)
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
  ctx.moveTo("2026-03-05T09:00:00+09:00")
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  ctx.moveTo("2026-03-30T09:00:00+09:00")
  await pass(ctx)
  expect(await members(ctx, segmentId), "the 30 days of 30 March begin on 1 March").toEqual([her])
  ctx.moveTo("2026-03-31T09:00:00+09:00")
  await pass(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
  ctx.pass(60_000)
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  expect(await moves(ctx, segmentId)).toEqual([
    "entered by facts 2026-03-05",
    "left by time 2026-03-31",
    "entered by facts 2026-03-31",
  ])
})

test("D11 who does nothing enters by time alone, and a late fact about the past takes her out", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atMost: 0 }, 7))
  const her = await someone(ctx)
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
  ctx.moveTo("2026-03-08T00:00:01+09:00")
  await pass(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  await did(ctx, her, "Product Viewed", { occurredAt: new Date("2026-03-06T12:00:00+09:00"), externalId: "late" })
  await did(ctx, her, "Product Viewed", { occurredAt: new Date("2026-03-06T12:00:00+09:00"), externalId: "late" })
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
})

test("D26 an order counts until it is cancelled or given back in full", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, {
    kind: "orders",
    measure: "spent",
    scope: { products: ["tea"] },
    range: { atLeast: 3_000 },
  })
  const her = await buys(ctx, "her@example.jp", { externalId: "a" })
  const him = await buys(ctx, "him@example.jp", { externalId: "b" })
  await settle(ctx)
  expect((await members(ctx, segmentId)).sort()).toEqual([her, him].sort())
  ctx.pass(60_000)
  await buys(ctx, "her@example.jp", { externalId: "a", cancelledAt: ctx.now() })
  await buys(ctx, "him@example.jp", {
    externalId: "b",
    refunds: [
      { externalId: "r", at: ctx.now(), amount: 3_000, lines: [{ lineExternalId: "l1", quantity: 1, amount: 3_000 }] },
    ],
  })
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
})

test("F72 when two turn out to be one, their facts count together, and apart again when it is undone", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atLeast: 2 }))
  const [one, two] = [await someone(ctx), await someone(ctx)]
  await did(ctx, one, "Product Viewed")
  await did(ctx, two, "Product Viewed")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
  await inTransaction(ctx, (ctx) => mergeCustomers(ctx, two, one))
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([one])
  await inTransaction(ctx, (ctx) => unmergeCustomer(ctx, two))
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
})

test("B11 consent moves people at once", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, { kind: "reachable", channel: "email" })
  const her = await buys(ctx, "reach@example.jp")
  const say = (state: "given" | "withdrawn") =>
    inTransaction(ctx, (ctx) =>
      recordConsent(ctx, {
        customerId: her,
        channel: "email",
        purpose: "marketing",
        state,
        source: "opt-in-page",
        at: ctx.now(),
      }),
    )
  await say("given")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  ctx.pass(1_000)
  await say("withdrawn")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
})

test("F61 F62 days are the brand's own, through a clock change and a short month", async () => {
  const ctx = await brand({ at: "2026-03-07T12:00:00-05:00", brand: { zone: "America/New_York" } })
  const day = await segment(ctx, viewed({ atLeast: 1 }, 1))
  const month = await segment(ctx, {
    kind: "event",
    names: ["Product Viewed"],
    window: { kind: "last", n: 1, unit: "month" },
    range: { atLeast: 1 },
  })
  const her = await someone(ctx)
  // 23:30 on the 8th, the day that has 23 hours.
  ctx.moveTo("2026-03-08T23:30:00-04:00")
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  expect(await members(ctx, day)).toEqual([her])
  ctx.moveTo("2026-03-09T00:10:00-04:00")
  await pass(ctx)
  expect(await members(ctx, day)).toEqual([])
  for (const [at, isIn] of [
    ["2026-04-07T23:00:00-04:00", true],
    ["2026-04-08T12:00:00-04:00", false],
  ] as const) {
    ctx.moveTo(at)
    await pass(ctx)
    expect((await members(ctx, month)).length, at).toBe(isIn ? 1 : 0)
  }
})

test("F20 while ClickHouse is away nobody is moved, and all is caught up afterwards", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atLeast: 1 }))
  const [her, him] = [await someone(ctx), await someone(ctx)]
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  engine.away(true)
  await did(ctx, him, "Product Viewed")
  expect(await keepBrand(ctx).catch(() => false)).toBe(false)
  expect(await members(ctx, segmentId)).toEqual([her])
  engine.away(false)
  await settle(ctx)
  expect((await members(ctx, segmentId)).sort()).toEqual([her, him].sort())
})

test("F24 while ClickHouse is made anew nobody leaves for want of facts", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atLeast: 1 }))
  const her = await someone(ctx)
  await settle(ctx)
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  const { rebuildAnalytics } = await import("#events")
  await rebuildAnalytics(ctx)
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  expect(await keepBrand(ctx)).toBe(false)
  expect(await members(ctx, segmentId)).toEqual([her])
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  expect(await moves(ctx, segmentId)).toEqual(["entered by facts 2026-03-01"])
})

test("D13 a new brand has the ready-made segments, and they hold whom they say", async () => {
  const ctx = await brand()
  const buyer = await buys(ctx, "b@example.jp")
  const other = await someone(ctx)
  await pass(ctx)
  const live = await inTransaction(ctx, selectLive)
  const of = (key: string) => live.find((l) => l.key === key)?.segmentId ?? ""
  expect(await members(ctx, of("buyers"))).toEqual([buyer])
  expect(await members(ctx, of("non-buyers"))).toEqual([other])
  expect(live.length).toBeGreaterThanOrEqual(18)
})

test("F04 a full pass that dies in the middle is taken up at its own instant and ends the same", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atMost: 0 }, 7))
  const her = await someone(ctx)
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  ctx.moveTo("2026-03-09T09:00:00+09:00")
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  // The moves are written, and it dies before ClickHouse hears of them.
  const insert = async () => Promise.reject(new Error("it dies here"))
  await expect(keepBrand({ ...ctx, facts: { ...ctx.facts, insert } })).rejects.toThrow("it dies here")
  expect(await members(ctx, segmentId)).toEqual([her])
  ctx.moveTo("2026-03-10T09:00:00+09:00")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  expect(await moves(ctx, segmentId), "once, at the instant of the pass that was begun").toEqual([
    "entered by time 2026-03-09",
  ])
})

test("S23 two brands with the same people never see each other", async () => {
  const [one, two] = [await brand(), await brand()]
  const mine = await segment(one, viewed({ atLeast: 1 }))
  const theirs = await segment(two, viewed({ atLeast: 1 }))
  const her = await someone(one)
  await did(one, her, "Product Viewed")
  await did(two, her, "Product Viewed")
  await settle(one)
  await settle(two)
  expect(await members(one, mine)).toEqual([her])
  expect(await members(two, theirs), "she is nobody's customer there").toEqual([])
  expect((await inTransaction(two, (ctx) => factsOfMany(ctx, [her], ["Product Viewed"]))).size).toBe(0)
})

test("M24 an address that may not be written to reaches nobody any more, at once", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, { kind: "reachable", channel: "email" })
  const email = `stop-${++n}@example.jp`
  const her = await buys(ctx, email)
  const agreed = { channel: "email", purpose: "marketing", state: "given", source: "opt-in-page" } as const
  await inTransaction(ctx, (ctx) => recordConsent(ctx, { customerId: her, ...agreed, at: ctx.now() }))
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  await suppress(ctx, {
    channel: "email",
    address: email.toUpperCase(),
    scope: "channel",
    reason: "hard-bounce",
    source: "test",
    at: ctx.now(),
  })
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])
})

test("F96 whoever is erased leaves every segment, and nothing of her remains", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, viewed({ atLeast: 1 }))
  const [her, other] = [await someone(ctx), await someone(ctx)]
  await did(ctx, her, "Product Viewed")
  await did(ctx, other, "Product Viewed")
  await settle(ctx)
  expect((await members(ctx, segmentId)).sort()).toEqual([her, other].sort())
  await did(ctx, her, "Product Viewed")
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, her, "by request"))
  for (const end = performance.now() + 20_000; performance.now() < end; ) {
    const done = await ctx.drain()
    await settle(ctx)
    if (done === 0) break
  }
  await pass(ctx)
  expect(await members(ctx, segmentId)).toEqual([other])
  const told = await inTransaction(ctx, (ctx) => selectMoves(ctx, segmentId, undefined, 100))
  expect(told.map((move) => move.customerId)).not.toContain(her)
  for (const table of ["segment_people", "segment_standing", "customer_day", "events"])
    expect(
      await ctx.facts.rows(
        ctx.brandId,
        `select * from ${table} where brand_id = {brand:UUID} and customer_id = {her:UUID}`,
        {
          her,
        },
      ),
      table,
    ).toEqual([])
})

test("F61 hours are hours of the clock, also in the night when it is put back", async () => {
  const ctx = await brand({ at: "2026-10-24T22:00:00Z", brand: { zone: "Europe/Berlin" } })
  const segmentId = await segment(ctx, {
    kind: "event",
    names: ["Product Viewed"],
    window: { kind: "hours", hours: 3 },
    range: { atLeast: 1 },
  })
  const her = await someone(ctx)
  // 1:30 in summer time; at 1:00 UTC the clock goes from 3:00 back to 2:00.
  ctx.moveTo("2026-10-24T23:30:00Z")
  await did(ctx, her, "Product Viewed")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([her])
  ctx.moveTo("2026-10-25T02:29:00Z")
  await pass(ctx)
  expect(await members(ctx, segmentId), "not quite three hours later").toEqual([her])
  ctx.moveTo("2026-10-25T02:31:00Z")
  await pass(ctx)
  expect(await members(ctx, segmentId), "three hours, though the clock on the wall went on by two").toEqual([])
})
