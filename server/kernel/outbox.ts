import { sql } from "kysely"
import type { Claimed } from "./claimed.ts"
import type { Context } from "./context.ts"

export type EndState = "done" | "failed" | "unknown" | "expired" | "dead"
type Wanted = { payload: unknown; key: string; cause: string; notBefore?: Date; expiresAt?: Date }

/** Writes rows unless brand, kind and key are there already. Tells of each whether it is new. */
export async function insertOutbox(ctx: Context, kind: string, wanted: readonly Wanted[]): Promise<boolean[]> {
  const rows = wanted.map((w) => ({
    id: ctx.id(),
    key: w.key,
    payload: w.payload,
    cause: w.cause,
    next_at: (w.notBefore ?? ctx.now()).toISOString(),
    expires_at: w.expiresAt?.toISOString() ?? null,
  }))
  const { rows: written } = await sql<{ id: string }>`
    insert into kernel.outbox (brand_id, id, kind, key, payload, cause, next_at, expires_at, created_at)
    select ${ctx.brandId}, r.id, ${kind}, r.key, r.payload, r.cause, r.next_at, r.expires_at, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, key text, payload jsonb, cause text, next_at timestamptz, expires_at timestamptz)
    on conflict (brand_id, kind, key) do nothing
    returning id`.execute(ctx.db)
  const fresh = new Set(written.map(({ id }) => id))
  return rows.map(({ id }) => fresh.has(id))
}

export type WantedNow = {
  readonly payload: unknown
  readonly key: string
  readonly expiresAt: Date | null
  readonly cause: string
}

/**
 * Writes rows that `owner` has claimed from the start: each exists and is begun with the same commit, which is the record
 * of its first attempt (B2). Undefined for those whose brand, kind and key are there already.
 */
export async function insertClaimed(
  ctx: Context,
  kind: string,
  wanted: readonly WantedNow[],
  owner: string,
  leaseMs: number,
): Promise<(Claimed | undefined)[]> {
  const { brandId } = ctx
  const rows = wanted.map((w) => ({ id: ctx.id(), ...w }))
  const { rows: written } = await sql<{ id: string }>`
    insert into kernel.outbox (brand_id, id, kind, key, payload, cause, next_at, expires_at, created_at, state, attempts, fence,
      lease_owner, lease_until)
    select ${brandId}, r.id, ${kind}, r.key, r.payload, r.cause, ${ctx.now()}, r."expiresAt", ${ctx.now()},
      'claimed', 1, 1, ${owner}, clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, key text, payload jsonb, cause text, "expiresAt" timestamptz)
    on conflict (brand_id, kind, key) do nothing
    returning id`.execute(ctx.db)
  const mine = new Set(written.map(({ id }) => id))
  return rows.map(({ id, key, payload, cause, expiresAt }) => {
    if (!mine.has(id)) return undefined
    // As it will be read when it is tried again.
    const kept: unknown = JSON.parse(JSON.stringify(payload))
    return { brandId, id, kind, key, payload: kept, cause, attempts: 1, crashes: 0, fence: "1", expiresAt }
  })
}

type Claiming = {
  readonly kind: string
  readonly leaseMs: number
  /** Nothing is claimed while something of these kinds is due, of any brand. */
  readonly after?: readonly string[] | undefined
  /** Nothing of a brand is claimed while something of these kinds is due in it. */
  readonly afterOwn?: readonly string[] | undefined
}

/**
 * Takes up to `count` due rows for `owner`. The commit of this claim is the record of the attempt (B2). None while something
 * waits that goes first: after an outage what people wait for leaves before what can wait.
 */
export async function claimOutbox(
  ctx: Context,
  { kind, leaseMs, after = [], afterOwn = [] }: Claiming,
  owner: string,
  count: number,
): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select brand_id, id from kernel.outbox
      where kind = ${kind} and state = 'ready' and next_at <= ${ctx.now()} ${behind(ctx, after)} ${behindOwn(ctx, afterOwn)}
      order by next_at limit ${count} for update skip locked
    )
    update kernel.outbox o
    set state = 'claimed', attempts = o.attempts + 1, fence = o.fence + 1, lease_owner = ${owner},
        lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from due where o.brand_id = due.brand_id and o.id = due.id
    returning o.brand_id as "brandId", o.id, o.kind, o.key, o.payload, o.cause, o.attempts, o.crashes, o.fence::text, o.expires_at as "expiresAt"`.execute(
    ctx.db,
  )
  return rows
}

const behind = (ctx: Context, kinds: readonly string[]) =>
  kinds.length === 0
    ? sql``
    : sql`and not exists (select from unnest(${[...kinds]}::text[]) as k(kind) where ${isDue(ctx)})`

const behindOwn = (ctx: Context, kinds: readonly string[]) =>
  kinds.length === 0
    ? sql``
    : sql`and brand_id <> all (array(select distinct o.brand_id from kernel.outbox o
        where o.kind = any(${[...kinds]}::text[]) and o.state = 'ready' and o.next_at <= ${ctx.now()}))`

/**
 * Whether something of `k.kind` is due: the first moment of its kind has come. Asked like this it is one look into the index.
 * Asked whether any row is due, Postgres reads all that is due of every kind, or the whole table, each time.
 */
const isDue = (ctx: Context) => sql`(select o.next_at from kernel.outbox o
  where o.kind = k.kind and o.state = 'ready' order by o.next_at limit 1) <= ${ctx.now()}`

/** Which of these kinds have something due. */
export async function dueKinds(ctx: Context, kinds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    kind: string
  }>`select kind from unnest(${[...kinds]}::text[]) as k(kind) where ${isDue(ctx)}`.execute(ctx.db)
  return rows.map(({ kind }) => kind)
}

/** How many rows of one kind wait for a worker in the context's brand, counted up to `most`. */
export async function countDue(ctx: Context, kind: string, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from kernel.outbox
    where brand_id = ${ctx.brandId} and kind = ${kind} and state = 'ready' and next_at <= ${ctx.now()} limit ${most}) due`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

/** Keeps the leases of rows that are still being worked on. What is not among them runs out, whoever has claimed it. */
export async function renewLeases(ctx: Context, owner: string, ids: readonly string[], leaseMs: number): Promise<void> {
  await sql`
    update kernel.outbox set lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where state = 'claimed' and lease_owner = ${owner} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}

/** How a row goes on: at its end, or `ready` for another attempt at `nextAt`. */
export type RowEnd = {
  readonly row: Claimed
  readonly state: EndState | "ready"
  readonly reason: string | null
  readonly nextAt: Date | null
}

/**
 * Ends rows of the context's brand, or puts them back for later. Of what is done only its key stays, so that it is not
 * done again: the payload may hold personal data and is needed no more. Returns the ids of those that were still ours;
 * a row that is missing was taken over by another worker since, and its work must be undone (F07).
 */
export async function endOutbox(ctx: Context, ends: readonly RowEnd[]): Promise<Set<string>> {
  const ids = ends.map(({ row }) => row.id)
  const { rows } = await sql<{ id: string }>`
    update kernel.outbox o set state = e.state, reason = e.reason, next_at = coalesce(e.next_at, o.next_at),
      payload = case when e.state = 'done' then '{}'::jsonb else o.payload end,
      finished_at = case when e.state = 'ready' then null else ${ctx.now()}::timestamptz end,
      lease_owner = null, lease_until = null
    from unnest(${ids}::uuid[], ${ends.map(({ row }) => row.fence)}::bigint[], ${ends.map(({ state }) => state)}::text[],
      ${ends.map(({ reason }) => reason)}::text[], ${ends.map(({ nextAt }) => nextAt?.toISOString() ?? null)}::timestamptz[])
      as e(id, fence, state, reason, next_at)
    where o.brand_id = ${ctx.brandId} and o.id = any(${ids}::uuid[]) and o.id = e.id and o.state = 'claimed'
      and o.fence = e.fence
    returning o.id`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

/**
 * Rows whose worker has died: taken over under a new fence, so that the dead one, should it wake, can end nothing.
 * `inHand` are those that this very process still works on, although the database could not be told so in time.
 * A lease runs out by the database's clock and by `expectedMs`, what that clock should show: after a jump both agree
 * again only when the living have renewed theirs. One that ends later than any lease can was written before a jump back.
 */
export async function takeOverLost(
  ctx: Context,
  kind: string,
  owner: string,
  inHand: readonly string[],
  { leaseMs, expectedMs }: { leaseMs: number; expectedMs: number | null },
): Promise<Claimed[]> {
  const expected = expectedMs === null ? null : new Date(expectedMs)
  const { rows } = await sql<Claimed>`
    with lost as (
      select brand_id, id from kernel.outbox
      where kind = ${kind} and state = 'claimed' and id <> all(${[...inHand]}::uuid[])
        and (lease_until < least(clock_timestamp(), ${expected}::timestamptz - interval '10 seconds')
          or lease_until > greatest(clock_timestamp(), ${expected}::timestamptz) + ${leaseMs + 60_000} * interval '1 millisecond'
            and ${expected}::timestamptz is not null)
      order by lease_until limit 100 for update skip locked
    )
    update kernel.outbox o set fence = o.fence + 1, crashes = o.crashes + 1, lease_owner = ${owner},
      lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from lost where o.brand_id = lost.brand_id and o.id = lost.id
    returning o.brand_id as "brandId", o.id, o.kind, o.key, o.payload, o.cause, o.attempts, o.crashes, o.fence::text, o.expires_at as "expiresAt"`.execute(
    ctx.db,
  )
  return rows
}

/** Of which of these kinds a row is held under a lease that has run out, or that ends later than any that is taken now can. */
export async function lostKinds(ctx: Context, kinds: readonly string[], longestLeaseMs: number): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`select distinct kind from kernel.outbox
    where state = 'claimed' and kind = any(${[...kinds]}::text[]) and (lease_until < clock_timestamp()
      or lease_until > clock_timestamp() + ${longestLeaseMs} * interval '1 millisecond')`.execute(ctx.db)
  return rows.map(({ kind }) => kind)
}

/** What the database's clock shows at this moment. */
export async function databaseTime(ctx: Context): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(ctx.db)
  return rows[0]?.now ?? ctx.now()
}

/** The workers that hold rows at this moment. */
export async function leaseOwners(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ owner: string }>`
    select distinct lease_owner as owner from kernel.outbox where state = 'claimed' and lease_owner is not null`.execute(
    ctx.db,
  )
  return rows.map((row) => row.owner)
}

/** Ends the leases of workers known to be dead, so that their rows are taken over at once. */
export async function expireLeases(ctx: Context, owners: readonly string[]): Promise<void> {
  await sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second'
    where state = 'claimed' and lease_owner = any(${[...owners]})`.execute(ctx.db)
}

/** Forgets what was done more than 30 days ago. Returns how many rows. */
export async function forgetDone(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`delete from kernel.outbox
    where state = 'done' and finished_at < ${new Date(ctx.now().getTime() - 30 * 86_400_000)}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** What waits and what ended badly, by kind and state: for /metrics and the console. */
export async function countOutbox(
  ctx: Context,
): Promise<{ kind: string; state: string; count: number; oldest: Date | null }[]> {
  const { rows } = await sql<{ kind: string; state: string; count: number; oldest: Date | null }>`
    select kind, state, count(*)::int as count, min(next_at) as oldest from kernel.outbox
    where state <> 'done' group by kind, state order by kind, state`.execute(ctx.db)
  return rows
}
