import { beforeAll, expect, test } from "vitest"
import { mergeCustomers, resolveCustomers } from "#customers"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { balancesOf, type Earn, earnPoints, revokePoints, type Spend, spendMany, verifyLedger } from "./index.ts"
import { settleMembers } from "./settle-members.ts"

let ctx: TestContext
const reason = { ja: "理由", en: "reason" }
const cause = (type: string, id: string) => ({ type, id, rule: "r", seq: 0 })
const dayMs = 86_400_000

beforeAll(async () => {
  ctx = await testContext()
})

const peopleOf = async (count: number, name: string): Promise<string[]> => {
  const at = ctx.now()
  const told = Array.from({ length: count }, (_, n) => ({
    identities: [{ kind: "email" as const, issuer: "", value: `${name}${n}@example.jp` }],
    profile: {},
    source: "test",
    at,
  }))
  return (await inTransaction(ctx, (ctx) => resolveCustomers(ctx, told))).map(({ customerId }) => customerId)
}
const earning = (customerId: string, points: number, id: string, more: Partial<Earn> = {}): Earn => ({
  customerId,
  points,
  origin: "purchase",
  cause: cause("order", id),
  programmeVersion: 1,
  reason,
  effectiveAt: ctx.now(),
  confirmsAt: ctx.now(),
  expiry: { kind: "months", months: 12 },
  ...more,
})
const spending = (customerId: string, points: number, id: string): Spend => ({
  customerId,
  points,
  cause: cause("cart", id),
  purpose: "order",
  reason,
})

/** So many hands take one piece of work after the other, as several processes do. */
async function byHands(hands: number, work: readonly (() => Promise<unknown>)[]): Promise<void> {
  let next = 0
  const hand = async () => {
    for (let at = next++; at < work.length; at = next++) await work[at]?.()
  }
  await Promise.all(Array.from({ length: hands }, hand))
}

test("F71 F70 F14 INV01 INV05 INV13 two thousand members redeem at once while points end, orders go back and profiles merge: every point is somewhere, once", async () => {
  const ids = await peopleOf(2_000, "many")
  const earns = ids.flatMap((id, n) => [
    earning(id, 100, `kept-${n}`),
    // Ends in the middle of what follows.
    earning(id, 50, `ends-${n}`, {
      confirmsAt: new Date(ctx.now().getTime() - 40 * dayMs),
      expiry: { kind: "months", months: 1 },
    }),
  ])
  await earnPoints(ctx, earns)
  ctx.pass(3 * dayMs)
  const some = (from: number, step: number, count: number) =>
    Array.from({ length: count }, (_, i) => ids[(from + i * step) % ids.length] ?? "")
  const asked = Array.from({ length: 125 }, (_, n) => some(n * 16, 1, 16).map((id, i) => spending(id, 80, `${n}-${i}`)))
  const refunds = Array.from({ length: 40 }, (_, n) =>
    Array.from({ length: 25 }, (_, i) => (n * 25 + i * 37) % ids.length),
  )
  const merges = Array.from({ length: 20 }, (_, n) => [ids[n * 2] ?? "", ids[1_000 + n * 7] ?? ""] as const)
  const revoke = (places: readonly number[]) =>
    revokePoints(
      ctx,
      [...new Set(places)].map((place) => ({
        customerId: ids[place] ?? "",
        of: { type: "order", id: `kept-${place}` },
        keeps: 40,
        cause: cause("refund", `${place}`),
        effectiveAt: ctx.now(),
        shortage: "debt" as const,
        reason,
      })),
    )
  const fresh = new Map<Spend, number>()
  const spend = async (ones: readonly Spend[]) => {
    for (const [i, outcome] of (await spendMany(ctx, ones)).entries()) {
      const one = ones[i]
      if (one && outcome.posted && outcome.isNew) fresh.set(one, (fresh.get(one) ?? 0) + 1)
    }
  }
  // Each wish is told twice, the pieces overlap, and nobody takes them in the order of the members' ids.
  const work = [
    ...asked.map((ones) => () => spend(ones)),
    ...asked.map((ones) => () => spend(ones.toReversed())),
    ...refunds.map((places) => () => revoke(places)),
    ...Array.from({ length: 30 }, (_, n) => () => settleMembers(ctx, "live", some(n * 61, 3, 100))),
    ...merges.map(
      ([from, into]) =>
        () =>
          inTransaction(ctx, (ctx) => mergeCustomers(ctx, from, into)),
    ),
  ]
  await byHands(
    6,
    work
      .map((one, n) => ({ one, place: (n * 7_919) % work.length }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ one }) => one),
  )
  await settleMembers(ctx, "live", ids)
  expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: true, lots: [], members: [] })
  const balances = [...(await balancesOf(ctx, ids)).values()]
  expect(balances.filter(({ available, debt }) => available > 0 && debt > 0)).toEqual([])
  // A wish was carried out once, though it was told twice, and again it is the same posting.
  const carriedOut = asked.flat().filter((one) => fresh.has(one))
  expect([...fresh.values()].filter((times) => times !== 1)).toEqual([])
  const again = await spendMany(ctx, carriedOut)
  expect(again.filter((one) => !one.posted || one.isNew)).toEqual([])
})

test("F14 two who take the same members in opposite orders wait for each other: one is carried out again, and both stand once", async () => {
  const [a = "", b = ""] = await peopleOf(2, "dead")
  await earnPoints(ctx, [earning(a, 100, "dead-a"), earning(b, 100, "dead-b")])
  let met = 0
  let open = () => {}
  const both = new Promise<void>((resolve) => (open = resolve))
  const spendBoth = (name: string, first: string, second: string) =>
    inTransaction(ctx, async (ctx) => {
      await spendMany(ctx, [spending(first, 10, `${name}-1`)])
      // Each holds one of them before it asks for the other; whoever is carried out again goes straight through.
      if (++met >= 2) open()
      await both
      await spendMany(ctx, [spending(second, 10, `${name}-2`)])
    })
  await Promise.all([spendBoth("x", a, b), spendBoth("y", b, a)])
  // Once more for each time that the database chose one of them to give way; it may choose again.
  expect(met).toBeGreaterThanOrEqual(3)
  const balances = await balancesOf(ctx, [a, b])
  expect([a, b].map((id) => balances.get(id)?.available)).toEqual([80, 80])
  expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: true, lots: [], members: [] })
})

test("F65 F60 INV11 whatever was due while nobody ran is written down at its own time, once, in any number of runs", async () => {
  const [a = ""] = await peopleOf(1, "late")
  const confirmsAt = new Date(ctx.now().getTime() + 5 * dayMs)
  await earnPoints(ctx, [earning(a, 30, "late-a", { confirmsAt, expiry: { kind: "months", months: 1 } })])
  ctx.pass(90 * dayMs)
  await Promise.all([1, 2, 3].map(() => settleMembers(ctx, "live", [a])))
  await settleMembers(ctx, "live", [a])
  expect((await balancesOf(ctx, [a])).get(a)).toMatchObject({ available: 0, pending: 0, earnedEver: 30 })
  expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: true, lots: [], members: [] })
})
