import { customersByIds } from "#customers"
import type { LetterKnowledge } from "#messages"
import { questsForMany } from "./quests-for.ts"

/** What letters may say: `quests.open`, how many; `quests.next {name, got, of, left, points}`, the one that is nearest to its end. */
export const questKnowledge: LetterKnowledge["read"] = async (ctx, customerIds) => {
  const views = await questsForMany(ctx, customerIds)
  if (views.size === 0) return new Map()
  const people = await customersByIds(ctx, customerIds)
  return new Map(
    customerIds.flatMap((customerId) => {
      const open = (views.get(customerId) ?? []).filter(({ state }) => state === "open")
      const language = people.get(customerId)?.language ?? "ja"
      const [next] = open.filter(({ kind }) => kind !== "trivia").sort((a, b) => b.got / b.of - a.got / a.of)
      if (open.length === 0) return []
      const shown = next && {
        name: next.name[language] || next.name.ja || next.name.en,
        got: next.got,
        of: next.of,
        left: next.of - next.got,
        points: next.prize.points,
      }
      return [[customerId, { quests: { open: open.length, next: shown ?? null } }]]
    }),
  )
}
