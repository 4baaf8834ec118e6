import { brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import { gatekeepersOf } from "./gatekeepers.ts"
import { countedOf, knownOf } from "./look.ts"
import type { Prize, Question, TaskKind } from "./model.ts"
import { isFor, shownQuestion, turnOf } from "./quest-rules.ts"
import { selectLive } from "./storage.ts"
import { selectAttempts } from "./storage-awards.ts"

/** A quest as it is for one person. Nothing in it says which answers are right. */
export type QuestFor = {
  readonly questId: string
  readonly kind: TaskKind
  readonly name: Text
  readonly about: Text
  readonly imageUrl: string | null
  readonly prize: Prize
  readonly state: "open" | "done" | "no-tries"
  /** How many of how many; of a quiz, right answers of the last attempt. */
  readonly got: number
  readonly of: number
  /** How often she has completed it. */
  readonly completed: number
  readonly closesAt: Date | null
  /** Of a quiz that may be taken now. */
  readonly questions: readonly Pick<Question, "ask" | "choices">[]
  readonly triesLeft: number
  /** When a quiz may be taken again. */
  readonly nextAt: Date | null
  /** Told once a quiz is over. */
  readonly because: readonly Text[]
  /** Of a set: which quests it is made of, and which of them she has. */
  readonly parts: readonly { readonly name: Text; readonly has: boolean }[]
}

/** All quests that are open to each of these people, with how far they are. Ids as given; strangers are missing. */
export const questsForMany = (
  ctx: Context,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly QuestFor[]>> =>
  inTransaction(ctx, async (ctx) => {
    const live = await selectLive(ctx)
    if (live.length === 0) return new Map()
    const roots = await rootIdsOf(ctx, customerIds)
    const own = [...new Set(roots.values())]
    const gatekeepers = await gatekeepersOf(ctx, own, live)
    const known = await knownOf(ctx, own, live)
    const attempts = await selectAttempts(ctx, own)
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const names = new Map(live.map(({ questId, document }) => [questId, document.name]))
    const viewOf = (root: string): QuestFor[] => {
      const [person, facts] = [gatekeepers.get(root), known.get(root)]
      if (!person || !facts) return []
      const has = new Set(facts.awards.filter(({ revokedAt }) => revokedAt === null).map(({ questId }) => questId))
      return live.flatMap((quest): QuestFor[] => {
        const { questId, document } = quest
        if (!isFor(document, person, ctx.now())) return []
        const { task, name, about, imageUrl, prize, closesAt } = document
        const completed = facts.awards.filter((one) => one.questId === questId && one.revokedAt === null).length
        const base = { questId, kind: task.kind, name, about, imageUrl, prize, closesAt, completed }
        const none = { questions: [], triesLeft: 0, nextAt: null, because: [], parts: [] }
        if (task.kind === "trivia") {
          const mine = attempts.filter((attempt) => attempt.questId === questId && attempt.customerId === root)
          const turn = turnOf(document, mine, ctx.now())
          const isOpen = turn.state === "open"
          return [
            {
              ...base,
              ...none,
              state: turn.state,
              got: mine.at(-1)?.right ?? 0,
              of: task.questions.length,
              questions: isOpen ? task.questions.map(shownQuestion) : [],
              triesLeft: isOpen ? turn.triesLeft : 0,
              nextAt: isOpen ? null : turn.nextAt,
              because: isOpen ? [] : task.questions.map(({ because }) => because).filter(({ ja, en }) => ja || en),
            },
          ]
        }
        const counted = countedOf(quest, facts, { now: ctx.now(), zone })
        const isDone = document.rounds !== null && completed >= document.rounds
        const parts =
          task.kind === "set"
            ? task.questIds.flatMap((id) => {
                const of = names.get(id)
                return of ? [{ name: of, has: has.has(id) }] : []
              })
            : []
        return [{ ...base, ...none, parts, state: isDone ? "done" : "open", got: counted?.got ?? 0, of: task.needs }]
      })
    }
    return new Map([...roots].map(([id, root]) => [id, viewOf(root)]))
  })

export const questsFor = async (ctx: Context, customerId: string): Promise<readonly QuestFor[]> =>
  (await questsForMany(ctx, [customerId])).get(customerId) ?? []
