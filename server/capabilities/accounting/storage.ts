import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Close = {
  readonly month: string
  readonly report: string
  readonly hash: string
  readonly closedBy: string
  readonly closedAt: Date
}
const columns = sql.raw(`month, report, hash, closed_by as "closedBy", closed_at as "closedAt"`)

/** Every month that was closed, the newest first. */
export async function selectCloses(ctx: Context): Promise<Omit<Close, "report">[]> {
  const { rows } = await sql<Omit<Close, "report">>`select month, hash, closed_by as "closedBy", closed_at as "closedAt"
    from accounting.closes where brand_id = ${ctx.brandId} order by month desc`.execute(ctx.db)
  return rows
}

export async function selectClose(ctx: Context, month: string): Promise<Close | undefined> {
  const { rows } = await sql<Close>`select ${columns} from accounting.closes
    where brand_id = ${ctx.brandId} and month = ${month}`.execute(ctx.db)
  return rows[0]
}

export async function insertClose(
  ctx: Context,
  { month, report, hash, closedBy }: Omit<Close, "closedAt">,
): Promise<void> {
  await sql`insert into accounting.closes (brand_id, month, report, hash, closed_by, closed_at)
    values (${ctx.brandId}, ${month}, ${report}, ${hash}, ${closedBy}, ${ctx.now()})`.execute(ctx.db)
}

export type Goal = {
  readonly goalId: string
  readonly metric: "frequency" | "order-value" | "cltv"
  readonly target: number
  readonly months: number
  readonly experimentKind: "brand" | "flow" | "campaign" | "split"
  readonly experimentId: string
  readonly createdAt: Date
}

/** Goals that stand, the oldest first. */
export async function selectGoals(ctx: Context): Promise<Goal[]> {
  const { rows } = await sql<
    Omit<Goal, "target"> & { target: string }
  >`select goal_id as "goalId", metric, target, months,
      experiment_kind as "experimentKind", experiment_id as "experimentId", created_at as "createdAt"
    from accounting.goals where brand_id = ${ctx.brandId} and ended_at is null order by created_at, goal_id`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row, target: Number(row.target) }))
}

/** One for each metric: an earlier one ends. */
export async function insertGoal(ctx: Context, goal: Omit<Goal, "createdAt">): Promise<void> {
  await sql`update accounting.goals set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and metric = ${goal.metric} and ended_at is null`.execute(ctx.db)
  await sql`insert into accounting.goals (brand_id, goal_id, metric, target, months, experiment_kind, experiment_id, created_at)
    values (${ctx.brandId}, ${goal.goalId}, ${goal.metric}, ${goal.target}, ${goal.months}, ${goal.experimentKind}, ${goal.experimentId}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

/** False when there is no such goal. */
export async function endGoal(ctx: Context, goalId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update accounting.goals set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and goal_id = ${goalId} and ended_at is null`.execute(ctx.db)
  return numAffectedRows === 1n
}
