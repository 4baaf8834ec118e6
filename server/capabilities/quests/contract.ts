import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { decisionStates, Prize, QuestDocument, questStates, taskKinds } from "./model.ts"

const questId = z.uuid()
const customerId = z.uuid()
const words = z.object({ ja: z.string(), en: z.string() })
const checks = z.array(z.object({ level: z.enum(["stop", "warn"]), code: z.string(), text: words }))

export const QuestRow = z.object({
  questId,
  state: z.enum(questStates),
  draft: QuestDocument.nullable(),
  version: z.int().nullable(),
  live: QuestDocument.nullable(),
  revision: z.int(),
  liveSince: instant.nullable(),
  createdAt: instant,
  changedAt: instant,
  completed: z.int(),
  people: z.int(),
  /** Given for it, less what was taken back. */
  points: z.number(),
  tried: z.int(),
})

export const listQuests = endpoint("GET /api/v1/quests", {
  right: "loyalty:read",
  summary: { ja: "クエストの一覧（達成の数つき）", en: "Quests, with what became of them" },
  reply: z.object({ items: z.array(QuestRow) }),
})

export const getQuest = endpoint("GET /api/v1/quests/:questId", {
  right: "loyalty:read",
  summary: { ja: "クエストひとつ。確認の結果と答えの割れ方", en: "One quest, its checks, and how answers fell" },
  params: { questId },
  reply: z.object({
    quest: QuestRow,
    checks,
    /** Of a quiz: how often each choice of each question was taken. */
    chosen: z.array(z.object({ question: z.int(), choice: z.string(), count: z.int() })),
  }),
})

export const listQuestOpinions = endpoint("GET /api/v1/quests/opinions", {
  right: "loyalty:read",
  summary: { ja: "会員の意見と、それをどうするか", en: "What members think, and what becomes of it" },
  reply: z.object({
    items: z.array(
      z.object({
        questId,
        version: z.int(),
        /** Its place in the quest, from 0. */
        question: z.int(),
        name: words,
        isOpen: z.boolean(),
        ask: words,
        choices: z.array(z.object({ words, count: z.int() })),
        answers: z.int(),
        decision: z.object({ state: z.enum(decisionStates), note: z.string(), decidedAt: instant }).nullable(),
      }),
    ),
  }),
})

export const putOpinionDecision = endpoint("PUT /api/v1/quests/:questId/opinions/:question", {
  right: "loyalty:write",
  summary: { ja: "会員の意見をどうするか決める", en: "Decide what becomes of an opinion" },
  params: {
    questId,
    question: z.coerce.number().int().min(0).max(19),
    version: z.int().min(1),
    state: z.enum(decisionStates),
    note: z.string().trim().max(500).default(""),
  },
  reply: done,
})

export const postQuest = endpoint("POST /api/v1/quests", {
  right: "loyalty:write",
  summary: { ja: "クエストを作る（下書き）", en: "Make a quest, as a draft" },
  params: { document: QuestDocument },
  reply: z.object({ questId }),
  perMinute: 60,
})

export const postQuestCheck = endpoint("POST /api/v1/quests/check", {
  right: "loyalty:read",
  summary: { ja: "書きかけのクエストを確かめる", en: "Check a quest that is being written" },
  params: { document: QuestDocument },
  reply: z.object({ checks }),
})

export const putQuestDraft = endpoint("PUT /api/v1/quests/:questId/draft", {
  right: "loyalty:write",
  summary: { ja: "クエストの下書きを直す", en: "Change a quest's draft" },
  params: { questId, document: QuestDocument, basedOn: z.int().min(1) },
  reply: z.object({ revision: z.int() }),
})

export const publishQuestDraft = endpoint("POST /api/v1/quests/:questId/publish", {
  right: "loyalty:write",
  summary: { ja: "下書きを公開する", en: "Publish the draft" },
  params: { questId, basedOn: z.int().min(1) },
  reply: z.object({ version: z.int() }),
})

export const putQuestState = endpoint("PUT /api/v1/quests/:questId/state", {
  right: "loyalty:write",
  summary: { ja: "クエストを休む・再開する・終える", en: "Pause, resume or end a quest" },
  params: { questId, state: z.enum(questStates).exclude(["draft"]) },
  reply: done,
})

export const listAwards = endpoint("GET /api/v1/quests/:questId/awards", {
  right: "loyalty:read",
  summary: { ja: "達成した人（新しい順）", en: "Who completed it, the latest first" },
  params: { questId, ...listParams },
  reply: listOf(
    z.object({
      awardId: z.uuid(),
      questId,
      version: z.int(),
      customerId: customerId.nullable(),
      round: z.int(),
      points: z.int(),
      awardedAt: instant,
      revokedAt: instant.nullable(),
    }),
  ),
})

const QuestForPerson = z.object({
  questId,
  kind: z.enum(taskKinds),
  name: words,
  about: words,
  imageUrl: z.string().nullable(),
  prize: Prize,
  state: z.enum(["open", "done", "no-tries"]),
  got: z.int(),
  of: z.int(),
  completed: z.int(),
  closesAt: instant.nullable(),
  /** Without the right answers: those stay on the server. */
  questions: z.array(z.object({ ask: words, choices: z.array(z.object({ id: z.string(), words })) })),
  triesLeft: z.int(),
  nextAt: instant.nullable(),
  because: z.array(words),
  parts: z.array(z.object({ name: words, has: z.boolean() })),
})

export const listQuestsFor = endpoint("GET /api/v1/customers/:customerId/quests", {
  right: "loyalty:read",
  summary: { ja: "お客様のクエストと進み具合", en: "Somebody's quests and how far they are" },
  params: { customerId },
  reply: z.object({ items: z.array(QuestForPerson) }),
})

export const postAnswers = endpoint("POST /api/v1/quests/:questId/answers", {
  right: "points:adjust",
  summary: {
    ja: "お客様の答えを受け取る（店頭やアプリから）。同じ key なら一度だけ",
    en: "Take somebody's answers, from a shop or an app; once for the same key",
  },
  params: {
    questId,
    customerId,
    answers: z.array(z.string().max(20)).max(20),
    key: z.string().trim().min(1).max(200),
  },
  reply: z.object({
    right: z.int(),
    of: z.int(),
    isOpinion: z.boolean(),
    hasPassed: z.boolean(),
    triesLeft: z.int(),
    points: z.int(),
  }),
})
