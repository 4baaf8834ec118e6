import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { checkNow } from "./check-reward.ts"
import { RewardError } from "./errors.ts"
import { type Reward, RewardDocument, type RewardState } from "./model.ts"
import { insertReward, insertVersion, selectReward, updateReward } from "./storage.ts"

/** A reward as a draft: nobody sees it until it is published. */
export const makeReward = (ctx: Context, document: RewardDocument): Promise<{ rewardId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const rewardId = ctx.id()
    await insertReward(ctx, rewardId, RewardDocument.parse(document))
    await audit(ctx, { action: "rewards.made", subject: `reward:${rewardId}`, after: document })
    return { rewardId }
  })

/** Writes the draft; what members see stays. Throws `rewards.UnknownReward`, `rewards.RewardMoved`. */
export const changeReward = (
  ctx: Context,
  rewardId: string,
  document: RewardDocument,
  basedOn: number,
): Promise<{ revision: number }> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownReward(ctx, rewardId)
    if (!(await updateReward(ctx, rewardId, { draft: document }, basedOn)))
      throw RewardError.RewardMoved({ current: before.revision })
    return { revision: basedOn + 1 }
  })

/**
 * Makes the draft the version that members see; redemptions keep the version that they were made by. Throws
 * `rewards.UnknownReward`, `rewards.RewardMoved`, `rewards.NothingToPublish`, `rewards.NotReady`.
 */
export const publishReward = (ctx: Context, rewardId: string, basedOn?: number): Promise<{ version: number }> =>
  inTransaction(ctx, async (ctx) => {
    const reward = await knownReward(ctx, rewardId)
    if (!reward.draft) throw RewardError.NothingToPublish()
    const stops = (await checkNow(ctx, reward.draft)).filter(({ level }) => level === "stop")
    if (stops.length > 0) throw RewardError.NotReady({ checks: stops.map(({ code }) => code) })
    const version = (reward.version ?? 0) + 1
    const state = reward.state === "paused" ? "paused" : "live"
    const published = { version, stock: reward.draft.stock }
    if (!(await updateReward(ctx, rewardId, { draft: null, state, published }, basedOn ?? reward.revision)))
      throw RewardError.RewardMoved({ current: reward.revision })
    await insertVersion(ctx, { rewardId, version, document: reward.draft, by: actorName(ctx) })
    await audit(ctx, {
      action: "rewards.published",
      subject: `reward:${rewardId}`,
      before: reward.live,
      after: { version, ...reward.draft },
    })
    return { version }
  })

/** Lets a published reward rest, go on or end. Throws `rewards.UnknownReward`, `rewards.NotPublished`. */
export const setRewardState = (
  ctx: Context,
  rewardId: string,
  state: Exclude<RewardState, "draft">,
): Promise<{ done: true }> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownReward(ctx, rewardId)
    if (before.version === null) throw RewardError.NotPublished()
    if (before.state === state) return { done: true }
    await updateReward(ctx, rewardId, { state }, undefined)
    const subject = `reward:${rewardId}`
    await audit(ctx, { action: "rewards.state-changed", subject, before: { state: before.state }, after: { state } })
    return { done: true }
  })

/** Throws `rewards.UnknownReward`. */
export async function knownReward(ctx: Context, rewardId: string): Promise<Reward> {
  const reward = await selectReward(ctx, rewardId)
  if (!reward) throw RewardError.UnknownReward({ field: "rewardId" })
  return reward
}

export const actorName = ({ actor }: Context): string =>
  actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind
