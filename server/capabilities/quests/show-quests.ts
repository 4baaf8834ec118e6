import { type Context, inTransaction } from "#kernel/context"
import { checkNow, knownQuest } from "./edit-quests.ts"
import { QuestError } from "./errors.ts"
import type { QuestDocument } from "./model.ts"
import { selectQuests } from "./storage.ts"
import { type QuestCounts, selectAwardsOf, selectChosen, selectCounts } from "./storage-awards.ts"

const withCounts = <T extends { questId: string }>(one: T, counts: ReadonlyMap<string, QuestCounts>) => {
  const { completed, people, points, tried } = counts.get(one.questId) ?? {
    completed: 0,
    people: 0,
    points: 0,
    tried: 0,
  }
  return { ...one, completed, people, points, tried }
}

/** All quests with what became of them. */
export const listAll = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const counts = await selectCounts(ctx)
    return { items: (await selectQuests(ctx)).map((one) => withCounts(one, counts)) }
  })

/** One quest, its checks, and of a quiz how often each choice was taken. */
export const showQuest = (ctx: Context, questId: string) =>
  inTransaction(ctx, async (ctx) => {
    const quest = withCounts(await knownQuest(ctx, questId), await selectCounts(ctx))
    const shown = quest.draft ?? quest.live
    const isQuiz = quest.live?.task.kind === "trivia"
    return {
      quest,
      checks: shown ? [...(await checkNow(ctx, shown))] : [],
      chosen: isQuiz ? await selectChosen(ctx, questId, quest.version ?? 0) : [],
    }
  })

export const tryQuest = async (ctx: Context, document: QuestDocument) => ({
  checks: [...(await checkNow(ctx, document))],
})

/** Who has completed it, the latest first. Throws `quests.UnknownQuest`, `quests.BadCursor`. */
export const awardsOf = (ctx: Context, questId: string, page: { cursor?: string | undefined; limit: number }) =>
  inTransaction(ctx, async (ctx) => {
    await knownQuest(ctx, questId)
    const found = await selectAwardsOf(ctx, questId, { after: readCursor(page.cursor), limit: page.limit })
    const last = found.length === page.limit ? found.at(-1) : undefined
    return { items: found, cursor: last ? writeCursor(last.awardedAt, last.awardId) : null }
  })

const writeCursor = (at: Date, id: string) => Buffer.from(`${at.toISOString()} ${id}`).toString("base64url")

function readCursor(cursor: string | undefined): [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw QuestError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
