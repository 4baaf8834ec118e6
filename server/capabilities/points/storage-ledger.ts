import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type MonthSum = {
  /** "2026-04"; what was before the first month that was asked for stands under "". */
  readonly month: string
  readonly kind: "issued" | "redeemed" | "expired" | "revoked" | "adjusted"
  readonly origin: string
  /** Signed: more is owed to members, or less. */
  readonly points: number
  readonly transactions: number
  readonly people: number
}

// What members can use: usable and held, less what they owe.
const owed = sql.raw(`('available', 'held', 'debt')`)

/** What changed that members hold, by month of effective time in the brand's zone, from this instant on; the rest together. */
export async function selectMonthSums(ctx: Context, zone: string, since: Date): Promise<MonthSum[]> {
  const { rows } = await sql<MonthSum>`
    select case when effective_at < ${since} then '' else to_char(effective_at at time zone ${zone}, 'YYYY-MM') end as month,
      case other when 'issuance' then 'issued' when 'opening' then 'issued' when 'pending' then 'issued' when 'redeemed' then 'redeemed' when 'expired' then 'expired'
        when 'revoked' then 'revoked' else 'adjusted' end as kind,
      coalesce(origin, 'debt') as origin, sum(points)::bigint as points,
      count(distinct transaction_id)::int as transactions, count(distinct customer_id)::int as people
    from (
      select effective_at, origin, transaction_id, customer_id,
        case when to_account in ${owed} then from_account else to_account end as other,
        case when to_account in ${owed} then points else -points end as points
      from points.journal where brand_id = ${ctx.brandId} and book = 'live' and (to_account in ${owed}) <> (from_account in ${owed})
        and 'moved' not in (from_account, to_account)
    ) steps
    group by 1, 2, 3 order by 1, 2, 3`.execute(ctx.db)
  return rows
}

export type LotTotals = {
  readonly usable: number
  readonly held: number
  readonly pending: number
  readonly debt: number
  readonly members: number
}

/** What all lots hold, and what is owed to the brand. */
export async function selectLotTotals(ctx: Context): Promise<LotTotals> {
  const { rows } = await sql<LotTotals>`
    select coalesce(sum(available), 0)::bigint as usable, coalesce(sum(held), 0)::bigint as held,
      coalesce(sum(pending), 0)::bigint as pending, count(distinct customer_id)::int as members,
      (select coalesce(sum(debt), 0)::bigint from points.members where brand_id = ${ctx.brandId} and book = 'live' and debt > 0) as debt
    from points.lots where brand_id = ${ctx.brandId} and book = 'live' and pending + available + held > 0`.execute(
    ctx.db,
  )
  return rows[0] ?? { usable: 0, held: 0, pending: 0, debt: 0, members: 0 }
}

/** What ends when, by month of its last day; null: never. */
export async function selectEndings(ctx: Context, zone: string): Promise<{ month: string | null; points: number }[]> {
  const { rows } = await sql<{ month: string | null; points: number }>`
    select to_char((expires_at - interval '1 microsecond') at time zone ${zone}, 'YYYY-MM') as month, sum(available + held)::bigint as points
    from points.lots where brand_id = ${ctx.brandId} and book = 'live' and available + held > 0
    group by 1 order by 1 nulls last`.execute(ctx.db)
  return rows
}
