import { afterAll, beforeAll, expect, test } from "vitest"
import { testTwin } from "#brands"
import { inTransaction } from "#kernel/context"
import { drain } from "#testing/context"
import { type FakeLine, startFakeLine } from "#testing/fake-line"
import { agree, capTopics, letterContext, type LetterContext, origin, planLetter } from "#testing/letter-scene"
import { connectFake, linePlug } from "#testing/line"
import { aFriend } from "#testing/line-friends"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { answerFriend } from "./answer-friend.ts"
import { checkAccount } from "./check-account.ts"
import { connectAccount } from "./connect-account.ts"
import { lineChannel, linePrice } from "./line-channel.ts"
import { changeLineSettings } from "./settings.ts"
import { LineSettings } from "./model.ts"
import { selectAccount } from "./storage.ts"
import { selectTalk } from "./storage-messages.ts"
import { browseCaught, readTalk } from "./talks.ts"
import { actAsTestFriend } from "./test-friend.ts"

let line: FakeLine
beforeAll(async () => void (line = await startFakeLine()))
afterAll(() => line.stop())

async function lineBrand(): Promise<LetterContext & { account: string }> {
  await line.control({ faults: [], limit: null, used: 0, blocked: [], strangers: [] })
  const way = linePlug(line)
  const ctx = await letterContext({ plugs: [way.plug] })
  way.catchInto(ctx)
  return { ...ctx, account: await connectFake(ctx, line) }
}

const receivedBy = (userId: string) => line.received().filter((one) => one.userId === userId)
const plan = (ctx: LetterContext, customerId: string, round?: string) =>
  planLetter(ctx, customerId, { channels: ["line"] }, round)
const minutes = (n: number) => n * 60_000
const endOf = (ctx: LetterContext, messageId: string) => ctx.ended.find((one) => one.messageId === messageId)

test("F46 X09 a letter goes as a push under its retry key; what LINE has taken over before is a success, told once", async () => {
  const ctx = await lineBrand()
  const { userId, customerId } = await aFriend(ctx, ctx.account)
  await line.control({ faults: [{ path: "/v2/bot/message/push", does: "then", status: 500 }] })
  const messageId = await plan(ctx, customerId)
  await ctx.drain()
  expect(endOf(ctx, messageId)).toBe(undefined)
  ctx.pass(minutes(2))
  await ctx.drain()
  expect(endOf(ctx, messageId)).toMatchObject({ state: "accepted" })
  expect(receivedBy(userId)).toHaveLength(1)
  const pushes = line
    .asked()
    .filter(({ path, body }) => path.endsWith("/push") && JSON.stringify(body).includes(userId))
  expect(pushes).toHaveLength(2)
  expect(new Set(pushes.map(({ key }) => key)).size).toBe(1)
  // A link leads by way of us once.
  const [uri = ""] = JSON.stringify(receivedBy(userId)[0]?.messages).match(/[^"]+\/l\/[^"]+/) ?? []
  const wrapped = Buffer.from(uri.split("/l/").at(-1) ?? "", "base64url").toString("latin1")
  expect([uri === "", wrapped.includes("/l/")], uri).toEqual([false, false])
})

test("F46 a connection that breaks after LINE has taken it over is asked again under the same key", async () => {
  const ctx = await lineBrand()
  const { userId, customerId } = await aFriend(ctx, ctx.account)
  await line.control({ faults: [{ path: "/v2/bot/message/push", does: "hang-up" }] })
  const messageId = await plan(ctx, customerId)
  await ctx.drain()
  ctx.pass(minutes(2))
  await ctx.drain()
  expect(endOf(ctx, messageId)).toMatchObject({ state: "accepted" })
  expect(receivedBy(userId)).toHaveLength(1)
})

test("X09 a free reply comes first and costs nothing; its token works once and not for long", async () => {
  const ctx = await lineBrand()
  const { userId, customerId } = await aFriend(ctx, ctx.account, { isFree: true })
  await plan(ctx, customerId, "1")
  await ctx.drain()
  await answerFriend(ctx, { userId, text: "もうひとつ" })
  await ctx.drain()
  expect(receivedBy(userId).map(({ way }) => way)).toEqual(["reply", "push"])

  const late = await aFriend(ctx, ctx.account, { isFree: true })
  ctx.pass(minutes(1))
  await plan(ctx, late.customerId)
  await ctx.drain()
  expect(receivedBy(late.userId).map(({ way }) => way)).toEqual(["push"])
})

test("X09 a reply that LINE refuses goes as a push; one without an answer is unknown and never repeated", async () => {
  const ctx = await lineBrand()
  const refused = await aFriend(ctx, ctx.account, { isFree: true })
  await line.control({
    faults: [{ path: "/v2/bot/message/reply", does: "status", status: 400, message: "Invalid reply token" }],
  })
  await plan(ctx, refused.customerId)
  await ctx.drain()
  expect(receivedBy(refused.userId).map(({ way }) => way)).toEqual(["push"])

  const silent = await aFriend(ctx, ctx.account, { isFree: true })
  await line.control({ faults: [{ path: "/v2/bot/message/reply", does: "then", status: 500 }] })
  const messageId = await plan(ctx, silent.customerId)
  await ctx.drain()
  ctx.pass(minutes(60 * 25))
  await ctx.drain()
  expect(endOf(ctx, messageId)).toMatchObject({ state: "unknown" })
  expect(receivedBy(silent.userId)).toHaveLength(1)
})

test("F47 a rate limit waits, a monthly limit closes the channel until there is room, and nobody fails by either", async () => {
  const ctx = await lineBrand()
  const [one, two] = [await aFriend(ctx, ctx.account), await aFriend(ctx, ctx.account)]
  await line.control({
    faults: [
      {
        path: "/v2/bot/message/push",
        does: "status",
        status: 429,
        message: "The API rate limit has been exceeded. Try again later.",
      },
    ],
  })
  const first = await plan(ctx, one.customerId)
  await ctx.drain()
  expect(endOf(ctx, first)).toBe(undefined)
  ctx.pass(minutes(2))
  await ctx.drain()
  expect(endOf(ctx, first)).toMatchObject({ state: "accepted" })

  await line.control({ limit: 1, used: 1 })
  const second = await plan(ctx, two.customerId)
  await ctx.drain()
  expect(await inTransaction(ctx, lineChannel.stateOf)).toMatchObject({ isOpen: false, reason: "monthly-limit" })
  expect(await checkAccount(ctx)).toBe(false)
  expect(await linePrice(ctx)).toMatchObject({ left: 0 })
  expect(endOf(ctx, second)).toBe(undefined)
  await line.control({ limit: 100 })
  ctx.pass(minutes(20))
  expect(await checkAccount(ctx)).toBe(true)
  await ctx.drain()
  ctx.pass(minutes(10))
  await ctx.drain()
  expect(endOf(ctx, second)).toMatchObject({ state: "accepted" })
  expect(receivedBy(two.userId)).toHaveLength(1)
})

test("F41 F46 a refused token closes the channel, another 4xx ends one letter with LINE's reason", async () => {
  const ctx = await lineBrand()
  const { customerId } = await aFriend(ctx, ctx.account)
  const stranger = await aFriend(ctx, ctx.account)
  await line.control({ strangers: [stranger.userId] })
  const lost = await plan(ctx, stranger.customerId)
  await ctx.drain()
  expect(endOf(ctx, lost)).toMatchObject({ state: "failed", reason: "Failed to send messages" })
  await line.control({ token: "changed-at-line" })
  await plan(ctx, customerId)
  await ctx.drain()
  await line.control({ token: line.token })
  expect(await inTransaction(ctx, lineChannel.stateOf)).toMatchObject({ isOpen: false, reason: "token-refused" })
})

test("F48 what LINE takes over for whoever has just blocked us is accepted and never called delivered", async () => {
  const ctx = await lineBrand()
  const { userId, customerId } = await aFriend(ctx, ctx.account)
  await line.control({ blocked: [userId] })
  const messageId = await plan(ctx, customerId)
  await ctx.drain()
  expect(endOf(ctx, messageId)).toMatchObject({ state: "accepted" })
  expect(receivedBy(userId)).toMatchObject([{ isShown: false }])
})

test("M45 S31 a test brand's messages are caught and never reach LINE", async () => {
  const ctx = await lineBrand()
  const twin = await testTwin(ctx)
  const inTwin = { ...ctx, brandId: twin.brandId }
  const before = line.asked().length
  await inTransaction(inTwin, (ctx) => connectAccount(ctx, { channelSecret: "any secret", accessToken: "any token" }))
  const { userId } = await actAsTestFriend(inTwin, { does: "message", text: "届きますか" })
  await drain(inTwin, ctx.assembled)
  await answerFriend(inTwin, { userId, text: "届きました" })
  await drain(inTwin, ctx.assembled)
  const person = await inTransaction(inTwin, (tx) => readTalk(tx, { userId, limit: 1 }))
  await agree(inTwin, [person.friend.customerId], "line")
  await planLetter(inTwin, person.friend.customerId, { channels: ["line"] })
  await drain(inTwin, ctx.assembled)
  const caught = await inTransaction(inTwin, (ctx) => browseCaught(ctx, { limit: 10 }))
  expect(caught.items.toSorted((a, b) => (a.way < b.way ? 1 : -1))).toMatchObject([
    { userId, way: "reply", messages: [{ type: "text", text: "届きました" }] },
    { userId, way: "push", messages: [{ type: "flex", altText: "春の新作が届きました" }] },
  ])
  expect(line.asked()).toHaveLength(before)
})

test("C04 an answer to a friend is sent once, by the free reply, and says who wrote it", async () => {
  const ctx = await lineBrand()
  const { userId } = await aFriend(ctx, ctx.account, { isFree: true })
  await answerFriend({ ...ctx, actor: { kind: "staff", staffId: ctx.brandId } }, { userId, text: "お待ちしています" })
  await ctx.drain()
  const [bubble] = await inTransaction(ctx, (tx) => selectTalk(tx, ctx.account, userId, undefined, 5))
  expect(bubble).toMatchObject({ text: "お待ちしています", state: "accepted", writtenBy: { kind: "staff" } })
  expect(receivedBy(userId).map(({ way }) => way)).toEqual(["reply"])
  await expect(answerFriend(ctx, { userId, text: "👨‍👩‍👧‍👦".repeat(455) })).rejects.toThrow("line.BadMessage")
})

test("X10 what a cap holds back rides along in the next push, at no message more of the month", async () => {
  const ctx = await lineBrand()
  const { userId, customerId } = await aFriend(ctx, ctx.account)
  await capTopics(ctx)
  const first = { templateId: "0190b8a0-0000-7000-8000-0000000000c0", version: 1 }
  ctx.write(first.templateId, {
    version: 1,
    words: { ja: { blocks: [{ kind: "text", text: "前のお便り" }], line: { altText: "前のお便り" } } },
  })
  await planLetter(ctx, customerId, { template: first, channels: ["line"], topic: "care" }, "0")
  await ctx.drain()
  const care = { templateId: "0190b8a0-0000-7000-8000-0000000000c1", version: 1 }
  ctx.write(care.templateId, {
    version: 1,
    words: {
      ja: { blocks: [{ kind: "text", text: "{{ event.item }}は水だけで洗えます。" }], line: { altText: "お手入れ" } },
    },
  })
  const wanted = {
    template: care,
    channels: ["line" as const],
    topic: "care",
    facts: { event: { item: '麻"}{{ 7 }}' } },
  }
  const expiresAt = new Date(ctx.now().getTime() + minutes(60 * 24 * 40))
  const held = await planLetter(ctx, customerId, { ...wanted, expiresAt, origin: { ...origin, step: "care" } }, "1")
  await ctx.drain()
  ctx.pass(minutes(60 * 48))
  // LINE says "later" to the first attempt: the same letter leaves at the next.
  await line.control({ faults: [{ path: "/v2/bot/message/push", does: "then", status: 500 }] })
  const carrier = await planLetter(ctx, customerId, { channels: ["line"], intent: "ask" }, "2")
  await ctx.drain()
  ctx.pass(minutes(2))
  await ctx.drain()
  expect(endOf(ctx, held)).toMatchObject({ state: "merged" })
  expect(endOf(ctx, carrier)).toMatchObject({ state: "accepted" })
  expect(receivedBy(userId)).toHaveLength(2)
  const said = JSON.stringify(receivedBy(userId).at(-1)?.messages)
  expect(said).toContain("新しい生地が届きました")
  expect(said).toContain(JSON.stringify('麻"}{{ 7 }}は水だけで洗えます。').slice(1, -1))
  const pushes = line.asked().filter(({ body }) => JSON.stringify(body ?? "").includes("麻"))
  // Tried again, it carries the same under the same key.
  expect([pushes.length, new Set(pushes.map(({ key }) => key)).size]).toEqual([2, 1])
})

test("M46 the price of one message more is its share of the plan, then that of an extra one; what is left is said", async () => {
  const ctx = await lineBrand()
  const settings = LineSettings.parse({ plan: "standard", monthlyYen: 15_000, included: 30_000, extraMilliYen: 3_000 })
  await inTransaction(ctx, (ctx) => changeLineSettings(ctx, settings, 0))
  await line.control({ limit: 30_100, used: 100 })
  await checkAccount(ctx)
  expect(await linePrice(ctx)).toEqual({ milliYen: 500, left: 29_900 })
  await line.control({ used: 30_050 })
  await checkAccount(ctx)
  expect(await linePrice(ctx)).toEqual({ milliYen: 3_000, left: 50 })
  expect(await inTransaction(ctx, selectAccount)).toMatchObject({ quotaLimit: 30_100, quotaUsed: 30_050 })
})

test.skipIf(!hasLineSpec)(
  "every request that these tests made is one that LINE describes (skipped where its description is absent)",
  () => {
    const spec = readLineSpec()
    const asked = line.asked()
    expect(asked.length).toBeGreaterThan(20)
    const problems = asked.map(({ method, path, body }) => [method, path, spec.problemOf(method, path, body)])
    expect(problems.filter(([, , problem]) => problem !== undefined)).toEqual([])
    expect(spec.problemOf("POST", "/v2/bot/message/push", { to: "U1", messages: [{ type: "text" }] })).toContain(
      "required",
    )
  },
)
