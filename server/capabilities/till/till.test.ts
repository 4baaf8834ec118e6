import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { defaultProgramme, publishProgramme, saveProgramme } from "#loyalty"
import { cardQr, enrol, memberByCode } from "#members"
import { checkCode, issueCode, makeOffer, setOfferState, OfferTerms } from "#offers"
import { balancesOf, earnPoints, historyOf, verifyLedger } from "#points"
import { inTransaction } from "#kernel/context"
import { addDays, type Day } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { type TestContext, testContext } from "#testing/context"
import { showMember } from "./find-member.ts"
import { hold, release } from "./holds.ts"
import { type Operation, Sale } from "./model.ts"
import { quote } from "./quote.ts"
import { replay } from "./replay.ts"
import { inOrder } from "./sale-rules.ts"
import { refundSale, sell, voidSale } from "./sell.ts"

let ctx: TestContext
let people = 0

beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  const programme = { ...defaultProgramme, actions: [] }
  const { revision } = await saveProgramme(ctx, { programme, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  ctx.pass(60_000)
})

/** A member with a card, and a phone number of her own. */
async function member(): Promise<{ customerId: string; card: string; phone: string }> {
  const n = ++people
  const phone = `090-1234-${String(n).padStart(4, "0")}`
  const identities = [
    { kind: "email" as const, issuer: "", value: `t${n}@example.jp` },
    { kind: "phone" as const, issuer: "", value: phone, verified: true },
  ]
  const profile = { familyName: "渡邉", givenName: "花子" }
  const { customerId } = await resolveCustomer(ctx, { identities, profile, source: "test", at: ctx.now() })
  const { card } = await enrol(ctx, { customerId, by: "shop" })
  return { customerId, card, phone }
}

const cream = { lineId: "1", title: "ひなたクリーム", unitPrice: 3_300, quantity: 2, discount: 600 }
const saleOf = (saleId: string, code: string, more: object = {}): Sale =>
  Sale.parse({ storeId: "ginza", saleId, code, at: ctx.now(), lines: [cream], ...more })
const balanceOf = async (customerId: string) => (await balancesOf(ctx, [customerId])).get(customerId)

test("O17 a member is found by card, QR code or phone, and told only what a counter needs", async () => {
  const { customerId, card, phone } = await member()
  const found = await showMember(ctx, { code: card })
  expect(found).toMatchObject({ customerId, name: "渡邉", points: 0, yenPerPoint: 1 })
  expect(JSON.stringify(found)).not.toMatch(/example|090|花子/)
  expect((await showMember(ctx, { code: cardQr(ctx, card) })).customerId).toBe(customerId)
  expect((await showMember(ctx, { phone })).customerId).toBe(customerId)
  await expect(showMember(ctx, { phone: "090-9999-9999" })).rejects.toThrow("till.NoMember")
  await expect(showMember(ctx, { code: card, phone })).rejects.toThrow("till.WhoseCard")
  await expect(showMember(ctx, { code: "4901234567894" })).rejects.toThrow("members.UnknownCard")
})

test("O17 F70 a sale earns what was quoted, once; it is an order of its store like any other", async () => {
  const { customerId, card } = await member()
  const quoted = await quote(ctx, { code: card, lines: saleOf("q", card).lines })
  expect(quoted).toMatchObject({ points: 60, available: 0, usable: 0 })
  const sold = await Promise.all([1, 2, 3].map(() => sell(ctx, saleOf("1", card))))
  expect(new Set(sold.map(({ orderId }) => orderId)).size).toBe(1)
  expect(sold[0]).toMatchObject({ points: 60, usableAt: ctx.now(), used: 0 })
  await ctx.drain()
  expect(await balanceOf(customerId)).toMatchObject({ available: 60, earnedEver: 60 })
  expect(await historyOf(ctx, customerId, { limit: 10 })).toHaveLength(1)
  await expect(sell(ctx, saleOf("2", card, { at: new Date(ctx.now().getTime() + 3_600_000) }))).rejects.toThrow(
    "till.NotYet",
  )
})

test("O17 L04 L15 L17 points are held, used on a sale and come back with it; what it earned goes", async () => {
  const { customerId, card } = await member()
  await sell(ctx, saleOf("3", card, { lines: [{ ...cream, unitPrice: 50_000 }] }))
  const start = (await balanceOf(customerId))?.available ?? 0
  expect(start).toBe(994)
  const asked = { storeId: "ginza", saleId: "4", code: card, points: 500, minutes: 15, attempt: 0 }
  const held = await hold(ctx, asked)
  expect(await hold(ctx, asked)).toEqual(held)
  expect(await balanceOf(customerId)).toMatchObject({ available: 494, held: 500 })
  const other = await member()
  await expect(sell(ctx, saleOf("4", other.card, { holdId: held.holdId }))).rejects.toThrow("till.ForeignHold")
  const sold = await sell(ctx, saleOf("4", card, { holdId: held.holdId }))
  // 6,000 yen, 500 of them with points: 55 points are earned.
  expect(sold).toMatchObject({ points: 55, used: 500, available: 494 + 55 })
  expect(await sell(ctx, saleOf("4", card, { holdId: held.holdId }))).toEqual(sold)
  const back = { storeId: "ginza", saleId: "4", refundId: "r1", at: ctx.now(), reason: "" }
  const some = await refundSale(ctx, { ...back, amount: 3_000, lines: [{ lineId: "1", quantity: 1, amount: 3_000 }] })
  expect(some).toMatchObject({ points: 25, used: 500 })
  const voided = await voidSale(ctx, { storeId: "ginza", saleId: "4", at: ctx.now() })
  expect(voided).toMatchObject({ points: 0, used: 0, available: start })
  await ctx.drain()
  expect(await balanceOf(customerId)).toMatchObject({ available: start, held: 0, debt: 0 })
  await expect(sell(ctx, saleOf("5", card, { usePoints: 7_000 }))).rejects.toThrow("till.TooManyPoints")
  await expect(sell(ctx, saleOf("5", card, { usePoints: 5_999 }))).rejects.toThrow("points.NotEnoughPoints")
  const free = await hold(ctx, { ...asked, saleId: "6", points: 10 })
  await release(ctx, free)
  expect(await balanceOf(customerId)).toMatchObject({ available: start, held: 0 })
})

test("O17 L18 points that ended are refused by saying so: how many, and which was their last day; what never was, is not", async () => {
  const { customerId, card } = await member()
  const day = dayIn("Asia/Tokyo", ctx.now())
  const earned = (id: string, points: number, on: Day) => ({
    customerId,
    points,
    origin: "purchase" as const,
    cause: { type: "sample", id: `${customerId}:${id}`, rule: "base", seq: 0 },
    programmeVersion: null,
    reason: { ja: "テスト", en: "Test" },
    effectiveAt: ctx.now(),
    confirmsAt: ctx.now(),
    expiry: { kind: "at" as const, on },
  })
  await earnPoints(ctx, [earned("a", 300, day), earned("b", 40, addDays(day, 400))])
  const asked = { storeId: "ginza", saleId: "late", code: card, points: 200, minutes: 15, attempt: 0 }
  await expect(hold(ctx, { ...asked, saleId: "more", points: 341 })).rejects.toThrow("points.NotEnoughPoints")
  ctx.pass(2 * 86_400_000)
  const said = {
    code: "points.PointsExpired",
    details: { available: 40, expired: 300, expiredOn: day },
    sentence: {
      ja: `ポイントが足りません。300 ポイントの有効期限が ${day} で切れました。いま使えるのは 40 ポイントです。`,
      en: `There are not enough points: 300 expired at the end of ${day}. 40 can be used now.`,
    },
  }
  // Nobody has settled them yet, and then the nightly work has.
  for (const _ of [1, 2]) {
    await expect(hold(ctx, asked)).rejects.toMatchObject(said)
    await expect(sell(ctx, saleOf("late", card, { usePoints: 200 }))).rejects.toMatchObject(said)
    await ctx.drain()
  }
  expect(await balanceOf(customerId)).toMatchObject({ available: 40, held: 0 })
  await sell(ctx, saleOf("late", card, { usePoints: 40 }))
  // After a season nobody counts on them any more.
  ctx.pass(100 * 86_400_000)
  await expect(hold(ctx, { ...asked, points: 5_000 })).rejects.toThrow("points.NotEnoughPoints")
})

test("O17 an offer's code shown at the till is used up as one entered online", async () => {
  const { customerId, card } = await member()
  const terms = OfferTerms.parse({ benefit: { kind: "fixed", amount: 600 } })
  const { offerId } = await makeOffer(ctx, { name: "店頭のお礼", terms })
  await setOfferState(ctx, offerId, "live")
  const { code } = await issueCode(ctx, { offerId, customerId, cause: "test" })
  await sell(ctx, saleOf("o1", card, { codes: [code] }))
  await ctx.drain()
  expect(await inTransaction(ctx, (ctx) => checkCode(ctx, { code, customerId }))).toMatchObject({
    accepted: false,
    reason: "used",
  })
})

const anyOperation = fc.record({
  kind: fc.constantFrom("sale" as const, "refund" as const, "void" as const),
  sale: fc.integer({ min: 0, max: 2 }),
  refund: fc.integer({ min: 0, max: 2 }),
  amount: fc.integer({ min: 1, max: 9_000 }),
})
type Drawn = { kind: "sale" | "refund" | "void"; sale: number; refund: number; amount: number }

/** What the same name says is always the same, as a till's outbox keeps it. */
function operationsOf(drawn: readonly Drawn[], round: string, code: string): Operation[] {
  const names = new Map<string, Operation>()
  const at = ctx.now()
  for (const { kind, sale, refund, amount } of drawn) {
    const name = { storeId: "ginza", saleId: `${round}-${sale}` }
    const unitPrice = 1_000 + sale * 777
    const said: Operation =
      kind === "sale"
        ? { kind, id: `s${sale}`, sale: saleOf(name.saleId, code, { lines: [{ ...cream, unitPrice }] }) }
        : kind === "void"
          ? { kind, id: `v${sale}`, void: { ...name, at } }
          : {
              kind,
              id: `r${sale}.${refund}`,
              refund: { ...name, refundId: `r${refund}`, at, amount, lines: [], reason: "" },
            }
    if (!names.has(said.id)) names.set(said.id, said)
  }
  return [...names.values()]
}

test("O17 INV06 what a till noted offline gives the same ledger in any order, told once or often", async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyOperation, { minLength: 3, maxLength: 6 }),
      fc.array(fc.nat(100), { minLength: 24, maxLength: 24 }),
      async (drawn, dice) => {
        const [one, other] = [await member(), await member()]
        const n = ++round
        await replay(ctx, operationsOf(drawn, `a${n}`, one.card))
        const shuffled = [...operationsOf(drawn, `b${n}`, other.card), ...operationsOf(drawn, `b${n}`, other.card)]
          .map((operation, i) => ({ operation, place: dice[i % dice.length] ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ operation }) => operation)
        // Each by itself, as a till does that tries one after the other.
        for (const operation of shuffled) await replay(ctx, [operation])
        await ctx.drain()
        const [a, b] = [await balanceOf(one.customerId), await balanceOf(other.customerId)]
        expect(b).toEqual(a)
      },
    ),
    { numRuns: 4 },
  )
  expect((await verifyLedger(ctx)).map(({ intact }) => intact)).toEqual([true])
})

test("O17 an operation that can't be done is told by itself and keeps nothing else from being done", async () => {
  const { customerId, card } = await member()
  const at = ctx.now()
  const results = await replay(ctx, [
    { kind: "sale", id: "a", sale: saleOf("x1", card) },
    { kind: "sale", id: "b", sale: saleOf("x2", card, { usePoints: 5_000 }) },
    { kind: "sale", id: "c", sale: saleOf("x3", "2000000000008") },
    {
      kind: "refund",
      id: "d",
      refund: { storeId: "ginza", saleId: "x1", refundId: "1", at, amount: 3_000, lines: [], reason: "" },
    },
  ])
  expect(results.map(({ id, done, error }) => [id, done, error?.code ?? null])).toEqual([
    ["a", true, null],
    ["b", false, "points.NotEnoughPoints"],
    ["c", false, "members.UnknownCard"],
    ["d", true, null],
  ])
  await ctx.drain()
  expect(await balanceOf(customerId)).toMatchObject({ available: 30 })
  const early: Operation = { kind: "void", id: "1", void: { storeId: "g", saleId: "1", at: new Date(0) } }
  const late: Operation = { kind: "sale", id: "2", sale: saleOf("1", card) }
  expect(inOrder([late, early]).map(({ id }) => id)).toEqual(["1", "2"])
  expect((await inTransaction(ctx, (ctx) => memberByCode(ctx, card))).customerId).toBe(customerId)
})
