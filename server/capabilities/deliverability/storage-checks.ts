import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Check } from "./domain-rules.ts"

/** The last look at the domain that the brand sends from. */
export async function selectCheck(ctx: Context): Promise<Check | undefined> {
  const { rows } = await sql<Check>`select domain, checked_at as "checkedAt", findings from deliverability.checks
    where brand_id = ${ctx.brandId} order by checked_at desc limit 1`.execute(ctx.db)
  return rows[0]
}

export async function saveCheck(ctx: Context, { domain, checkedAt, findings }: Check): Promise<void> {
  await sql`insert into deliverability.checks (brand_id, domain, checked_at, findings)
    values (${ctx.brandId}, ${domain}, ${checkedAt}, ${JSON.stringify(findings)}::jsonb)
    on conflict (brand_id, domain) do update set checked_at = excluded.checked_at, findings = excluded.findings`.execute(
    ctx.db,
  )
}

export async function sumTriedSince(ctx: Context, since: Date): Promise<number> {
  const { rows } = await sql<{
    sum: number
  }>`select coalesce(sum(tried), 0)::int as sum from deliverability.domain_minutes
    where brand_id = ${ctx.brandId} and minute >= ${since}`.execute(ctx.db)
  return rows[0]?.sum ?? 0
}
