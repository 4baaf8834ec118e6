import { rootIdsOf } from "#customers"
import type { SegmentField } from "#segments"
import { questsForMany } from "./quests-for.ts"
import { selectAwards } from "./storage-awards.ts"

/** What conditions may ask about quests. */
export const questFields: readonly SegmentField[] = [
  {
    key: "quests.completed",
    label: { ja: "達成したクエストの数", en: "Quests completed" },
    type: "number",
    read: async (ctx, ids) => {
      const roots = await rootIdsOf(ctx, ids)
      const counts = new Map<string, number>()
      for (const { customerId, revokedAt } of await selectAwards(ctx, [...new Set(roots.values())]))
        if (customerId !== null && revokedAt === null) counts.set(customerId, (counts.get(customerId) ?? 0) + 1)
      return new Map(ids.map((id) => [id, counts.get(roots.get(id) ?? "") ?? 0]))
    },
  },
  {
    key: "quests.to-next-stamp-prize",
    label: { ja: "スタンプがたまるまでの残り", en: "Stamps missing to a full card" },
    type: "number",
    read: async (ctx, ids) => {
      const views = await questsForMany(ctx, ids)
      return new Map(
        ids.flatMap((id) => {
          const open = (views.get(id) ?? []).filter(({ kind, state }) => kind === "stamps" && state === "open")
          const missing = open.map(({ got, of }) => of - got)
          return missing.length === 0 ? [] : [[id, Math.min(...missing)] as const]
        }),
      )
    },
  },
]
