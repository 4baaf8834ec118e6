import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import {
  consentState,
  eraseCustomer,
  identitiesOf,
  mergeCustomers,
  recordConsent,
  resolveCustomer,
  suppressionsOf,
  unmergeCustomer,
} from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { aReplyToken, anEvent, aUserId, type FakeLine, signedDelivery, startFakeLine } from "#testing/fake-line"
import { serve } from "#testing/http"
import { lineContext } from "#testing/line"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { changeAccount } from "./connect-account.ts"
import { lineChannel } from "./line-channel.ts"
import { takeInFollowers } from "./read-followers.ts"
import { selectFriend } from "./storage-friends.ts"
import { selectTalk } from "./storage-messages.ts"

let line: FakeLine
let ctx: Awaited<ReturnType<typeof lineContext>>
let doors: Awaited<ReturnType<typeof serve>>
let door = ""
let me = ""
beforeAll(async () => {
  line = await startFakeLine()
  ctx = await lineContext(line)
  doors = await serve({ platform: ctx.platform })
  door = `${doors.origin}/webhooks/line/${ctx.account}`
})
afterAll(async () => {
  await doors.stop()
  await line.stop()
})
beforeEach(() => {
  me = aUserId()
})

const within = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const seconds = (n: number) => new Date(ctx.now().getTime() + n * 1_000)
async function hear(...events: object[]) {
  expect(await line.tell(door, events)).toBe(200)
  await ctx.drain()
}
const talk = () => within((tx) => selectTalk(tx, ctx.account, me, undefined, 50))
const theFriend = () => within((tx) => selectFriend(tx, ctx.account, me))
const isReachable = async (personId: string) =>
  (await within((tx) => lineChannel.addressesOf(tx, [personId]))).has(personId)
const queued = async () => {
  const { rows } = await within((tx) =>
    sql<{ count: number }>`select count(*)::int as count from kernel.outbox where kind = 'line.apply-event'`.execute(
      tx.db,
    ),
  )
  return rows[0]?.count ?? 0
}

test("S32 F53 only what LINE signed is heard; while the secret changes the former one is believed, and refusals are counted", async () => {
  const before = await queued()
  const { body, signature } = signedDelivery(line.secret, [anEvent("follow", { userId: me, at: ctx.now() })])
  const post = async (headers: Record<string, string>, sent: string | Uint8Array<ArrayBuffer> = body) =>
    (await fetch(door, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: sent }))
      .status
  expect(await post({})).toBe(401)
  expect(await post({ "x-line-signature": "" })).toBe(401)
  expect(await post({ "x-line-signature": signedDelivery("another brand's", [{}]).signature })).toBe(401)
  expect(await post({ "x-line-signature": signature }, body.replace("follow", "fellow"))).toBe(401)
  expect(
    await post({ "x-line-signature": signature }, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)])),
  ).toBe(401)
  expect(await post({ "x-line-signature": signature }, JSON.stringify(JSON.parse(body), null, 1))).toBe(401)
  expect(await queued()).toBe(before)
  const unknown = door.replace(ctx.account, ctx.brandId)
  expect((await fetch(unknown, { method: "POST", body, headers: { "x-line-signature": signature } })).status).toBe(404)
  await within((tx) => changeAccount(tx, { channelSecret: "the-next-secret", oldSecretHours: 1 }))
  expect(await post({ "x-line-signature": signature })).toBe(200)
  ctx.pass(2 * 3_600_000)
  expect(await post({ "x-line-signature": signature })).toBe(401)
  await within((tx) => changeAccount(tx, { channelSecret: line.secret }))
})

test("S33 the empty delivery by which LINE verifies an address is answered 200, unknown events and fields pass by", async () => {
  expect(await line.tell(door, [])).toBe(200)
  const strange = anEvent("holiday", { userId: me, at: ctx.now(), brandNew: { a: 1 } })
  await hear(
    strange,
    { garbage: true },
    anEvent("message", { userId: me, at: ctx.now(), message: { id: "m-s33", type: "hologram" } }),
  )
  expect((await talk()).map(({ kind }) => kind)).toEqual(["hologram"])
})

test("M43 one webhookEventId is one event, however often and in whatever order it is delivered", async () => {
  const said = anEvent("message", {
    userId: me,
    at: ctx.now(),
    message: { id: "m-1", type: "text", text: "こんにちは" },
  })
  await hear(said)
  await hear({ ...said, deliveryContext: { isRedelivery: true } }, said)
  expect((await talk()).map(({ text }) => text)).toEqual(["こんにちは"])
  const { rows } = await within((tx) =>
    sql`select from events.inbox where external_id = ${said.webhookEventId}`.execute(tx.db),
  )
  expect(rows).toHaveLength(1)
})

test("M43 B12 a late unfollow before a newer follow blocks nobody, a newer one does, and following again lifts it", async () => {
  await hear(anEvent("follow", { userId: me, at: seconds(-50), follow: { isUnblocked: false } }))
  const { personId = "" } = (await theFriend()) ?? {}
  expect(await isReachable(personId)).toBe(true)
  expect((await within((tx) => identitiesOf(tx, personId))).map(({ kind, value }) => [kind, value])).toEqual([
    ["line", me],
  ])
  await hear(anEvent("unfollow", { userId: me, at: seconds(-60) }))
  expect(await isReachable(personId)).toBe(true)
  await hear(anEvent("unfollow", { userId: me, at: seconds(-40) }))
  expect(await isReachable(personId)).toBe(false)
  const standing = async () => (await within((tx) => suppressionsOf(tx, "line", [me]))).get(me) ?? []
  expect(await standing()).toMatchObject([{ scope: "channel", reason: "line-blocked" }])
  await hear(anEvent("follow", { userId: me, at: seconds(-45), follow: { isUnblocked: true } }))
  expect(await isReachable(personId)).toBe(false)
  await hear(anEvent("follow", { userId: me, at: seconds(-30), follow: { isUnblocked: true } }))
  expect(await isReachable(personId)).toBe(true)
  expect(await standing()).toEqual([])
})

test("M47 becoming a friend is a consent with its evidence; unblocking takes back no refusal", async () => {
  await hear(anEvent("follow", { userId: me, at: seconds(-50), follow: { isUnblocked: false } }))
  const { personId = "" } = (await theFriend()) ?? {}
  const consent = async () => await within((tx) => consentState(tx, personId, "line", "marketing"))
  expect(await consent()).toBe("given")
  await within((tx) =>
    recordConsent(tx, {
      customerId: personId,
      channel: "line",
      purpose: "marketing",
      state: "withdrawn",
      source: "preferences",
      at: seconds(-40),
    }),
  )
  await hear(
    anEvent("unfollow", { userId: me, at: seconds(-30) }),
    anEvent("follow", { userId: me, at: seconds(-20), follow: { isUnblocked: true } }),
  )
  expect(await consent()).toBe("withdrawn")
})

test("M43 what was unsent loses its words, also when that is told before the message", async () => {
  const [first, second] = ["m-u1", "m-u2"]
  const message = (id: string, at: Date) =>
    anEvent("message", { userId: me, at, message: { id, type: "text", text: "内緒" } })
  const unsend = (messageId: string) => anEvent("unsend", { userId: me, at: seconds(-1), unsend: { messageId } })
  await hear(message(first, seconds(-5)))
  await hear(unsend(first))
  await hear(unsend(second))
  await hear(message(second, seconds(-4)))
  const bubbles = await talk()
  expect(bubbles.map(({ text, kind }) => [text, kind])).toEqual([
    [null, "unsent"],
    [null, "unsent"],
  ])
  const { rows } = await within((tx) =>
    sql`select from line.messages m where m::text like '%内緒%'
      union all select from events.inbox e where e::text like '%内緒%'`.execute(tx.db),
  )
  expect(rows).toEqual([])
})

test("the name on LINE is asked for once, and kept as the customer's while the shop knows no better", async () => {
  await hear(
    anEvent("follow", { userId: me, at: ctx.now() }),
    anEvent("message", {
      userId: me,
      at: ctx.now(),
      message: { id: "m-n", type: "sticker", stickerId: "1", packageId: "2" },
    }),
  )
  expect(await theFriend()).toMatchObject({ displayName: `はな ${me.slice(-2)}` })
  expect(line.asked().filter(({ path }) => path === `/v2/bot/profile/${me}`)).toHaveLength(1)
})

test("those who were friends before are taken in page by page, with a consent that nothing proves yet", async () => {
  const others = [aUserId(), aUserId(), aUserId(), aUserId()]
  await hear(anEvent("follow", { userId: me, at: ctx.now(), follow: { isUnblocked: false } }))
  await line.control({ followers: [me, ...others] })
  await takeInFollowers(ctx)
  await ctx.drain()
  const found = await within((tx) => Promise.all(others.map((userId) => selectFriend(tx, ctx.account, userId))))
  expect(found.map((one) => one?.state)).toEqual(others.map(() => "following"))
  const person = found[0]?.personId ?? ""
  expect(await isReachable(person)).toBe(true)
  expect(await within((tx) => consentState(tx, person, "line", "marketing"))).toBe("imported_unverified")
  const mine = (await theFriend())?.personId ?? ""
  expect(await within((tx) => consentState(tx, mine, "line", "marketing"))).toBe("given")
})

test("a friend is reached under whoever they are by now: when two are one person, and when that is undone", async () => {
  await hear(anEvent("follow", { userId: me, at: ctx.now(), follow: { isUnblocked: false } }))
  const friend = (await theFriend())?.personId ?? ""
  const identities = [{ kind: "email" as const, issuer: "", value: `${me.slice(-6)}@merged.example` }]
  const { customerId } = await within((tx) => resolveCustomer(tx, { identities, source: "test", at: ctx.now() }))
  await within((tx) => mergeCustomers(tx, friend, customerId))
  expect((await theFriend())?.personId).toBe(customerId)
  expect([await isReachable(customerId), await isReachable(friend)]).toEqual([true, false])
  await within((tx) => unmergeCustomer(tx, friend))
  expect([await isReachable(customerId), await isReachable(friend)]).toEqual([false, true])
})

test("F96 an erased person's LINE, talk and attempts are gone", async () => {
  await hear(
    anEvent("message", {
      userId: me,
      at: ctx.now(),
      replyToken: aReplyToken(me),
      message: { id: "m-e", type: "text", text: "消してください" },
    }),
  )
  const { personId = "" } = (await theFriend()) ?? {}
  await within((tx) => eraseCustomer(tx, personId, "asked"))
  expect(await theFriend()).toBe(undefined)
  expect(await talk()).toEqual([])
})

test.skipIf(!hasLineSpec)(
  "the events that the tests sign are such as LINE describes (skipped where its description is absent)",
  () => {
    const spec = readLineSpec()
    const follow = anEvent("follow", { userId: me, at: ctx.now(), replyToken: "t", follow: { isUnblocked: false } })
    expect(
      spec.eventProblem({
        destination: `U${"b".repeat(32)}`,
        events: [follow, anEvent("unfollow", { userId: me, at: ctx.now() })],
      }),
    ).toBe(undefined)
    expect(spec.eventProblem({ events: [] })).toContain("destination")
  },
)
