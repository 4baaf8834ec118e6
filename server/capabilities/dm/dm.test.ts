import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { consentStatesOf, suppressionsOf } from "#customers"
import { timelineOf } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { type FakeDm, startFakeDm } from "#testing/fake-dm"
import { serve } from "#testing/http"
import {
  type LetterContext,
  letterContext,
  messagesById,
  news,
  planLetter,
  readers,
  template,
} from "#testing/letter-scene"
import { createDmWays } from "../../adapters/dm/dm-ways.ts"
import { connectPage } from "./account.ts"
import { keepCaughtDm } from "./caught.ts"
import { dmWays } from "./dm-port.ts"
import type { Service } from "./model.ts"
import { selectAccount, selectCaught, selectPerson, upsertAccount, upsertPerson } from "./storage.ts"
import { answerPerson, readTalk } from "./talks.ts"
import { readDelivery, says } from "./webhook-rules.ts"
import { mannerOf } from "./window-rules.ts"

let meta: FakeDm
let ctx: LetterContext
let live: Awaited<ReturnType<typeof serve>>
let door: string

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const hour = 3_600_000

const closing: (() => Promise<void>)[] = []

async function scene(brand: { testOf?: string } = {}): Promise<LetterContext> {
  const kept: { ctx?: LetterContext } = {}
  const keep = async (caught: Parameters<typeof keepCaughtDm>[1]) => {
    if (kept.ctx) await keepCaughtDm(kept.ctx, caught)
  }
  const made = await letterContext({
    plugs: [plug(dmWays, createDmWays({ address: meta.origin, store: { keep } }))],
    brand,
    keepOpen: (close) => void closing.push(close),
  })
  kept.ctx = made
  const dm = {
    text: "{{ customer.name | name }}、春の新作です https://shop.example.jp/new やめるには「停止」と返信してください。",
    quickReplies: [{ label: "見たい", say: "see-new" }, { label: "停止" }],
  }
  made.write(template.templateId, {
    version: 1,
    words: { ja: { ...news.words.ja, mail: null, line: null, sms: null, dm } },
  })
  await connectPage(made, meta.account)
  return made
}

beforeAll(async () => {
  meta = await startFakeDm()
  ctx = await scene()
  live = await serve({ platform: ctx.platform })
  const account = await inTx(ctx, selectAccount)
  door = `${live.origin}/webhooks/dm/${account?.accountId}`
})
afterAll(async () => {
  await live.stop()
  for (const close of closing) await close()
  await meta.stop()
})

let count = 0
const said = (service: Service, userId: string, message: object, at = ctx.now()) => ({
  object: service === "instagram" ? "instagram" : "page",
  entry: [
    {
      id: "1020304050",
      time: at.getTime(),
      messaging: [{ sender: { id: userId }, recipient: { id: "1020304050" }, timestamp: at.getTime(), message }],
    },
  ],
})
const mid = () => `m_in_${++count}`

/** Somebody writes a word to join; who that is by now. */
async function joins(service: Service, userId: string): Promise<string> {
  expect(await meta.tell(door, said(service, userId, { mid: mid(), text: "お知らせ希望" }))).toBe(200)
  await ctx.drain()
  const person = await inTx(ctx, (ctx) => selectPerson(ctx, { service, userId }))
  return person?.customerId ?? ""
}

const stateOf = async (id: string) => (await messagesById(ctx, [id]))[0]
const letter = async (customerId: string, more: Parameters<typeof planLetter>[2] = {}, round = "1") => {
  const id = await planLetter(ctx, customerId, { channels: ["dm"], ...more }, round)
  await ctx.drain()
  return { id, ended: await stateOf(id) }
}
const got = (userId: string) => meta.received().filter(({ to }) => to === userId)

describe("C01 the window of Meta", () => {
  const now = new Date("2026-06-10T12:00:00Z")
  const ago = (hours: number) => new Date(now.getTime() - hours * hour)
  const tag = "POST_PURCHASE_UPDATE"
  test.each<[string, Parameters<typeof mannerOf>[0]["by"], Service, number, string | undefined]>([
    ["news within a day", "marketing", "instagram", 23, "UPDATE"],
    ["news later", "marketing", "messenger", 24, undefined],
    ["a receipt within a day", "transactional", "instagram", 1, "UPDATE"],
    ["a receipt later on Messenger", "transactional", "messenger", 30, tag],
    ["a receipt later on Instagram", "transactional", "instagram", 30, undefined],
    ["a human within a day", "human", "instagram", 23, "RESPONSE"],
    ["a human within seven days", "human", "instagram", 167, "HUMAN_AGENT"],
    ["a human later", "human", "messenger", 168, undefined],
  ])("C01 %s", (_what, by, service, hours, expected) => {
    const manner = mannerOf({ service, by, saidAt: ago(hours), now, receiptTag: tag })
    expect(manner && ("tag" in manner ? manner.tag : manner.messaging_type)).toBe(expected)
  })

  test("C01 without a tag in the settings no receipt leaves later than a day", () => {
    expect(
      mannerOf({ service: "messenger", by: "transactional", saidAt: ago(25), now, receiptTag: "none" }),
    ).toBeUndefined()
  })
})

test("C02 of what Meta delivers only what people said is read; echoes, read marks and news of theirs pass by", () => {
  const one = (part: object) =>
    readDelivery({ object: "page", entry: [{ messaging: [{ sender: { id: "7" }, timestamp: 1, ...part }] }] })
  expect(one({ message: { mid: "a", text: "hi" } })).toMatchObject([{ kind: "text", text: "hi", service: "messenger" }])
  expect(one({ message: { mid: "a", text: "Yes", quick_reply: { payload: "yes" } } })).toMatchObject([
    { kind: "quick-reply", payload: "yes" },
  ])
  expect(one({ postback: { mid: "p", payload: "start" } })).toMatchObject([{ kind: "postback", payload: "start" }])
  expect(one({ message: { mid: "a", attachments: [{ type: "image" }] } })).toMatchObject([{ kind: "attachment" }])
  expect(one({ message: { mid: "a", text: "ours", is_echo: true } })).toEqual([])
  expect(one({ read: { watermark: 1 } })).toEqual([])
  expect(one({ hologram: {} })).toEqual([])
  expect(readDelivery({ object: "whatever", entry: [] })).toBeUndefined()
  expect(says({ text: " ＳＴＯＰ ", payload: null }, ["stop"])).toBe(true)
  expect(says({ text: "please don't stop", payload: null }, ["stop"])).toBe(false)
})

test("S32 S33 the door proves itself to Meta by the token only, and believes what is signed only", async () => {
  const account = await inTx(ctx, selectAccount)
  const ask = (token: string) =>
    fetch(`${door}?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`)
  const right = await ask(account?.verifyToken ?? "")
  expect([right.status, await right.text()]).toEqual([200, "1158201444"])
  expect((await ask("guessed")).status).toBe(403)
  const body = said("messenger", "5550001000", { mid: mid(), text: "お知らせ希望" })
  expect(await meta.tell(door, body, "another-secret")).toBe(401)
  await ctx.drain()
  expect(await inTx(ctx, (ctx) => selectPerson(ctx, { service: "messenger", userId: "5550001000" }))).toBeUndefined()
})

test("C01 C02 who agreed in a talk gets the letter there with its quick replies; a tap is a fact, heard once, and stop ends it", async () => {
  const userId = "6110010010"
  const customerId = await joins("instagram", userId)
  const { ended } = await letter(customerId)
  expect(ended).toMatchObject({ state: "accepted", channel: "dm", costMilliYen: 0 })
  expect(got(userId)).toMatchObject([
    {
      type: "UPDATE",
      tag: null,
      replies: [
        { title: "見たい", payload: "see-new" },
        { title: "停止", payload: "停止" },
      ],
    },
  ])
  expect(got(userId)[0]?.text).toMatch(/春の新作です http:\/\/localhost:7100\/l\//)
  const tap = said("instagram", userId, { mid: mid(), text: "見たい", quick_reply: { payload: "see-new" } })
  for (const _twice of [1, 2]) expect(await meta.tell(door, tap)).toBe(200)
  await ctx.drain()
  const { items } = await timelineOf(ctx, customerId, { limit: 20 })
  const heard = items.filter(({ name }) => name === "Direct Message Received")
  expect(heard.map(({ properties }) => properties.payload ?? null)).toEqual(["see-new", null])
  await meta.tell(door, said("instagram", userId, { mid: mid(), text: "停止", quick_reply: { payload: "停止" } }))
  await ctx.drain()
  expect((await inTx(ctx, (ctx) => consentStatesOf(ctx, [customerId], "dm", "marketing"))).get(customerId)).toBe(
    "withdrawn",
  )
  expect((await letter(customerId, {}, "2")).ended).toMatchObject({ state: "skipped" })
  expect(got(userId)).toHaveLength(1)
})

test("C05 X10 a day after the last word news take another way or are not sent, and the log says why; they write again, and it goes", async () => {
  const userId = "6110020020"
  const customerId = await joins("messenger", userId)
  ctx.pass(25 * hour)
  expect((await letter(customerId)).ended).toMatchObject({ state: "skipped", reason: "outside-window" })
  expect(got(userId)).toEqual([])
  await meta.tell(door, said("messenger", userId, { mid: mid(), text: "こんにちは" }))
  await ctx.drain()
  expect((await letter(customerId, {}, "2")).ended).toMatchObject({ state: "accepted" })
})

describe("F49 what Meta answers", () => {
  test("F49 B12 who takes none is left alone until they write again; too many at once waits; silence is not knowing", async () => {
    const blocked = "6110030001"
    const customerId = await joins("messenger", blocked)
    expect((await letter(customerId)).ended).toMatchObject({ state: "failed", reason: "dm-blocked" })
    const address = `messenger:${blocked}`
    const standing = () => inTx(ctx, (ctx) => suppressionsOf(ctx, "dm", [address]))
    expect((await standing()).size).toBe(1)
    await joins("messenger", blocked)
    expect((await standing()).get(address) ?? []).toEqual([])
    expect((await letter(await joins("messenger", "6110030006"))).ended).toMatchObject({
      state: "failed",
      reason: "outside-window",
    })
    const busy = await letter(await joins("messenger", "6110030003"))
    expect(busy.ended).toMatchObject({ state: "retrying", reason: "rate-limit" })
    const slow = await letter(await joins("instagram", "6110030007"))
    expect(slow.ended).toMatchObject({ state: "accepted" })
    const silent = []
    for (const userId of ["6110030004", "6110030005"]) {
      const sent = await letter(await joins("messenger", userId))
      expect(sent.ended).toMatchObject({ state: "unknown" })
      silent.push({ userId, id: sent.id })
    }
    ctx.pass(60_000)
    await ctx.drain()
    expect(await stateOf(busy.id)).toMatchObject({ state: "accepted" })
    for (const { userId, id } of silent) {
      expect(await stateOf(id)).toMatchObject({ state: "unknown" })
      expect(got(userId)).toHaveLength(1)
    }
  })

  test("F41 a token that is refused closes the channel and fails nobody", async () => {
    const wrong = { ...meta.account, accessToken: "wrong-token-0000000000" }
    await expect(connectPage(ctx, wrong)).rejects.toMatchObject({ code: "dm.Refused" })
    await inTx(ctx, async (ctx) => {
      const account = await selectAccount(ctx)
      if (account) await upsertAccount(ctx, { ...account, accessToken: ctx.keys.seal("gone-stale-0000000000") })
    })
    const { id, ended } = await letter(await joins("messenger", "6110040010"))
    expect(ended).toMatchObject({ state: "deferred", reason: "token-refused" })
    await connectPage(ctx, meta.account)
    ctx.pass(5 * 60_000)
    await ctx.drain()
    expect(await stateOf(id)).toMatchObject({ state: "accepted" })
  })
})

test("C04 somebody of the shop answers in the talk, later than a day as a human, later than seven days not at all", async () => {
  const whom = { service: "instagram", userId: "6110050010" } as const
  await joins(whom.service, whom.userId)
  await answerPerson(ctx, { ...whom, text: "ありがとうございます" })
  await ctx.drain()
  ctx.pass(30 * hour)
  await answerPerson(ctx, { ...whom, text: "入荷しました" })
  await ctx.drain()
  expect(got(whom.userId)).toMatchObject([
    { text: "ありがとうございます", type: "RESPONSE" },
    { text: "入荷しました", type: "MESSAGE_TAG", tag: "HUMAN_AGENT" },
  ])
  const { items } = await inTx(ctx, (ctx) => readTalk(ctx, whom))
  expect(items.map(({ text, state }) => [text, state])).toEqual([
    ["入荷しました", "accepted"],
    ["ありがとうございます", "accepted"],
    ["お知らせ希望", null],
  ])
  ctx.pass(8 * 24 * hour)
  await expect(answerPerson(ctx, { ...whom, text: "もしもし" })).rejects.toMatchObject({ code: "dm.WindowClosed" })
})

test("S31 a test brand's messages are caught and reach nobody", async () => {
  const test = await scene({ testOf: ctx.brandId })
  const before = meta.received().length
  const [customerId = ""] = await readers(test, ["dm"], "dm")
  await inTx(test, (tx) =>
    upsertPerson(tx, { service: "instagram", userId: "6110060010", customerId, saidAt: test.now() }),
  )
  const id = await planLetter(test, customerId, { channels: ["dm"] })
  await test.drain()
  expect((await messagesById(test, [id]))[0]).toMatchObject({ state: "accepted" })
  expect(meta.received()).toHaveLength(before)
  expect(await inTx(test, (tx) => selectCaught(tx, 10))).toMatchObject([
    { service: "instagram", userId: "6110060010", quickReplies: [{ title: "見たい" }, { title: "停止" }] },
  ])
})
