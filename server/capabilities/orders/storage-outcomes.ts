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
  const net = sql`case when o.currency = ${asked.currency} then o.total - o.refunded end::float8`
  const { rows } = await sql<Record<string, number> & { arm: string; design: number }>`
    with cohort as (${cohort}),
    counted as (
      select c.arm, c.design,
        count(*) filter (where ${during})::float8 as orders,
        coalesce(sum(${net}) filter (where ${during}), 0) as revenue,
        count(*) filter (where ${shortly})::float8 as orders_before,
        coalesce(sum(${net}) filter (where ${shortly}), 0) as revenue_before,
        count(*) filter (where o.placed_at < c.from_at) as ever
      from cohort c
      left join orders.orders o on o.brand_id = ${ctx.brandId} and o.customer_id = c.customer_id and o.counted
        and o.body is not null and o.placed_at <= ${until}
      group by c.person_id, c.arm, c.design
    ),
    person as (
      select arm, design, orders as y1, orders_before as x1, revenue as y2, revenue_before as x2,
        (orders >= 1 and orders + ever >= 2)::int::float8 as y3, (ever >= 1)::int::float8 as x3 from counted
    )
    select arm, design, count(*)::int as n, ${sumsOf(1)}, ${sumsOf(2)}, ${sumsOf(3)}
    from person group by arm, design order by arm, design`.execute(ctx.db)
  const of = (measure: OutcomeSums["measure"], k: number) =>
    rows.map(({ arm, design, ...sums }): OutcomeSums => {
      const sum = (name: string) => sums[name] ?? 0
      const squares = { yy: sum(`yy${k}`), xx: sum(`xx${k}`), xy: sum(`xy${k}`) }
      return { measure, arm, design, n: sum("n"), y: sum(`y${k}`), x: sum(`x${k}`), ...squares, some: sum(`some${k}`) }
    })
  return [...of("orders", 1), ...of("revenue", 2), ...of("repeat", 3)]
}

/** Side by side instead of one below the other: people are gone through once. */
const sumsOf = (k: number) =>
  sql.raw(`sum(y${k}) as y${k}, sum(y${k} * y${k}) as yy${k}, sum(x${k}) as x${k}, sum(x${k} * x${k}) as xx${k},
    sum(x${k} * y${k}) as xy${k}, count(*) filter (where y${k} <> 0)::int as some${k}`)
