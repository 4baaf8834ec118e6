import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Door } from "./model.ts"

export type Listed = {
  readonly customerId: string
  readonly memberId: string
  readonly enrolledAt: Date
  readonly door: Door
  readonly leftAt: Date | null
  readonly rankKey: string | null
  readonly rankTotal: number | null
  readonly missing: number | null
  readonly nextKey: string | null
  readonly termsVersion: number | null
}

export type Place = { readonly enrolledAt: Date; readonly memberId: string }
export type Filter = {
  readonly state: "in" | "left"
  readonly rank?: string | undefined
  readonly planId?: string | undefined
  readonly before: Place | null
  readonly limit: number
}

/** Members, the newest first. */
export async function selectListed(ctx: Context, { state, rank, planId, before, limit }: Filter): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select m.root_id as "customerId", m.customer_id as "memberId", m.enrolled_at as "enrolledAt", m.door, m.left_at as "leftAt",
      m.rank_key as "rankKey", m.rank_total::float8 as "rankTotal", m.missing::float8 as missing, m.next_key as "nextKey",
      m.terms_version as "termsVersion"
    from members.members m
    where m.brand_id = ${ctx.brandId} and m.is_main and m.ring is null and (m.left_at is not null) = ${state === "left"}
      ${rank === undefined ? sql`` : sql`and m.rank_key = ${rank}`}
      ${
        planId === undefined
          ? sql``
          : sql`and exists (select from members.holdings h join members.members o on o.brand_id = h.brand_id and o.customer_id = h.customer_id
              where h.brand_id = ${ctx.brandId} and h.plan_id = ${planId} and h.state = 'active' and o.root_id = m.root_id)`
      }
      ${before === null ? sql`` : sql`and (m.enrolled_at, m.customer_id) < (${before.enrolledAt}, ${before.memberId}::uuid)`}
    order by m.enrolled_at desc, m.customer_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type MemberCounts = {
  readonly members: number
  readonly left: number
  readonly joined: number
  readonly asked: number
}

/** How many belong, left, joined since then, and how many are yet to accept the newest terms that ask for it. */
export async function countMembers(ctx: Context, since: Date, terms: number | null): Promise<MemberCounts> {
  const { rows } = await sql<MemberCounts>`
    select count(*) filter (where left_at is null)::int as members, count(*) filter (where left_at is not null)::int as left,
      count(*) filter (where left_at is null and enrolled_at >= ${since})::int as joined,
      count(*) filter (where left_at is null and coalesce(terms_version, 0) < ${terms ?? 0})::int as asked
    from members.members where brand_id = ${ctx.brandId} and is_main and ring is null`.execute(ctx.db)
  return rows[0] ?? { members: 0, left: 0, joined: 0, asked: 0 }
}
