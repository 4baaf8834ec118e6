import { beforeAll, beforeEach, expect, test } from "vitest"
import { eraseCustomer, mergeCustomers, resolveCustomer, unmergeCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import {
  balancesOf,
  captureHold,
  confirmPoints,
  type Earn,
  earnPoints,
  historyOf,
  holdPoints,
  lotsOf,
  releaseHold,
  returnPoints,
  revokePoints,
  spendPoints,
  verifyLedger,
} from "./index.ts"

let ctx: TestContext
let hanako: string
let people = 0
let causes = 0

const person = async (): Promise<string> => {
  const identities = [{ kind: "email" as const, issuer: "", value: `p${++people}@example.jp` }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}
beforeAll(async () => {
  ctx = await testContext()
})
beforeEach(async () => {
  hanako = await person()
})

const reason = { ja: "理由", en: "reason" }
const cause = (type = "order", id = `c${++causes}`) => ({ type, id, rule: "base", seq: 0 })
const earning = (points: number, more: Partial<Earn> = {}): Earn => ({
  customerId: hanako,
  points,
  origin: "purchase",
  cause: cause(),
  programmeVersion: 1,
  reason,
  effectiveAt: ctx.now(),
  confirmsAt: ctx.now(),
  expiry: { kind: "months", months: 12 },
  ...more,
})
const earn = async (points: number, more: Partial<Earn> = {}) => {
  const wanted = earning(points, more)
  await earnPoints(ctx, [wanted])
  return wanted.cause
}
const spend = (points: number, more = {}) =>
  spendPoints(ctx, { customerId: hanako, points, cause: cause("reward"), purpose: "reward", reason, ...more })
const balance = async (id = hanako) => (await balancesOf(ctx, [id])).get(id)
const revoking = (of: { type: string; id: string }, keeps: number, more = {}) => ({
  customerId: hanako,
  of,
  keeps,
  cause: cause("refund"),
  effectiveAt: ctx.now(),
  shortage: "debt" as const,
  reason,
  ...more,
})

test("L10 L03 points wait until they are confirmed; the same cause again posts nothing, other content is refused", async () => {
  const later = new Date(ctx.now().getTime() + 86_400_000)
  const wanted = earning(100, { confirmsAt: null })
  const [first] = await earnPoints(ctx, [wanted, wanted])
  const again = await earnPoints(ctx, [wanted])
  expect(first).toMatchObject({ isNew: true })
  expect(again).toEqual([{ cause: wanted.cause, lotId: first?.lotId, isNew: false }])
  await expect(earnPoints(ctx, [{ ...wanted, points: 101 }])).rejects.toThrow("points.LedgerConflict")
  await confirmPoints(ctx, [{ cause: wanted.cause, confirmsAt: later }])
  expect(await balance()).toMatchObject({ available: 0, pending: 100, earnedEver: 0 })
  ctx.pass(86_400_000)
  expect(await balance()).toMatchObject({ available: 100, pending: 0, earnedEver: 100 })
  expect(await spend(60)).toMatchObject({ available: 40, isNew: true })
  expect((await historyOf(ctx, hanako, { limit: 9 })).map((h) => [h.kind, h.points, h.balanceAfter])).toEqual([
    ["spent", -60, 40],
    ["confirmed", 100, 100],
    ["earned", 100, 0],
  ])
  expect((await lotsOf(ctx, hanako)).map((lot) => [lot.available, lot.cause])).toEqual([[40, wanted.cause]])
})

test("L15 L16 refunds take back cumulatively, then from others, then as a debt that the next points repay", async () => {
  const order = await earn(10)
  const taken = []
  for (const keeps of [8, 7, 0])
    taken.push((await revokePoints(ctx, [revoking(order, keeps)])).map((one) => one.revoked))
  expect(taken).toEqual([[2], [1], [7]])
  const second = await earn(100)
  await spend(80)
  await earn(30)
  expect(await revokePoints(ctx, [revoking(second, 0)])).toMatchObject([{ revoked: 100, debt: 50, shortage: 0 }])
  expect(await balance()).toMatchObject({ available: 0, debt: 50 })
  await expect(spend(1)).rejects.toThrow("points.NotEnoughPoints")
  await earn(70)
  expect(await balance()).toMatchObject({ available: 20, debt: 0 })
})

test("L04 I04 a hold is captured or released once, and ends by itself", async () => {
  await earn(100)
  const asked = { customerId: hanako, points: 70, purpose: "order" as const, reason, ttlMs: 600_000 }
  const { holdId } = await holdPoints(ctx, { ...asked, cause: cause("cart") })
  expect(await balance()).toMatchObject({ available: 30, held: 70 })
  await expect(holdPoints(ctx, { ...asked, cause: cause("cart") })).rejects.toThrow("points.NotEnoughPoints")
  await captureHold(ctx, { holdId, points: 50 })
  expect(await captureHold(ctx, { holdId, points: 50 })).toMatchObject({ isNew: false })
  await expect(captureHold(ctx, { holdId })).rejects.toThrow("points.HoldEnded")
  await expect(releaseHold(ctx, { holdId })).rejects.toThrow("points.HoldEnded")
  expect(await balance()).toMatchObject({ available: 50, held: 0 })
  const late = await holdPoints(ctx, { ...asked, points: 20, cause: cause("cart") })
  ctx.pass(600_000)
  expect(await balance()).toMatchObject({ available: 50, held: 0 })
  await expect(captureHold(ctx, late)).rejects.toThrow("points.HoldEnded")
})

test("I11 L18 points are there until the last moment of their day and not one later, and what is held stays", async () => {
  await earn(100, { expiry: { kind: "at", on: (await import("#kernel/days")).day("2026-04-30") } })
  ctx.moveTo("2026-04-30T23:59:59.999+09:00")
  await spend(10)
  const kept = await holdPoints(ctx, {
    customerId: hanako,
    points: 30,
    cause: cause("cart"),
    purpose: "order",
    reason,
    ttlMs: 60_000,
  })
  ctx.pass(1)
  expect(await balance()).toMatchObject({ available: 0, held: 30 })
  await expect(spend(1)).rejects.toThrow("points.NotEnoughPoints")
  await captureHold(ctx, { ...kept, points: 20 })
  expect(await balance()).toMatchObject({ available: 0, held: 0 })
})

test("L17 what was spent comes back to its lots, once, and what has ended meanwhile is lost or lives on", async () => {
  await earn(100)
  const bought = cause("reward")
  await spend(80, { cause: bought })
  const back = { spend: bought, effectiveAt: ctx.now(), ifExpired: "lost" as const }
  const first = cause("cancel")
  expect(await returnPoints(ctx, { ...back, points: 30, cause: first })).toMatchObject({ returned: 30, isNew: true })
  expect(await returnPoints(ctx, { ...back, points: 30, cause: first })).toMatchObject({ isNew: false })
  expect(await balance()).toMatchObject({ available: 50 })
  ctx.moveTo("2027-06-01T09:00:00+09:00")
  expect(await returnPoints(ctx, { ...back, points: 20, cause: cause("cancel") })).toMatchObject({
    returned: 0,
    lost: 20,
  })
  const grace = { ...back, ifExpired: { graceDays: 7 }, points: 99, cause: cause("cancel") }
  expect(await returnPoints(ctx, grace)).toMatchObject({ returned: 30, lost: 0 })
  expect(await balance()).toMatchObject({ available: 30, nextExpiry: { points: 30 } })
})

test("I17 L20 merging keeps every point, debts included, and un-merging gives back what came along", async () => {
  const taro = await person()
  await earn(100)
  await spend(10)
  const order = await earn(40, { customerId: taro })
  await spend(40, { customerId: taro })
  await revokePoints(ctx, [revoking(order, 0, { customerId: taro })])
  const before = [await balance(), await balance(taro)]
  expect(before[1]).toMatchObject({ debt: 40 })
  await mergeCustomers(ctx, taro, hanako)
  expect(await balance(taro)).toMatchObject({ available: 50, debt: 0 })
  await unmergeCustomer(ctx, taro)
  expect([await balance(), await balance(taro)]).toMatchObject(
    before.map((b) => ({ available: b?.available, debt: b?.debt })),
  )
})

test("F96 an erased person has and owes nothing; the entries stay and agree", async () => {
  await earn(100)
  await eraseCustomer(ctx, hanako, "asked")
  expect(await balance()).toMatchObject({ available: 0, pending: 0, held: 0, debt: 0 })
  const verdicts = await inTransaction(ctx, verifyLedger)
  expect(verdicts).toMatchObject([{ book: "live", intact: true, lots: [], members: [] }])
})
