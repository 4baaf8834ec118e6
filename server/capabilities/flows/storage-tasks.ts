import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type TaskRow = {
  readonly taskId: string
  readonly flowId: string
  readonly customerId: string
  readonly titleJa: string
  readonly titleEn: string
  readonly text: string
  readonly createdAt: Date
  readonly doneAt: Date | null
  readonly doneBy: string | null
}

type NewTask = Omit<TaskRow, "createdAt" | "doneAt" | "doneBy"> & { readonly key: string }

export async function insertTasks(ctx: Context, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return
  await sql`insert into flows.tasks (brand_id, task_id, flow_id, key, customer_id, title_ja, title_en, text, created_at)
    select ${ctx.brandId}, x.*, ${ctx.now()}::timestamptz from unnest(${tasks.map((t) => t.taskId)}::uuid[], ${tasks.map((t) => t.flowId)}::uuid[],
      ${tasks.map((t) => t.key)}::text[], ${tasks.map((t) => t.customerId)}::uuid[], ${tasks.map((t) => t.titleJa)}::text[],
      ${tasks.map((t) => t.titleEn)}::text[], ${tasks.map((t) => t.text)}::text[]) as x
    on conflict do nothing`.execute(ctx.db)
}

/** Open ones the oldest first, done ones the newest first. */
export async function selectTasks(
  ctx: Context,
  isDone: boolean,
  after: string | null,
  limit: number,
): Promise<TaskRow[]> {
  const from = after === null ? sql`` : isDone ? sql`and task_id < ${after}::uuid` : sql`and task_id > ${after}::uuid`
  const { rows } = await sql<TaskRow>`
    select task_id as "taskId", flow_id as "flowId", customer_id as "customerId", title_ja as "titleJa", title_en as "titleEn", text,
      created_at as "createdAt", done_at as "doneAt", done_by as "doneBy"
    from flows.tasks where brand_id = ${ctx.brandId} and (done_at is not null) = ${isDone} ${from}
    order by task_id ${isDone ? sql`desc` : sql``} limit ${limit}`.execute(ctx.db)
  return rows
}

/** False when there is no such task. Done again changes nothing. */
export async function finishTask(ctx: Context, taskId: string, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flows.tasks set done_at = coalesce(done_at, ${ctx.now()}), done_by = coalesce(done_by, ${by})
    where brand_id = ${ctx.brandId} and task_id = ${taskId}`.execute(ctx.db)
  return numAffectedRows === 1n
}
