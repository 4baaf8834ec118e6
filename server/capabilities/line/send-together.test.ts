import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import type { FakeLine } from "#testing/fake-line"
import { type LetterContext, planLetter } from "#testing/letter-scene"
import { lineLetters } from "#testing/line"
import { aFriend } from "#testing/line-friends"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { checkAccount } from "./check-account.ts"
import { LineSettings } from "./model.ts"
import { deliverTogether } from "./send-together.ts"
import { changeLineSettings } from "./settings.ts"

let line: FakeLine
let ctx: LetterContext
let account = ""
let close: () => Promise<void>
beforeAll(async () => void ({ line, ctx, account, close } = await lineLetters()))
afterAll(() => close())
beforeEach(() => line.control({ faults: [], limit: null, used: 0, blocked: [], strangers: [] }))

const path = "/v2/bot/message/multicast"
const minutes = (n: number) => n * 60_000

/** So many friends, each with a letter that says the same. */
async function letters(count: number, text: string) {
  const all = []
  for (let i = 0; i < count; i++) {
    const { userId } = await aFriend(ctx, account)
    all.push({ retryKey: ctx.id(), userId, messages: [{ type: "text", text }], firstTriedAt: ctx.now() })
  }
  return all
}
type Letters = Awaited<ReturnType<typeof letters>>
const send = (all: Letters) => Promise.all(all.map((delivery) => deliverTogether(ctx, delivery)))
const kinds = (ends: readonly { kind: string }[]) => [...new Set(ends.map(({ kind }) => kind))]
const receivedOf = (all: Letters) => {
  const people = new Set(all.map(({ userId }) => userId))
  return line.received().filter(({ userId }) => people.has(userId))
}

test("M40 M41 M42 what says the same goes to many in one call under one key; who is no friend is left out", async () => {
  const all = await letters(6, "新しい生地です")
  const [gone] = await letters(1, "新しい生地です")
  const stranger = { ...all[0], retryKey: ctx.id(), userId: `U${"9".repeat(32)}` }
  const [other] = await letters(1, "ほかのお便り")
  if (!gone || !other || !all[0]) throw new Error("nobody")
  const ends = await send([...all, stranger as (typeof all)[number], other])
  expect(ends.map(({ kind }) => kind)).toEqual([...all.map(() => "accepted"), "failed", "accepted"])
  expect(ends[0]).toMatchObject({ way: "multicast" })
  expect(
    receivedOf(all)
      .map(({ userId }) => userId)
      .sort(),
  ).toEqual(all.map(({ userId }) => userId).sort())
  expect(new Set(receivedOf(all).map(({ key }) => key)).size).toBe(1)
  expect(receivedOf([other]).map(({ key }) => key)).not.toContain(receivedOf(all)[0]?.key)
})

test("F46 F02 asked again after silence, the very same people are named under the same key, and nobody gets it twice", async () => {
  const all = await letters(4, "おためし")
  await line.control({ faults: [{ path, does: "then", status: 500 }] })
  expect(await send(all)).toEqual(all.map(() => ({ kind: "retry", reason: "http_500", afterMs: null, code: null })))
  // Another letter of the same words comes in between, and only half of the first are tried again at once.
  const [late] = await letters(1, "おためし")
  if (!late) throw new Error("nobody")
  expect(kinds(await send([...all.slice(0, 2), late]))).toEqual(["accepted"])
  expect(kinds(await send(all.slice(2)))).toEqual(["accepted"])
  expect(receivedOf([...all, late])).toHaveLength(5)
  const calls = line.asked().filter((one) => one.path === path && JSON.stringify(one.body).includes("おためし"))
  const named = calls.map(({ key, body }) => `${key} ${JSON.stringify(Object(body).to)}`)
  // One call for the four, repeated as it was, and one for who came later.
  expect([calls.length > 2, new Set(named).size]).toEqual([true, 2])

  const lost = await letters(2, "むかし")
  await line.control({ faults: [{ path, does: "hang-up" }] })
  expect(kinds(await send(lost))).toEqual(["retry"])
  ctx.pass(minutes(60 * 25))
  expect(await send(lost)).toEqual(lost.map(() => ({ kind: "unknown", reason: "retry-key-expired" })))
})

test("F47 a limit dissolves what was together: nobody fails by it, and all go once there is room", async () => {
  const all = await letters(3, "月末のお便り")
  await line.control({
    faults: [{ path, does: "status", status: 429, message: "The API rate limit has been exceeded." }],
  })
  expect(await send(all)).toMatchObject(all.map(() => ({ kind: "retry", code: 429 })))
  await line.control({ limit: 2, used: 0 })
  expect(await send(all)).toEqual(all.map(() => ({ kind: "closed", reason: "monthly-limit" })))
  await line.control({ limit: 100 })
  expect(await checkAccount(ctx)).toBe(true)
  expect(kinds(await send(all))).toEqual(["accepted"])
  expect(receivedOf(all)).toHaveLength(3)
})

test("M42 where a brand wants it, news leaves with the links that everybody gets; what is about an order stays each one's own", async () => {
  await inTransaction(ctx, (ctx) => changeLineSettings(ctx, LineSettings.parse({ together: true }), 0))
  const { userId, customerId } = await aFriend(ctx, account)
  const alike = { templateId: ctx.id(), version: 1 }
  ctx.write(alike.templateId, {
    version: 1,
    words: {
      ja: {
        blocks: [{ kind: "button", label: "見にいく", to: "https://shop.example.jp/new" }, { kind: "footer" }],
        line: { altText: "新しい生地" },
      },
    },
  })
  await planLetter(ctx, customerId, { channels: ["line"], template: alike })
  await planLetter(ctx, customerId, { channels: ["line"], purpose: "transactional" }, "2")
  await ctx.drain()
  const links = line
    .received()
    .filter((one) => one.userId === userId)
    .map(({ messages }) => JSON.stringify(messages))
  expect(links.map((said) => said.includes("/l/")).sort()).toEqual([false, true])
  expect(links.filter((said) => said.includes("/preferences/"))).toEqual([])
})

test.skipIf(!hasLineSpec)(
  "every call for many is one that LINE describes (skipped where its description is absent)",
  () => {
    const spec = readLineSpec()
    const asked = line.asked().filter((one) => one.path === path)
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.flatMap(({ method, path, body }) => spec.problemOf(method, path, body) ?? [])).toEqual([])
  },
)
