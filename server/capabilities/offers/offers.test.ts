import { beforeAll, beforeEach, expect, test } from "vitest"
import { allRights } from "#brands"
import { eraseCustomer, exportCustomer, mergeCustomers, resolveCustomer } from "#customers"
import { timelineOf } from "#events"
import { liftOf } from "#experiments"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { changeOffer, makeOffer, setOfferState } from "./edit-offers.ts"
import { codesAfter, discountsGiven, issueCode, issueCodes, issueCompared } from "./index.ts"
import { guessLimits } from "./guesses.ts"
import { type Benefit, Terms } from "./model.ts"
import { checkCode, redeem } from "./redeem.ts"
import { codesOf, listAll, redemptionsOf, showOffer, voidOne } from "./show-offers.ts"

let ctx: TestContext
let hanako: string
let people = 0

beforeAll(async () => {
  ctx = await testContext()
})
beforeEach(async () => {
  hanako = await person()
})

const mailOf = (n: number) => `o${n}@example.jp`
async function person(): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value: mailOf(++people) }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}

/** So many times, as many at once as there are connections: more would only wait in this process. */
async function atOnce<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const done: T[] = []
  let left = count
  const worker = async () => {
    while (left-- > 0) done.push(await work())
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return done
}

const percent: Benefit = { kind: "percent", bp: 1_000, most: null }
async function live(terms: Record<string, unknown> = {}): Promise<string> {
  const { offerId } = await makeOffer(ctx, { name: "春のお礼", terms: Terms.parse({ benefit: percent, ...terms }) })
  await setOfferState(ctx, offerId, "live")
  return offerId
}
const cartOf = (amount: number) => ({ lines: [{ sku: "SOAP", quantity: 1, amount }], shipping: 0, otherCodes: 0 })
let purchase = 0
const use = (code: string, more: Partial<Parameters<typeof redeem>[1]> = {}) =>
  redeem(ctx, { code, key: `till:${++purchase}`, channel: "store", cart: cartOf(3_000), ...more })
const givenOf = async (offerId: string) => (await listAll(ctx)).items.find((offer) => offer.offerId === offerId)

test("G11 a person gets a code of her own, the same again for the same reason, another for another", async () => {
  const offerId = await live({ prefix: "HARU", codeDays: 7 })
  const first = await issueCode(ctx, { offerId, customerId: hanako, cause: "flow:1" })
  expect(first.code).toMatch(/^HARU-/)
  expect(first.validUntil).toEqual(new Date(ctx.now().getTime() + 7 * 86_400_000))
  expect(first.url).toContain("/cart/")
  const again = await Promise.all(
    Array.from({ length: 5 }, () => issueCode(ctx, { offerId, customerId: hanako, cause: "flow:1" })),
  )
  expect(new Set(again.map((one) => one.code))).toEqual(new Set([first.code]))
  expect((await issueCode(ctx, { offerId, customerId: hanako, cause: "flow:2" })).code).not.toBe(first.code)
  const { items } = await codesOf(ctx, offerId, { limit: 50 })
  expect(items).toHaveLength(2)
  const timeline = await inTransaction(ctx, (ctx) => timelineOf(ctx, hanako, { limit: 10 }))
  expect(timeline.items.map((entry) => entry.name)).toEqual(["Coupon Received", "Coupon Received"])
})

test("G11 many at once: strangers and drafts are told apart, nothing is given from what has not begun", async () => {
  const offerId = await live()
  const others = [await person(), await person()]
  const stranger = ctx.id()
  const wanted = [hanako, ...others, stranger].map((customerId) => ({ customerId, cause: "c" }))
  const issued = await issueCodes(ctx, offerId, wanted)
  expect(issued.map((one) => ("refused" in one ? one.refused : "code"))).toEqual(["code", "code", "code", "unknown"])
  expect(new Set(issued.flatMap((one) => ("code" in one ? [one.code] : []))).size).toBe(3)
  await setOfferState(ctx, offerId, "paused")
  await expect(issueCode(ctx, { offerId, customerId: hanako, cause: "d" })).rejects.toThrow("offers.NotLive")
  await expect(issueCode(ctx, { offerId: ctx.id(), customerId: hanako, cause: "d" })).rejects.toThrow(
    "offers.UnknownOffer",
  )
})

test("F70 S64 of sixty-four who redeem one code at once, one wins, and the sums are right", async () => {
  const offerId = await live()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  const outcomes = await atOnce(64, () => use(code))
  expect(outcomes.filter((one) => one.redeemed)).toHaveLength(1)
  expect(new Set(outcomes.flatMap((one) => (one.redeemed ? [] : [one.reason])))).toEqual(new Set(["used"]))
  expect(await givenOf(offerId)).toMatchObject({ given: 300, redeemed: 1, people: 1, issued: 1, open: 0 })
})

test("F70 a budget is never overspent, however many codes are used at the same moment", async () => {
  const offerId = await live({ budget: 1_000 })
  const buyers = await atOnce(8, person)
  const issued = await issueCodes(
    ctx,
    offerId,
    buyers.map((customerId) => ({ customerId, cause: "c" })),
  )
  const outcomes = await Promise.all(issued.map((one) => use("code" in one ? one.code : "")))
  expect(outcomes.filter((one) => one.redeemed)).toHaveLength(3)
  expect(await givenOf(offerId)).toMatchObject({ given: 900, redeemed: 3 })
})

test("F70 the same purchase told twice uses a code once", async () => {
  const offerId = await live({ usesPerCode: 5, usesPerPerson: 5 })
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => use(code, { key: "till:same" })))
  expect(new Set(outcomes.map((one) => (one.redeemed ? one.redemption.redemptionId : "no"))).size).toBe(1)
  expect(await givenOf(offerId)).toMatchObject({ redeemed: 1, given: 300 })
})

test("G11 a code is hers alone, the limit counts over all of her codes, and it is judged before it is used", async () => {
  const offerId = await live({ minimum: 2_000 })
  const taro = await person()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "a" })
  const { code: second } = await issueCode(ctx, { offerId, customerId: hanako, cause: "b" })
  expect(await checkCode(ctx, { code, customerId: taro })).toEqual({ accepted: false, reason: "not-yours" })
  expect(await use(code, { cart: cartOf(1_999) })).toEqual({ redeemed: false, reason: "below-minimum" })
  expect(await checkCode(ctx, { code, customerId: hanako, cart: cartOf(2_000) })).toMatchObject({
    accepted: true,
    discount: 200,
  })
  expect(await use(code, { customerId: hanako })).toMatchObject({ redeemed: true })
  expect(await use(second)).toEqual({ redeemed: false, reason: "person-limit" })
  const [row] = (await codesOf(ctx, offerId, { limit: 9, state: "open" })).items
  await voidOne(ctx, row?.codeId ?? "")
  expect(await use(second)).toEqual({ redeemed: false, reason: "voided" })
  await expect(voidOne(ctx, row?.codeId ?? "")).rejects.toThrow("offers.UnknownCode")
})

test("S64 whoever guesses is locked out for a while, others are not", async () => {
  const guess = (typing: string) => checkCode(ctx, { code: "HARU-CCCC-DDDD-FFFFFF", typing })
  for (let i = 0; i < guessLimits.most; i++)
    expect(await guess("visitor-1")).toEqual({ accepted: false, reason: "unknown" })
  await expect(guess("visitor-1")).rejects.toThrow("offers.TooManyTries")
  const offerId = await live()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  await expect(use(code, { typing: "visitor-1" })).rejects.toThrow("offers.TooManyTries")
  expect(await guess("visitor-2")).toEqual({ accepted: false, reason: "unknown" })
  ctx.pass(guessLimits.windowMs + 1)
  expect(await use(code, { typing: "visitor-1" })).toMatchObject({ redeemed: true })
})

const ordered = (code: string, more: Parameters<typeof anOrder>[0] = {}) => {
  const n = ++purchase
  const base = { externalId: `e${n}`, number: `#e${n}`, placedAt: ctx.now(), updatedAt: ctx.now() }
  const customer = { identities: [{ kind: "email" as const, issuer: "", value: mailOf(people) }], profile: {} }
  const order = anOrder({ ...base, customer, discountCodes: [{ code, amount: 748 }], ...more })
  const tell = (changes: Parameters<typeof anOrder>[0] = {}) =>
    inTransaction(ctx, (ctx) => applyOrder(ctx, { ...order, ...changes }))
  return { tell }
}

test("G11 a code is used by the order that tells of it, once, and comes back when that order is cancelled", async () => {
  const offerId = await live()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  const { tell } = ordered(code)
  await tell()
  await tell({ updatedAt: new Date(ctx.now().getTime() + 1_000), note: "x" })
  expect(await givenOf(offerId)).toMatchObject({ redeemed: 1, given: 748 })
  expect((await redemptionsOf(ctx, offerId, { limit: 9 })).items).toMatchObject([
    { customerId: hanako, channel: "shop", beyond: null },
  ])
  ctx.pass(60_000)
  await tell({ cancelledAt: ctx.now(), updatedAt: ctx.now() })
  await tell({ cancelledAt: ctx.now(), updatedAt: new Date(ctx.now().getTime() + 1_000), note: "y" })
  expect(await givenOf(offerId)).toMatchObject({ redeemed: 0, given: 0, open: 1 })
  const timeline = await inTransaction(ctx, (ctx) => timelineOf(ctx, hanako, { limit: 20 }))
  const own = timeline.items.map((entry) => entry.name).filter((name) => name.startsWith("Coupon"))
  expect(own).toEqual(["Coupon Returned", "Coupon Redeemed", "Coupon Received"])
  expect(await use(code)).toMatchObject({ redeemed: true })
})

test("G11 what comes back is the offer's rule: a full return gives back only where it says so", async () => {
  const outcomes: Record<string, unknown> = {}
  for (const givesBack of ["never", "cancelled", "cancelled-or-returned"]) {
    hanako = await person()
    const offerId = await live({ givesBack })
    const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
    const { tell } = ordered(code)
    await tell()
    ctx.pass(1_000)
    const all = {
      externalId: "r",
      at: ctx.now(),
      amount: 7_730,
      lines: [
        { lineExternalId: "l1", quantity: 2, amount: 6_300 },
        { lineExternalId: "l2", quantity: 1, amount: 880 },
      ],
    }
    await tell({ refunds: [all], updatedAt: ctx.now() })
    outcomes[givesBack] = (await givenOf(offerId))?.redeemed
  }
  expect(outcomes).toEqual({ never: 1, cancelled: 1, "cancelled-or-returned": 0 })
})

test("G11 what the shop has let pass is written down with the limit that it broke; others' codes are left alone", async () => {
  const offerId = await live()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  await ordered(code).tell()
  await ordered(code).tell()
  await ordered("WELCOME10").tell()
  expect((await redemptionsOf(ctx, offerId, { limit: 9 })).items.map((one) => one.beyond).sort()).toEqual(
    [null, "used"].sort(),
  )
  expect(await givenOf(offerId)).toMatchObject({ redeemed: 2, given: 1_496 })
})

test("G25 an offer for first orders is never given to somebody who has bought", async () => {
  const offerId = await live({ isFirstOrderOnly: true })
  const fresh = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  await ordered("WELCOME10").tell()
  await expect(issueCode(ctx, { offerId, customerId: hanako, cause: "d" })).rejects.toThrow("offers.NotForBuyers")
  expect(await checkCode(ctx, { code: fresh.code })).toEqual({ accepted: false, reason: "not-first-order" })
  expect(await issueCodes(ctx, offerId, [{ customerId: hanako, cause: "d" }])).toEqual([
    { customerId: hanako, refused: "first-orders-only" },
  ])
  // Her first order itself may be the one that uses it.
  hanako = await person()
  const next = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  await ordered(next.code).tell()
  expect((await redemptionsOf(ctx, offerId, { limit: 9 })).items).toMatchObject([{ beyond: null }])
})

test("F72 merged people have their codes together and one limit; erased ones have none, and the sums stay", async () => {
  const offerId = await live()
  const other = await person()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  ctx.pass(1_000)
  const { code: second } = await issueCode(ctx, { offerId, customerId: other, cause: "c" })
  expect(await use(code)).toMatchObject({ redeemed: true })
  await mergeCustomers(ctx, hanako, other)
  expect(await use(second)).toEqual({ redeemed: false, reason: "person-limit" })
  expect((await codesOf(ctx, offerId, { limit: 9 })).items.map((row) => row.customerId)).toEqual([other, other])
  expect(await exportCustomer(ctx, other)).toMatchObject({ offers: { codes: [{ uses: 1 }, { uses: 0 }] } })
  await eraseCustomer(ctx, other, "asked")
  expect(await use(second)).toEqual({ redeemed: false, reason: "unknown" })
  expect(await givenOf(offerId)).toMatchObject({ redeemed: 1, given: 300, issued: 2 })
  expect((await codesOf(ctx, offerId, { limit: 9 })).items).toEqual([])
})

test("G42 how often and how deeply somebody was given discounts is told for caps", async () => {
  const since = ctx.now()
  const deep = await live({ benefit: { kind: "fixed", amount: 1_000 }, minimum: 4_000 })
  const { code } = await issueCode(ctx, { offerId: deep, customerId: hanako, cause: "c" })
  await issueCode(ctx, { offerId: await live(), customerId: hanako, cause: "c" })
  await use(code, { cart: cartOf(5_000) })
  const other = await person()
  expect(Object.fromEntries(await discountsGiven(ctx, [hanako, other], since))).toEqual({
    [hanako]: { codes: 2, used: 1, deepestBp: 2_500 },
    [other]: { codes: 0, used: 0, deepestBp: 0 },
  })
})

test("G11 an offer's days add up, two editors notice each other, and a code is shown whole only to those who may", async () => {
  const offerId = await live()
  await issueCode(ctx, { offerId, customerId: hanako, cause: "c" })
  const shown = await showOffer(ctx, offerId, 30)
  expect(shown.days.at(-1)).toMatchObject({ issued: 1, redeemed: 0, given: 0 })
  const { revision } = shown.offer
  await changeOffer(ctx, offerId, { name: "夏のお礼" }, revision)
  await expect(changeOffer(ctx, offerId, { name: "秋" }, revision)).rejects.toThrow("offers.OfferMoved")
  const rights = new Set(allRights.filter((right) => right !== "customers:personal"))
  const [row] = (await codesOf({ ...ctx, rights }, offerId, { limit: 9 })).items
  expect(row?.code).toMatch(/…$/)
})

test("S62 who was erased and comes back under the same address within a year is no first-time buyer", async () => {
  const offerId = await live({ isFirstOrderOnly: true })
  const back = async () =>
    (
      await resolveCustomer(ctx, {
        identities: [{ kind: "email", issuer: "", value: "comes.back@example.jp" }],
        profile: {},
        source: "test",
        at: ctx.now(),
      })
    ).customerId
  const first = await back()
  await issueCode(ctx, { offerId, customerId: first, cause: "welcome" })
  await eraseCustomer(ctx, first, "asked")
  const again = await back()
  expect(again).not.toBe(first)
  const asked = () => issueCodes(ctx, offerId, [{ customerId: again, cause: "welcome" }])
  expect(await asked()).toEqual([{ customerId: again, refused: "first-orders-only" }])
  ctx.pass(366 * 86_400_000)
  expect(await asked()).toMatchObject([{ customerId: again, code: expect.any(String) }])
})

test("I13 win-back offers are given side by side, each person one or none for good, and compared by what came of it", async () => {
  const offers = await Promise.all([live(), live({ benefit: { kind: "free-shipping" } })])
  const people = await atOnce(40, person)
  const compare = {
    id: "win-back",
    name: "お帰りなさい",
    holdoutBp: 3_000,
    offers: offers.map((offerId) => ({ offerId })),
  }
  const wanted = people.map((customerId) => ({ customerId, cause: "win-back" }))
  const issued = await issueCompared(ctx, compare, wanted)
  const again = await issueCompared(ctx, { ...compare, holdoutBp: 0 }, wanted.toReversed())
  const drawn = (all: typeof issued) =>
    Object.fromEntries(all.map((one) => [one.customerId, "refused" in one ? one.refused : one.code]))
  expect(drawn(again)).toEqual(drawn(issued))
  const counts = await Promise.all(offers.map(async (offerId) => (await givenOf(offerId))?.issued ?? 0))
  const held = issued.filter((one) => "refused" in one && one.refused === "held-out").length
  expect(held + counts.reduce((sum, n) => sum + n, 0)).toBe(40)
  for (const n of [held, ...counts]) expect(n).toBeGreaterThan(0)
  const { arms, compared } = await liftOf(ctx, { kind: "split", id: "win-back" }, { metric: "orders" })
  expect(arms.map(({ arm, people }) => [arm, people])).toEqual([
    ["holdout", held],
    ...offers.map((id, i) => [id, counts[i]]),
  ])
  expect(compared.map(({ against }) => against)).toEqual(["holdout", "holdout"])
})

test("A17 codes are taken out with what became of them", async () => {
  const offerId = await live()
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "export" })
  await use(code)
  const rows = await inTransaction(ctx, (ctx) => codesAfter(ctx, null, 5_000))
  expect(rows.find((row) => row["offerId"] === offerId)).toMatchObject({
    offer: "春のお礼",
    customerId: hanako,
    cause: "export",
    uses: 1,
    discount: 300,
  })
})
