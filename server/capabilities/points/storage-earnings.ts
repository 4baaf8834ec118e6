import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Points that somebody earned, or that were taken back of them: those stand where they were earned, known from later on. */
export type Earning = {
  readonly customerId: string
  readonly at: Date
  readonly knownAt: Date
  /** Less than 0 for what was taken back. */
  readonly points: number
}

/** What was earned and taken back under these ids in the live book, oldest first. Expired and spent points were earned, too. */
export async function selectEarnings(ctx: Context, customerIds: readonly string[]): Promise<Earning[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<Earning & { points: string }>`
    select j.customer_id as "customerId", j.effective_at as "knownAt",
      case when j.to_account = 'revoked' then least(coalesce(l.earned_at, j.effective_at), j.effective_at) else j.effective_at end as at,
      case when j.from_account = 'issuance' then j.points else -j.points end as points
    from points.journal j
    left join points.lots l on l.brand_id = j.brand_id and l.lot_id = j.lot_id
    where j.brand_id = ${ctx.brandId} and j.book = 'live' and j.customer_id = any(${[...customerIds]}::uuid[])
      and (j.from_account = 'issuance' or j.to_account = 'revoked')
    order by j.effective_at, j.seq`.execute(ctx.db)
  return rows.map((row) => ({ ...row, points: Number(row.points) }))
}
