import { sql } from "kysely"
import type { Context } from "#kernel/context"

const tables = ["runs", "entries", "entrants", "tasks"] as const

/** All that is kept under one id is kept under another from now on. */
export async function movePeople(ctx: Context, from: string, into: string): Promise<void> {
  for (const table of tables)
    await sql`update ${sql.table(`flows.${table}`)} set customer_id = ${into}
      where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

/** Of several runs in one flow, unless each event has its own, the earliest goes on and the others end as merged. */
export async function endDoubles(ctx: Context, customerId: string): Promise<void> {
  await sql`
    with doubled as (
      select r.flow_id, r.run_id, row_number() over (partition by r.flow_id order by r.entered_at, r.run_id) as nth
      from flows.runs r join flows.versions v on v.brand_id = r.brand_id and v.flow_id = r.flow_id and v.version = r.version
      where r.brand_id = ${ctx.brandId} and r.customer_id = ${customerId} and r.state <> 'ended'
        and v.document->'entry'->'reentry'->>'kind' is distinct from 'each')
    update flows.runs r set state = 'ended', ended_by = 'merged', due_at = null, ended_at = ${ctx.now()}
    from doubled where r.brand_id = ${ctx.brandId} and r.flow_id = doubled.flow_id and r.run_id = doubled.run_id and doubled.nth > 1`.execute(
    ctx.db,
  )
}

/** Runs that began under this id are hers alone again; those that ended only because of the merge stay ended. */
export async function moveBack(ctx: Context, customerId: string): Promise<void> {
  await sql`update flows.runs set customer_id = ${customerId}
    where brand_id = ${ctx.brandId} and came_as = ${customerId} and customer_id <> ${customerId}`.execute(ctx.db)
}

export async function forgetPeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const ids = sql`any(${[...customerIds]}::uuid[])`
  await sql`delete from flows.run_goes s using flows.runs r
    where r.brand_id = ${ctx.brandId} and r.customer_id = ${ids} and s.brand_id = r.brand_id and s.run_id = r.run_id`.execute(
    ctx.db,
  )
  for (const table of tables)
    await sql`delete from ${sql.table(`flows.${table}`)} where brand_id = ${ctx.brandId} and customer_id = ${ids}`.execute(
      ctx.db,
    )
}
