import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type ActState = "waiting" | "awarded" | "refused" | "taken-back"
export type ActRow = {
  readonly actId: string
  readonly customerId: string
  readonly action: string
  readonly onceKey: string
  readonly causeId: string
  readonly version: number
  readonly points: number
  readonly at: Date
  readonly seenAt: Date
  readonly state: ActState
  readonly book: string
  readonly proof: unknown
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
}

const columns =
  sql.raw(`act_id as "actId", customer_id as "customerId", action, once_key as "onceKey", cause_id as "causeId", version,
  points, at, seen_at as "seenAt", state, book, proof, reason, decided_at as "decidedAt", decided_by as "decidedBy"`)

export type NewAct = Omit<ActRow, "seenAt" | "reason" | "decidedAt" | "decidedBy">

export async function insertActs(ctx: Context, acts: readonly NewAct[]): Promise<void> {
  await sql`insert into loyalty.acts (brand_id, act_id, customer_id, action, once_key, cause_id, version, points, at, seen_at, state, book, proof)
    select ${ctx.brandId}, r."actId", r."customerId", r.action, r."onceKey", r."causeId", r.version, r.points, r.at, ${ctx.now()}, r.state,
      r.book, r.proof
    from jsonb_to_recordset(${JSON.stringify(acts)}::jsonb) as r("actId" uuid, "customerId" uuid, action text, "onceKey" text,
      "causeId" text, version int, points bigint, at timestamptz, state text, book text, proof jsonb)`.execute(ctx.db)
}

/** What these people have done of the rules that stands or waits, and what was refused: the newest five thousand of each. */
export async function selectActsOf(ctx: Context, customerIds: readonly string[], book: string): Promise<ActRow[]> {
  const { rows } = await sql<ActRow>`select own.* from unnest(${[...customerIds]}::uuid[]) as her(id)
    cross join lateral (
      select ${columns} from loyalty.acts where brand_id = ${ctx.brandId} and customer_id = her.id and book = ${book}
      order by at desc, act_id desc limit 5000
    ) own`.execute(ctx.db)
  return rows
}

/** Points that a rule has given to everybody. */
export async function sumOfAction(ctx: Context, action: string, book: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(points), 0)::bigint as n from loyalty.acts
    where brand_id = ${ctx.brandId} and action = ${action} and book = ${book} and state in ('waiting', 'awarded')`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

export async function selectAct(ctx: Context, actId: string): Promise<ActRow | undefined> {
  const { rows } = await sql<ActRow>`select ${columns} from loyalty.acts
    where brand_id = ${ctx.brandId} and act_id = ${actId} for update`.execute(ctx.db)
  return rows[0]
}

export async function decideActs(
  ctx: Context,
  actIds: readonly string[],
  { state, reason, by }: { state: ActState; reason: string | null; by: string },
): Promise<void> {
  await sql`update loyalty.acts set state = ${state}, reason = ${reason}, decided_at = ${ctx.now()}, decided_by = ${by}
    where brand_id = ${ctx.brandId} and act_id = any(${[...actIds]}::uuid[])`.execute(ctx.db)
}

/** Claims that wait for a look, the oldest first. */
export async function selectWaitingActs(ctx: Context, limit: number): Promise<ActRow[]> {
  const { rows } = await sql<ActRow>`select ${columns} from loyalty.acts
    where brand_id = ${ctx.brandId} and state = 'waiting' order by seen_at, act_id limit ${limit}`.execute(ctx.db)
  return rows
}

export type ActionSum = {
  readonly action: string
  readonly people: number
  readonly times: number
  readonly points: number
  readonly waiting: number
}

/** What each rule came to since then. */
export async function selectActionSums(ctx: Context, since: Date): Promise<ActionSum[]> {
  const { rows } = await sql<ActionSum>`
    select action, count(distinct customer_id) filter (where state = 'awarded')::int as people,
      count(*) filter (where state = 'awarded')::int as times, coalesce(sum(points) filter (where state = 'awarded'), 0)::bigint as points,
      count(*) filter (where state = 'waiting')::int as waiting
    from loyalty.acts where brand_id = ${ctx.brandId} and at >= ${since} and book = 'live' group by action`.execute(
    ctx.db,
  )
  return rows
}

export type Joined = { readonly customerId: string; readonly day: string; readonly monthDay: string }

export async function insertJoined(ctx: Context, joined: readonly Joined[]): Promise<void> {
  await sql`insert into loyalty.joined (brand_id, customer_id, joined_on, month_day)
    select ${ctx.brandId}, r."customerId", r.day, r."monthDay"
    from jsonb_to_recordset(${JSON.stringify(joined)}::jsonb) as r("customerId" uuid, day date, "monthDay" text)
    on conflict do nothing`.execute(ctx.db)
}

/** Who joined on this day of an earlier year. */
export async function selectJoinedOn(ctx: Context, monthDay: string, before: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select customer_id as id from loyalty.joined
    where brand_id = ${ctx.brandId} and month_day = ${monthDay} and joined_on < ${before}::date order by customer_id`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

/** Keys of the rules that each of these people has earned by. */
export async function selectAwardedKeys(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; keys: string[] }>`
    select customer_id as id, array_agg(distinct action order by action) as keys from loyalty.acts
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[]) and state = 'awarded' and book = 'live'
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ id, keys }) => [id, keys]))
}
