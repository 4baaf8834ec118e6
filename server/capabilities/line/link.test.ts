import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { consentState, identitiesOf, resolveCustomer } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { aUserId, anEvent, type FakeLine, startFakeLine } from "#testing/fake-line"
import { serve } from "#testing/http"
import { lineContext } from "#testing/line"
import { aFriend, happens } from "#testing/line-friends"
import { unlinkLine } from "./finish-link.ts"
import { inviteToLink } from "./invite-to-link.ts"
import { linkPostback } from "./link-postback-rules.ts"
import { linePages } from "./link-port.ts"
import { selectFriend } from "./storage-friends.ts"

let line: FakeLine
let ctx: Awaited<ReturnType<typeof lineContext>>
let doors: Awaited<ReturnType<typeof serve>>
let base = ""
beforeAll(async () => {
  line = await startFakeLine()
  // The page itself is looked at in a real browser; here it is enough to know which step it shows.
  const pages = { link: ({ step, problem }: { step: string; problem: string | null }) => `${step}|${problem ?? ""}` }
  ctx = await lineContext(line, { plugs: [plug(linePages, pages)] })
  doors = await serve({ platform: ctx.platform })
  base = `${doors.origin}/s/${ctx.brand.slug}/line`
})
afterAll(async () => {
  await doors.stop()
  await line.stop()
})

const within = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
let mail = ""
beforeEach(() => {
  mail = `${aUserId().slice(-6)}@customer.example`
})

const shopper = () =>
  within((tx) =>
    resolveCustomer(tx, {
      identities: [{ kind: "email", issuer: "", value: mail }],
      profile: { familyName: "佐藤", givenName: "花" },
      source: "test",
      at: ctx.now(),
    }),
  )

/** The page that the friend's invitation leads to, as LINE delivered it. */
async function invited(userId: string): Promise<string> {
  await inviteToLink(ctx, userId)
  await ctx.drain()
  const last = line.received().findLast((one) => one.userId === userId)
  return /line\/link\/([\w-]+)/.exec(JSON.stringify(last?.messages))?.[1] ?? ""
}

const post = (path: string, form: Record<string, string>, cookie = "") =>
  fetch(`${base}/${path}`, { method: "POST", body: new URLSearchParams(form), headers: { cookie }, redirect: "manual" })
const cookieOf = (response: Response) => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? ""

/** What the newest mail to this address says. */
async function codeFor(address = mail): Promise<string> {
  const { rows } = await within((tx) =>
    sql<{ code: string }>`select facts->>'code' as code from messages.messages
      where to_address = ${address} and kind = 'line.link-code' order by message_id desc limit 1`.execute(tx.db),
  )
  return rows[0]?.code ?? ""
}

/** From the invitation to LINE's own page; the nonce that LINE would tell us. */
async function walk(userId: string, choice?: "replace" | "both"): Promise<string> {
  const linkToken = await invited(userId)
  // Ids made at one instant have no order: the newest mail is to be the newest.
  ctx.pass(1_000)
  const asked = await post(`link/${linkToken}`, { email: mail })
  const cookie = cookieOf(asked)
  let reply = await post("code", { code: await codeFor() }, cookie)
  if (choice) {
    expect(reply.headers.get("location")).toMatch(/\/line\/choice$/)
    reply = await post("choice", { choice }, cookie)
  }
  expect(reply.status).toBe(303)
  const to = new URL(reply.headers.get("location") ?? "")
  expect(to.searchParams.get("linkToken")).toBe(linkToken)
  return to.searchParams.get("nonce") ?? ""
}

const linked = (userId: string, nonce: string, at = ctx.now()) =>
  happens(ctx, ctx.account, anEvent("accountLink", { userId, at, link: { result: "ok", nonce } }))
const friendOf = (userId: string) => within((tx) => selectFriend(tx, ctx.account, userId))

test("M44 B05 a friend shows by a code whose address it is, LINE says who they are, and the two are one person", async () => {
  const { customerId } = await shopper()
  const { userId } = await aFriend(ctx, ctx.account)
  const nonce = await walk(userId)
  await linked(userId, nonce)
  const friend = await friendOf(userId)
  expect(friend?.linkedAt).toEqual(ctx.now())
  const kinds = await within((tx) => identitiesOf(tx, customerId))
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(["email", "line"])
})

test("M44 a nonce links once, not after its time, and not for whoever never showed the code", async () => {
  await shopper()
  const one = await aFriend(ctx, ctx.account)
  const nonce = await walk(one.userId)
  await linked(one.userId, nonce)
  const thief = await aFriend(ctx, ctx.account)
  await linked(thief.userId, nonce)
  expect((await friendOf(thief.userId))?.linkedAt).toBe(null)

  mail = `late-${mail}`
  await shopper()
  const other = await aFriend(ctx, ctx.account)
  const old = await walk(other.userId)
  ctx.pass(11 * 60_000)
  await linked(other.userId, old)
  expect((await friendOf(other.userId))?.linkedAt).toBe(null)
  await linked(other.userId, "a nonce of nobody's")
  expect((await friendOf(other.userId))?.linkedAt).toBe(null)
})

test("M44 S-LINK2 opening the page changes nothing; the code counts five tries, in one browser, for ten minutes", async () => {
  await shopper()
  const before = async () =>
    (await within((tx) => sql<{ n: number }>`select count(*)::int as n from line.link_attempts`.execute(tx.db))).rows[0]
      ?.n
  const attempts = await before()
  const page = await fetch(`${base}/link/link-1`)
  expect([page.status, await page.text()]).toEqual([200, "email|"])
  expect(await before()).toBe(attempts)
  const asked = await post("link/link-1", { email: mail })
  const code = await codeFor()
  expect(code).toMatch(/^\d{6}$/)
  const wrong = code === "000000" ? "111111" : "000000"
  // Another browser has no cookie, and one of another try is another.
  expect((await post("code", { code })).status).toBe(410)
  const cookie = cookieOf(asked)
  for (let i = 0; i < 5; i++) expect((await post("code", { code: wrong }, cookie)).status).toBe(422)
  expect((await post("code", { code }, cookie)).status).toBe(410)
  expect((await post("choice", { choice: "both" }, cookie)).status).toBe(410)
})

test("M44 an address that nobody has is answered in the same way, and nobody is written to", async () => {
  await shopper()
  const answerFor = async (email: string) => {
    const reply = await post("link/link-2", { email })
    return [reply.status, reply.headers.get("location"), cookieOf(reply).length]
  }
  expect(await answerFor("nobody@customer.example")).toEqual(await answerFor(mail))
  expect(await codeFor()).not.toBe("")
  expect((await post("link/link-2", { email: "not an address" })).status).toBe(422)
})

test("M44 whoever has another LINE already says what becomes of it: replaced, it is somebody's of their own again", async () => {
  await shopper()
  const first = await aFriend(ctx, ctx.account)
  await linked(first.userId, await walk(first.userId))
  const second = await aFriend(ctx, ctx.account)
  await linked(second.userId, await walk(second.userId, "replace"))
  const [old, now] = [await friendOf(first.userId), await friendOf(second.userId)]
  expect(old?.linkedAt).toBe(null)
  expect(old?.personId).not.toBe(now?.personId)
  expect(await within((tx) => consentState(tx, now?.personId ?? "", "line", "marketing"))).toBe("given")
})

test("M44 unlinking ends the consent to letters by LINE", async () => {
  await shopper()
  const { userId } = await aFriend(ctx, ctx.account)
  await linked(userId, await walk(userId))
  const person = (await friendOf(userId))?.personId ?? ""
  expect(await within((tx) => consentState(tx, person, "line", "marketing"))).toBe("given")
  ctx.pass(1_000)
  await within((tx) => unlinkLine(tx, userId))
  expect(await within((tx) => consentState(tx, person, "line", "marketing"))).toBe("withdrawn")
  expect((await friendOf(userId))?.personId).not.toBe(person)
})

test("M44 X09 the button of a menu asks for the way to link, which comes as a free reply", async () => {
  const { userId } = await aFriend(ctx, ctx.account)
  const replyToken = `reply:${userId}:menu`
  await happens(
    ctx,
    ctx.account,
    anEvent("postback", { userId, at: ctx.now(), replyToken, postback: { data: linkPostback } }),
  )
  expect(line.received().findLast((one) => one.userId === userId)).toMatchObject({ way: "reply" })
})
