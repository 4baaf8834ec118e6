import type { SegmentField } from "#segments"
import { rootIdsOf } from "#customers"
import type { Context } from "#kernel/context"
import { rewardKinds } from "./model.ts"
import { type RewardFor, rewardsForMany } from "./rewards-for.ts"
import { selectHeld } from "./storage-redemptions.ts"
import { kindWords } from "./words-rules.ts"

/** What conditions may ask about rewards. */
export const rewardFields: readonly SegmentField[] = [
  {
    key: "rewards.redeemed",
    label: { ja: "交換した特典の数", en: "Rewards redeemed" },
    type: "number",
    read: async (ctx, ids) => {
      const roots = await rootIdsOf(ctx, ids)
      const pieces = new Map<string, number>()
      for (const one of await selectHeld(ctx, [...new Set(roots.values())]))
        pieces.set(one.customerId, (pieces.get(one.customerId) ?? 0) + one.pieces)
      return new Map(ids.map((id) => [id, pieces.get(roots.get(id) ?? "") ?? 0]))
    },
  },
  {
    key: "rewards.kinds",
    label: { ja: "交換したことのある特典", en: "Kinds of reward redeemed" },
    type: "list",
    choices: rewardKinds.map((value) => ({ value, label: kindWords[value] })),
    read: async (ctx, ids) => {
      const roots = await rootIdsOf(ctx, ids)
      const kinds = new Map<string, string[]>()
      for (const { customerId, kind } of await selectHeld(ctx, [...new Set(roots.values())]))
        kinds.set(customerId, [...new Set([...(kinds.get(customerId) ?? []), kind])])
      return new Map(
        ids.flatMap((id) => {
          const own = kinds.get(roots.get(id) ?? "")
          return own ? [[id, own] as const] : []
        }),
      )
    },
  },
  {
    key: "rewards.affordable",
    label: { ja: "いま交換できる特典の数", en: "Rewards that can be had now" },
    type: "number",
    read: (ctx, ids) => ofEach(ctx, ids, (all) => all.filter(({ state }) => state === "open").length),
  },
  {
    key: "rewards.points-to-next",
    label: { ja: "次の特典までのポイント", en: "Points to the next reward" },
    type: "number",
    read: (ctx, ids) => ofEach(ctx, ids, (all) => nextOf(all)?.gap),
  },
]

/** The nearest one that only points keep her from. */
export const nextOf = (all: readonly RewardFor[]): RewardFor | undefined =>
  all.filter(({ state }) => state === "not-enough").sort((a, b) => a.gap - b.gap)[0]

async function ofEach(
  ctx: Context,
  ids: readonly string[],
  read: (all: readonly RewardFor[]) => number | undefined,
): Promise<ReadonlyMap<string, number>> {
  const views = await rewardsForMany(ctx, ids)
  return new Map(
    ids.flatMap((id) => {
      const value = read(views.get(id) ?? [])
      return value === undefined ? [] : [[id, value] as const]
    }),
  )
}
