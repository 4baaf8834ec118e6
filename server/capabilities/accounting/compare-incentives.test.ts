import { beforeAll, expect, test } from "vitest"
import { resolveCustomers } from "#customers"
import { armsOf, ensureExperiment } from "#experiments"
import { issueCode, makeOffer, OfferTerms, redeem, setOfferState } from "#offers"
import { applyOrder } from "#orders"
import { earnPoints, spendPoints } from "#points"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { compareIncentives } from "./compare-incentives.ts"

let ctx: TestContext
let ids: string[]
const second = { kind: "split" as const, id: "second-order:thanks" }
const mail = (i: number) => `p${i}@example.jp`

beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  const facts = Array.from({ length: 60 }, (_, i) => ({
    identities: [{ kind: "email" as const, issuer: "", value: mail(i) }],
    profile: {},
    source: "test",
    at: ctx.now(),
  }))
  ids = (await inTransaction(ctx, (ctx) => resolveCustomers(ctx, facts))).map((one) => one.customerId)
})

let orders = 0
const buys = (i: number, yen: number) =>
  inTransaction(ctx, (ctx) =>
    applyOrder(
      ctx,
      anOrder({
        externalId: `o${++orders}`,
        number: `#${orders}`,
        placedAt: ctx.now(),
        updatedAt: ctx.now(),
        customer: { identities: [{ kind: "email", issuer: "", value: mail(i) }], profile: {} },
        lines: [
          { externalId: "l", sku: "S", title: "石けん", quantity: 1, unitPrice: yen, discount: 0, taxIncluded: true },
        ],
        totals: { goods: yen, discount: 0, shipping: 0, tax: 0, paid: yen, refunded: 0 },
      }),
    ),
  )

test("B08 500 points stand against a coupon of 500 yen: what each cost, and how many bought again, beside those who got nothing", async () => {
  const arms = [
    { name: "points", weight: 1 },
    { name: "coupon", weight: 1 },
    { name: "nothing", weight: 1 },
  ]
  await ensureExperiment(ctx, {
    ...second,
    holdoutBp: 0,
    arms,
    name: { ja: "二回目のお礼", en: "Thanks for the second" },
    goal: "orders",
  })
  const given = await armsOf(ctx, second, ids)
  const of = (arm: string) => ids.flatMap((id, i) => (given.get(id) === arm ? [{ id, i }] : []))
  const [points, coupon, nothing] = [of("points"), of("coupon"), of("nothing")]
  expect(Math.min(points.length, coupon.length, nothing.length)).toBeGreaterThan(8)
  ctx.pass(60_000)

  await inTransaction(ctx, (ctx) =>
    earnPoints(
      ctx,
      points.map(({ id }) => ({
        customerId: id,
        points: 500,
        origin: "goodwill" as const,
        cause: { type: "flow", id, rule: "thanks", seq: 0 },
        programmeVersion: null,
        reason: { ja: "お礼", en: "Thanks" },
        effectiveAt: ctx.now(),
        confirmsAt: ctx.now(),
        expiry: null,
      })),
    ),
  )
  const { offerId } = await makeOffer(ctx, {
    name: "500円引き",
    terms: OfferTerms.parse({ benefit: { kind: "fixed", amount: 500 } }),
  })
  await setOfferState(ctx, offerId, "live")
  const codes = await Promise.all(coupon.map(({ id }) => issueCode(ctx, { offerId, customerId: id, cause: "thanks" })))
  ctx.pass(86_400_000)

  // Of those with points three come back, one of them twice and using hers; of those with a code two, both using it.
  for (const { i } of [...points.slice(0, 3), ...points.slice(0, 1)]) await buys(i, 4_000)
  const [first] = points
  await spendPoints(ctx, {
    customerId: first?.id ?? "",
    points: 500,
    cause: { type: "order", id: "used", rule: "spend", seq: 0 },
    purpose: "order",
    reason: { ja: "お買い物", en: "A purchase" },
  })
  const cart = { lines: [{ sku: "S", quantity: 1, amount: 4_000 }], shipping: 0, otherCodes: 0 }
  for (const [n, { i }] of coupon.slice(0, 2).entries()) {
    await buys(i, 3_500)
    await redeem(ctx, { code: codes[n]?.code ?? "", key: `shop:${n}`, channel: "api", cart })
  }
  ctx.pass(86_400_000)

  const found = await compareIncentives(ctx, second, 90)
  const told = new Map(found.arms.map((arm) => [arm.arm, arm]))
  expect(told.get("points")).toMatchObject({ points: points.length * 500, used: 500, codes: 0, given: 0 })
  expect(told.get("coupon")).toMatchObject({ points: 0, codes: coupon.length, given: 1_000, cost: 1_000 })
  expect(told.get("nothing")).toMatchObject({ points: 0, codes: 0, cost: 0, repeatRate: 0 })
  // Points cost what is expected to be used of them, in yen.
  const worth = Math.round((points.length * 500 * found.expectedUseBp) / 10_000)
  expect(told.get("points")).toMatchObject({ pointsCost: worth, cost: worth, costPerPerson: worth / points.length })
  expect(told.get("points")?.revenuePerPerson).toBeCloseTo(16_000 / points.length)
  expect(told.get("coupon")?.revenuePerPerson).toBeCloseTo(7_000 / coupon.length)
})
