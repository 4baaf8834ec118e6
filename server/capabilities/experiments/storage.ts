import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { Arm, Experiment, ExperimentKind, Metric } from "./model.ts"

export type StoredExperiment = {
  readonly experimentId: string
  readonly kind: ExperimentKind
  readonly id: string
  readonly name: Text | null
  readonly goal: Metric
  readonly salt: string
  readonly holdoutBp: number
  readonly arms: readonly Arm[] | null
  readonly design: number
  readonly createdAt: Date
}

const named = (of: string): string =>
  `case when ${of}name_ja is not null then jsonb_build_object('ja', ${of}name_ja, 'en', ${of}name_en) end`

const columns = sql.raw(
  `experiment_id as "experimentId", kind, id, ${named("")} as name, goal, salt, holdout_bp as "holdoutBp", arms, design, created_at as "createdAt"`,
)

export async function selectExperiment(ctx: Context, { kind, id }: Experiment): Promise<StoredExperiment | undefined> {
  const { rows } = await sql<StoredExperiment>`select ${columns} from experiments.experiments
    where brand_id = ${ctx.brandId} and kind = ${kind} and id = ${id}`.execute(ctx.db)
  return rows[0]
}

/** All of the brand's, the newest first. */
export async function selectExperiments(ctx: Context): Promise<StoredExperiment[]> {
  const { rows } = await sql<StoredExperiment>`select ${columns} from experiments.experiments
    where brand_id = ${ctx.brandId} order by created_at desc, experiment_id desc limit 1000`.execute(ctx.db)
  return rows
}

export type WantedExperiment = Experiment & {
  readonly experimentId: string
  readonly salt: string
  readonly holdoutBp: number
  readonly arms: readonly Arm[] | null
  readonly name: Text | null
  readonly goal: Metric | null
}

/** Salt and id stay as they were first made; other shares begin a new design. */
export async function upsertExperiment(ctx: Context, wanted: WantedExperiment): Promise<void> {
  const { kind, id, experimentId, salt, holdoutBp, name, goal } = wanted
  const arms = wanted.arms && JSON.stringify(wanted.arms)
  const changed = sql.raw(`(e.holdout_bp, e.arms) is distinct from (excluded.holdout_bp, excluded.arms)`)
  const renamed = sql.raw(
    `(excluded.name_ja is not null and (e.name_ja, e.name_en) is distinct from (excluded.name_ja, excluded.name_en))`,
  )
  await sql`insert into experiments.experiments as e (brand_id, experiment_id, kind, id, name_ja, name_en, goal, salt, holdout_bp, arms, created_at, changed_at)
    values (${ctx.brandId}, ${experimentId}, ${kind}, ${id}, ${name?.ja ?? null}, ${name?.en ?? null}, coalesce(${goal}, 'revenue'), ${salt}, ${holdoutBp}, ${arms}::jsonb, ${ctx.now()}, ${ctx.now()})
    on conflict (brand_id, kind, id) do update set holdout_bp = excluded.holdout_bp, arms = excluded.arms,
      name_ja = coalesce(excluded.name_ja, e.name_ja), name_en = coalesce(excluded.name_en, e.name_en), goal = coalesce(${goal}, e.goal), changed_at = excluded.changed_at,
      design = e.design + case when ${changed} then 1 else 0 end
    where ${changed} or ${renamed} or e.goal <> coalesce(${goal}, e.goal)`.execute(ctx.db)
}

/** The arms that these have, by their ids as given. */
export async function selectArms(
  ctx: Context,
  experimentId: string,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; arm: string }>`select customer_id as id, arm from experiments.assignments
    where brand_id = ${ctx.brandId} and experiment_id = ${experimentId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.id, row.arm]))
}

/** Writes down arms of people who have none yet; who got one meanwhile keeps it. Returns the ids that were new. */
export async function insertArms(
  ctx: Context,
  { experimentId, design }: Pick<StoredExperiment, "experimentId" | "design">,
  wanted: readonly { readonly customerId: string; readonly arm: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into experiments.assignments (brand_id, experiment_id, customer_id, person_id, arm, design, assigned_at)
    select ${ctx.brandId}, ${experimentId}, id, id, arm, ${design}, ${ctx.now()}
    from unnest(${wanted.map((w) => w.customerId)}::uuid[], ${wanted.map((w) => w.arm)}::text[]) as w(id, arm) order by id
    on conflict do nothing returning customer_id as id`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/** Two are one person: whichever was assigned first says the arm, in every experiment that either is in. */
export async function joinArms(ctx: Context, from: string, into: string): Promise<void> {
  await sql`insert into experiments.assignments as a (brand_id, experiment_id, customer_id, person_id, arm, design, assigned_at)
    select brand_id, experiment_id, ${into}, ${into}, arm, design, assigned_at from experiments.assignments
    where brand_id = ${ctx.brandId} and customer_id = ${from}
      and customer_id = person_id order by experiment_id
    on conflict (brand_id, experiment_id, customer_id) do update set arm = excluded.arm, design = excluded.design,
      assigned_at = excluded.assigned_at
    where excluded.assigned_at < a.assigned_at`.execute(ctx.db)
  await movePerson(ctx, [], from, into)
}

/** Whose these rows are: of the ids given, or of whoever `from` was. */
export async function movePerson(
  ctx: Context,
  customerIds: readonly string[],
  from: string | null,
  person: string,
): Promise<void> {
  const whose = from === null ? sql`customer_id = any(${customerIds}::uuid[])` : sql`person_id = ${from}`
  await sql`update experiments.assignments set person_id = ${person} where brand_id = ${ctx.brandId} and ${whose}`.execute(
    ctx.db,
  )
}

export async function deleteArms(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from experiments.assignments
    where brand_id = ${ctx.brandId} and (customer_id = any(${customerIds}::uuid[]) or person_id = any(${customerIds}::uuid[]))`.execute(
    ctx.db,
  )
}

/** In which arms somebody is, given all of her ids. */
export async function selectArmsOf(ctx: Context, customerIds: readonly string[]) {
  const { rows } = await sql<{ kind: ExperimentKind; id: string; name: Text | null; arm: string; assignedAt: Date }>`
    select e.kind, e.id, ${sql.raw(named("e."))} as name, a.arm, a.assigned_at as "assignedAt" from experiments.assignments a
    join experiments.experiments e on e.brand_id = a.brand_id and e.experiment_id = a.experiment_id
    where a.brand_id = ${ctx.brandId} and a.person_id = any(${customerIds}::uuid[]) and a.customer_id = a.person_id
    order by a.assigned_at`.execute(ctx.db)
  return rows
}
