import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { narrowcastStates } from "./model-narrowcast.ts"

export type NarrowcastRow = {
  readonly narrowcastId: string
  readonly accountId: string
  readonly messages: readonly unknown[]
  readonly state: (typeof narrowcastStates)[number]
  readonly reason: string | null
  readonly audienceId: number | null
  readonly requestId: string | null
  readonly postedAt: Date | null
  readonly targetCount: number | null
  readonly successCount: number | null
  readonly failureCount: number | null
  readonly beganAt: Date
  readonly joinedAt: Date
  readonly endedAt: Date | null
}

const columns = sql.raw(`narrowcast_id as "narrowcastId", account_id as "accountId", messages, state, reason,
  audience_id::float8 as "audienceId", request_id as "requestId", posted_at as "postedAt",
  target_count::float8 as "targetCount", success_count::float8 as "successCount",
  failure_count::float8 as "failureCount", began_at as "beganAt", joined_at as "joinedAt", ended_at as "endedAt"`)

type Joining = Pick<NarrowcastRow, "narrowcastId" | "accountId" | "messages"> & {
  readonly words: string
  readonly originId: string | null
}

/** So often it is noted that somebody joined: those who join at the same moment don't wait for each other. */
const notedMs = 5_000

/**
 * The narrowcast of these words that still takes people; nobody closes it until the transaction ends, and others may join
 * meanwhile. `isNew`: it is ours. Undefined when it was closed at this very moment.
 */
export async function openNarrowcast(
  ctx: Context,
  it: Joining,
): Promise<{ narrowcastId: string; isNew: boolean } | undefined> {
  const open = sql`brand_id = ${ctx.brandId} and account_id = ${it.accountId} and words = ${it.words} and state = 'gathering'`
  const noted = new Date(ctx.now().getTime() - notedMs)
  const { rows: known } = await sql<{ isStale: boolean }>`select joined_at < ${noted} as "isStale" from line.narrowcasts
    where ${open}`.execute(ctx.db)
  if (known[0]?.isStale)
    await sql`update line.narrowcasts set joined_at = ${ctx.now()} where ${open} and joined_at < ${noted}`.execute(
      ctx.db,
    )
  if (!known[0])
    await sql`insert into line.narrowcasts (brand_id, narrowcast_id, account_id, origin_id, words, messages, state, began_at,
        joined_at)
      values (${ctx.brandId}, ${it.narrowcastId}, ${it.accountId}, ${it.originId}, ${it.words},
        ${JSON.stringify(it.messages)}::jsonb, 'gathering', ${ctx.now()}, ${ctx.now()}) on conflict do nothing`.execute(
      ctx.db,
    )
  const { rows } = await sql<{ narrowcastId: string }>`select narrowcast_id as "narrowcastId" from line.narrowcasts
    where ${open} for share`.execute(ctx.db)
  const [row] = rows
  return row && { narrowcastId: row.narrowcastId, isNew: row.narrowcastId === it.narrowcastId }
}

export type NarrowcastReader = {
  readonly retryKey: string
  readonly messageId: string
  readonly userId: string
}

export async function joinNarrowcast(ctx: Context, narrowcastId: string, reader: NarrowcastReader): Promise<void> {
  await sql`insert into line.narrowcast_people (brand_id, retry_key, narrowcast_id, message_id, user_id)
    values (${ctx.brandId}, ${reader.retryKey}, ${narrowcastId}, ${reader.messageId}, ${reader.userId})
    on conflict do nothing`.execute(ctx.db)
}

/** The narrowcast that a letter belongs to, by its retry key. */
export async function selectJoined(ctx: Context, retryKey: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select narrowcast_id as id from line.narrowcast_people
    where brand_id = ${ctx.brandId} and retry_key = ${retryKey}`.execute(ctx.db)
  return rows[0]?.id
}

/** Whether a letter was tried by another way before. */
export async function wasTried(ctx: Context, retryKey: string): Promise<boolean> {
  const { rows } = await sql`select 1 from line.attempts
    where brand_id = ${ctx.brandId} and retry_key = ${retryKey}`.execute(ctx.db)
  return rows.length > 0
}

/** Kept from others until the transaction ends: nobody joins meanwhile. */
export async function lockNarrowcast(ctx: Context, narrowcastId: string): Promise<NarrowcastRow | undefined> {
  const { rows } = await sql<NarrowcastRow>`select ${columns} from line.narrowcasts
    where brand_id = ${ctx.brandId} and narrowcast_id = ${narrowcastId} for update`.execute(ctx.db)
  return rows[0]
}

/** Its readers who are friends at this moment and of whom nothing is told yet; the others end as blocked. */
export async function selectGoing(
  ctx: Context,
  { narrowcastId, accountId }: NarrowcastRow,
): Promise<NarrowcastReader[]> {
  await sql`update line.narrowcast_people p set ended = 'blocked' where p.brand_id = ${ctx.brandId}
      and p.narrowcast_id = ${narrowcastId} and p.ended is null and not exists (
        select from line.friends f where f.brand_id = p.brand_id and f.account_id = ${accountId}
          and f.user_id = p.user_id and f.state = 'following')`.execute(ctx.db)
  const { rows } = await sql<NarrowcastReader>`
    select retry_key as "retryKey", message_id as "messageId", user_id as "userId" from line.narrowcast_people
    where brand_id = ${ctx.brandId} and narrowcast_id = ${narrowcastId} and ended is null order by retry_key`.execute(
    ctx.db,
  )
  return rows
}

export type NarrowcastChange = Partial<
  Pick<
    NarrowcastRow,
    | "state"
    | "reason"
    | "audienceId"
    | "requestId"
    | "postedAt"
    | "targetCount"
    | "successCount"
    | "failureCount"
    | "endedAt"
  >
>
const names = {
  state: "state",
  reason: "reason",
  audienceId: "audience_id",
  requestId: "request_id",
  postedAt: "posted_at",
  targetCount: "target_count",
  successCount: "success_count",
  failureCount: "failure_count",
  endedAt: "ended_at",
} as const satisfies Record<keyof NarrowcastChange, string>

/** Changes what is given and leaves the rest. */
export async function updateNarrowcast(ctx: Context, narrowcastId: string, change: NarrowcastChange): Promise<void> {
  const sets = Object.entries(names).flatMap(([key, column]) => {
    // safe: the keys of `names` are those of NarrowcastChange
    const value = change[key as keyof NarrowcastChange]
    return value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`]
  })
  await sql`update line.narrowcasts set ${sql.join(sets)}
    where brand_id = ${ctx.brandId} and narrowcast_id = ${narrowcastId}`.execute(ctx.db)
}

/** What was told of readers in particular, by the retry keys of their letters. */
export async function endReaders(ctx: Context, retryKeys: readonly string[], ended: string): Promise<void> {
  if (retryKeys.length === 0) return
  await sql`update line.narrowcast_people set ended = ${ended}
    where brand_id = ${ctx.brandId} and retry_key = any(${[...retryKeys]}::uuid[])`.execute(ctx.db)
}

export type NarrowcastShown = NarrowcastRow & {
  readonly people: number
  /** One of its letters, by which what it belongs to is found. */
  readonly messageId: string | null
  /** Its readers by what was told of them in particular. */
  readonly ends: Readonly<Record<string, number>>
}

/** The last fifty, newest first; of one campaign or flow, if one is named. */
export async function selectNarrowcasts(ctx: Context, originId?: string): Promise<NarrowcastShown[]> {
  const { rows } = await sql<NarrowcastShown>`
    with last as (select * from line.narrowcasts where brand_id = ${ctx.brandId}
      ${originId === undefined ? sql`` : sql`and origin_id = ${originId}`} order by began_at desc limit 50)
    select ${columns}, p.people, p.ends, p.one as "messageId" from last, lateral (
      select coalesce(sum(n), 0)::int as people, min(one) as one, coalesce(jsonb_object_agg(coalesce(ended, 'narrowcast'), n), '{}') as ends
      from (select ended, count(*)::int as n, min(message_id::text) as one from line.narrowcast_people p
        where p.brand_id = last.brand_id and p.narrowcast_id = last.narrowcast_id group by 1) g) p
    order by began_at desc`.execute(ctx.db)
  return rows
}

/** Who is erased stands in no audience to come; after ninety days nobody asks for any. */
export async function dropReaders(ctx: Context, personIds: readonly string[]): Promise<void> {
  await sql`delete from line.narrowcast_people p using line.friends f
    where p.brand_id = ${ctx.brandId} and f.brand_id = p.brand_id and f.user_id = p.user_id
      and (f.person_id = any(${[...personIds]}::uuid[]) or f.customer_id = any(${[...personIds]}::uuid[]))`.execute(
    ctx.db,
  )
}

export async function forgetNarrowcasts(ctx: Context, before: Date): Promise<void> {
  await sql`with gone as (delete from line.narrowcasts where brand_id = ${ctx.brandId} and began_at < ${before}
      returning narrowcast_id)
    delete from line.narrowcast_people p using gone
    where p.brand_id = ${ctx.brandId} and p.narrowcast_id = gone.narrowcast_id`.execute(ctx.db)
}
