import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Run, RunEnd } from "./model-run.ts"

type Pair = { readonly flowId: string; readonly customerId: string }

/** The newest run of each of these people in each of these flows. */
export async function selectLastRuns(
  ctx: Context,
  pairs: readonly Pair[],
): Promise<(Pair & Pick<Run, "runId" | "facts">)[]> {
  const { rows } = await sql<Pair & Pick<Run, "runId" | "facts">>`
    select distinct on (r.flow_id, r.customer_id) r.flow_id as "flowId", r.customer_id as "customerId", r.run_id as "runId", r.facts
    from flows.runs r join unnest(${pairs.map((p) => p.flowId)}::uuid[], ${pairs.map((p) => p.customerId)}::uuid[]) as x(flow_id, customer_id)
      on x.flow_id = r.flow_id and x.customer_id = r.customer_id
    where r.brand_id = ${ctx.brandId} order by r.flow_id, r.customer_id, r.run_id desc`.execute(ctx.db)
  return rows
}

export async function endRunsOf(ctx: Context, flowId: string, customerId: string, end: RunEnd): Promise<void> {
  await sql`update flows.runs set state = 'ended', ended_by = ${end}, due_at = null, ended_at = ${ctx.now()}, rounds = '[]'
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and customer_id = ${customerId} and state <> 'ended'`.execute(
    ctx.db,
  )
}

/**
 * Who has left these flows by goal or by a condition, and is not in them any more: by "flow person", with the reason. Also
 * who reached the goal after the last step, where the goal ends the flow.
 */
export async function selectFinished(ctx: Context, pairs: readonly Pair[]): Promise<Map<string, string>> {
  const { rows } = await sql<Pair & { reason: string }>`
    with newest as (
      select distinct on (r.flow_id, r.customer_id) r.flow_id, r.customer_id, r.version, r.state, r.ended_by, r.goal_at
      from flows.runs r join unnest(${pairs.map((p) => p.flowId)}::uuid[], ${pairs.map((p) => p.customerId)}::uuid[]) as x(flow_id, customer_id)
        on x.flow_id = r.flow_id and x.customer_id = r.customer_id
      where r.brand_id = ${ctx.brandId} order by r.flow_id, r.customer_id, r.run_id desc)
    select n.flow_id as "flowId", n.customer_id as "customerId",
      case when n.ended_by = 'exit' then 'left_flow' else 'reached_goal' end as reason
    from newest n join flows.versions v on v.brand_id = ${ctx.brandId} and v.flow_id = n.flow_id and v.version = n.version
    where n.state = 'ended' and (n.ended_by in ('goal', 'exit')
      or (n.goal_at is not null and (v.document->'goal'->>'ends')::boolean))`.execute(ctx.db)
  return new Map(rows.map(({ flowId, customerId, reason }) => [`${flowId} ${customerId}`, reason]))
}
