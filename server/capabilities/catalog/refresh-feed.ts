import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { ExpectedError } from "#kernel/errors"
import { CatalogError } from "./errors.ts"
import { feedFetch } from "./feed-port.ts"
import { importFeed } from "./import-feed.ts"
import { endRun, type Feed, insertFeed, recordRun, selectFeed, startRun, takeDueFeeds } from "./storage-feeds.ts"

const Refresh = z.object({ feedId: z.uuid(), runKey: z.string() })
type Refresh = z.infer<typeof Refresh>
const limits = { maxBytes: 50_000_000, timeoutMs: 60_000 }
const attempts = 5

/** Fetches a feed and takes it in. Doing it twice does no harm, so a lost worker's attempt is simply repeated. */
export const refreshEffect = performedEffect<Refresh>({
  kind: "catalog.refresh-feed",
  title: { ja: "商品フィードの取り込み", en: "Fetching a product feed" },
  payload: Refresh,
  concurrency: 2,
  leaseMs: 120_000,
  maxAttempts: attempts,
  lost: () => "retry",
  perform: refresh,
  settle: async (ctx, { feedId, runKey }, outcome) => {
    if (outcome.kind === "done") await endRun(ctx, feedId, runKey, "done", null)
    else if (outcome.kind !== "retry") await endRun(ctx, feedId, runKey, "failed", outcome.reason)
  },
})

async function refresh(ctx: Context, { feedId, runKey }: Refresh, attempt: number): Promise<Outcome> {
  const feed = await inTransaction(ctx, async (ctx) => {
    const feed = await selectFeed(ctx, feedId)
    if (feed) await startRun(ctx, feedId, runKey)
    return feed
  })
  if (!feed) return { kind: "failed", reason: "feed_deleted" }
  const again = (reason: string): Outcome =>
    attempt < attempts ? { kind: "retry", reason, afterMs: backoff(ctx, attempt + 1) } : { kind: "failed", reason }
  const at = ctx.now()
  let fetched: { status: number; body: Buffer }
  try {
    fetched = await ctx.product.use(feedFetch)(feed.url, limits)
  } catch (error) {
    return again(error instanceof Error ? error.message.slice(0, 100) : "fetch")
  }
  if (fetched.status === 429 || fetched.status >= 500) return again(`http_${fetched.status}`)
  if (fetched.status !== 200) return { kind: "failed", reason: `http_${fetched.status}` }
  try {
    const result = await importFeed(ctx, { source: feed.source, currency: feed.currency, bytes: fetched.body, at })
    await inTransaction(ctx, (ctx) => recordRun(ctx, feedId, runKey, result))
    return { kind: "done" }
  } catch (error) {
    if (error instanceof ExpectedError && error.status < 500)
      return { kind: "failed", reason: error.message.slice(0, 200) }
    throw error
  }
}

/** Asks for every feed of the brand whose time has come. */
export async function refreshDueFeeds(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    for (const { feedId } of await takeDueFeeds(ctx)) await askForRefresh(ctx, feedId, ctx.now().toISOString())
  })
}

/** Asks for a feed now; asking twice within a second asks once. Throws `catalog.UnknownFeed`. */
export async function refreshFeed(ctx: Context, feedId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await selectFeed(ctx, feedId))) throw CatalogError.UnknownFeed({ field: "feedId" })
    await askForRefresh(ctx, feedId, `${ctx.now().toISOString().slice(0, 19)}Z`)
  })
}

const askForRefresh = (ctx: Context, feedId: string, runKey: string) =>
  enqueue(ctx, refreshEffect, { feedId, runKey }, { key: `${feedId}:${runKey}` })

/** Registers a feed and fetches it at once. */
export async function addFeed(
  ctx: Context,
  wanted: Pick<Feed, "name" | "url" | "currency" | "everyHours">,
): Promise<Feed> {
  const feedId = ctx.id()
  const nextAt = new Date(ctx.now().getTime() + wanted.everyHours * 3_600_000)
  const feed: Feed = { ...wanted, feedId, source: `feed:${feedId}`, paused: false, nextAt }
  await inTransaction(ctx, async (ctx) => {
    await insertFeed(ctx, feed)
    await refreshFeed(ctx, feedId)
  })
  return feed
}
