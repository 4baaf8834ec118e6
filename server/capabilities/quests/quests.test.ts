import { beforeAll, beforeEach, expect, test } from "vitest"
import { eraseCustomer, mergeCustomers, resolveCustomer } from "#customers"
import { recordEvents, timelineOf } from "#events"
import { enrol } from "#members"
import { applyOrder, applyRefund } from "#orders"
import { balancesOf } from "#points"
import { collectiblesOf, liveRewards, makeReward, publishReward, RewardShape } from "#rewards"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { answerQuest } from "./answer.ts"
import { changeQuest, makeQuest, publishQuest, setQuestState } from "./edit-quests.ts"
import { questKnowledge } from "./knowledge.ts"
import { lookAt } from "./look.ts"
import { QuestDocument } from "./model.ts"
import { decideOpinion, listOpinions } from "./opinions.ts"
import { answerAction, questsCard, stampsCard } from "./my-page-card.ts"
import { questsFor } from "./quests-for.ts"
import { readFacts } from "./read-facts.ts"
import { questFields } from "./segment-fields.ts"
import { selectLive } from "./storage.ts"
import { awardsOf, listAll, showQuest } from "./show-quests.ts"

let ctx: TestContext
let hanako: string
let mail: string
let number = 0

beforeAll(async () => {
  ctx = await testContext()
})
beforeEach(async () => {
  // What others did a moment ago lies before what begins now.
  ctx.pass(1_000)
  for (const { questId } of await inTransaction(ctx, selectLive)) await setQuestState(ctx, questId, "ended")
  mail = `q${++number}@example.jp`
  hanako = await member(mail)
})

async function member(value: string): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value }]
  const { customerId } = await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })
  await enrol(ctx, { customerId, by: "api" })
  return customerId
}

const available = async (customerId: string) =>
  (await inTransaction(ctx, (ctx) => balancesOf(ctx, [customerId]))).get(customerId)?.available ?? 0
const debt = async (customerId: string) =>
  (await inTransaction(ctx, (ctx) => balancesOf(ctx, [customerId]))).get(customerId)?.debt ?? 0

async function live(task: object, prize: object = { points: 100 }, changes: object = {}): Promise<string> {
  const { questId } = await makeQuest(
    ctx,
    QuestDocument.parse({ name: { ja: "クエスト", en: "" }, task, prize, ...changes }),
  )
  await publishQuest(ctx, questId)
  return questId
}
const question = (right: string) => ({
  ask: { ja: "この油は", en: "" },
  choices: ["a", "b", "c"].map((id) => ({ id, words: { ja: `答え${id}`, en: "" } })),
  right,
  because: { ja: "小豆島の油です", en: "" },
})
const quiz = { kind: "trivia", questions: [question("b"), question("c")], needs: 2, tries: 3 }
const stamps = { kind: "stamps", counts: { by: "order" }, needs: 2 }
const visits = { kind: "challenge", event: "Store Visited", needs: 2 }

async function buy(): Promise<string> {
  const externalId = `q${++number}`
  const customer = { identities: [{ kind: "email" as const, issuer: "", value: mail }], profile: { email: mail } }
  const [placedAt, updatedAt] = [ctx.now(), ctx.now()]
  await applyOrder(ctx, anOrder({ externalId, number: `#${externalId}`, placedAt, updatedAt, customer }))
  return externalId
}
const visit = (customerId = hanako) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [
      { customerId, name: "Store Visited", occurredAt: ctx.now(), source: "store", externalId: `v${++number}` },
    ]),
  )
const mine = async (questId: string) => (await questsFor(ctx, hanako)).find((one) => one.questId === questId)

/** So many times, as many at once as there are connections: more would only wait in this process. */
async function atOnce<T>(count: number, work: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  const done: PromiseSettledResult<T>[] = []
  let next = 0
  const worker = async () => {
    while (next < count) done.push(...(await Promise.allSettled([work(next++)])))
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return done
}

test("F70 H20 sixty-four right answers at once give one prize", async () => {
  const questId = await live(quiz)
  const ended = await atOnce(64, (index) =>
    answerQuest(ctx, { customerId: hanako, questId, answers: ["b", "c"], key: `k${index}` }),
  )
  expect(ended.flatMap((end) => (end.status === "fulfilled" && end.value.points > 0 ? [end.value] : []))).toHaveLength(
    1,
  )
  expect(await available(hanako)).toBe(100)
  expect((await awardsOf(ctx, questId, { limit: 10 })).items).toHaveLength(1)
})

test("F70 H22 a full card looked at from sixty-four sides at once is paid once", async () => {
  const questId = await live(stamps)
  await buy()
  await buy()
  await atOnce(64, () => lookAt(ctx, [hanako]))
  expect(await available(hanako)).toBe(100)
  expect(await mine(questId)).toMatchObject({ state: "done", got: 2, of: 2, completed: 1 })
})

test("S64 of sixty-four wrong answers only as many are judged as there are tries", async () => {
  const questId = await live(quiz)
  const ended = await atOnce(64, (index) =>
    answerQuest(ctx, { customerId: hanako, questId, answers: ["a", "a"], key: `k${index}` }),
  )
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(3)
  const codes = ended.flatMap((end) => (end.status === "rejected" ? [end.reason.code] : []))
  expect(new Set(codes)).toEqual(new Set(["quests.NoTriesLeft"]))
  await expect(answerQuest(ctx, { customerId: hanako, questId, answers: ["b", "c"], key: "late" })).rejects.toThrow(
    "quests.NoTriesLeft",
  )
  expect(await available(hanako)).toBe(0)
})

test("H20 the right answers never reach a browser; the reason is told once it is over", async () => {
  const questId = await live(quiz)
  const before = await inTransaction(ctx, (ctx) => questsCard.read(ctx, hanako, "ja"))
  expect(JSON.stringify(before)).toContain("答えb")
  expect(JSON.stringify([before, await mine(questId)])).not.toMatch(/"right"|小豆島/)
  const asked = { customerId: hanako, fields: { questId, q0: "b", q1: "c" }, language: "ja" as const, key: "form-1" }
  const done = await inTransaction(ctx, (ctx) => answerAction.act(ctx, asked))
  expect(done.said).toBe("2問中2問正解でした。100ポイントを差し上げました。")
  expect((await inTransaction(ctx, (ctx) => answerAction.act(ctx, asked))).said).toBe(done.said)
  expect(await available(hanako)).toBe(100)
  expect(JSON.stringify(await inTransaction(ctx, (ctx) => questsCard.read(ctx, hanako, "ja")))).toContain("小豆島")
  expect((await showQuest(ctx, questId)).chosen).toEqual([
    { question: 0, choice: "b", count: 1 },
    { question: 1, choice: "c", count: 1 },
  ])
  await expect(answerQuest(ctx, { customerId: hanako, questId, answers: [], key: "x" })).rejects.toThrow("quests.Over")
})

test("H29 what members think of what might be made gathers as a queue, reaches flows and segments, and is decided on", async () => {
  const opinion = { ...question("b"), right: null, ask: { ja: "次の香りは", en: "" } }
  const questId = await live({ kind: "trivia", questions: [opinion], needs: 1, tries: 1 })
  const asked = { customerId: hanako, fields: { questId, q0: "c" }, language: "ja" as const, key: "form-1" }
  const { said } = await inTransaction(ctx, (ctx) => answerAction.act(ctx, asked))
  expect(said).toBe("ご意見をありがとうございます。100ポイントを差し上げました。")
  const facts = (await inTransaction(ctx, (ctx) => timelineOf(ctx, hanako, { limit: 20 }))).items
  expect(facts.find(({ name }) => name === "Quest Answered")?.properties).toMatchObject({ opinion_1: "答えc" })
  const found = async () => (await listOpinions(ctx)).items.find((one) => one.questId === questId)
  expect(await found()).toMatchObject({ answers: 1, isOpen: true, decision: null, question: 0, version: 1 })
  expect((await found())?.choices.map(({ count }) => count)).toEqual([0, 0, 1])
  const decided = { questId, version: 1, question: 0, state: "taken" as const, note: "春の限定に" }
  await decideOpinion(ctx, decided)
  expect((await found())?.decision).toMatchObject({ state: "taken", note: "春の限定に" })
  await expect(decideOpinion(ctx, { ...decided, question: 1 })).rejects.toThrow("quests.UnknownQuest")
  const quizId = await live(quiz)
  expect((await listOpinions(ctx)).items.some((one) => one.questId === quizId)).toBe(false)
})

test("H22 S61 what is given back takes its stamp and its points along, and may be earned again", async () => {
  const questId = await live(stamps)
  await buy()
  const second = await buy()
  expect(await lookAt(ctx, [hanako])).toBe(1)
  const card = await inTransaction(ctx, (ctx) => stampsCard.read(ctx, hanako, "ja"))
  expect(card?.pieces[0]).toMatchObject({ kind: "stamps", got: 2, of: 2 })
  await giveBack(second)
  await lookAt(ctx, [hanako])
  expect([await available(hanako), await debt(hanako)]).toEqual([0, 0])
  expect(await mine(questId)).toMatchObject({ state: "open", got: 1, completed: 0 })
  const told = (await inTransaction(ctx, (ctx) => questKnowledge(ctx, [hanako]))).get(hanako)
  expect(told?.quests).toMatchObject({ next: { got: 1, of: 2, left: 1, points: 100 } })
  const field = questFields.find(({ key }) => key === "quests.to-next-stamp-prize")
  expect((await inTransaction(ctx, async (ctx) => field?.read(ctx, [hanako])))?.get(hanako)).toBe(1)
  await buy()
  await lookAt(ctx, [hanako])
  expect(await available(hanako)).toBe(100)
})

const giveBack = (externalId: string) =>
  applyRefund(
    ctx,
    { source: "shopify:test", externalId },
    {
      externalId: `f${++number}`,
      at: ctx.now(),
      amount: 7_730,
      lines: [
        { lineExternalId: "l1", quantity: 2, amount: 6_300 },
        { lineExternalId: "l2", quantity: 1, amount: 880 },
      ],
    },
  )

test("H21 a set unlocks its stamp the moment its last part is done, with a reward beside it", async () => {
  const { rewardId } = await makeReward(
    ctx,
    RewardShape.parse({ name: { ja: "包装", en: "" }, gives: { kind: "gift-wrap" }, points: 50 }),
  )
  await publishReward(ctx, rewardId)
  const [first, second] = [await live(quiz, { points: 10 }), await live(visits, { points: 20 })]
  const badge = { name: { ja: "達人", en: "Master" } }
  await live({ kind: "set", questIds: [first, second], needs: 2 }, { badge, rewardId })
  await visit()
  await visit()
  await lookAt(ctx, [hanako])
  expect(await collectiblesOf(ctx, hanako)).toEqual([])
  await answerQuest(ctx, { customerId: hanako, questId: first, answers: ["b", "c"], key: "k" })
  expect(await collectiblesOf(ctx, hanako)).toMatchObject([{ nameJa: "達人" }])
  expect(await available(hanako)).toBe(30)
  expect((await inTransaction(ctx, liveRewards)).find((one) => one.rewardId === rewardId)?.taken).toBe(1)
})

test("H16 what happens is read in its order and counted, whoever tells of it", async () => {
  const questId = await live(visits)
  await visit()
  await visit()
  const deadline = performance.now() + 20_000
  while ((await mine(questId))?.completed !== 1 && performance.now() < deadline) await readFacts(ctx)
  expect(await mine(questId)).toMatchObject({ completed: 1, state: "done" })
  expect((await listAll(ctx)).items.find((one) => one.questId === questId)).toMatchObject({ completed: 1, people: 1 })
})

test("a quest is for members, and who joins has what she did since it began", async () => {
  const questId = await live(visits)
  const identities = [{ kind: "email" as const, issuer: "", value: `guest${++number}@example.jp` }]
  const { customerId } = await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })
  await visit(customerId)
  await visit(customerId)
  expect(await lookAt(ctx, [customerId])).toBe(0)
  await expect(
    answerQuest(ctx, { customerId, questId: await live(quiz), answers: ["b", "c"], key: "k" }),
  ).rejects.toThrow("quests.NotForYou")
  await enrol(ctx, { customerId, by: "page" })
  expect((await awardsOf(ctx, questId, { limit: 10 })).items.map((award) => award.customerId)).toEqual([customerId])
})

test("S62 two people who turn out to be one have no second prize for what they did; erased, nothing names them", async () => {
  const questId = await live(visits)
  const twin = await member(`twin${++number}@example.jp`)
  for (const one of [hanako, twin]) {
    await visit(one)
    await visit(one)
    await lookAt(ctx, [one])
  }
  await mergeCustomers(ctx, twin, hanako)
  expect(await lookAt(ctx, [hanako])).toBe(0)
  expect(await available(hanako)).toBe(200)
  await eraseCustomer(ctx, hanako, "test")
  expect((await awardsOf(ctx, questId, { limit: 10 })).items.map((award) => award.customerId)).toEqual([null, null])
})

test("a published quest stays as it was until the next version; a paused one gives nothing", async () => {
  const questId = await live(visits)
  const document = QuestDocument.parse({
    name: { ja: "短い", en: "" },
    task: { ...visits, needs: 1 },
    prize: { points: 5 },
  })
  await changeQuest(ctx, questId, document, 2)
  await expect(changeQuest(ctx, questId, document, 2)).rejects.toThrow("quests.QuestMoved")
  await visit()
  expect(await lookAt(ctx, [hanako])).toBe(0)
  await setQuestState(ctx, questId, "paused")
  await publishQuest(ctx, questId)
  expect(await lookAt(ctx, [hanako])).toBe(0)
  await setQuestState(ctx, questId, "live")
  expect(await lookAt(ctx, [hanako])).toBe(1)
  expect(await available(hanako)).toBe(5)
})
