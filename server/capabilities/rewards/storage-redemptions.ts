import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Redemption, RedemptionState } from "./model.ts"

const columns =
  sql.raw(`redemption_id as "redemptionId", reward_id as "rewardId", version, customer_id as "customerId", kind, quantity,
  points, state, handed, note, redeemed_at as "redeemedAt", due_at as "dueAt", done_at as "doneAt", done_by as "doneBy",
  has_come as "hasCome", cancelled_at as "cancelledAt", cancel_reason as "cancelReason"`)

export type NewRedemption = Pick<
  Redemption,
  "redemptionId" | "rewardId" | "version" | "kind" | "quantity" | "points" | "state" | "handed" | "note" | "dueAt"
> & { readonly customerId: string; readonly key: string }

export async function insertRedemption(ctx: Context, one: NewRedemption): Promise<void> {
  const doneAt = one.state === "done" ? ctx.now() : null
  await sql`insert into rewards.redemptions (brand_id, redemption_id, reward_id, version, customer_id, came_as, key, kind, quantity,
      points, state, handed, serial, note, redeemed_at, due_at, done_at)
    values (${ctx.brandId}, ${one.redemptionId}, ${one.rewardId}, ${one.version}, ${one.customerId}, ${one.customerId}, ${one.key},
      ${one.kind}, ${one.quantity}, ${one.points}, ${one.state}, ${JSON.stringify(one.handed)}::jsonb, ${one.handed.serial ?? null},
      ${one.note}, ${ctx.now()}, ${one.dueAt}, ${doneAt})`.execute(ctx.db)
}

export async function selectRedemption(ctx: Context, redemptionId: string): Promise<Redemption | undefined> {
  const { rows } = await sql<Redemption>`select ${columns} from rewards.redemptions
    where brand_id = ${ctx.brandId} and redemption_id = ${redemptionId}`.execute(ctx.db)
  return rows[0]
}

export async function selectByKey(ctx: Context, customerId: string, key: string): Promise<Redemption | undefined> {
  const { rows } = await sql<Redemption>`select ${columns} from rewards.redemptions
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and key = ${key}`.execute(ctx.db)
  return rows[0]
}

/** How many of each reward these people have, cancelled ones not counted; those they paid and those they were given. */
export async function selectHeld(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ customerId: string; rewardId: string; kind: Redemption["kind"]; pieces: number; last: Date }[]> {
  const { rows } = await sql<{
    customerId: string
    rewardId: string
    kind: Redemption["kind"]
    pieces: number
    last: Date
  }>`
    select customer_id as "customerId", reward_id as "rewardId", kind, sum(quantity)::int as pieces, max(redeemed_at) as last
    from rewards.redemptions
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and state <> 'cancelled'
    group by 1, 2, 3`.execute(ctx.db)
  return rows
}

/** Numbers of a limited edition that somebody holds, ascending. */
export async function selectSerials(ctx: Context, rewardId: string): Promise<number[]> {
  const { rows } = await sql<{ serial: number }>`select serial from rewards.redemptions
    where brand_id = ${ctx.brandId} and reward_id = ${rewardId} and serial is not null and state <> 'cancelled'
    order by serial`.execute(ctx.db)
  return rows.map(({ serial }) => serial)
}

export type RedemptionFilter = {
  readonly rewardId?: string | undefined
  readonly customerIds?: readonly string[] | undefined
  readonly state?: RedemptionState | undefined
  /** Those to be done, the most urgent first; else the newest first. */
  readonly isByDue?: boolean | undefined
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export async function selectRedemptions(ctx: Context, filter: RedemptionFilter): Promise<Redemption[]> {
  const { rewardId, customerIds, state, isByDue = false, after, limit } = filter
  const past = isByDue
    ? sql`and (coalesce(due_at, redeemed_at), redemption_id) > (${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid)`
    : sql`and (redeemed_at, redemption_id) < (${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid)`
  const { rows } = await sql<Redemption>`select ${columns} from rewards.redemptions
    where brand_id = ${ctx.brandId}
      ${rewardId === undefined ? sql`` : sql`and reward_id = ${rewardId}`}
      ${customerIds === undefined ? sql`` : sql`and customer_id = any(${[...customerIds]}::uuid[])`}
      ${state === undefined ? sql`` : sql`and state = ${state}`} ${after ? past : sql``}
    order by ${isByDue ? sql`coalesce(due_at, redeemed_at), redemption_id` : sql`redeemed_at desc, redemption_id desc`}
    limit ${limit}`.execute(ctx.db)
  return rows
}

/** False when it was not open any more. */
export async function finishOne(
  ctx: Context,
  redemptionId: string,
  { by, hasCome }: { by: string; hasCome: boolean | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update rewards.redemptions
    set state = 'done', done_at = ${ctx.now()}, done_by = ${by}, has_come = ${hasCome}
    where brand_id = ${ctx.brandId} and redemption_id = ${redemptionId} and state = 'open'`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** False when it was cancelled already. */
export async function cancelOne(ctx: Context, redemptionId: string, reason: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update rewards.redemptions
    set state = 'cancelled', cancelled_at = ${ctx.now()}, cancel_reason = ${reason}
    where brand_id = ${ctx.brandId} and redemption_id = ${redemptionId} and state <> 'cancelled'`.execute(ctx.db)
  return numAffectedRows === 1n
}

export type RewardCounts = {
  readonly rewardId: string
  readonly redeemed: number
  readonly people: number
  readonly points: number
  readonly open: number
  readonly cancelled: number
}

/** What became of each reward; `late` ones are among the open. */
export async function selectCounts(ctx: Context): Promise<Map<string, RewardCounts>> {
  const { rows } = await sql<RewardCounts>`
    select reward_id as "rewardId", count(*) filter (where state <> 'cancelled')::int as redeemed,
      count(distinct customer_id) filter (where state <> 'cancelled')::int as people,
      coalesce(sum(points) filter (where state <> 'cancelled'), 0)::float8 as points,
      count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'cancelled')::int as cancelled
    from rewards.redemptions where brand_id = ${ctx.brandId} group by 1`.execute(ctx.db)
  return new Map(rows.map((row) => [row.rewardId, row]))
}

/** How many wait for the staff, and how many of them too long. Events are counted from their day on. */
export async function countOpen(ctx: Context): Promise<{ open: number; late: number }> {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*) filter (where kind <> 'experience' or due_at <= ${ctx.now()})::int as open,
      count(*) filter (where due_at <= ${ctx.now()})::int as late
    from rewards.redemptions where brand_id = ${ctx.brandId} and state = 'open'`.execute(ctx.db)
  return rows[0] ?? { open: 0, late: 0 }
}

export async function selectDays(
  ctx: Context,
  rewardId: string,
  since: Date,
  zone: string,
): Promise<{ day: string; redeemed: number; points: number }[]> {
  const { rows } = await sql<{ day: string; redeemed: number; points: number }>`
    select to_char(redeemed_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as redeemed, sum(points)::float8 as points
    from rewards.redemptions
    where brand_id = ${ctx.brandId} and reward_id = ${rewardId} and state <> 'cancelled' and redeemed_at >= ${since}
    group by 1 order by 1`.execute(ctx.db)
  return rows
}

/** What one person has is found under the other id from now on. A wish that both made under one name keeps both. */
export async function moveRedemptions(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update rewards.redemptions r set customer_id = ${into},
      key = case when exists (select from rewards.redemptions o where o.brand_id = r.brand_id and o.customer_id = ${into} and o.key = r.key)
        then r.key || ':' || r.redemption_id else r.key end
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

/** A merge is undone: everybody has what was had under her own name. */
export async function moveRedemptionsBack(ctx: Context, from: string): Promise<void> {
  await sql`update rewards.redemptions set customer_id = came_as
    where brand_id = ${ctx.brandId} and came_as = ${from} and customer_id is distinct from ${from}`.execute(ctx.db)
}

/** Nothing says any more who it was; numbers stay. Returns what was still to be done, which nobody can have now. */
export async function forgetRedemptions(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ rewardId: string; quantity: number }[]> {
  const { rows } = await sql<{ rewardId: string; quantity: number }>`
    update rewards.redemptions set state = 'cancelled', cancelled_at = ${ctx.now()}, cancel_reason = 'erased'
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and state = 'open'
    returning reward_id as "rewardId", quantity`.execute(ctx.db)
  await sql`update rewards.redemptions set customer_id = null, came_as = null, key = 'erased:' || redemption_id, note = '',
      handed = '{}'
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return rows
}
