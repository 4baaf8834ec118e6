import type { z } from "zod"
import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { rootIdsOf } from "#customers"
import type { rewardRedeemed } from "./events.ts"
import type { RewardDocument } from "./model.ts"
import { selectLive } from "./storage.ts"

type News = z.output<(typeof rewardRedeemed)["payload"]>

const propertiesOf = (news: News, document: RewardDocument) => ({
  reward_id: news.rewardId,
  reward: document.name.ja || document.name.en,
  kind: news.kind,
  points: news.points,
  quantity: news.quantity,
})

/** A fact of her own, for segments and flows: she has chosen a reward. */
export const noteRedeemed = (ctx: Context, news: News, document: RewardDocument): Promise<void> =>
  note(ctx, "Reward Redeemed", `rewards:${news.redemptionId}`, news, document)

export const noteCancelled = (ctx: Context, news: News, document: RewardDocument): Promise<void> =>
  note(ctx, "Reward Cancelled", `rewards:${news.redemptionId}:cancelled`, news, document)

const note = (ctx: Context, name: string, externalId: string, news: News, document: RewardDocument) =>
  recordEvents(ctx, [
    {
      customerId: news.customerId,
      name,
      occurredAt: news.at,
      source: "maido",
      externalId,
      properties: propertiesOf(news, document),
    },
  ])

/** She has looked at what her points can get (I19): a fact, at most one an hour, as long as there is something to look at. */
export const noteRewardsVisit = (ctx: Context, customerId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if ((await selectLive(ctx)).length === 0) return
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    if (root === undefined) return
    const hour = ctx.now().toISOString().slice(0, 13)
    const externalId = `rewards:visit:${root}:${hour}`
    await recordEvents(ctx, [
      {
        customerId: root,
        name: "Rewards Page Viewed",
        occurredAt: ctx.now(),
        source: "maido",
        externalId,
        channel: "web",
      },
    ])
  })
