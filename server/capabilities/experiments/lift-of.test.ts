import { beforeAll, expect, test } from "vitest"
import { mergeCustomers, recordConsent, resolveCustomers } from "#customers"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { armsOf, ensureExperiment, liftOf } from "./index.ts"
import { measureAll } from "./lift-of.ts"
import { listAll, peopleIn, showLift } from "./show-experiments.ts"

let ctx: TestContext
let ids: string[]
const thanks = { kind: "flow" as const, id: "thanks" }
const mail = (i: number) => `p${i}@example.jp`

let orderNo = 0
const buys = (i: number, at: Date, yen: number, more: Parameters<typeof anOrder>[0] = {}) =>
  inTransaction(ctx, (ctx) =>
    applyOrder(
      ctx,
      anOrder({
        externalId: `o${++orderNo}`,
        number: `#${orderNo}`,
        placedAt: at,
        updatedAt: at,
        customer: { identities: [{ kind: "email", issuer: "", value: mail(i) }], profile: {} },
        lines: [
          { externalId: "l", sku: "S", title: "石けん", quantity: 1, unitPrice: yen, discount: 0, taxIncluded: true },
        ],
        totals: { goods: yen, discount: 0, shipping: 0, tax: 0, paid: yen, refunded: 0 },
        ...more,
      }),
    ),
  )
const days = (n: number) => new Date(ctx.now().getTime() + n * 86_400_000)

beforeAll(async () => {
  ctx = await testContext()
  const facts = Array.from({ length: 60 }, (_, i) => ({
    identities: [{ kind: "email" as const, issuer: "", value: mail(i) }],
    profile: {},
    source: "test",
    at: ctx.now(),
  }))
  ids = (await inTransaction(ctx, (ctx) => resolveCustomers(ctx, facts))).map((one) => one.customerId)
  await ensureExperiment(ctx, { ...thanks, holdoutBp: 5_000, name: { ja: "お礼", en: "Thanks" }, goal: "orders" })
  await buys(0, days(-10), 900)
  await armsOf(ctx, thanks, ids)
  ctx.pass(1_000)
})

test("X02 M25 the lift is counted on assignment: net of cancels and returns, from the moment of assignment, in the window", async () => {
  const arms = await armsOf(ctx, thanks, ids)
  const held = ids.flatMap((id, i) => (arms.get(id) === "holdout" ? [i] : []))
  const met = ids.flatMap((id, i) => (arms.get(id) === "treated" ? [i] : []))
  expect(held.length).toBeGreaterThan(19)
  const [first = 0, second = 0, third = 0, fourth = 0] = met
  const [heldOne = 0] = held
  await buys(first, days(1), 1_000)
  await buys(first, days(2), 2_000)
  await buys(second, days(1), 5_000, { cancelledAt: days(2), updatedAt: days(2) })
  await buys(third, days(1), 3_000, {
    refunds: [{ externalId: "r", at: days(2), amount: 1_000, lines: [] }],
    totals: { goods: 3_000, discount: 0, shipping: 0, tax: 0, paid: 3_000, refunded: 1_000 },
  })
  await buys(heldOne, days(1), 700)
  await recordConsent(ctx, {
    customerId: ids[fourth] ?? "",
    channel: "email",
    purpose: "marketing",
    state: "withdrawn",
    source: "unsubscribe",
    at: days(3),
  })
  ctx.pass(20 * 86_400_000)
  await buys(fourth, days(15), 9_000) // After the window: thirty days from the assignment.

  const of = async (metric: "orders" | "revenue" | "repeat" | "unsubscribes") => {
    const { arms } = await liftOf(ctx, thanks, { metric })
    return Object.fromEntries(arms.map((arm) => [arm.arm, (arm.mean ?? 0) * arm.people]))
  }
  ctx.pass(20 * 86_400_000)
  const rounded = (found: Record<string, number>) =>
    Object.fromEntries(Object.entries(found).map(([arm, sum]) => [arm, Math.round(sum)]))
  expect(rounded(await of("orders"))).toEqual({ holdout: 1, treated: 3 })
  expect(rounded(await of("revenue"))).toEqual({ holdout: 700, treated: 5_000 })
  expect((await of("repeat")).treated).toBeCloseTo(1)
  expect(rounded(await of("unsubscribes"))).toEqual({ holdout: 0, treated: 1 })
  const { compared } = await liftOf(ctx, thanks)
  expect(compared).toMatchObject([
    { arm: "treated", against: "holdout", difference: null, verdict: { kind: "gathering" } },
  ])
})

test("X02 M25 a merged person is counted once, with what she bought under either id", async () => {
  const before = await liftOf(ctx, thanks, { metric: "revenue" })
  const total = (lift: typeof before) => Math.round(lift.arms.reduce((sum, a) => sum + (a.mean ?? 0) * a.people, 0))
  await mergeCustomers(ctx, ids[10] ?? "", ids[11] ?? "")
  const after = await liftOf(ctx, thanks, { metric: "revenue" })
  expect(after.arms.reduce((sum, arm) => sum + arm.people, 0)).toBe(59)
  expect(total(after)).toBe(total(before))
})

test("X02 T01 the nightly figures are kept by week, and lists show the goal", async () => {
  expect((await listAll(ctx)).items.find((one) => one.id === "thanks")?.lift).toBeNull()
  await measureAll(ctx)
  ctx.pass(86_400_000)
  await measureAll(ctx)
  ctx.pass(7 * 86_400_000)
  await measureAll(ctx)
  const shown = await showLift(ctx, thanks)
  expect(shown.history).toHaveLength(2)
  expect(shown.lifts.map((lift) => lift.metric)).toEqual(["orders", "revenue", "repeat", "unsubscribes"])
  expect(shown.worth).toEqual({ attributionDays: 5, currency: "JPY", channels: [] })
  const [row] = (await listAll(ctx)).items
  expect(row).toMatchObject({
    id: "thanks",
    name: { ja: "お礼", en: "Thanks" },
    goal: "orders",
    lift: { metric: "orders" },
  })
  expect(row && Object.keys(row)).not.toContain("salt")
})

test("T11 what people did in as many days before stands beside what they do now", async () => {
  const { arms, windowDays } = await liftOf(ctx, thanks, { metric: "revenue" })
  expect(windowDays).toBe(30)
  // One order of 900 yen, ten days before: a third of what was counted over ninety days.
  const before = arms.reduce((sum, arm) => sum + (arm.before ?? 0) * arm.people, 0)
  expect(before).toBeCloseTo(300)
  expect((await liftOf(ctx, thanks, { metric: "repeat" })).arms.every((arm) => arm.before === null)).toBe(true)
})

test("X02 who is in an arm can be paged through to the last", async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await peopleIn(ctx, { ...thanks, arm: "holdout", limit: 7, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map((one) => one.customerId))
    cursor = page.cursor ?? undefined
  } while (cursor)
  const arms = await armsOf(ctx, thanks, seen)
  expect(new Set(seen).size).toBe(seen.length)
  expect(new Set(arms.values())).toEqual(new Set(["holdout"]))
  await expect(peopleIn(ctx, { ...thanks, limit: 7, cursor: "x" })).rejects.toThrow("experiments.BadCursor")
  await expect(showLift(ctx, { kind: "flow", id: "none" })).rejects.toThrow("experiments.Unknown")
})
