import { sql } from "kysely"
import { expect, test } from "vitest"
import { resolveCustomers } from "#customers"
import { inTransaction } from "#kernel/context"
import { allCrashpoints, watchCrashpoints } from "#kernel/crashpoint"
import { type TestContext, testContext } from "#testing/context"
import { balancesOf, earnPoints, revokePoints, spendMany, verifyLedger } from "./index.ts"
import { joinPeople, partPeople } from "./join-people.ts"
import { settleDue, settleMembers } from "./settle-members.ts"
import { selectEntriesAfter } from "./storage-read.ts"

const reason = { ja: "理由", en: "reason" }
const count = 600
const dayMs = 86_400_000

/** A brand in which so many people have points that end in a month, and some that are confirmed in a week. */
async function brandWithPoints(): Promise<{ ctx: TestContext; ids: string[] }> {
  const ctx = await testContext()
  const told = Array.from({ length: count }, (_, n) => ({
    identities: [{ kind: "email" as const, issuer: "", value: `fault${n}@example.jp` }],
    profile: {},
    source: "test",
    at: ctx.now(),
  }))
  const ids = (await inTransaction(ctx, (ctx) => resolveCustomers(ctx, told))).map(({ customerId }) => customerId)
  const lot = { origin: "purchase" as const, programmeVersion: 1, reason, effectiveAt: ctx.now() }
  const expiry = { kind: "months" as const, months: 1 }
  const later = new Date(ctx.now().getTime() + 7 * dayMs)
  await earnPoints(
    ctx,
    ids.flatMap((customerId, n) => [
      { ...lot, customerId, points: 1 + n, expiry, confirmsAt: ctx.now(), cause: cause(`now-${n}`) },
      { ...lot, customerId, points: 2 + n, expiry: null, confirmsAt: later, cause: cause(`later-${n}`) },
    ]),
  )
  return { ctx, ids }
}
const cause = (id: string) => ({ type: "order", id, rule: "r", seq: 0 })

/** Everything that was written down, in an order of its own, without what differs from run to run. */
const written = async (ctx: TestContext) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<object>`select kind, from_account, to_account, points, effective_at from points.journal
      where brand_id = ${ctx.brandId} order by 1, 2, 3, 4, 5`.execute(ctx.db)
    return JSON.stringify(rows)
  })
const verdict = async (ctx: TestContext) => (await verifyLedger(ctx))[0]

test("every crash point of points is among those at which they die here", () => {
  expect(allCrashpoints().filter((name) => name.startsWith("points."))).toEqual(["points.settle.written"])
})

test("F04 F64 INV11 INV14 a batch of what has come due dies in the middle and is asked for twice: it ends as one that was not", async () => {
  const [whole, torn] = [await brandWithPoints(), await brandWithPoints()]
  for (const { ctx } of [whole, torn]) ctx.pass(60 * dayMs)
  const due = new Date(whole.ctx.now().getTime() - dayMs)
  const ask = (ctx: TestContext) => inTransaction(ctx, (ctx) => settleDue(ctx, due))
  await ask(whole.ctx)
  await whole.ctx.drain()

  const before = await written(whole.ctx)
  // Two schedulers at the same minute, and one of them once more after a restart.
  await Promise.all([ask(torn.ctx), ask(torn.ctx)])
  let passed = 0
  watchCrashpoints((name) => {
    if (name === "points.settle.written" && ++passed === 2) throw new Error("died here")
  })
  try {
    await torn.ctx.drain()
  } finally {
    watchCrashpoints(undefined)
  }
  await ask(torn.ctx)
  torn.ctx.pass(dayMs / 24)
  await torn.ctx.drain()
  expect(passed).toBeGreaterThanOrEqual(2)

  expect(await written(torn.ctx)).toBe(before)
  // What happened in one brand has moved nothing in the other.
  expect(await written(whole.ctx)).toBe(before)
  for (const { ctx, ids } of [whole, torn]) {
    const balances = await balancesOf(ctx, ids)
    expect(ids.map((id) => balances.get(id)?.available)).toEqual(ids.map((_, n) => 2 + n))
    expect(await verdict(ctx)).toMatchObject({ intact: true, lots: [], members: [] })
  }
  // Nobody spends in one brand what they have in another.
  const [mine = ""] = whole.ids
  const spend = { customerId: mine, points: 1, cause: cause("elsewhere"), purpose: "order" as const, reason }
  const outcomes = await inTransaction(torn.ctx, (ctx) => spendMany(ctx, [spend]))
  expect(outcomes).toMatchObject([{ posted: false }])
  expect(await verdict(whole.ctx)).toMatchObject({ intact: true, lots: [], members: [] })
})

test("INV17 L20 what had ended before two became one stays whose it was, written down by then or not: after parting she owes for it", async () => {
  for (const isWritten of [false, true]) {
    const ctx = await testContext()
    const [from, into] = [ctx.id(), ctx.id()]
    const lot = {
      origin: "purchase" as const,
      programmeVersion: 1,
      reason,
      effectiveAt: ctx.now(),
      confirmsAt: ctx.now(),
    }
    await earnPoints(ctx, [
      { ...lot, customerId: from, points: 5, expiry: { kind: "months", months: 1 }, cause: cause("gone") },
      { ...lot, customerId: from, points: 2, expiry: null, cause: cause("stays") },
    ])
    ctx.pass(90 * dayMs)
    if (isWritten) await settleMembers(ctx, "live", [from])
    await inTransaction(ctx, (ctx) => joinPeople(ctx, { from, into }))
    await inTransaction(ctx, (ctx) => partPeople(ctx, { from, into }))
    const of = { type: "order", id: "gone" }
    const back = { customerId: from, of, keeps: 0, effectiveAt: ctx.now(), shortage: "debt" as const, reason }
    await revokePoints(ctx, [{ ...back, cause: { ...cause("gone"), type: "order-return" } }])
    const balances = await balancesOf(ctx, [from, into])
    expect([from, into].map((id) => [balances.get(id)?.available, balances.get(id)?.debt])).toEqual([
      [0, 3],
      [0, 0],
    ])
    expect(await verdict(ctx)).toMatchObject({ intact: true, lots: [], members: [] })
  }
})

test("INV10 entries are read in the order of their transactions, also where the numbers of those get a digit more", async () => {
  const [ctx, book] = [await testContext(), "ring:digits"]
  const write = (xid: string) =>
    inTransaction(ctx, (ctx) =>
      sql`insert into points.journal (brand_id, book, xid, transaction_id, line, kind, customer_id, from_account, to_account, points,
        effective_at, recorded_at, cause_type, cause_id, rule, cause_seq, reason)
        values (${ctx.brandId}, ${book}, ${xid}::xid8, ${ctx.id()}, 0, 'adjusted', ${ctx.id()}, 'adjustment', 'debt', 1,
        ${ctx.now()}, ${ctx.now()}, 'test', ${xid}, 'base', 0, ${JSON.stringify(reason)}::jsonb)`.execute(ctx.db),
    )
  for (const xid of ["10", "9", "100", "99"]) await write(xid)
  const read = (after: string | null, limit: number) =>
    inTransaction(ctx, async (ctx) => {
      const place = after === null ? null : { xid: after, seq: Number.MAX_SAFE_INTEGER }
      return (await selectEntriesAfter(ctx, book, place, limit)).map(({ xid }) => xid)
    })
  expect(await read(null, 2)).toEqual(["9", "10"])
  expect(await read("10", 9)).toEqual(["99", "100"])
})

test("F14 L03 one cause told at the same moment for several people is one entry of one of them, and refused for the others", async () => {
  const ctx = await testContext()
  const ids = Array.from({ length: 6 }, () => ctx.id())
  const earn = (customerId: string) =>
    earnPoints(ctx, [
      {
        customerId,
        points: 7,
        origin: "purchase",
        programmeVersion: 1,
        reason,
        effectiveAt: ctx.now(),
        confirmsAt: ctx.now(),
        expiry: null,
        cause: cause("one"),
      },
    ])
  const ends = await Promise.allSettled(ids.map(earn))
  const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []))
  expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "points.LedgerConflict"))
  const had = await balancesOf(ctx, ids)
  expect(ids.map((id) => had.get(id)?.available ?? 0).toSorted()).toEqual([0, 0, 0, 0, 0, 7])
  expect(await verdict(ctx)).toMatchObject({ intact: true, lots: [], members: [] })
})
