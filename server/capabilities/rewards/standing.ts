import { membersAmong } from "#segments"
import { membersOf } from "#members"
import { balancesOf } from "#points"
import type { Context } from "#kernel/context"
import type { LiveReward, RewardKind } from "./model.ts"
import { type Asker, segmentsOf } from "./reward-rules.ts"
import { selectHeld } from "./storage-redemptions.ts"
import { ranksNow } from "./programme.ts"

/** What is known of one person, for every reward at once. */
export type Standing = Omit<Asker, "has"> & {
  readonly customerId: string
  readonly held: ReadonlyMap<string, number>
  readonly chosen: ReadonlyMap<RewardKind, number>
}

/** How these people stand toward these rewards, set by set. Ids are those by which they are known now. */
export async function standingsOf(
  ctx: Context,
  customerIds: readonly string[],
  rewards: readonly LiveReward[],
): Promise<Map<string, Standing>> {
  if (customerIds.length === 0) return new Map()
  const members = await membersOf(ctx, customerIds)
  const balances = await balancesOf(ctx, customerIds)
  const held = await selectHeld(ctx, customerIds)
  const hoursOf = await earlyHours(ctx)
  const within = new Map<string, Set<string>>()
  for (const segmentId of new Set(rewards.flatMap(({ document }) => segmentsOf(document))))
    for (const id of await membersAmong(ctx, segmentId, customerIds))
      within.set(id, (within.get(id) ?? new Set()).add(segmentId))
  const nobody: ReadonlySet<string> = new Set()
  return new Map(
    customerIds.map((customerId) => {
      const member = members.get(customerId)
      const isMember = member !== undefined && member.left === null
      const rank = (isMember && member.rank?.key) || null
      const own = held.filter((one) => one.customerId === customerId)
      const chosen = new Map<RewardKind, number>()
      for (const { kind, pieces } of own) chosen.set(kind, (chosen.get(kind) ?? 0) + pieces)
      const standing: Standing = {
        customerId,
        isMember,
        rank,
        segments: within.get(customerId) ?? nobody,
        available: balances.get(customerId)?.available ?? 0,
        earlyHours: (rank !== null && hoursOf.get(rank)) || 0,
        held: new Map(own.map(({ rewardId, pieces }) => [rewardId, pieces])),
        chosen,
      }
      return [customerId, standing]
    }),
  )
}

/** By rank, how many hours before the others its benefits let people in (I32). */
async function earlyHours(ctx: Context): Promise<Map<string, number>> {
  const ranks = await ranksNow(ctx)
  return new Map(
    ranks.map(({ key, benefits }) => [
      key,
      Math.max(0, ...benefits.map((benefit) => (benefit.kind === "early-access" ? benefit.hours : 0))),
    ]),
  )
}
