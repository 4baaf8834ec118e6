import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type DomainCount = { readonly domain: string; readonly tried: number; readonly refused: number }

/** Adds to the present minute. */
export async function addToMinutes(ctx: Context, counts: readonly DomainCount[]): Promise<void> {
  await sql`insert into deliverability.domain_minutes as m (brand_id, domain, minute, tried, refused)
    select ${ctx.brandId}, c.domain, date_trunc('minute', ${ctx.now()}::timestamptz), c.tried, c.refused
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as c(domain text, tried int, refused int) order by c.domain
    on conflict (brand_id, domain, minute) do update set tried = m.tried + excluded.tried,
      refused = m.refused + excluded.refused`.execute(ctx.db)
}

export async function sumMinutes(ctx: Context, domains: readonly string[], since: Date): Promise<DomainCount[]> {
  const { rows } = await sql<DomainCount>`
    select domain, sum(tried)::int as tried, sum(refused)::int as refused from deliverability.domain_minutes
    where brand_id = ${ctx.brandId} and domain = any(${domains}) and minute >= ${since} group by domain`.execute(ctx.db)
  return rows
}

export type ClosedDomain = {
  readonly domain: string
  readonly closedAt: Date
  readonly closedUntil: Date
  readonly closings: number
  readonly tried: number
  readonly refused: number
  readonly openedAt: Date | null
}

const columns = sql.raw(`domain, closed_at as "closedAt", closed_until as "closedUntil", closings, tried, refused,
  opened_at as "openedAt"`)

/** Domains that are closed at this moment, all of them or these. */
export async function selectClosed(ctx: Context, domains?: readonly string[]): Promise<ClosedDomain[]> {
  const { rows } = await sql<ClosedDomain>`select ${columns} from deliverability.closed_domains
    where brand_id = ${ctx.brandId} and opened_at is null and closed_until > ${ctx.now()}
      ${domains ? sql`and domain = any(${domains})` : sql``} order by closed_at desc`.execute(ctx.db)
  return rows
}

export async function selectDomain(ctx: Context, domain: string): Promise<ClosedDomain | undefined> {
  const { rows } = await sql<ClosedDomain>`select ${columns} from deliverability.closed_domains
    where brand_id = ${ctx.brandId} and domain = ${domain}`.execute(ctx.db)
  return rows[0]
}

export async function closeDomain(ctx: Context, of: DomainCount, until: Date, closings: number): Promise<void> {
  await sql`insert into deliverability.closed_domains (brand_id, domain, closed_at, closed_until, closings, tried, refused)
    values (${ctx.brandId}, ${of.domain}, ${ctx.now()}, ${until}, ${closings}, ${of.tried}, ${of.refused})
    on conflict (brand_id, domain) do update set closed_at = excluded.closed_at, closed_until = excluded.closed_until,
      closings = excluded.closings, tried = excluded.tried, refused = excluded.refused, opened_at = null,
      opened_by = null`.execute(ctx.db)
}

/** False when it was not closed. */
export async function openDomainRow(ctx: Context, domain: string, by: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update deliverability.closed_domains set opened_at = ${ctx.now()}, opened_by = ${by}
    where brand_id = ${ctx.brandId} and domain = ${domain} and opened_at is null and closed_until > ${ctx.now()}`.execute(
      ctx.db,
    )
  return numAffectedRows === 1n
}

/** What was counted before a domain is let in again does not count against it twice. */
export async function forgetMinutes(ctx: Context, domain: string): Promise<void> {
  await sql`delete from deliverability.domain_minutes where brand_id = ${ctx.brandId} and domain = ${domain}`.execute(
    ctx.db,
  )
}

export async function deleteMinutesBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from deliverability.domain_minutes where brand_id = ${ctx.brandId} and minute < ${before}`.execute(
    ctx.db,
  )
}
