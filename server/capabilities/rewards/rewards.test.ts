import { beforeAll, beforeEach, expect, test } from "vitest"
import { eraseCustomer, exportCustomer, mergeCustomers, resolveCustomer, unmergeCustomer } from "#customers"
import { deeds, timelineOf } from "#events"
import { enrol } from "#members"
import { checkCode, makeOffer } from "#offers"
import { balancesOf, earnPoints } from "#points"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { cancelRedemption, finishRedemption, giveUpPlace } from "./cancel.ts"
import { exportCollectible, collectiblesOf, signingSeed } from "./collectibles.ts"
import { isGenuine, publicKeyOf } from "./collectible-rules.ts"
import { changeReward, makeReward, publishReward, setRewardState } from "./edit-rewards.ts"
import { rewardKnowledge } from "./knowledge.ts"
import { RewardDocument } from "./model.ts"
import { rewardActions } from "./my-page-actions.ts"
import { appointments, rewardsCard } from "./my-page-card.ts"
import { noteRewardsVisit } from "./notes.ts"
import { rewardsForAll } from "./public-programme.ts"
import { giveReward, redeemReward } from "./redeem.ts"
import { affordable, rewardsFor } from "./rewards-for.ts"
import { rewardFields } from "./segment-fields.ts"
import { listAll, redemptionsOf, showReward } from "./show-rewards.ts"

let ctx: TestContext
let hanako: string
let people = 0
let wishes = 0

beforeAll(async () => {
  ctx = await testContext()
})
beforeEach(async () => {
  hanako = await member(1_000)
})

async function person(): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value: `r${++people}@example.jp` }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}

async function member(points: number): Promise<string> {
  const customerId = await person()
  await enrol(ctx, { customerId, by: "api" })
  if (points > 0) await give(customerId, points)
  return customerId
}

const give = (customerId: string, points: number) =>
  inTransaction(ctx, (ctx) =>
    earnPoints(ctx, [
      {
        customerId,
        points,
        origin: "purchase",
        cause: { type: "test", id: `${++wishes}`, rule: "base", seq: 0 },
        programmeVersion: null,
        reason: { ja: "お買い物", en: "A purchase" },
        effectiveAt: ctx.now(),
        confirmsAt: ctx.now(),
        expiry: null,
      },
    ]),
  )

const available = async (customerId: string) =>
  (await inTransaction(ctx, (ctx) => balancesOf(ctx, [customerId]))).get(customerId)?.available ?? 0

const wrap = { kind: "gift-wrap", days: 3 }
async function live(changes: Record<string, unknown> = {}): Promise<string> {
  const document = RewardDocument.parse({ name: { ja: "ギフト包装", en: "" }, gives: wrap, points: 100, ...changes })
  const { rewardId } = await makeReward(ctx, document)
  await publishReward(ctx, rewardId)
  return rewardId
}
const redeem = (rewardId: string, more: Partial<Parameters<typeof redeemReward>[1]> = {}) =>
  redeemReward(ctx, { customerId: hanako, rewardId, key: `w${++wishes}`, ...more })

/** So many times, as many at once as there are connections: more would only wait in this process. */
async function atOnce<T>(count: number, work: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  const done: PromiseSettledResult<T>[] = []
  let next = 0
  const worker = async () => {
    while (next < count) done.push(...(await Promise.allSettled([work(next++)])))
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return done
}
const codesOf = (ended: readonly PromiseSettledResult<unknown>[]) => [
  ...new Set(ended.flatMap((end) => (end.status === "rejected" ? [String(end.reason.code)] : []))),
]
const won = (ended: readonly PromiseSettledResult<unknown>[]) => ended.filter(({ status }) => status === "fulfilled")

test("F70 H24 sixty-four want one of the last three at once: three have it, and only they have paid", async () => {
  const rewardId = await live({ stock: 3, gives: { kind: "collectible" }, name: { ja: "限定の手ぬぐい", en: "" } })
  const members = await Promise.all(Array.from({ length: 8 }, () => member(1_000)))
  const ended = await atOnce(64, (index) =>
    redeemReward(ctx, { customerId: members[index % 8] ?? hanako, rewardId, key: `p${index}` }),
  )
  expect(won(ended)).toHaveLength(3)
  expect(codesOf(ended)).toEqual(["rewards.SoldOut"])
  const left = await Promise.all(members.map(available))
  expect(left.reduce((sum, points) => sum + points, 0)).toBe(8 * 1_000 - 3 * 100)
  const { items } = await redemptionsOf(ctx, { rewardId, limit: 50 })
  expect(items.map(({ handed }) => handed.serial).sort()).toEqual([1, 2, 3])
  expect((await listAll(ctx)).items.find((one) => one.rewardId === rewardId)).toMatchObject({ taken: 3, redeemed: 3 })
})

test("F70 one person presses sixty-four times: her limit and her points hold", async () => {
  const limited = await live({ perPerson: 2 })
  const ended = await atOnce(64, () => redeem(limited))
  expect(won(ended)).toHaveLength(2)
  expect(codesOf(ended)).toEqual(["rewards.LimitReached"])
  const dear = await live({ points: 300 })
  const tries = await atOnce(16, () => redeem(dear))
  expect(won(tries)).toHaveLength(2)
  expect(codesOf(tries)).toEqual(["rewards.NotEnoughPoints"])
  expect(await available(hanako)).toBe(1_000 - 200 - 600)
})

test("F70 the same wish told many times is one redemption; another wish under its name is refused", async () => {
  const rewardId = await live()
  const ended = await atOnce(16, () => redeem(rewardId, { key: "same" }))
  expect(won(ended)).toHaveLength(16)
  expect(await available(hanako)).toBe(900)
  await expect(redeem(await live(), { key: "same" })).rejects.toThrow("rewards.KeyUsed")
})

test("a coupon is handed over with its points, taken back with them, and kept once it was used", async () => {
  const { offerId } = await makeOffer(ctx, {
    name: "500円引き",
    terms: (await import("#testing/offer-terms")).fixedOff(500),
  })
  const { setOfferState } = await import("../offers/edit-offers.ts")
  await setOfferState(ctx, offerId, "live")
  const rewardId = await live({ gives: { kind: "coupon", offerId, days: 10 }, points: 500 })
  const first = await redeem(rewardId)
  expect(first).toMatchObject({ state: "done", points: 500 })
  const code = first.handed.code ?? ""
  expect((await checkCode(ctx, { code, customerId: hanako })).accepted).toBe(true)
  expect(await available(hanako)).toBe(500)
  await cancelRedemption(ctx, first.redemptionId, "間違い")
  expect(await available(hanako)).toBe(1_000)
  expect(await checkCode(ctx, { code, customerId: hanako })).toMatchObject({ accepted: false, reason: "voided" })
  await cancelRedemption(ctx, first.redemptionId, "もう一度")
  expect(await available(hanako)).toBe(1_000)
})
