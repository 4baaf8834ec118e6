import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"

/**
 * How many people of each group took back their consent to letters, on any channel, from a moment on that is each one's
 * own. `cohort` is a select of (person_id, customer_id, arm, design, from_at); `windowDays` null counts until now.
 */
export async function selectRefusals(
  ctx: Context,
  cohort: RawBuilder<unknown>,
  windowDays: number | null,
): Promise<{ arm: string; design: number; n: number; refused: number }[]> {
  const until = windowDays === null ? sql`` : sql`and s.at < c.from_at + make_interval(days => ${windowDays})`
  const { rows } = await sql<{ arm: string; design: number; n: number; refused: number }>`
    with cohort as (${cohort}),
    refused as (
      select distinct c.person_id from cohort c
      join customers.consents s on s.brand_id = ${ctx.brandId} and s.customer_id = c.customer_id and s.state = 'withdrawn'
        and s.purpose = 'marketing' and s.at >= c.from_at and s.at <= ${ctx.now()} ${until}
    )
    select p.arm, p.design, count(*)::int as n, count(r.person_id)::int as refused
    from (select person_id, arm, design from cohort group by person_id, arm, design) p
    left join refused r on r.person_id = p.person_id
    group by p.arm, p.design order by p.arm, p.design`.execute(ctx.db)
  return rows
}
