import { beforeAll, beforeEach, expect, test } from "vitest"
import { eraseCustomer, exportCustomer, mergeCustomers, resolveCustomer, unmergeCustomer } from "#customers"
import { deeds, timelineOf } from "#events"
import { enrol } from "#members"
import { checkCode, makeOffer, OfferTerms as Terms, redeem as useCode, setOfferState } from "#offers"
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
    terms: Terms.parse({ benefit: { kind: "fixed", amount: 500 } }),
  })
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

test("a code that was used can't be taken back, and its points stay spent", async () => {
  const { offerId } = await makeOffer(ctx, {
    name: "お礼",
    terms: Terms.parse({ benefit: { kind: "fixed", amount: 500 } }),
  })
  const rewardId = await makeReward(
    ctx,
    RewardDocument.parse({ name: { ja: "お礼", en: "" }, gives: { kind: "coupon", offerId }, points: 100 }),
  ).then((made) => made.rewardId)
  await expect(publishReward(ctx, rewardId)).rejects.toThrow("rewards.NotReady")
  await setOfferState(ctx, offerId, "live")
  await publishReward(ctx, rewardId)
  const { redemptionId, handed } = await redeem(rewardId)
  const cart = { lines: [{ sku: "SOAP", quantity: 1, amount: 3_000 }], shipping: 0, otherCodes: 0 }
  await useCode(ctx, { code: handed.code ?? "", key: "till:1", channel: "store", cart })
  await expect(cancelRedemption(ctx, redemptionId, "x")).rejects.toThrow("rewards.AlreadyUsed")
  expect(await available(hanako)).toBe(900)
  await setOfferState(ctx, offerId, "paused")
  await expect(redeem(rewardId)).rejects.toThrow("rewards.NotLive")
  expect(await available(hanako)).toBe(900)
})

test("H05 each reward says what it needs, what is missing, and why not", async () => {
  const brand = await testContext()
  ctx = brand
  hanako = await member(250)
  await live({ name: { ja: "小さい", en: "Small" }, points: 200 })
  await live({ name: { ja: "大きい", en: "Large" }, points: 900 })
  await live({ name: { ja: "先の品", en: "Later" }, points: 50, opensAt: new Date(ctx.now().getTime() + 86_400_000) })
  const all = await rewardsFor(ctx, hanako)
  expect(all.map(({ name, gap, state }) => [name.en, gap, state])).toEqual([
    ["Later", 0, "not-begun"],
    ["Small", 0, "open"],
    ["Large", 650, "not-enough"],
  ])
  expect(all.at(-1)?.why).toEqual({ ja: "あと650ポイント", en: "650 more points" })
  const stranger = await person()
  expect((await rewardsFor(ctx, stranger)).map(({ state }) => state)).toEqual([
    "not-member",
    "not-member",
    "not-member",
  ])
  const told = (await inTransaction(ctx, (ctx) => rewardKnowledge(ctx, [hanako]))).get(hanako)
  expect(told?.rewards).toEqual({
    next: { name: "大きい", needs: 900, gap: 650, spend: null },
    affordable: [{ name: "小さい", needs: 200, gap: 0, spend: null }],
    count: 1,
  })
  const field = (key: string) => rewardFields.find((one) => one.key === key)
  const read = (key: string) => inTransaction(ctx, async (ctx) => (await field(key)?.read(ctx, [hanako]))?.get(hanako))
  expect(await read("rewards.affordable")).toBe(1)
  expect(await read("rewards.points-to-next")).toBe(650)
  const shown = await inTransaction(ctx, (ctx) => rewardsForAll.read(ctx, "ja"))
  expect(JSON.stringify(shown)).toContain("小さい")
  const whole = await showReward(ctx, (await listAll(ctx)).items[0]?.rewardId ?? "", 30)
  expect(whole.by).toBe("members")
  expect(whole.reach?.people).toBe(1)
})

test("H23 a place at an event is kept, given up until the day to answer, and noted when she came", async () => {
  const startsAt = new Date(ctx.now().getTime() + 10 * 86_400_000)
  const gives = {
    kind: "experience",
    place: { ja: "鎌倉の工房", en: "" },
    startsAt,
    endsAt: new Date(startsAt.getTime() + 7_200_000),
    answerBy: new Date(startsAt.getTime() - 3 * 86_400_000),
  }
  const rewardId = await live({ name: { ja: "石けん作りの会", en: "" }, gives, stock: 3, perTime: 2, points: 200 })
  const place = await redeem(rewardId, { quantity: 2 })
  expect(place).toMatchObject({ state: "open", quantity: 2, points: 400, dueAt: startsAt })
  await expect(redeem(rewardId, { quantity: 2 })).rejects.toThrow("rewards.SoldOut")
  const mine = () => inTransaction(ctx, (ctx) => appointments(ctx, hanako, "ja"))
  expect(await mine()).toMatchObject([{ title: "石けん作りの会", place: "鎌倉の工房", from: startsAt }])
  const card = await inTransaction(ctx, (ctx) => rewardsCard.read(ctx, hanako, "ja"))
  expect(card?.pieces[0]).toMatchObject({ kind: "event", press: { action: "rewards.give-up" } })
  const other = await member(0)
  await expect(giveUpPlace(ctx, { customerId: other, redemptionId: place.redemptionId })).rejects.toThrow(
    "rewards.UnknownRedemption",
  )
  const giveUp = rewardActions.find(({ name }) => name === "rewards.give-up")
  const asked = { customerId: hanako, fields: { redemptionId: place.redemptionId }, language: "ja" as const, key: "k" }
  await inTransaction(ctx, async (ctx) => giveUp?.act(ctx, asked))
  expect(await available(hanako)).toBe(1_000)
  expect(await mine()).toEqual([])
  const again = await redeem(rewardId)
  const before = ctx.now()
  ctx.moveTo(new Date(startsAt.getTime() - 86_400_000))
  await expect(giveUpPlace(ctx, { customerId: hanako, redemptionId: again.redemptionId })).rejects.toThrow(
    "rewards.TooLate",
  )
  expect(await finishRedemption(ctx, again.redemptionId, true)).toMatchObject({ state: "done", hasCome: true })
  await expect(finishRedemption(ctx, again.redemptionId)).rejects.toThrow("rewards.NotOpen")
  ctx.moveTo(before)
})

test("H18 points are given to a good cause in units, and are told apart in the ledger", async () => {
  const gives = { kind: "donation", to: { ja: "森", en: "Trees" }, amount: 100 }
  const rewardId = await live({ gives, points: 100, perTime: 5 })
  await expect(redeem(rewardId, { quantity: 6 })).rejects.toThrow("rewards.TooManyAtOnce")
  expect(await redeem(rewardId, { quantity: 4 })).toMatchObject({ state: "done", points: 400 })
  expect(await available(hanako)).toBe(600)
})

test("H17 a reward is given for nothing by whoever has a reason, once, and its limits still hold", async () => {
  const rewardId = await live({ stock: 1 })
  const wish = { customerId: hanako, rewardId, key: "survey:1" }
  const [first, second] = [await giveReward(ctx, wish), await giveReward(ctx, wish)]
  expect(first.given && second.given && first.redemption.redemptionId === second.redemption.redemptionId).toBe(true)
  expect(await giveReward(ctx, { ...wish, key: "survey:2" })).toEqual({ given: false, reason: "sold-out" })
  expect(await available(hanako)).toBe(1_000)
})

test("H24 a numbered piece is hers, can be taken along signed, and goes back with its number", async () => {
  const rewardId = await live({ gives: { kind: "collectible" }, stock: 2, name: { ja: "記念", en: "Piece" } })
  const first = await redeem(rewardId)
  const [held] = await collectiblesOf(ctx, hanako)
  expect(held).toMatchObject({ nameEn: "Piece", serial: 1, edition: 2 })
  const signed = await exportCollectible(ctx, held?.collectibleId ?? "")
  const key = publicKeyOf(signingSeed(ctx))
  expect(isGenuine(signed, key)).toBe(true)
  expect(isGenuine({ ...signed, collectible: { ...signed.collectible, serial: 2 } }, key)).toBe(false)
  await redeem(rewardId)
  await cancelRedemption(ctx, first.redemptionId, "返品")
  expect((await redeem(rewardId)).handed.serial).toBe(1)
})

test("I19 I20 a visit to the rewards is a fact, once an hour; what she likes comes first among what she can have", async () => {
  await noteRewardsVisit(ctx, hanako)
  await noteRewardsVisit(ctx, hanako)
  const rewardId = await live({ name: { ja: "包装", en: "" }, points: 10 })
  await live({ name: { ja: "高いもの", en: "" }, points: 400, gives: { kind: "collectible" }, stock: 5 })
  await redeem(rewardId)
  await redeem(rewardId)
  const seen = await inTransaction(ctx, (ctx) => deeds(ctx, [hanako], ["Rewards Page Viewed", "Reward Redeemed"]))
  expect(seen.map(({ name }) => name)).toEqual(["Rewards Page Viewed", "Reward Redeemed", "Reward Redeemed"])
  const fond = await affordable(ctx, hanako, { favourites: true, limit: 50 })
  const names = fond.map(({ kind, fondness }) => [kind, fondness])
  expect(names[0]).toEqual(["gift-wrap", 2])
  expect(fond.findIndex(({ kind }) => kind === "collectible")).toBeGreaterThan(0)
})

test("a published version stays as it was; a draft is seen by nobody and two editors notice each other", async () => {
  const rewardId = await live({ points: 100 })
  const document = RewardDocument.parse({ name: { ja: "新しい", en: "" }, gives: wrap, points: 700 })
  await changeReward(ctx, rewardId, document, 2)
  await expect(changeReward(ctx, rewardId, document, 2)).rejects.toThrow("rewards.RewardMoved")
  const mine = async () => (await rewardsFor(ctx, hanako)).find((one) => one.rewardId === rewardId)
  expect((await mine())?.needs).toBe(100)
  const old = await redeem(rewardId)
  await publishReward(ctx, rewardId)
  expect((await mine())?.needs).toBe(700)
  await cancelRedemption(ctx, old.redemptionId, "x")
  expect(await available(hanako)).toBe(1_000)
  await expect(publishReward(ctx, rewardId)).rejects.toThrow("rewards.NothingToPublish")
  await setRewardState(ctx, rewardId, "paused")
  await expect(redeem(rewardId)).rejects.toThrow("rewards.UnknownReward")
})

test("F96 S72 what two people have is together once they are one, apart again after, and gone with them", async () => {
  const rewardId = await live({ perPerson: 1, stock: 5 })
  const twin = await member(500)
  await redeem(rewardId)
  await redeem(rewardId, { customerId: twin, key: "theirs" })
  await mergeCustomers(ctx, twin, hanako)
  await expect(redeem(rewardId)).rejects.toThrow("rewards.LimitReached")
  expect((await redemptionsOf(ctx, { customerId: hanako, limit: 10 })).items).toHaveLength(2)
  await unmergeCustomer(ctx, twin)
  expect((await redemptionsOf(ctx, { customerId: twin, limit: 10 })).items).toHaveLength(1)
  expect(JSON.stringify(await exportCustomer(ctx, hanako))).toContain(rewardId)
  await eraseCustomer(ctx, hanako, "test")
  const { items } = await redemptionsOf(ctx, { rewardId, limit: 10 })
  expect(items.map(({ customerId, state }) => [customerId === null, state])).toContainEqual([true, "cancelled"])
  expect((await listAll(ctx)).items.find((one) => one.rewardId === rewardId)?.taken).toBe(1)
})

test("the timeline tells of a reward in her words", async () => {
  await redeem(await live())
  const { items } = await inTransaction(ctx, (ctx) => timelineOf(ctx, hanako, { limit: 20 }))
  expect(items.map(({ title }) => title.ja)).toContain("特典と交換した")
})
