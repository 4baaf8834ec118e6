import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { type Context, inTransaction, lock } from "#kernel/context"
import { complete } from "./complete.ts"
import { QuestError } from "./errors.ts"
import type { Question } from "./model.ts"
import { gatekeepersOf } from "./gatekeepers.ts"
import { lookAt, personLock } from "./look.ts"
import { isFor, rightOf, turnOf } from "./quest-rules.ts"
import { selectLive } from "./storage.ts"
import { insertAttempt, selectAttempts } from "./storage-awards.ts"

export type Answering = {
  readonly customerId: string
  readonly questId: string
  /** Chosen ids, in the order of the questions; empty for what was left out. */
  readonly answers: readonly string[]
  /** Names the form: sent twice, it is one attempt. */
  readonly key: string
}

export type Answered = {
  readonly right: number
  readonly of: number
  /** Nothing in it was right or wrong: it asked what she thinks. */
  readonly isOpinion: boolean
  readonly hasPassed: boolean
  /** 0 when it is over for this round. */
  readonly triesLeft: number
  /** Points that it gave. */
  readonly points: number
}

/**
 * Judges a quiz on the server (H20, S64): which answers are right is known to nobody else. At most so many tries each round,
 * also when they come at the same moment, and one prize. Throws `quests.UnknownQuest`, `UnknownCustomer`, `NotAQuiz`,
 * `NotForYou`, `Over`, `NoTriesLeft`.
 */
export const answerQuest = (ctx: Context, { customerId, questId, answers, key }: Answering): Promise<Answered> =>
  inTransaction(ctx, async (ctx) => {
    const quest = (await selectLive(ctx)).find((one) => one.questId === questId)
    if (!quest) throw QuestError.UnknownQuest({ field: "questId" })
    const { task, prize } = quest.document
    if (task.kind !== "trivia") throw QuestError.NotAQuiz()
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    if (root === undefined) throw QuestError.UnknownCustomer({ field: "customerId" })
    await lock(ctx, personLock(root))
    const person = (await gatekeepersOf(ctx, [root], [quest])).get(root)
    if (!person || !isFor(quest.document, person, ctx.now())) throw QuestError.NotForYou()
    const attempts = (await selectAttempts(ctx, [root])).filter((attempt) => attempt.questId === questId)
    const of = task.questions.length
    const isOpinion = task.questions.every((question) => question.right === null)
    const same = attempts.find((attempt) => attempt.key === key)
    if (same) {
      const tried = attempts.filter(({ round }) => round === same.round).length
      const triesLeft = Math.max(0, task.tries - tried)
      return { of, isOpinion, ...again(same, { triesLeft, points: prize.points }) }
    }
    const turn = turnOf(quest.document, attempts, ctx.now())
    if (turn.state !== "open") throw turn.state === "done" ? QuestError.Over() : QuestError.NoTriesLeft()
    const chosen = task.questions.map(({ choices }, index) => known(choices, answers[index]))
    const right = rightOf(task.questions, chosen)
    const hasPassed = right >= Math.min(task.needs, of)
    const attemptId = ctx.id()
    const { round } = turn
    await insertAttempt(ctx, {
      attemptId,
      questId,
      version: quest.version,
      customerId: root,
      key,
      round,
      chosen,
      right,
      hasPassed,
    })
    await recordEvents(ctx, [
      {
        customerId: root,
        name: "Quest Answered",
        occurredAt: ctx.now(),
        source: "maido",
        externalId: `quests:attempt:${attemptId}`,
        properties: {
          quest_id: questId,
          right,
          questions: of,
          passed: hasPassed,
          ...opinionsOf(task.questions, chosen),
        },
      },
    ])
    const isNew = hasPassed && (await complete(ctx, quest, root, round))
    if (isNew) await lookAt(ctx, [root])
    return {
      right,
      of,
      isOpinion,
      hasPassed,
      triesLeft: hasPassed ? 0 : turn.triesLeft - 1,
      points: isNew ? prize.points : 0,
    }
  })

/** The same form once more: what it came to the first time. */
const again = (
  { right, hasPassed }: { right: number; hasPassed: boolean },
  { triesLeft, points }: { triesLeft: number; points: number },
) => ({ right, hasPassed, triesLeft: hasPassed ? 0 : triesLeft, points: hasPassed ? points : 0 })

/** What she thinks, in the words that she read: `opinion_1` of the first question, for segments, flows and other systems. */
const opinionsOf = (questions: readonly Question[], chosen: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    questions.flatMap(({ right, choices }, index) => {
      const words = right === null ? choices.find(({ id }) => id === chosen[index])?.words : undefined
      return words ? [[`opinion_${index + 1}`, words.ja || words.en]] : []
    }),
  )

const known = (choices: readonly { readonly id: string }[], answer: string | undefined): string =>
  choices.some(({ id }) => id === answer) ? (answer ?? "") : ""
