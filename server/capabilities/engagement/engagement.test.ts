import { afterAll, expect, test } from "vitest"
import { clusterOf, eraseCustomer } from "#customers"
import { timelineOf } from "#events"
import { linkWrapping } from "#messages"
import { connect } from "#kernel/db"
import { type Context, inTransaction } from "#kernel/context"
import { pino } from "pino"
import { testContext, type TestContext } from "#testing/context"
import { serve } from "#testing/http"
import { letterBox, sentLetter, stopLetters } from "#testing/letter-box"
import { hitsKept, writeHits } from "./keep-hits.ts"
import { leavingsOf, linksOf, noteBounce, noteComplaint, ratesByGroup, ratesOf } from "./index.ts"
import { linkToken } from "./link-token.ts"
import { selectHits } from "./storage.ts"

const letters = letterBox()
afterAll(() => letters.close())

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
const reader = { "user-agent": chrome, "accept-language": "ja", accept: "text/html" }

async function setting() {
  const ctx = await testContext({ plugs: letters.plugs })
  const door = await serve({ platform: ctx.platform })
  const visit = async (url: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(url)
    const reply = await fetch(door.origin + pathname + search, { redirect: "manual", headers: reader, ...init })
    return {
      status: reply.status,
      location: reply.headers.get("location"),
      type: reply.headers.get("content-type"),
      bytes: await reply.arrayBuffer(),
    }
  }
  return { ctx, visit, stop: door.stop }
}

const wrapped = async (ctx: Context, messageId: string, customerId: string | null = null) => {
  const [wrap] = ctx.product.contributed(linkWrapping)
  if (!wrap) throw new Error("nobody wraps links")
  return wrap(ctx, { messageId, customerId, channel: "email" })
}

/** What was asked for is written, its neighbours have come, and it is judged. */
async function settle(ctx: TestContext) {
  await writeHits(ctx.platform)
  ctx.pass(20_000)
  await ctx.drain()
}

const names = async (ctx: Context, customerId: string) =>
  (await timelineOf(ctx, customerId, { limit: 50 })).items
    .map(({ name }) => name)
    .filter((name) => /Opened|Clicked/.test(name))
    .sort()

test("C10 C11 M12 a reader's look and click are hers; what machines do has names of its own and counts apart", async () => {
  const { ctx, visit, stop } = await setting()
  const { messageId, customerId } = await sentLetter(ctx, "a@customer.example")
  const links = await wrapped(ctx, messageId, customerId)
  const to = "https://shop.example/kinako?x=1&y=2"
  const url = links.wrap(to, 0)
  expect(url).not.toContain(customerId)
  expect(url).not.toContain("customer.example")
  ctx.pass(60_000)
  const shown = await visit(links.pixelUrl ?? "")
  expect([shown.status, shown.type, shown.bytes.byteLength]).toEqual([200, "image/gif", 42])
  ctx.pass(10_000)
  expect(await visit(url)).toMatchObject({ status: 302, location: to })
  await settle(ctx)
  expect(await names(ctx, customerId)).toEqual(["Message Clicked", "Message Opened"])

  const other = await sentLetter(ctx, "b@customer.example")
  const theirs = await wrapped(ctx, other.messageId)
  ctx.pass(60_000)
  await visit(theirs.wrap(to, 0), { method: "HEAD" })
  for (let i = 0; i < 3; i++) await visit(theirs.wrap(`${to}&l=${i}`, i))
  await visit(theirs.pixelUrl ?? "", { headers: { "user-agent": "Mozilla/5.0" } })
  await settle(ctx)
  expect(new Set(await names(ctx, other.customerId))).toEqual(
    new Set(["Message Clicked By Machine", "Message Opened By Machine"]),
  )

  const rates = await ratesOf(ctx, { purpose: "marketing" })
  expect(rates).toMatchObject({
    sent: 2,
    delivered: 2,
    opened: { human: 1, unknown: 0, machine: 1 },
    clicked: { human: 1, unknown: 0, machine: 1 },
    rates: { opened: 5_000, openedWithMachines: 10_000, clicked: 5_000, clickedWithMachines: 10_000, left: 0 },
  })
  const followed = await linksOf(ctx, {})
  expect(followed.find((link) => link.url === to)).toMatchObject({ human: 1, machine: 1 })
  await stop()
})

test("X22 M11 a click that looked like a reader's is a machine's once the rest has come; numbers follow", async () => {
  const { ctx, visit, stop } = await setting()
  const { messageId, customerId } = await sentLetter(ctx, "a@customer.example")
  const links = await wrapped(ctx, messageId)
  ctx.pass(60_000)
  await visit(links.wrap("https://shop.example/a", 0))
  await settle(ctx)
  expect((await ratesOf(ctx, {})).clicked).toEqual({ human: 1, unknown: 0, machine: 0 })
  await visit(links.trapUrl ?? "")
  await settle(ctx)
  expect((await ratesOf(ctx, {})).clicked).toEqual({ human: 0, unknown: 0, machine: 1 })
  const hits = await inTransaction(ctx, (ctx) => selectHits(ctx, [messageId]))
  expect(hits.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([
    "machine: same-visitor-as-a-machine",
    "machine: trap",
  ])
  expect(await names(ctx, customerId)).toContain("Message Clicked By Machine")
  await stop()
})

test("S08 a link leads only where its signature says; a forged one is refused, also with an address beside it", async () => {
  const { ctx, visit, stop } = await setting()
  const { messageId } = await sentLetter(ctx, "a@customer.example")
  const { wrap, pixelUrl } = await wrapped(ctx, messageId)
  const url = wrap("https://shop.example/a", 0)
  const token = url.slice(url.lastIndexOf("/") + 1)
  const bytes = Buffer.from(token, "base64url")
  bytes[40] = (bytes[40] ?? 0) ^ 1
  for (const bad of [
    "x",
    bytes.toString("base64url"),
    `${token}A`,
    token.slice(0, -2),
    linkToken(
      { ...ctx.keys, mac: () => Buffer.alloc(32) },
      { what: "click", brandId: ctx.brandId, messageId, link: 0, url: "https://evil.example" },
    ),
  ])
    expect((await visit(`http://x/l/${bad}?url=https://evil.example`)).status).toBe(400)
  expect(await visit(`${url}?url=https://evil.example`)).toMatchObject({
    status: 302,
    location: "https://shop.example/a",
  })
  // A picture's token is no link, and a script is none either.
  expect((await visit(`http://x/l/${pixelUrl?.split("/").at(-1)?.replace(".gif", "")}`)).status).toBe(400)
  const script = linkToken(ctx.keys, {
    what: "click",
    brandId: ctx.brandId,
    messageId,
    link: 0,
    url: "javascript:alert(1)",
  })
  expect((await visit(`http://x/l/${script}`)).status).toBe(400)
  expect(wrap("mailto:help@shop.example", 1)).toBe("mailto:help@shop.example")
  expect(wrap("https://maido.example/s/hinata/letters/v1.x.y", 1)).toBe("https://maido.example/s/hinata/letters/v1.x.y")
  await stop()
})

test("M12 while the database is away links go on leading on; hits are kept and written once it is back", async () => {
  const { ctx } = await setting()
  const { messageId } = await sentLetter(ctx, "a@customer.example")
  const { wrap } = await wrapped(ctx, messageId)
  ctx.pass(60_000)
  const away = connect("postgres://nobody@127.0.0.1:1/none", 1, pino({ level: "silent" }))
  const door = await serve({ platform: { ...ctx.platform, db: away.kysely } })
  const url = new URL(wrap("https://shop.example/a", 0))
  const reply = await fetch(door.origin + url.pathname, { redirect: "manual", headers: reader })
  expect([reply.status, reply.headers.get("location")]).toEqual([302, "https://shop.example/a"])
  await writeHits({ ...ctx.platform, db: away.kysely })
  expect(hitsKept(ctx).waiting).toBe(1)
  await settle(ctx)
  expect(hitsKept(ctx)).toEqual({ waiting: 0, dropped: 0 })
  expect((await ratesOf(ctx, {})).clicked.human).toBe(1)
  await door.stop()
  await away.close()
})

test("C09 C12 C13 what came back, was called spam and made people leave is counted with the letter and its reason", async () => {
  const { ctx, stop } = await setting()
  const [a, b, c] = [
    await sentLetter(ctx, "a@customer.example"),
    await sentLetter(ctx, "b@customer.example"),
    await sentLetter(ctx, "c@customer.example"),
  ]
  const at = ctx.now()
  await inTransaction(ctx, async (ctx) => {
    await noteBounce(ctx, { messageId: a.messageId, at }, "soft")
    await noteBounce(ctx, { messageId: a.messageId, at }, "hard")
    await noteComplaint(ctx, { messageId: b.messageId, at })
  })
  ctx.pass(3_600_000)
  await inTransaction(ctx, (ctx) =>
    stopLetters(ctx, {
      customerId: c.customerId,
      channel: "email",
      purpose: "marketing",
      source: "one-click",
      locale: "ja",
    }),
  )
  const [group, ...others] = await ratesByGroup(ctx, {})
  expect(others).toEqual([])
  expect(group).toMatchObject({
    kind: "tracking.review-request",
    sent: 3,
    delivered: 2,
    bounced: { hard: 1, soft: 0 },
    complained: 1,
    left: 1,
    rates: { bounced: 3_333, complained: 5_000, left: 5_000 },
  })
  expect(await leavingsOf(ctx, {})).toEqual([{ by: "one-click", count: 1 }])
  expect((await ratesOf(ctx, { kind: "nothing" })).rates).toMatchObject({ opened: null, clicked: null })
  await stop()
})

test("F96 S71 of somebody who is erased no hit stays; the numbers do", async () => {
  const { ctx, visit, stop } = await setting()
  const { messageId, customerId } = await sentLetter(ctx, "a@customer.example")
  const { wrap } = await wrapped(ctx, messageId)
  ctx.pass(60_000)
  await visit(wrap("https://shop.example/a", 0))
  await settle(ctx)
  expect(await inTransaction(ctx, (ctx) => clusterOf(ctx, customerId))).toHaveLength(1)
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, customerId, "asked"))
  expect(await inTransaction(ctx, (ctx) => selectHits(ctx, [messageId]))).toEqual([])
  expect((await ratesOf(ctx, {})).clicked.human).toBe(1)
  await stop()
})
