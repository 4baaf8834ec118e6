import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Expiring } from "./storage-read.ts"

/** Notes that these are told of at this distance. Returns those that were not before. */
export async function insertNotices(ctx: Context, inDays: number, lots: readonly Expiring[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into points.notices (brand_id, lot_id, in_days, ends_at, told_at)
    select ${ctx.brandId}, id, ${inDays}, ends_at, ${ctx.now()}
    from unnest(${lots.map((lot) => lot.lotId)}::uuid[], ${lots.map((lot) => lot.expiresAt)}::timestamptz[]) as t(id, ends_at)
    where not exists (select from points.notices n where n.brand_id = ${ctx.brandId} and n.lot_id = id and n.ends_at = t.ends_at
      and n.in_days <= ${inDays})
    on conflict do nothing returning lot_id as id`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}
