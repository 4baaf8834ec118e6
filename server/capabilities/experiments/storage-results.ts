import { type RawBuilder, sql } from "kysely"
import { refusals } from "#customers"
import { orderOutcomes } from "#orders"
import type { Context } from "#kernel/context"
import type { Metric } from "./model.ts"
import { Lift, type Moments } from "./model-lift.ts"

type Asked = { readonly windowDays: number | null; readonly currency: string; readonly beforeDays: number }

/** The people of an experiment by every id that they were assigned under, as those who count outcomes want them. */
const cohort = (ctx: Context, experimentId: string): RawBuilder<unknown> => sql`
  select a.person_id, a.customer_id, m.arm, m.design, m.assigned_at as from_at
  from experiments.assignments a
  join experiments.assignments m on m.brand_id = ${ctx.brandId} and m.experiment_id = a.experiment_id and m.customer_id = a.person_id
  where a.brand_id = ${ctx.brandId} and a.experiment_id = ${experimentId}`

/** What is counted of the people of each arm, for each metric, by whom they were assigned to. */
export async function selectMoments(
  ctx: Context,
  experimentId: string,
  asked: Asked,
): Promise<Map<Metric, readonly Moments[]>> {
  const people = cohort(ctx, experimentId)
  const bought = await orderOutcomes(ctx, people, asked)
  const refused = await refusals(ctx, people, asked.windowDays)
  const said = refused.map(({ arm, design, n, refused: y }) => ({
    arm,
    design,
    n,
    y,
    yy: y,
    x: 0,
    xx: 0,
    xy: 0,
    some: y,
  }))
  const of = (measure: string) => bought.filter((row) => row.measure === measure)
  return new Map([
    ["orders", of("orders")],
    ["revenue", of("revenue")],
    ["repeat", of("repeat")],
    ["unsubscribes", said],
  ])
}

/** How many came in over the last four weeks, and when the last one did. */
export async function selectPace(
  ctx: Context,
  experimentId: string,
): Promise<{ people: number; lately: number; firstAt: Date | null; lastAt: Date | null }> {
  const since = new Date(ctx.now().getTime() - 28 * 86_400_000)
  const { rows } = await sql<{ people: number; lately: number; firstAt: Date | null; lastAt: Date | null }>`
    select count(*)::int as people, count(*) filter (where assigned_at >= ${since})::int as lately,
      min(assigned_at) as "firstAt", max(assigned_at) as "lastAt"
    from experiments.assignments
    where brand_id = ${ctx.brandId} and experiment_id = ${experimentId} and customer_id = person_id`.execute(ctx.db)
  return rows[0] ?? { people: 0, lately: 0, firstAt: null, lastAt: null }
}

/** How many are in each arm of every experiment of the brand. */
export async function selectSizes(
  ctx: Context,
): Promise<{ experimentId: string; arm: string; people: number; lastAt: Date }[]> {
  const { rows } = await sql<{ experimentId: string; arm: string; people: number; lastAt: Date }>`
    select experiment_id as "experimentId", arm, count(*)::int as people, max(assigned_at) as "lastAt"
    from experiments.assignments where brand_id = ${ctx.brandId} and customer_id = person_id
    group by experiment_id, arm order by experiment_id, arm`.execute(ctx.db)
  return rows
}

export async function saveResult(ctx: Context, experimentId: string, week: string, lift: Lift): Promise<void> {
  await sql`insert into experiments.results (brand_id, experiment_id, metric, week, body, measured_at)
    values (${ctx.brandId}, ${experimentId}, ${lift.metric}, ${week}::date, ${JSON.stringify(lift)}::jsonb, ${lift.measuredAt})
    on conflict (brand_id, experiment_id, metric, week) do update set body = excluded.body, measured_at = excluded.measured_at`.execute(
    ctx.db,
  )
}

/** What was last found for each metric of these experiments. */
export async function selectLatest(
  ctx: Context,
  experimentIds: readonly string[],
): Promise<{ experimentId: string; lift: Lift }[]> {
  const { rows } = await sql<{ experimentId: string; body: unknown }>`
    select distinct on (experiment_id, metric) experiment_id as "experimentId", body from experiments.results
    where brand_id = ${ctx.brandId} and experiment_id = any(${experimentIds}::uuid[])
    order by experiment_id, metric, week desc`.execute(ctx.db)
  return rows.map(({ experimentId, body }) => ({ experimentId, lift: Lift.parse(body) }))
}

/** What was found for one metric, week by week, the oldest first. */
export async function selectHistory(ctx: Context, experimentId: string, metric: Metric): Promise<Lift[]> {
  const { rows } = await sql<{ body: unknown }>`select body from experiments.results
    where brand_id = ${ctx.brandId} and experiment_id = ${experimentId} and metric = ${metric}
    order by week limit 260`.execute(ctx.db)
  return rows.map(({ body }) => Lift.parse(body))
}

export type Assigned = { readonly customerId: string; readonly arm: string; readonly assignedAt: Date }

/** Who is in an experiment, the latest first, after this one. */
export async function selectPeopleIn(
  ctx: Context,
  experimentId: string,
  asked: {
    readonly arm: string | undefined
    readonly after: readonly [Date, string] | undefined
    readonly limit: number
  },
): Promise<Assigned[]> {
  const { arm, after, limit } = asked
  const { rows } = await sql<Assigned>`
    select customer_id as "customerId", arm, assigned_at as "assignedAt" from experiments.assignments
    where brand_id = ${ctx.brandId} and experiment_id = ${experimentId} and customer_id = person_id
      ${arm === undefined ? sql`` : sql`and arm = ${arm}`}
      ${after ? sql`and (assigned_at, customer_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by assigned_at desc, customer_id desc limit ${limit}`.execute(ctx.db)
  return rows
}
