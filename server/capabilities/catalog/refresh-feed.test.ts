import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { testContext } from "#testing/context"
import { feedFetch, type Fetched } from "./feed-port.ts"
import { addFeed, refreshDueFeeds, refreshFeed } from "./refresh-feed.ts"
import { selectProducts } from "./storage-products.ts"
import { selectFeed, selectRuns, updateFeed } from "./storage-feeds.ts"

const item = (id: string, price = "880 JPY") =>
  `<item><g:id>${id}</g:id><title>商品 ${id}</title><g:price>${price}</g:price></item>`
const feed = (...items: string[]): Fetched => ({
  status: 200,
  body: Buffer.from(
    `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>${items.join("")}</channel></rss>`,
  ),
})

/** A brand with one feed whose answers are given one after another. */
async function fed(...answers: (Fetched | Error)[]) {
  const asked: string[] = []
  const fetch = async (url: string) => {
    asked.push(url)
    const answer = answers.shift()
    if (!answer || answer instanceof Error) throw answer ?? new Error("unreachable")
    return answer
  }
  const ctx = await testContext({ plugs: [plug(feedFetch, fetch)] })
  const { feedId, source } = await addFeed(ctx, {
    name: "店舗",
    url: "https://example.jp/feed.xml",
    currency: "JPY",
    everyHours: 24,
  })
  const catalogue = () =>
    inTransaction(ctx, async (ctx) =>
      (await selectProducts(ctx, { source }, undefined, 100)).map((p) => [p.externalId, p.status]),
    )
  const runs = () => inTransaction(ctx, (ctx: Context) => selectRuns(ctx, feedId, 10))
  return { ctx, feedId, asked, catalogue, runs }
}

test("a feed is fetched when it is registered, again when its time comes, and not in between", async () => {
  const { ctx, asked, catalogue } = await fed(feed(item("a")), feed(item("a"), item("b")))
  await ctx.drain()
  expect(await catalogue()).toEqual([["a", "active"]])
  ctx.pass(23 * 3_600_000)
  await refreshDueFeeds(ctx)
  await ctx.drain()
  expect(asked).toHaveLength(1)
  ctx.pass(3_600_000)
  await refreshDueFeeds(ctx)
  await refreshDueFeeds(ctx)
  await ctx.drain()
  expect(asked).toHaveLength(2)
  expect(await catalogue()).toEqual([
    ["a", "active"],
    ["b", "active"],
  ])
})

test("what a whole feed no longer lists is archived; a feed with errors archives nothing and says what was wrong", async () => {
  const { ctx, feedId, catalogue, runs } = await fed(
    feed(item("a"), item("b")),
    feed(item("a"), item("b", "ask")),
    feed(item("a")),
  )
  await ctx.drain()
  ctx.pass(60_000)
  await refreshFeed(ctx, feedId)
  await ctx.drain()
  expect(await catalogue()).toEqual([
    ["a", "active"],
    ["b", "active"],
  ])
  expect((await runs())[0]).toMatchObject({
    state: "done",
    items: 2,
    errorCount: 1,
    errors: [{ item: 2, id: "b", field: "g:price", value: "ask" }],
    retired: 0,
  })
  ctx.pass(60_000)
  await refreshFeed(ctx, feedId)
  await ctx.drain()
  expect(await catalogue()).toEqual([
    ["a", "active"],
    ["b", "archived"],
  ])
})

test("a feed that can't be fetched is tried again, and one that is none fails at once, visibly", async () => {
  const { ctx, feedId, asked, catalogue, runs } = await fed(
    new Error("timeout"),
    { status: 503, body: Buffer.from("") },
    feed(item("a")),
    {
      status: 200,
      body: Buffer.from("<html><body>メンテナンス中</body></html>"),
    },
  )
  await ctx.drain()
  expect(await runs()).toMatchObject([{ state: "running" }])
  for (let i = 0; i < 3; i++) {
    ctx.pass(40_000)
    await ctx.drain()
  }
  expect(asked).toHaveLength(3)
  expect(await runs()).toMatchObject([{ state: "done", taken: 1 }])
  await refreshFeed(ctx, feedId)
  await ctx.drain()
  expect((await runs())[0]).toMatchObject({ state: "failed", reason: expect.stringContaining("catalog.NotAFeed") })
  expect(await catalogue()).toEqual([["a", "active"]])
})

test("an unknown feed can't be fetched", async () => {
  const ctx = await testContext()
  await expect(refreshFeed(ctx, ctx.id())).rejects.toMatchObject({ code: "catalog.UnknownFeed" })
})

test("a paused feed is left alone until it is taken up again", async () => {
  const { ctx, feedId, asked } = await fed(feed(item("a")), feed(item("a")))
  await ctx.drain()
  await inTransaction(ctx, (ctx) => updateFeed(ctx, feedId, { paused: true, name: "休み" }))
  ctx.pass(48 * 3_600_000)
  await refreshDueFeeds(ctx)
  await ctx.drain()
  expect(asked).toHaveLength(1)
  expect(await inTransaction(ctx, (ctx) => selectFeed(ctx, feedId))).toMatchObject({ paused: true, name: "休み" })
  await inTransaction(ctx, (ctx) => updateFeed(ctx, feedId, { paused: false }))
  await refreshDueFeeds(ctx)
  await ctx.drain()
  expect(asked).toHaveLength(2)
})
