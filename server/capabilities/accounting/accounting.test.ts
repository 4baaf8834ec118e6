import { beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { adjustPoints, type Earn, earnPoints, expiresAt, returnPoints, revokePoints, spendPoints } from "#points"
import { inTransaction } from "#kernel/context"
import { day } from "#kernel/days"
import { startOfDay } from "#kernel/zones"
import { type TestContext, testContext } from "#testing/context"
import { showBaseDates } from "./base-date.ts"
import { showBreakage } from "./breakage.ts"
import { closeMonth } from "./close.ts"
import { showCosts } from "./costs.ts"
import { judgeEverybody, showFans } from "./fans.ts"
import { fileOf, journalLines } from "./files.ts"
import { dropGoal, setGoal, showGoals } from "./goals.ts"
import type { RollReport } from "./model.ts"
import { isBalanced } from "./roll-rules.ts"
import { monthReport, reportOf, tie } from "./roll-forward.ts"
import { showMonths } from "./show-months.ts"

let ctx: TestContext
let hanako: string
let taro: string

const at = (text: string) => new Date(`${text}T10:00:00+09:00`)
const words = { ja: "試し", en: "test" }

async function person(value: string): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}

/** Something earned on this day, usable at once, as the shop would tell it on that day. */
async function earn(customerId: string, points: number, on: string, more: Partial<Earn> = {}): Promise<void> {
  ctx.moveTo(at(on))
  await inTransaction(ctx, (ctx) =>
    earnPoints(ctx, [
      {
        customerId,
        points,
        origin: "purchase" as const,
        programmeVersion: null,
        reason: words,
        effectiveAt: at(on),
        confirmsAt: at(on),
        expiry: {
          kind: "months" as const,
          months: 2,
        },
        cause: {
          type: "order",
          id: `${customerId}:${on}`,
          rule: "base",
          seq: 0,
        },
        ...more,
      },
    ]),
  )
}

/** Two members over three months: earned, used, given back, taken back, expired, adjusted. */
beforeAll(async () => {
  ctx = await testContext({ at: "2026-01-10T10:00:00+09:00" })
  hanako = await person("hanako@example.jp")
  taro = await person("taro@example.jp")
  await earn(hanako, 1_000, "2026-01-15")
  await earn(taro, 400, "2026-01-20")
  await earn(taro, 300, "2026-01-25", { origin: "action", cause: { type: "review", id: "r1", rule: "review", seq: 0 } })
  await earn(taro, 700, "2026-02-02", { confirmsAt: at("2026-02-20"), expiry: null })
  ctx.moveTo(at("2026-02-10"))
  const spend = { type: "order", id: "o-2" }
  await spendPoints(ctx, {
    customerId: hanako,
    points: 600,
    cause: { ...spend, rule: "spend", seq: 0 },
    purpose: "order",
    reason: words,
  })
  ctx.moveTo(at("2026-02-15"))
  const back = {
    cause: { type: "refund", id: "f-2", rule: "spend", seq: 0 },
    effectiveAt: ctx.now(),
    ifExpired: "lost" as const,
  }
  await returnPoints(ctx, { spend, points: 100, ...back })
  await revokePoints(ctx, [
    {
      customerId: taro,
      of: {
        type: "order",
        id: `${taro}:2026-01-20`,
      },
      keeps: 150,
      cause: {
        type: "refund",
        id: "f-1",
        rule: "base",
        seq: 0,
      },
      effectiveAt: ctx.now(),
      shortage: "debt",
      reason: words,
    },
  ])
  await adjustPoints(ctx, { customerId: hanako, points: 50, reason: "お詫び", key: "sorry-1" })
  ctx.moveTo(at("2026-04-02"))
  await settled()
})

/** What came due by now, as the routine would settle it. */
async function settled(): Promise<void> {
  const routine = ctx.assembled.routines.find(({ name }) => name === "points.settle")
  await inTransaction(ctx, async (ctx) => routine?.apply(ctx, ctx.now()))
  await ctx.drain()
}

const report = (from: string, until: string): Promise<RollReport> =>
  inTransaction(ctx, (ctx) => reportOf(ctx, day(from), day(until)))

test("L30 INV15 every month's roll-forward balances, its closing is the next one's opening, and all ties to lots and journal", async () => {
  const months = [
    await report("2026-01-01", "2026-01-31"),
    await report("2026-02-01", "2026-02-28"),
    await report("2026-03-01", "2026-03-31"),
  ]
  for (const month of months) {
    expect(month.lines.every(isBalanced)).toBe(true)
    expect(isBalanced(month.total)).toBe(true)
    const { opening, earned, confirmed, revoked, closing } = month.pending
    expect(opening + earned - confirmed - revoked).toBe(closing)
  }
  const [january, february, march] = months
  expect(january?.total).toMatchObject({ opening: 0, issued: 1_700, redeemed: 0, closing: 1_700 })
  expect(february?.total).toMatchObject({
    opening: 1_700,
    issued: 700,
    redeemed: 500,
    revoked: 250,
    adjusted: 50,
    closing: 1_700,
  })
  expect(february?.pending).toEqual({ opening: 0, earned: 700, confirmed: 700, revoked: 0, closing: 0 })
  expect(march?.total.opening).toBe(february?.total.closing)
  // What was earned in January ends two months after it became usable: 500, 150 and 300 are left of it then.
  expect(march?.total).toMatchObject({ expired: 950, closing: 750 })
  expect(await report("2026-01-01", "2026-03-31")).toMatchObject({ total: { opening: 0, closing: 750, issued: 2_400 } })
  const { difference, journal } = await tie(ctx)
  expect([difference, journal]).toEqual([0, 750])
})

test("L30 lines tell class, month of issue and month of expiry", async () => {
  const { lines } = await report("2026-01-01", "2026-01-31")
  expect(
    lines.map(({ origin, issueMonth, expiryMonth, closing }) => [origin, issueMonth, expiryMonth, closing]),
  ).toEqual([
    ["action", "2026-01", "2026-03", 300],
    ["purchase", "2026-01", "2026-03", 1_400],
  ])
  expect(expiresAt({ kind: "months", months: 2 }, at("2026-01-15"), "Asia/Tokyo")).toEqual(
    startOfDay("Asia/Tokyo", day("2026-03-16")),
  )
})

test("X04 a month's journal changes the liability by what the roll-forward says, and its files name accounts", async () => {
  const lines = await journalLines(ctx, "2026-02")
  const change = lines.reduce(
    (sum, l) => sum + (l.credit === "契約負債" ? l.amount : 0) - (l.debit === "契約負債" ? l.amount : 0),
    0,
  )
  const { opening, closing } = (await report("2026-02-01", "2026-02-28")).total
  expect(change).toBe(closing - opening)
  const pieces: Buffer[] = []
  for await (const piece of fileOf(ctx, "journal", "2026-02")) pieces.push(piece)
  expect(Buffer.concat(pieces).toString()).toContain("2026-02-10,契約負債,売上高,600,600")
})

test("X04 L05 months close one after the other and never change afterwards, whatever is told later of that time", async () => {
  await expect(closeMonth(ctx, "2026-04")).rejects.toMatchObject({ code: "accounting.NotOver" })
  const { hash } = await closeMonth(ctx, "2026-01")
  await expect(closeMonth(ctx, "2026-03")).rejects.toMatchObject({ code: "accounting.OutOfOrder" })
  const before = await inTransaction(ctx, (ctx) => monthReport(ctx, "2026-01"))
  expect(before).toMatchObject({ hash, isClosed: true })
  // A purchase of January that is heard of only now: it stands in the open period.
  await inTransaction(ctx, (ctx) =>
    earnPoints(ctx, [
      {
        customerId: hanako,
        points: 80,
        origin: "purchase",
        programmeVersion: null,
        reason: words,
        expiry: null,
        effectiveAt: at("2026-01-12"),
        confirmsAt: at("2026-01-12"),
        cause: {
          type: "order",
          id: "late",
          rule: "base",
          seq: 0,
        },
      },
    ]),
  )
  expect((await inTransaction(ctx, (ctx) => monthReport(ctx, "2026-01"))).report).toBe(before.report)
  expect(JSON.stringify(await report("2026-01-01", "2026-01-31"))).toBe(before.report)
  expect((await closeMonth(ctx, "2026-01")).hash).toBe(hash)
  const { months, nextToClose } = await showMonths(ctx, { months: 4 })
  expect(months.map(({ month, closed, canClose }) => [month, closed !== null, canClose])).toEqual([
    ["2026-01", true, false],
    ["2026-02", false, true],
    ["2026-03", false, false],
    ["2026-04", false, false],
  ])
  expect(nextToClose).toBe("2026-02")
})

test("X04 the breakage curve goes by cohorts, and the estimate of the liability by it", async () => {
  const { breakage, curve, liability } = await showBreakage(ctx)
  // Of January's 1,700: 500 used, 250 taken back, 950 expired. Of February's 700 nothing has come to an end.
  expect(breakage).toBeGreaterThan(0.4)
  expect(curve.length).toBeGreaterThan(1)
  expect(liability.estimate + liability.unused).toBe(liability.face)
})

test("H11 points stand beside sales and discounts, in money, month by month", async () => {
  const { items } = await showCosts(ctx, { months: 4 })
  expect(items.map(({ month, issued, used, expired }) => [month, issued, used, expired])).toEqual([
    ["2026-01", 1_700, 0, 0],
    // Heard of only after January was closed: it stands in the first month that was open.
    ["2026-02", 780, 500, 0],
    ["2026-03", 0, 0, 950],
    ["2026-04", 0, 0, 0],
  ])
})

test("L32 paid points stand in the base-date report alone", async () => {
  await earn(taro, 12_000_000, "2026-09-20", {
    origin: "paid",
    expiry: null,
    cause: { type: "bought", id: "b1", rule: "paid", seq: 0 },
  })
  const { items } = await showBaseDates(ctx, { until: "2026-10-01" })
  expect(items[0]).toMatchObject({
    day: "2026-09-30",
    issued: 12_000_000,
    unused: 12_000_000,
    mustDeposit: true,
    deposit: 6_000_000,
  })
  expect(items[1]).toMatchObject({ day: "2026-03-31", unused: 0, mustDeposit: false })
})

test("H25 H26 H27 T01 goals are declared with a period of their own, and say when there is nobody to compare with", async () => {
  await setGoal(ctx, { metric: "frequency", target: 3, months: 12 })
  ctx.pass(1_000)
  const { goalId } = await setGoal(ctx, { metric: "cltv", target: 24_000, months: 24 })
  const { items } = await showGoals(ctx)
  expect(items.map(({ metric, months, tracked }) => [metric, months, tracked])).toEqual([
    ["frequency", 12, null],
    ["cltv", 24, null],
  ])
  await dropGoal(ctx, goalId)
  expect((await showGoals(ctx)).items).toHaveLength(1)
})

test("H31 whoever came for the reward only is told apart from who did nothing", async () => {
  await judgeEverybody(ctx, ctx.now())
  await ctx.drain()
  const { counts } = await showFans(ctx, { kind: "quiet", limit: 10 })
  expect(counts.reduce((sum, { people }) => sum + people, 0)).toBe(2)
})
