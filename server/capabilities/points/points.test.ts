import { beforeAll, beforeEach, expect, test } from "vitest"
import { sql } from "kysely"
import { eraseCustomer, mergeCustomers, resolveCustomer, unmergeCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { day } from "#kernel/days"
import { type TestContext, testContext } from "#testing/context"
import { approveAdjustment, refuseAdjustment } from "./adjust-points.ts"
import { closePeriod, commitBook, dropBook } from "./books.ts"
import {
  adjustPoints,
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
  spendMany,
  spendPoints,
  verifyLedger,
} from "./index.ts"
import { decideShortage } from "./decide-shortages.ts"
import { sealJournal } from "./seal-journal.ts"
import { settleDue } from "./settle-members.ts"
import { showLedger } from "./show-ledger.ts"
import { selectShortages } from "./storage-shortages.ts"
import { tellExpiring } from "./tell-expiring.ts"

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
  expect(again).toEqual([{ cause: wanted.cause, lotId: first?.lotId, isNew: false, available: 0 }])
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

test("L16 L15 what is missing by hand waits for a person; a later return of the same takes its place, and it is decided once", async () => {
  const order = await earn(100)
  await spend(90)
  const byHand = { shortage: "manual_review" as const }
  await revokePoints(ctx, [revoking(order, 50, byHand)])
  await revokePoints(ctx, [revoking(order, 0, byHand)])
  const mine = async () =>
    (await inTransaction(ctx, (ctx) => selectShortages(ctx, 500))).filter((s) => s.customerId === hanako)
  const [open, before] = await mine()
  expect([open, before]).toMatchObject([
    { points: 90, state: "open" },
    { points: 40, state: "superseded" },
  ])
  const shortageId = open?.shortageId ?? ""
  await decideShortage(ctx, { shortageId, decision: "owed" })
  expect(await balance()).toMatchObject({ available: 0, debt: 90 })
  await expect(decideShortage(ctx, { shortageId, decision: "forgiven" })).rejects.toThrow("points.ShortageDecided")
  // It was due of that order, and is no more.
  expect(await revokePoints(ctx, [revoking(order, 0, byHand)])).toMatchObject([{ revoked: 0, shortage: 0 }])
  await earn(100)
  expect(await balance()).toMatchObject({ available: 10, debt: 0 })
  const other = await earn(30)
  await spend(40)
  await revokePoints(ctx, [revoking(other, 0, byHand)])
  const [fresh] = await mine()
  await decideShortage(ctx, { shortageId: fresh?.shortageId ?? "", decision: "forgiven" })
  expect(await balance()).toMatchObject({ available: 0, debt: 0 })
  expect(await revokePoints(ctx, [revoking(other, 0, byHand)])).toMatchObject([{ revoked: 0, shortage: 0 }])
})

test("L04 INV04 a hold is captured or released once, and ends by itself", async () => {
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

test("INV11 L18 points are there until the last moment of their day and not one later, and what is held stays", async () => {
  await earn(100, { expiry: { kind: "at", on: day("2026-04-30") } })
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

test("L17 INV12 what comes back together pays what is owed by what ends first, whichever was taken last", async () => {
  const [soon, late] = [
    { kind: "months" as const, months: 1 },
    { kind: "months" as const, months: 2 },
  ]
  await earn(5, { expiry: late })
  await earn(5, { expiry: soon })
  const gone = await earn(5, { expiry: soon })
  const bought = cause("reward")
  await spend(15, { cause: bought })
  await revokePoints(ctx, [revoking(gone, 0)])
  expect(await balance()).toMatchObject({ available: 0, debt: 5 })
  const back = { spend: bought, points: 15, cause: cause("cancel"), effectiveAt: ctx.now(), ifExpired: "lost" as const }
  await returnPoints(ctx, back)
  expect(await balance()).toMatchObject({ available: 10, debt: 0 })
  ctx.pass(40 * 86_400_000)
  expect(await balance()).toMatchObject({ available: 5, debt: 0 })
})

test("INV17 L20 merging keeps every point, debts included, and un-merging gives back what came along", async () => {
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

test("INV17 L20 what paid a debt the moment two became one comes back with the un-merge, though it was used up by it", async () => {
  const taro = await person()
  await earn(3)
  const order = await earn(5, { customerId: taro })
  await spend(5, { customerId: taro })
  await revokePoints(ctx, [revoking(order, 0, { customerId: taro })])
  await mergeCustomers(ctx, taro, hanako)
  expect(await balance()).toMatchObject({ available: 0, debt: 2 })
  await unmergeCustomer(ctx, taro)
  expect([await balance(), await balance(taro)]).toMatchObject([{ available: 3, debt: 0 }, { debt: 5 }])
})

test("F96 an erased person has and owes nothing; the entries stay and agree", async () => {
  await earn(100)
  await eraseCustomer(ctx, hanako, "asked")
  expect(await balance()).toMatchObject({ available: 0, pending: 0, held: 0, debt: 0 })
  const verdicts = await inTransaction(ctx, verifyLedger)
  expect(verdicts).toMatchObject([{ book: "live", intact: true, lots: [], members: [] }])
})

test("F70 INV19 of sixty-four who spend one balance at once, one wins; the same cause from many is one entry", async () => {
  await earn(100)
  const asked = () => ({ customerId: hanako, points: 60, cause: cause("cart"), purpose: "order" as const, reason })
  const atOnce = await Promise.all(
    Array.from({ length: 64 }, () => asked()).map((one) => patient(() => spendMany(ctx, [one]))),
  )
  expect(atOnce.flat().filter((one) => one.posted)).toHaveLength(1)
  const same = { ...asked(), points: 10 }
  const replies = await Promise.all(Array.from({ length: 8 }, () => patient(() => spendMany(ctx, [same]))))
  expect(replies.flat().filter((one) => one.posted && one.isNew)).toHaveLength(1)
  expect(new Set(replies.flat().map((one) => (one.posted ? one.transactionId : "no"))).size).toBe(1)
  expect(await balance()).toMatchObject({ available: 30 })
})

/** Waits its turn when all connections are taken. */
const line: Promise<unknown>[] = []
const patient = async <T>(work: () => Promise<T>): Promise<T> => {
  while (line.length >= 6) await Promise.race(line)
  const running: Promise<unknown> = work().finally(() => line.splice(line.indexOf(running), 1))
  line.push(running)
  return running as Promise<T> // safe: it is what work() gives
}

test("F71 INV17 spends, refunds, ends and merges of two people at once leave a ledger that agrees", async () => {
  const taro = await person()
  const orders = [await earn(50), await earn(50, { customerId: taro }), await earn(50)]
  const work: (() => Promise<unknown>)[] = orders.flatMap((order, i) => [
    () =>
      spendMany(ctx, [
        { customerId: i === 1 ? taro : hanako, points: 20, cause: cause("cart"), purpose: "order", reason },
      ]),
    () => revokePoints(ctx, [revoking(order, 10)]),
    () => settleDue(ctx, ctx.now()).catch(() => null),
    () => earn(5, { customerId: taro }),
  ])
  await Promise.all([...work, () => mergeCustomers(ctx, taro, hanako)].map((one) => patient(one)))
  expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: true, lots: [], members: [] })
  const { available = 0, debt = 0 } = (await balance()) ?? {}
  expect(available === 0 || debt === 0).toBe(true)
})

test("INV10 G5 entries can't be changed or deleted, and what was changed behind our back is named", async () => {
  await earn(10)
  for (const forbidden of [
    sql`update points.journal set points = 1`,
    sql`delete from points.journal`,
    sql`delete from points.seals`,
    sql`select points.drop_book(${ctx.brandId}, 'live')`,
  ])
    await expect(inTransaction(ctx, (ctx) => forbidden.execute(ctx.db))).rejects.toThrow()
  await sealJournal(ctx)
  const [sealed] = await verifyLedger(ctx)
  expect(sealed).toMatchObject({ intact: true, broken: null })
  await sealJournal(ctx)
  expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: true, broken: null })
  await expect(
    inTransaction(ctx, async (ctx) => {
      await sql`update points.lots set available = available - 1 where customer_id = ${hanako}`.execute(ctx.db)
      expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: false, members: [] })
      throw new Error("rolled back")
    }),
  ).rejects.toThrow("rolled back")
})

test("L21 above the limit a second person agrees, never whoever asked; refused means nothing moved", async () => {
  const by = (staffId: string) => ({ ...ctx, actor: { kind: "staff" as const, staffId } })
  const [a, b] = [by(ctx.id()), by(ctx.id())]
  const small = await adjustPoints(a, { customerId: hanako, points: 500, reason: "お詫び", key: cause().id })
  expect(small.state).toBe("posted")
  const asked = { customerId: hanako, points: 5_000, reason: "お詫び", key: cause().id }
  const large = await adjustPoints(a, asked)
  expect(await adjustPoints(a, asked)).toMatchObject({ adjustmentId: large.adjustmentId, state: "waiting" })
  expect(await balance()).toMatchObject({ available: 500 })
  await expect(approveAdjustment(a, large.adjustmentId)).rejects.toThrow("points.OwnAdjustment")
  await approveAdjustment(b, large.adjustmentId)
  await expect(refuseAdjustment(b, large.adjustmentId)).rejects.toThrow("points.AdjustmentDecided")
  expect(await balance()).toMatchObject({ available: 5_500 })
  const taken = { customerId: hanako, points: -900, reason: "二重に付いていたため", key: cause().id }
  expect((await adjustPoints(a, taken)).state).toBe("posted")
  expect(await balance()).toMatchObject({ available: 4_600 })
})

test("U07 the book of a ring is wiped without a trace or becomes live whole; the live one can't be wiped", async () => {
  const [ring, other] = [`ring:${ctx.id()}`, `ring:${ctx.id()}`]
  await earn(30, { book: ring })
  await earn(40, { book: other })
  await expect(dropBook(ctx, "live")).rejects.toThrow("points.UnknownBook")
  await dropBook(ctx, ring)
  await commitBook(ctx, other)
  await commitBook(ctx, other)
  expect(await balance()).toMatchObject({ available: 40 })
  expect((await balancesOf(ctx, [hanako], ring)).get(hanako)).toMatchObject({ available: 0, earnedEver: 0 })
  await expect(earn(1, { book: other })).rejects.toThrow("points.UnknownBook")
})

test("L18 INV11 points that end are told of once for each distance, by lot", async () => {
  const told = async () => {
    await inTransaction(ctx, tellExpiring)
    const { rows } = await inTransaction(ctx, (ctx) =>
      sql<{ days: number }>`select in_days as days from points.notices n join points.lots l using (brand_id, lot_id)
        where l.customer_id = ${hanako} order by in_days`.execute(ctx.db),
    )
    return rows.map((row) => row.days)
  }
  const today = ctx.now().toISOString().slice(0, 10)
  await earn(10, { expiry: { kind: "months", months: 2 }, effectiveAt: new Date(`${today}T03:00:00Z`) })
  const end = (await balance())?.nextExpiry?.at.getTime() ?? 0
  const before = (days: number) => ctx.moveTo(new Date(end - days * 86_400_000 + 3_600_000))
  before(60)
  expect([await told(), await told()]).toEqual([[60], [60]])
  before(30)
  expect(await told()).toEqual([30, 60])
  before(1)
  expect(await told()).toEqual([1, 30, 60])
})

test("L05 INV15 a closed period takes nothing more: late facts stand in the open one, and months roll forward to the lots", async () => {
  const late = ctx.now()
  await earn(10)
  ctx.pass(40 * 86_400_000)
  const until = new Date(ctx.now().getTime() - 86_400_000)
  await closePeriod(ctx, until)
  await earn(7, { effectiveAt: late, confirmsAt: late })
  const [entry] = await historyOf(ctx, hanako, { limit: 1 })
  expect(entry).toMatchObject({ points: 7, effectiveAt: until, lateFrom: late })
  await expect(closePeriod(ctx, late)).rejects.toThrow("points.PeriodClosed")
  const ledger = await showLedger(ctx)
  expect(ledger.difference).toBe(0)
  for (const [i, { opening }] of ledger.months.entries()) if (i > 0) expect(opening).toBe(ledger.months[i - 1]?.closing)
})
