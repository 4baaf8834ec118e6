import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { Refusal, RewardKind } from "./model.ts"
import { type Base, baseNow } from "./programme.ts"
import { fondness, judgeReward, spendForGap } from "./reward-rules.ts"
import { type Standing, standingsOf } from "./standing.ts"
import { selectLive } from "./storage.ts"
import { tastesOf } from "./tastes.ts"
import { whyNot } from "./words-rules.ts"

/** A reward as it is for one person. */
export type RewardFor = {
  readonly rewardId: string
  readonly kind: RewardKind
  readonly name: Text
  readonly about: Text
  readonly imageUrl: string | null
  /** Points for one, and how many of them she is missing. */
  readonly needs: number
  readonly gap: number
  /** What she would have to spend to earn those, minor units; null when nothing is missing, or without a programme. */
  readonly spend: number | null
  readonly state: "open" | Refusal
  /** Why she can't have it now; null when she can. */
  readonly why: Text | null
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  /** How many are left; null: no end. */
  readonly left: number | null
  readonly perTime: number
  readonly asks: Text | null
  readonly event: {
    readonly place: Text
    readonly startsAt: Date
    readonly endsAt: Date
    readonly answerBy: Date
  } | null
  /** How much it is to her taste; the reason, where there is one. */
  readonly fondness: number
}

/** Every live reward for each of these people, the least points first, with what is missing and why not (H05). Ids as given. */
export const rewardsForMany = (
  ctx: Context,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RewardFor[]>> =>
  inTransaction(ctx, async (ctx) => {
    const live = await selectLive(ctx)
    if (live.length === 0) return new Map()
    const roots = await rootIdsOf(ctx, customerIds)
    const standings = await standingsOf(ctx, [...new Set(roots.values())], live)
    const { base, pointName } = await baseNow(ctx)
    return new Map(
      [...roots].flatMap(([id, root]) => {
        const standing = standings.get(root)
        return standing ? [[id, live.map((one) => viewOf(ctx, one, standing, { base, pointName }))] as const] : []
      }),
    )
  })

/** The same for one person; nothing for a stranger. */
export const rewardsFor = async (ctx: Context, customerId: string): Promise<readonly RewardFor[]> =>
  (await rewardsForMany(ctx, [customerId])).get(customerId) ?? []

/**
 * What she can have with the points that she has now; with `favourites` those first that are to her taste (I20): goods that she
 * bought, wished for or looked at, kinds that she chose before. Otherwise those that need the most points.
 */
export const affordable = (
  ctx: Context,
  customerId: string,
  { favourites = true, limit = 3 }: { favourites?: boolean; limit?: number } = {},
): Promise<readonly RewardFor[]> =>
  inTransaction(ctx, async (ctx) => {
    const open = (await rewardsFor(ctx, customerId)).filter(({ state }) => state === "open")
    if (open.length === 0) return []
    const liked = favourites ? await fondnessOf(ctx, customerId) : undefined
    const ranked = open.map((one) => ({ ...one, fondness: liked?.get(one.rewardId) ?? 0 }))
    return ranked.sort((a, b) => b.fondness - a.fondness || b.needs - a.needs).slice(0, limit)
  })

async function fondnessOf(ctx: Context, customerId: string): Promise<Map<string, number>> {
  const live = await selectLive(ctx)
  const { taste, productBySku } = await tastesOf(ctx, customerId, live)
  return new Map(
    live.map(({ rewardId, document }) => {
      const sku = document.gives.kind === "product" ? document.gives.sku : ""
      return [rewardId, fondness(document, productBySku.get(sku) ?? null, taste)]
    }),
  )
}

type Programme = { readonly base: Base | null; readonly pointName: Text }

function viewOf(
  ctx: Context,
  { rewardId, document, taken }: Awaited<ReturnType<typeof selectLive>>[number],
  standing: Standing,
  { base, pointName }: Programme,
): RewardFor {
  const left = document.stock === null ? null : Math.max(0, document.stock - taken)
  const has = standing.held.get(rewardId) ?? 0
  const judged = judgeReward(document, { ...standing, has }, { now: ctx.now(), left })
  const { gives } = document
  return {
    rewardId,
    kind: gives.kind,
    name: document.name,
    about: document.about,
    imageUrl: document.imageUrl,
    needs: document.points,
    gap: judged.gap,
    spend: spendForGap(judged.gap, base),
    state: judged.refusal ?? "open",
    why: judged.refusal && whyNot(judged.refusal, { gap: judged.gap, pointName }),
    opensAt: judged.opensAt,
    closesAt: document.closesAt,
    left,
    perTime: document.perTime,
    asks: gives.kind === "product" ? gives.asks : null,
    event:
      gives.kind === "experience"
        ? { place: gives.place, startsAt: gives.startsAt, endsAt: gives.endsAt, answerBy: gives.answerBy }
        : null,
    fondness: 0,
  }
}
