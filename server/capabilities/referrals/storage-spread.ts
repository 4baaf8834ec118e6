import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { ShareChannel } from "./model.ts"

export type LinkNumbers = {
  readonly linkId: string
  readonly parentId: string | null
  readonly sharer: string
  readonly customerId: string | null
  readonly partnerId: string | null
  readonly channel: ShareChannel
  readonly contentId: string | null
  readonly generation: number
  readonly createdAt: Date
  readonly pausedAt: Date | null
  readonly shares: number
  readonly visitors: number
  readonly claims: number
  readonly referrals: number
  readonly held: number
}

export type SpreadFilter = {
  /** null: shares of no content in particular. */
  readonly contentIds?: readonly (string | null)[] | undefined
  readonly partnerId?: string | undefined
  readonly since: Date
}

/** Newcomers are those of whom nothing is in doubt: whoever is held is counted when somebody has looked. */
const brought = sql`('waiting', 'rewarded')`

/**
 * Links with what came of them since then; those without any sign of life are left out. A friend who used a code without
 * ever opening the link was reached as well, so nobody becomes a newcomer whom nobody reached.
 */
export async function selectSpread(
  ctx: Context,
  { contentIds, partnerId, since }: SpreadFilter,
): Promise<LinkNumbers[]> {
  const ids = contentIds?.filter((id) => id !== null) ?? []
  const withNone = contentIds?.includes(null) ?? false
  const { rows } = await sql<LinkNumbers>`
    select l.link_id as "linkId", l.parent_id as "parentId", l.sharer, l.customer_id as "customerId", l.partner_id as "partnerId",
      l.channel, l.content_id as "contentId", l.generation, l.created_at as "createdAt", l.paused_at as "pausedAt", l.shares,
      (coalesce(v.visitors, 0) + coalesce(r.unseen, 0))::int as visitors, coalesce(c.claims, 0)::int as claims,
      coalesce(r.referrals, 0)::int as referrals, coalesce(r.held, 0)::int as held
    from referrals.links l
    left join (select link_id, count(distinct visitor) as visitors from referrals.visits
      where brand_id = ${ctx.brandId} and not is_machine and visited_at >= ${since} group by link_id) v on v.link_id = l.link_id
    left join (select link_id, count(*) as claims from referrals.claims
      where brand_id = ${ctx.brandId} and claimed_at >= ${since} group by link_id) c on c.link_id = l.link_id
    left join (select link_id, count(*) filter (where state in ${brought}) as referrals, count(*) filter (where state = 'held') as held,
        count(*) filter (where not exists (select from referrals.claims k
          where k.brand_id = f.brand_id and k.link_id = f.link_id and k.customer_id = f.friend_id and k.visitor is not null)) as unseen
      from referrals.referrals f where brand_id = ${ctx.brandId} and state <> 'refused' and placed_at >= ${since} group by link_id) r
      on r.link_id = l.link_id
    where l.brand_id = ${ctx.brandId} and (l.shares > 0 or v.visitors > 0 or c.claims > 0 or r.referrals > 0 or r.held > 0 or r.unseen > 0)
      ${contentIds ? sql`and (l.content_id = any(${ids}::uuid[]) or (${withNone} and l.content_id is null))` : sql``}
      ${partnerId ? sql`and l.partner_id = ${partnerId}` : sql``}
    order by l.created_at, l.link_id limit 20000`.execute(ctx.db)
  return rows
}

export type Brought = {
  readonly friendId: string
  readonly linkId: string
  readonly contentId: string | null
  readonly channel: ShareChannel
  readonly placedAt: Date
  readonly market: string | null
  readonly amount: number
  readonly discount: number
  readonly points: number
  readonly partnerId: string | null
}

/** The newcomers since then, with what they cost: points to both sides, and what a coupon took off. */
export async function selectBrought(ctx: Context, { contentIds, partnerId, since }: SpreadFilter): Promise<Brought[]> {
  const ids = contentIds?.filter((id) => id !== null) ?? []
  const withNone = contentIds?.includes(null) ?? false
  const { rows } = await sql<Brought>`
    select friend_id as "friendId", link_id as "linkId", content_id as "contentId", channel, placed_at as "placedAt", market, amount,
      discount, partner_id as "partnerId", case when state = 'rewarded' then coalesce((to_inviter->>'points')::int, 0)
        + coalesce((to_friend->>'points')::int, 0) else 0 end as points
    from referrals.referrals where brand_id = ${ctx.brandId} and state in ${brought} and placed_at >= ${since}
      ${contentIds ? sql`and (content_id = any(${ids}::uuid[]) or (${withNone} and content_id is null))` : sql``}
      ${partnerId ? sql`and partner_id = ${partnerId}` : sql``}
    order by placed_at desc, referral_id limit 20000`.execute(ctx.db)
  return rows.map((row) => ({ ...row, amount: Number(row.amount), discount: Number(row.discount) }))
}

export type FeelingCounts = {
  readonly contentId: string | null
  readonly moved: number
  readonly useful: number
  readonly negative: number
}

export async function selectFeelings(ctx: Context, since: Date): Promise<FeelingCounts[]> {
  const { rows } = await sql<FeelingCounts>`select content_id as "contentId",
      count(*) filter (where feeling = 'moved')::int as moved, count(*) filter (where feeling = 'useful')::int as useful,
      count(*) filter (where feeling = 'negative')::int as negative
    from referrals.feelings where brand_id = ${ctx.brandId} and said_at >= ${since} group by content_id`.execute(ctx.db)
  return rows
}

/** How often a link that was shared in one place was opened from another: it was carried on by hand (J13). */
export async function selectCarried(ctx: Context, since: Date): Promise<{ from: string; to: string; count: number }[]> {
  const { rows } = await sql<{ from: string; to: string; count: number }>`
    select l.channel as from, v.came_by as to, count(distinct v.visitor)::int as count
    from referrals.visits v join referrals.links l on l.brand_id = v.brand_id and l.link_id = v.link_id
    where v.brand_id = ${ctx.brandId} and not v.is_machine and v.visited_at >= ${since} and v.came_by is not null
      and v.came_by <> l.channel and v.came_by <> 'other'
    group by 1, 2 order by 3 desc, 1, 2 limit 50`.execute(ctx.db)
  return rows
}

/** What partners cost for orders since then. */
export async function sumCommissions(ctx: Context, since: Date): Promise<number> {
  const { rows } = await sql<{ sum: string }>`select coalesce(sum(amount), 0) as sum from referrals.commissions
    where brand_id = ${ctx.brandId} and placed_at >= ${since}`.execute(ctx.db)
  return Number(rows[0]?.sum ?? 0)
}

export type Inviter = {
  readonly customerId: string
  readonly brought: number
  readonly rewarded: number
  readonly held: number
  readonly value: number
  readonly lastAt: Date
}

/** Who brought most, and when a friend last came by them; one who was refused did not come. */
export async function selectInviters(ctx: Context, limit: number): Promise<Inviter[]> {
  const { rows } = await sql<Inviter>`select inviter_id as "customerId",
      count(*) filter (where state in ${brought})::int as brought,
      count(*) filter (where state = 'rewarded')::int as rewarded, count(*) filter (where state = 'held')::int as held,
      coalesce(sum(amount) filter (where state in ${brought}), 0)::bigint as value,
      max(placed_at) filter (where state in ${brought} or state = 'held') as "lastAt"
    from referrals.referrals where brand_id = ${ctx.brandId} and inviter_id is not null
    group by 1 having bool_or(state in ${brought} or state = 'held') order by 2 desc, 6 desc, 1 limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}
