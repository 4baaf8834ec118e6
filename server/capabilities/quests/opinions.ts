import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { QuestError } from "./errors.ts"
import type { DecisionState } from "./model.ts"
import { selectQuests } from "./storage.ts"
import { selectChosen } from "./storage-awards.ts"
import { selectDecisions, upsertDecision } from "./storage-opinions.ts"

/**
 * What members think of what the brand might make (H29): every published question that has no right answer, the newest
 * version of its quest, with how often each choice was taken and what was decided; what waits for a decision first.
 */
export const listOpinions = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const decisions = await selectDecisions(ctx)
    const items = []
    for (const { questId, version, state, live } of await selectQuests(ctx)) {
      if (version === null || live?.task.kind !== "trivia") continue
      const { questions } = live.task
      if (questions.every(({ right }) => right !== null)) continue
      const chosen = await selectChosen(ctx, questId, version)
      for (const [question, { ask, choices, right }] of questions.entries()) {
        if (right !== null) continue
        const counts = choices.map(({ id, words }) => ({
          words,
          count: chosen.find((one) => one.question === question && one.choice === id)?.count ?? 0,
        }))
        const decision = decisions.find(
          (one) => one.questId === questId && one.version === version && one.question === question,
        )
        items.push({
          questId,
          version,
          question,
          name: live.name,
          isOpen: state === "live",
          ask,
          choices: counts,
          answers: counts.reduce((sum, { count }) => sum + count, 0),
          decision: decision ? { state: decision.state, note: decision.note, decidedAt: decision.decidedAt } : null,
        })
      }
    }
    return { items: items.toSorted((a, b) => Number(a.decision !== null) - Number(b.decision !== null)) }
  })

/** Writes down what becomes of an opinion. Audited. Throws `quests.UnknownQuest`. */
export const decideOpinion = (
  ctx: Context,
  decided: { questId: string; version: number; question: number; state: DecisionState; note: string },
): Promise<{ done: true }> =>
  inTransaction(ctx, async (ctx) => {
    const { items } = await listOpinions(ctx)
    const { questId, version, question, state, note } = decided
    if (!items.some((one) => one.questId === questId && one.version === version && one.question === question))
      throw QuestError.UnknownQuest({ field: "questId" })
    await upsertDecision(ctx, decided)
    await audit(ctx, {
      action: "quests.opinion-decided",
      subject: `quest:${questId}`,
      after: { question: question + 1, state, note },
    })
    return { done: true }
  })
