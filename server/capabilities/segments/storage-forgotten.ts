import { sql } from "kysely"
import type { Context } from "#kernel/context"

export async function insertForgotten(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`insert into segments.forgotten (brand_id, customer_id, at)
    select ${ctx.brandId}, id, ${ctx.now()} from unnest(${customerIds}::uuid[]) as t(id) on conflict do nothing`.execute(
    ctx.db,
  )
}

/** Everybody who was erased a moment ago; hardly ever anybody. */
export async function selectForgotten(ctx: Context): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from segments.forgotten where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

export async function deleteForgotten(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from segments.forgotten
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}
