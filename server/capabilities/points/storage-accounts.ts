import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"

/** What members hold: confirmed points, those kept for a hold included; debt is held less than nothing, as a line of its own. */
export type AccountMove = {
  readonly kind: "issued" | "carried" | "redeemed" | "returned" | "expired" | "revoked" | "adjusted"
  /** `debt` for what was owed. */
  readonly origin: string
  /** "2026-04", when the lot became usable; "" for debt. */
  readonly issueMonth: string
  /** The month of the last day. Null: never. "sliding" for lots that live on with each thing the member does. */
  readonly expiryMonth: string | null
  /** Day of the brand; null unless asked for by day. */
  readonly day: string | null
  readonly points: number
}

type Asked = {
  readonly from?: Date | null
  readonly until?: Date | null
  readonly zone: string
  readonly byDay?: boolean
}

const span = ({ from, until }: Asked) =>
  sql`${from ? sql`and j.effective_at >= ${from}` : sql``} ${until ? sql`and j.effective_at < ${until}` : sql``}`

/** Every step of the live book that changes what members hold: more (+) or less (−), with the account that it came from or went to. */
const changes = (ctx: Context, asked: Asked) => sql`
  select j.effective_at, j.points * ((j.to_account in ('available', 'held'))::int - (j.from_account in ('available', 'held'))::int) as points,
    case when j.to_account in ('available', 'held') then j.from_account else j.to_account end as other, j.lot_id, j.origin
  from points.journal j
  where j.brand_id = ${ctx.brandId} and j.book = 'live' ${span(asked)}
    and (j.to_account in ('available', 'held')) <> (j.from_account in ('available', 'held'))
  union all
  select j.effective_at, j.points * case when j.to_account = 'debt' then 1 else -1 end,
    case when j.to_account = 'debt' then j.from_account else j.to_account end, null, 'debt'
  from points.journal j
  where j.brand_id = ${ctx.brandId} and j.book = 'live' ${span(asked)} and 'debt' in (j.from_account, j.to_account)`

const kindOf: RawBuilder<unknown> = sql`case
  when c.other in ('issuance', 'pending') and c.points > 0 then 'issued'
  when c.other = 'opening' then 'carried'
  when c.other = 'redeemed' then case when c.points > 0 then 'returned' else 'redeemed' end
  when c.other = 'expired' then 'expired'
  when c.other in ('adjustment', 'moved') then 'adjusted'
  else 'revoked' end`

/** What happened to what members hold, summed up by kind and by where it comes from. One pass over the journal of that time. */
export async function selectAccountMoves(ctx: Context, asked: Asked): Promise<AccountMove[]> {
  const month = (at: RawBuilder<unknown>) => sql`to_char(${at} at time zone ${sql.lit(asked.zone)}, 'YYYY-MM')`
  const day = asked.byDay
    ? sql`to_char(c.effective_at at time zone ${sql.lit(asked.zone)}, 'YYYY-MM-DD')`
    : sql`null::text`
  const { rows } = await sql<Omit<AccountMove, "points"> & { points: string }>`
    select ${kindOf} as kind, coalesce(l.origin, c.origin, 'debt') as origin,
      coalesce(${month(sql`coalesce(l.confirmed_at, l.earned_at)`)}, '') as "issueMonth",
      -- The end is the first instant at which they are gone: points that can be used to 31 March end in March.
      case when l.expiry ->> 'kind' = 'sliding' then 'sliding' else ${month(sql`(l.expires_at - interval '1 microsecond')`)} end as "expiryMonth",
      ${day} as day, sum(c.points)::text as points
    from (${changes(ctx, asked)}) c
    left join points.lots l on l.brand_id = ${ctx.brandId} and l.lot_id = c.lot_id
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(ctx.db)
  return rows.map((row) => ({ ...row, points: Number(row.points) }))
}

/** What waits to be confirmed, by what moved it: earned and given back (+), confirmed, revoked, expired (−). */
export async function selectPendingMoves(
  ctx: Context,
  asked: Asked,
): Promise<{ kind: "earned" | "confirmed" | "revoked"; points: number }[]> {
  const { rows } = await sql<{ kind: "earned" | "confirmed" | "revoked"; points: string }>`
    select case when j.from_account <> 'pending' then 'earned' when j.to_account in ('available', 'held', 'debt') then 'confirmed' else 'revoked' end as kind,
      sum(case when j.to_account = 'pending' then j.points else -j.points end)::text as points
    from points.journal j
    where j.brand_id = ${ctx.brandId} and j.book = 'live' ${span(asked)} and 'pending' in (j.from_account, j.to_account)
    group by 1 order by 1`.execute(ctx.db)
  return rows.map((row) => ({ ...row, points: Number(row.points) }))
}

/** What the lots and the members' debts add up to this moment. */
export async function selectLotSums(
  ctx: Context,
): Promise<{ held: number; pending: number; debt: number; holders: number }> {
  const { rows } = await sql<Record<"held" | "pending" | "debt" | "holders", string>>`
    select (select coalesce(sum(available + held), 0) from points.lots where brand_id = ${ctx.brandId} and book = 'live')::text as held,
      (select coalesce(sum(pending), 0) from points.lots where brand_id = ${ctx.brandId} and book = 'live')::text as pending,
      coalesce(sum(debt), 0)::text as debt, (count(*) filter (where available > 0))::text as holders
    from points.members where brand_id = ${ctx.brandId} and book = 'live'`.execute(ctx.db)
  const [row] = rows
  return {
    held: Number(row?.held ?? 0),
    pending: Number(row?.pending ?? 0),
    debt: Number(row?.debt ?? 0),
    holders: Number(row?.holders ?? 0),
  }
}

/** Points by the month in which they became usable, and how many months later they were used or gone. */
export async function selectCohortEnds(
  ctx: Context,
  zone: string,
  until: Date,
): Promise<{ issueMonth: string; age: number; issued: number; used: number; expired: number }[]> {
  const { rows } = await sql<{ issueMonth: string; age: number; issued: string; used: string; expired: string }>`
    select to_char(l.at, 'YYYY-MM') as "issueMonth",
      ((extract(year from c.at) - extract(year from l.at)) * 12 + extract(month from c.at) - extract(month from l.at))::int as age,
      coalesce(sum(c.points) filter (where c.other in ('issuance', 'pending', 'opening')), 0)::text as issued,
      coalesce(-sum(c.points) filter (where c.other = 'redeemed'), 0)::text as used,
      coalesce(-sum(c.points) filter (where c.other = 'expired'), 0)::text as expired
    from (select other, points, lot_id, date_trunc('month', effective_at at time zone ${zone}) as at from (${changes(ctx, { until, zone })}) moved) c
    join lateral (select date_trunc('month', coalesce(confirmed_at, earned_at) at time zone ${zone}) as at from points.lots
      -- Of free points that were brought along nobody knows how many there once were.
      where brand_id = ${ctx.brandId} and lot_id = c.lot_id and origin <> 'opening') l on true
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    issued: Number(row.issued),
    used: Number(row.used),
    expired: Number(row.expired),
  }))
}

/** Orders that earned in this time, after this one, in order of their ids: what each was given, less what was taken back. */
export async function selectEarnedOrders(
  ctx: Context,
  { from, until, after, limit }: { from: Date; until: Date; after: string | null; limit: number },
): Promise<{ orderId: string; customerId: string; earnedAt: Date; points: number }[]> {
  const { rows } = await sql<{ orderId: string; customerId: string; earnedAt: Date; points: string }>`
    select j.order_id as "orderId", min(j.customer_id::text)::uuid as "customerId", min(j.effective_at) as "earnedAt",
      sum(case when j.from_account = 'issuance' then j.points when j.to_account = 'revoked' then -j.points else 0 end)::text as points
    from points.journal j
    where j.brand_id = ${ctx.brandId} and j.book = 'live' and j.order_id is not null and j.origin = 'purchase'
      and j.effective_at >= ${from} and j.effective_at < ${until}
      and j.order_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    group by 1 having bool_or(j.from_account = 'issuance') order by 1 limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, points: Number(row.points) }))
}

/** How many hold points at all, and how many of them ever came to hold so many. */
export async function selectReach(ctx: Context, least: number): Promise<{ members: number; reached: number }> {
  const { rows } = await sql<{ members: number; reached: number }>`
    select count(*)::int as members, (count(*) filter (where earned >= ${least}))::int as reached
    from points.members where brand_id = ${ctx.brandId} and book = 'live'`.execute(ctx.db)
  return rows[0] ?? { members: 0, reached: 0 }
}

/** What each of these people was given for nothing bought and for purchases, and what they used, since then. */
export async function selectPointsOf(
  ctx: Context,
  customerIds: readonly string[],
  since: Date,
): Promise<{ customerId: string; purchase: number; action: number; used: number; acts: number; uses: number }[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<{
    customerId: string
    purchase: string
    action: string
    used: string
    acts: number
    uses: number
  }>`
    select customer_id as "customerId",
      coalesce(sum(points) filter (where from_account = 'issuance' and origin = 'purchase'), 0)::text as purchase,
      coalesce(sum(points) filter (where from_account = 'issuance' and origin <> 'purchase'), 0)::text as action,
      coalesce(sum(case when to_account = 'redeemed' then points when from_account = 'redeemed' then -points end), 0)::text as used,
      (count(distinct (cause_type, cause_id)) filter (where from_account = 'issuance' and origin = 'action'))::int as acts,
      (count(distinct transaction_id) filter (where to_account = 'redeemed'))::int as uses
    from points.journal where brand_id = ${ctx.brandId} and book = 'live' and customer_id = any(${[...customerIds]}::uuid[])
      and effective_at >= ${since} group by 1`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    purchase: Number(row.purchase),
    action: Number(row.action),
    used: Number(row.used),
  }))
}

/** Who has anything in the live book, in order of their ids, after this one. */
export async function selectHolders(ctx: Context, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select customer_id as id from points.members
    where brand_id = ${ctx.brandId} and book = 'live' and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Paid points as they stood at an instant (L32): what was issued and used since `from`, all that was unused, and of it what is usable for six months only. */
export async function selectPaidPoints(
  ctx: Context,
  from: Date,
  until: Date,
): Promise<{ issued: number; redeemed: number; unused: number; exempt: number }> {
  const { rows } = await sql<Record<"issued" | "redeemed" | "unused" | "exempt", string>>`
    with c as (
      select j.effective_at, j.lot_id, j.from_account, j.to_account, j.points,
        ((j.to_account in ('pending', 'available', 'held'))::int - (j.from_account in ('pending', 'available', 'held'))::int) * j.points as change
      from points.journal j
      where j.brand_id = ${ctx.brandId} and j.book = 'live' and j.origin = 'paid' and j.effective_at < ${until}
    )
    select coalesce(sum(c.points) filter (where c.from_account = 'issuance' and c.effective_at >= ${from}), 0)::text as issued,
      coalesce(sum(-c.change) filter (where 'redeemed' in (c.from_account, c.to_account) and c.effective_at >= ${from}), 0)::text as redeemed,
      coalesce(sum(c.change), 0)::text as unused,
      coalesce(sum(c.change) filter (where l.expires_at <= l.earned_at + interval '6 months'), 0)::text as exempt
    from c left join points.lots l on l.brand_id = ${ctx.brandId} and l.lot_id = c.lot_id`.execute(ctx.db)
  const [row] = rows
  return {
    issued: Number(row?.issued ?? 0),
    redeemed: Number(row?.redeemed ?? 0),
    unused: Number(row?.unused ?? 0),
    exempt: Number(row?.exempt ?? 0),
  }
}
