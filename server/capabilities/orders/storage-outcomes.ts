import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"

/**
 * Sums over the people of one group: n people; of what was counted (y) and of the same before (x) sums, sums of squares
 * and of products; `some`: people with any. Money in minor units, as floats: these are for statistics only.
 */
export type OutcomeSums = {
  readonly measure: "orders" | "revenue" | "repeat"
  readonly arm: string
  readonly design: number
  readonly n: number
  readonly y: number
  readonly yy: number
  readonly x: number
  readonly xx: number
  readonly xy: number
  readonly some: number
}

/**
 * What groups of people bought from a moment on that is each one's own: orders that stand (D26), what was kept of them in
 * one currency, and whether somebody came back, that is, bought when she had bought before. `cohort` is a select of
 * (person_id, customer_id, arm, design, from_at), one row for each id that a person's orders may have been told with; a
 * person's other columns are the same in all of her rows. `windowDays` null counts until now. One pass: seconds for a
 * million people.
 */
export async function selectOutcomes(
  ctx: Context,
  cohort: RawBuilder<unknown>,
  asked: { readonly windowDays: number | null; readonly beforeDays: number; readonly currency: string },
): Promise<OutcomeSums[]> {
  const until =
    asked.windowDays === null
      ? sql`${ctx.now()}::timestamptz`
      : sql`least(c.from_at + make_interval(days => ${asked.windowDays}), ${ctx.now()}::timestamptz)`
  const during = sql`o.placed_at >= c.from_at`
  const shortly = sql`o.placed_at < c.from_at and o.placed_at >= c.from_at - make_interval(days => ${asked.beforeDays})`
  const net = sql`case when o.currency = ${asked.currency} then o.total - o.refunded else 0 end`
  const { rows } = await sql<OutcomeSums>`
    with cohort as (${cohort}),
    person as (
      select c.person_id, c.arm, c.design,
        count(*) filter (where ${during})::float8 as orders,
        coalesce(sum(${net}) filter (where ${during}), 0)::float8 as revenue,
        count(*) filter (where ${shortly})::float8 as orders_before,
        coalesce(sum(${net}) filter (where ${shortly}), 0)::float8 as revenue_before,
        count(*) filter (where o.placed_at < c.from_at) as ever
      from cohort c
      left join orders.orders o on o.brand_id = ${ctx.brandId} and o.customer_id = c.customer_id and o.counted
        and o.body is not null and o.placed_at <= ${until}
      group by c.person_id, c.arm, c.design
    ),
    counted as (
      select p.arm, p.design, m.measure, m.y, m.x
      from person p, lateral (values ('orders', p.orders, p.orders_before), ('revenue', p.revenue, p.revenue_before),
        ('repeat', (p.orders >= 1 and p.orders + p.ever >= 2)::int::float8, (p.ever >= 1)::int::float8)) as m(measure, y, x)
    )
    select measure, arm, design, count(*)::int as n, sum(y) as y, sum(y * y) as yy, sum(x) as x, sum(x * x) as xx, sum(x * y) as xy,
      count(*) filter (where y <> 0)::int as some
    from counted group by measure, arm, design order by measure, arm, design`.execute(ctx.db)
  return rows
}
