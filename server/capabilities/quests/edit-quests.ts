import { audit } from "#brands"
import { seenEventNames } from "#events"
import { currentRanks } from "#members"
import { liveRewards } from "#rewards"
import { segmentRows } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { checkQuest, type Finding } from "./check-rules.ts"
import { QuestError } from "./errors.ts"
import { type Quest, QuestDocument, type QuestState } from "./model.ts"
import { namesOf } from "./quest-rules.ts"
import { insertQuest, insertVersion, selectLive, selectQuest, updateQuest } from "./storage.ts"

/** A quest as a draft: nobody sees it until it is published. */
export const makeQuest = (ctx: Context, document: QuestDocument): Promise<{ questId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const questId = ctx.id()
    await insertQuest(ctx, questId, QuestDocument.parse(document))
    await audit(ctx, { action: "quests.made", subject: `quest:${questId}`, after: { name: document.name } })
    return { questId }
  })

/** Writes the draft; what members see stays. Throws `quests.UnknownQuest`, `quests.QuestMoved`. */
export const changeQuest = (
  ctx: Context,
  questId: string,
  document: QuestDocument,
  basedOn: number,
): Promise<{ revision: number }> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownQuest(ctx, questId)
    if (!(await updateQuest(ctx, questId, { draft: document }, basedOn)))
      throw QuestError.QuestMoved({ current: before.revision })
    return { revision: basedOn + 1 }
  })

/**
 * Makes the draft the version that members see. Throws `quests.UnknownQuest`, `quests.QuestMoved`,
 * `quests.NothingToPublish`, `quests.NotReady`.
 */
export const publishQuest = (ctx: Context, questId: string, basedOn?: number): Promise<{ version: number }> =>
  inTransaction(ctx, async (ctx) => {
    const quest = await knownQuest(ctx, questId)
    if (!quest.draft) throw QuestError.NothingToPublish()
    const stops = (await checkNow(ctx, quest.draft)).filter(({ level }) => level === "stop")
    if (stops.length > 0) throw QuestError.NotReady({ checks: stops.map(({ code }) => code) })
    const version = (quest.version ?? 0) + 1
    const state = quest.state === "paused" ? "paused" : "live"
    const published = { version, names: namesOf(quest.draft.task) }
    if (!(await updateQuest(ctx, questId, { draft: null, state, published }, basedOn ?? quest.revision)))
      throw QuestError.QuestMoved({ current: quest.revision })
    await insertVersion(ctx, { questId, version, document: quest.draft, by: actorName(ctx) })
    // Right answers are no secret from those who may read the log: it says that it was published, not what is in it.
    await audit(ctx, {
      action: "quests.published",
      subject: `quest:${questId}`,
      after: { version, name: quest.draft.name, prize: quest.draft.prize },
    })
    return { version }
  })

/** Lets a published quest rest, go on or end. Throws `quests.UnknownQuest`, `quests.NotPublished`. */
export const setQuestState = (
  ctx: Context,
  questId: string,
  state: Exclude<QuestState, "draft">,
): Promise<{ done: true }> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownQuest(ctx, questId)
    if (before.version === null) throw QuestError.NotPublished()
    if (before.state === state) return { done: true }
    await updateQuest(ctx, questId, { state }, undefined)
    const subject = `quest:${questId}`
    await audit(ctx, { action: "quests.state-changed", subject, before: { state: before.state }, after: { state } })
    return { done: true }
  })

/** What is to be said of a quest before it is published, as the brand is at this moment. */
export const checkNow = (ctx: Context, document: QuestDocument): Promise<readonly Finding[]> =>
  inTransaction(ctx, async (ctx) =>
    checkQuest(document, {
      now: ctx.now(),
      liveQuests: new Set((await selectLive(ctx)).map(({ questId }) => questId)),
      liveRewards: new Set((await liveRewards(ctx)).map(({ rewardId }) => rewardId)),
      knownSegments: new Set((await segmentRows(ctx)).map(({ segmentId }) => segmentId)),
      knownRanks: new Set((await currentRanks(ctx))?.document.ranks.map(({ key }) => key)),
      // While ClickHouse is away nobody can say what was ever recorded.
      knownEvents: ctx.facts.available() ? new Set((await seenEventNames(ctx)).map(({ name }) => name)) : null,
    }),
  )

/** Throws `quests.UnknownQuest`. */
export async function knownQuest(ctx: Context, questId: string): Promise<Quest> {
  const quest = await selectQuest(ctx, questId)
  if (!quest) throw QuestError.UnknownQuest({ field: "questId" })
  return quest
}

const actorName = ({ actor }: Context): string => (actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind)
