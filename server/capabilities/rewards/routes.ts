import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { cancelRedemption, finishRedemption } from "./cancel.ts"
import { exportCollectible } from "./collectibles.ts"
import {
  cancelOneRedemption,
  finishOneRedemption,
  getCollectible,
  getReward,
  listRedemptions,
  listRewards,
  listRewardsFor,
  postRedemption,
  postReward,
  postRewardCheck,
  publishRewardDraft,
  putRewardDraft,
  putRewardState,
} from "./contract.ts"
import { changeReward, makeReward, publishReward, setRewardState } from "./edit-rewards.ts"
import type { Redemption } from "./model.ts"
import { redeemReward } from "./redeem.ts"
import { affordable, rewardsFor } from "./rewards-for.ts"
import { listAll, redemptionsOf, showReward, shown, tryReward } from "./show-rewards.ts"
import { selectVersion } from "./storage.ts"

const asRow = async (ctx: Context, one: Redemption) =>
  shown(ctx, one, await selectVersion(ctx, one.rewardId, one.version))

export const routes = [
  route(listRewards, listAll),
  route(getReward, (ctx, { rewardId, days }) => showReward(ctx, rewardId, days)),
  route(postReward, (ctx, { document }) => makeReward(ctx, document)),
  route(postRewardCheck, (ctx, { document }) => tryReward(ctx, document)),
  route(putRewardDraft, (ctx, { rewardId, document, basedOn }) => changeReward(ctx, rewardId, document, basedOn)),
  route(publishRewardDraft, (ctx, { rewardId, basedOn }) => publishReward(ctx, rewardId, basedOn)),
  route(putRewardState, (ctx, { rewardId, state }) => setRewardState(ctx, rewardId, state)),
  route(listRedemptions, redemptionsOf),
  route(postRedemption, async (ctx, wish) => asRow(ctx, await redeemReward(ctx, wish))),
  route(finishOneRedemption, async (ctx, { redemptionId, hasCome }) =>
    asRow(ctx, await finishRedemption(ctx, redemptionId, hasCome)),
  ),
  route(cancelOneRedemption, async (ctx, { redemptionId, reason }) =>
    asRow(ctx, await cancelRedemption(ctx, redemptionId, reason)),
  ),
  route(listRewardsFor, async (ctx, { customerId }) => ({
    items: [...(await rewardsFor(ctx, customerId))],
    favourites: [...(await affordable(ctx, customerId))],
  })),
  route(getCollectible, (ctx, { collectibleId }) => exportCollectible(ctx, collectibleId)),
]
