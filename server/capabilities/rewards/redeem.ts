import { rootIdsOf } from "#customers"
import { issueCode, offerById } from "#offers"
import { spendPoints } from "#points"
import { touchCustomers } from "#segments"
import { type Context, inTransaction, lock } from "#kernel/context"
import { announce } from "#kernel/events"
import { RewardError } from "./errors.ts"
import { rewardRedeemed } from "./events.ts"
import type { Handed, LiveReward, Redemption, Refusal, RewardDocument } from "./model.ts"
import { noteRedeemed } from "./notes.ts"
import { dueAt, freeSerial, judgeReward, needsStaff } from "./reward-rules.ts"
import { standingsOf } from "./standing.ts"
import { selectLive, takeStock } from "./storage.ts"
import { insertCollectible } from "./storage-collectibles.ts"
import { insertRedemption, selectByKey, selectRedemption, selectSerials } from "./storage-redemptions.ts"

export type Wish = {
  readonly customerId: string
  readonly rewardId: string
  /** Names the wish: the same again, however often and at the same moment, is the same redemption. */
  readonly key: string
  readonly quantity?: number
  /** What she was asked for with it. */
  readonly note?: string
}

/**
 * Spends her points and hands over the reward, in one transaction: either both stand or neither. Stock is taken in one
 * guarded statement, wishes of one person come one after the other. Whoever catches one of these inside a transaction of
 * their own must let that transaction fail. Throws `rewards.UnknownReward`, `UnknownCustomer`, `KeyUsed`, `TooManyAtOnce`,
 * `SoldOut`, `NotMember`, `WrongRank`, `WrongSegment`, `NotBegun`, `Over`, `LimitReached`, `NotEnoughPoints {gap}`.
 */
export const redeemReward = (ctx: Context, wish: Wish): Promise<Redemption> =>
  inTransaction(ctx, async (ctx) => {
    const customerId = await knownAs(ctx, wish.customerId)
    await lock(ctx, personLock(customerId))
    const before = await selectByKey(ctx, customerId, wish.key)
    if (before) return sameWish(before, wish)
    const { reward, quantity, refusal, gap, opensAt } = await judged(ctx, { ...wish, customerId })
    if (refusal) throw refusalErrors[refusal]({ gap, ...(opensAt ? { opensAt: opensAt.toISOString() } : {}) })
    const redemptionId = ctx.id()
    const points = reward.document.points * quantity
    const { name, gives } = reward.document
    if (points > 0)
      await spendPoints(ctx, {
        customerId,
        points,
        cause: spendCause(redemptionId),
        purpose: gives.kind === "donation" ? "donation" : "reward",
        reason: spentFor(reward.document, name),
      })
    // After the points: the row of the reward is held until the transaction ends, and everybody else waits for it.
    if (!(await takeStock(ctx, reward.rewardId, quantity))) throw RewardError.SoldOut()
    return handOver(ctx, { ...wish, customerId, redemptionId, reward, quantity, points })
  })

export type Given =
  | { readonly given: true; readonly redemption: Redemption }
  | { readonly given: false; readonly reason: Refusal | "unknown" }

/**
 * Gives a reward for nothing: for a quest, a review, an answered survey, a friend who came (H17). It needs neither points nor
 * rank; what there is of it and how often one may have it still hold. Refuses with a reason instead of failing.
 */
export const giveReward = (ctx: Context, wish: Wish): Promise<Given> =>
  inTransaction(ctx, async (ctx) => {
    const customerId = (await rootIdsOf(ctx, [wish.customerId])).get(wish.customerId)
    if (customerId === undefined) return { given: false, reason: "unknown" }
    await lock(ctx, personLock(customerId))
    const before = await selectByKey(ctx, customerId, wish.key)
    if (before) return { given: true, redemption: before }
    const reward = (await selectLive(ctx)).find(({ rewardId }) => rewardId === wish.rewardId)
    if (!reward || !(await canHandOver(ctx, reward.document))) return { given: false, reason: "not-live" }
    const quantity = wish.quantity ?? 1
    const standing = (await standingsOf(ctx, [customerId], [reward])).get(customerId)
    const { perPerson, closesAt } = reward.document
    if (closesAt && closesAt <= ctx.now()) return { given: false, reason: "over" }
    if (perPerson !== null && (standing?.held.get(reward.rewardId) ?? 0) + quantity > perPerson)
      return { given: false, reason: "limit" }
    if (!(await takeStock(ctx, reward.rewardId, quantity))) return { given: false, reason: "sold-out" }
    const given = { ...wish, customerId, redemptionId: ctx.id(), reward, quantity, points: 0 }
    return { given: true, redemption: await handOver(ctx, given) }
  })

/** Names the points that a redemption took, so that they can go back to where they came from. */
export const spendCause = (redemptionId: string) => ({ type: "reward", id: redemptionId, rule: "reward", seq: 0 })
export const personLock = (customerId: string) => `rewards.person.${customerId}`

async function knownAs(ctx: Context, customerId: string): Promise<string> {
  const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
  if (root === undefined) throw RewardError.UnknownCustomer({ field: "customerId" })
  return root
}

function sameWish(before: Redemption, { rewardId, quantity = 1 }: Wish): Redemption {
  if (before.rewardId !== rewardId || before.quantity !== quantity) throw RewardError.KeyUsed({ field: "key" })
  return before
}

async function judged(ctx: Context, { customerId, rewardId, quantity = 1 }: Wish) {
  const reward = (await selectLive(ctx)).find((one) => one.rewardId === rewardId)
  if (!reward) throw RewardError.UnknownReward({ field: "rewardId" })
  const { document, taken } = reward
  if (quantity > document.perTime) throw RewardError.TooManyAtOnce({ field: "quantity", most: document.perTime })
  const standing = (await standingsOf(ctx, [customerId], [reward])).get(customerId)
  if (!standing) throw RewardError.UnknownCustomer({ field: "customerId" })
  const left = document.stock === null ? null : document.stock - taken
  const has = standing.held.get(rewardId) ?? 0
  if (!(await canHandOver(ctx, document))) throw RewardError.NotLive()
  return { reward, quantity, ...judgeReward(document, { ...standing, has }, { now: ctx.now(), left, quantity }) }
}

/** A code can be given only while its offer is live: that is known before anything is taken. */
async function canHandOver(ctx: Context, { gives }: RewardDocument): Promise<boolean> {
  if (!("offerId" in gives)) return true
  const offer = await offerById(ctx, gives.offerId)
  return offer?.state === "live" && (offer.terms.endsAt === null || offer.terms.endsAt > ctx.now())
}

export const refusalErrors = {
  "not-live": RewardError.NotLive,
  over: RewardError.Over,
  "sold-out": RewardError.SoldOut,
  "not-member": RewardError.NotMember,
  rank: RewardError.WrongRank,
  segment: RewardError.WrongSegment,
  "not-begun": RewardError.NotBegun,
  limit: RewardError.LimitReached,
  "not-enough": RewardError.NotEnoughPoints,
} as const satisfies Record<Refusal, unknown>

const spentFor = ({ gives }: RewardDocument, name: { ja: string; en: string }) =>
  gives.kind === "donation"
    ? { ja: `寄付（${name.ja || name.en}）`, en: `Donation: ${name.en || name.ja}` }
    : { ja: `特典と交換（${name.ja || name.en}）`, en: `Reward: ${name.en || name.ja}` }

type HandingOver = Wish & {
  readonly redemptionId: string
  readonly reward: LiveReward
  readonly quantity: number
  readonly points: number
}

/** Everything that follows once points and stock are taken. */
async function handOver(ctx: Context, one: HandingOver): Promise<Redemption> {
  const { customerId, redemptionId, reward, quantity, points } = one
  const { document, rewardId, version } = reward
  const handed = await handedFor(ctx, one)
  await insertRedemption(ctx, {
    redemptionId,
    rewardId,
    version,
    customerId,
    key: one.key,
    kind: document.gives.kind,
    quantity,
    points,
    state: needsStaff(document) ? "open" : "done",
    handed,
    note: (one.note ?? "").trim().slice(0, 500),
    dueAt: dueAt(document, ctx.now()),
  })
  if (document.gives.kind === "collectible")
    await insertCollectible(ctx, {
      collectibleId: ctx.id(),
      customerId,
      cause: `reward:${redemptionId}`,
      nameJa: document.name.ja || document.name.en,
      nameEn: document.name.en || document.name.ja,
      imageUrl: document.imageUrl,
      serial: handed.serial ?? null,
      edition: document.stock,
    })
  const news = { redemptionId, rewardId, customerId, kind: document.gives.kind, points, quantity, at: ctx.now() }
  await noteRedeemed(ctx, news, document)
  await touchCustomers(ctx, [customerId])
  await announce(ctx, rewardRedeemed, news)
  const redemption = await selectRedemption(ctx, redemptionId)
  if (!redemption) throw new Error("a redemption was written and is not there")
  return redemption
}

async function handedFor(ctx: Context, { customerId, redemptionId, reward, quantity }: HandingOver): Promise<Handed> {
  const { gives, stock } = reward.document
  if (gives.kind === "coupon" || gives.kind === "free-shipping") {
    const { offerId, days } = gives
    const until = days === null ? {} : { validUntil: new Date(ctx.now().getTime() + days * 86_400_000) }
    const issued = await issueCode(ctx, { offerId, customerId, cause: `reward:${redemptionId}`, ...until })
    return { code: issued.code, url: issued.url, validUntil: issued.validUntil?.toISOString() ?? null }
  }
  // The row of the reward is held: nobody else chooses a number meanwhile.
  if (gives.kind === "collectible" && stock !== null && quantity === 1)
    return { serial: freeSerial(await selectSerials(ctx, reward.rewardId)) }
  return {}
}
