import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Feed = {
  readonly feedId: string
  readonly name: string
  /** Products of this feed carry it: "feed:<feedId>". */
  readonly source: string
  readonly url: string
  /** For prices without one. */
  readonly currency: string
  readonly everyHours: number
  readonly paused: boolean
  readonly nextAt: Date
}

export type FeedRun = {
  readonly runKey: string
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly state: "running" | "done" | "failed"
  readonly reason: string | null
  readonly items: number
  readonly taken: number
  readonly retired: number
  readonly errorCount: number
  readonly errors: readonly { item: number; id: string | null; field: string; value: string }[]
}

const columns = sql.raw(
  `feed_id as "feedId", name, source, url, currency, every_hours as "everyHours", paused, next_at as "nextAt"`,
)

export async function insertFeed(ctx: Context, feed: Feed): Promise<void> {
  await sql`insert into catalog.feeds (brand_id, feed_id, name, source, url, currency, every_hours, paused, next_at, created_at)
    values (${ctx.brandId}, ${feed.feedId}, ${feed.name}, ${feed.source}, ${feed.url}, ${feed.currency}, ${feed.everyHours},
      ${feed.paused}, ${feed.nextAt}, ${ctx.now()})`.execute(ctx.db)
}

export async function selectFeed(ctx: Context, feedId: string): Promise<Feed | undefined> {
  const { rows } = await sql<Feed>`select ${columns} from catalog.feeds
    where brand_id = ${ctx.brandId} and feed_id = ${feedId}`.execute(ctx.db)
  return rows[0]
}

export async function selectFeeds(ctx: Context): Promise<(Feed & { lastRun: FeedRun | null })[]> {
  const { rows } = await sql<Feed & { lastRun: FeedRun | null }>`select ${columns} from catalog.feeds
    where brand_id = ${ctx.brandId} order by name, feed_id`.execute(ctx.db)
  return Promise.all(
    rows.map(async (feed) => ({ ...feed, lastRun: (await selectRuns(ctx, feed.feedId, 1))[0] ?? null })),
  )
}

/** Changes what is given; a shorter pace counts from now. False when there is no such feed. */
export async function updateFeed(
  ctx: Context,
  feedId: string,
  change: { name?: string | undefined; everyHours?: number | undefined; paused?: boolean | undefined },
): Promise<boolean> {
  const { name = null, everyHours = null, paused = null } = change
  const { numAffectedRows } = await sql`update catalog.feeds set name = coalesce(${name}, name),
      every_hours = coalesce(${everyHours}::int, every_hours), paused = coalesce(${paused}::boolean, paused),
      next_at = case when ${everyHours}::int is null then next_at
        else least(next_at, ${ctx.now()}::timestamptz + ${everyHours}::int * interval '1 hour') end
    where brand_id = ${ctx.brandId} and feed_id = ${feedId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function deleteFeed(ctx: Context, feedId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from catalog.feeds
    where brand_id = ${ctx.brandId} and feed_id = ${feedId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Feeds that are due, put forward to their next time. */
export async function takeDueFeeds(ctx: Context): Promise<Feed[]> {
  const { rows } =
    await sql<Feed>`update catalog.feeds set next_at = ${ctx.now()}::timestamptz + every_hours * interval '1 hour'
    where brand_id = ${ctx.brandId} and not paused and next_at <= ${ctx.now()} returning ${columns}`.execute(ctx.db)
  return rows
}

export async function startRun(ctx: Context, feedId: string, runKey: string): Promise<void> {
  await sql`insert into catalog.feed_runs (brand_id, feed_id, run_key, started_at, state)
    values (${ctx.brandId}, ${feedId}, ${runKey}, ${ctx.now()}, 'running')
    on conflict (brand_id, feed_id, run_key) do update set state = 'running', started_at = excluded.started_at`.execute(
    ctx.db,
  )
}

export type RunResult = Pick<FeedRun, "items" | "taken" | "retired" | "errorCount" | "errors">

export async function recordRun(ctx: Context, feedId: string, runKey: string, result: RunResult): Promise<void> {
  await sql`update catalog.feed_runs set items = ${result.items}, taken = ${result.taken}, retired = ${result.retired},
      error_count = ${result.errorCount}, errors = ${JSON.stringify(result.errors)}::jsonb
    where brand_id = ${ctx.brandId} and feed_id = ${feedId} and run_key = ${runKey}`.execute(ctx.db)
}

export async function endRun(
  ctx: Context,
  feedId: string,
  runKey: string,
  state: "done" | "failed",
  reason: string | null,
): Promise<void> {
  await sql`update catalog.feed_runs set state = ${state}, reason = ${reason}, finished_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and feed_id = ${feedId} and run_key = ${runKey}`.execute(ctx.db)
}

export async function selectRuns(ctx: Context, feedId: string, limit: number): Promise<FeedRun[]> {
  const { rows } =
    await sql<FeedRun>`select run_key as "runKey", started_at as "startedAt", finished_at as "finishedAt", state,
      reason, items, taken, retired, error_count as "errorCount", errors
    from catalog.feed_runs where brand_id = ${ctx.brandId} and feed_id = ${feedId}
    order by started_at desc, run_key desc limit ${limit}`.execute(ctx.db)
  return rows
}
