import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Suppression } from "./consent-rules.ts"

export type SuppressionRow = Suppression & { suppressionId: string; addressHash: string; source: string; at: Date }

/** False when the same suppression stands already. */
export async function insertSuppression(ctx: Context, row: SuppressionRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into customers.suppressions (brand_id, suppression_id, address_hash, scope, channel, purpose, reason, source, at)
    values (${ctx.brandId}, ${row.suppressionId}, ${row.addressHash}, ${row.scope}, ${row.channel}, ${row.purpose}, ${row.reason}, ${row.source}, ${row.at})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectSuppressions(ctx: Context, addressHashes: readonly string[]): Promise<SuppressionRow[]> {
  const { rows } = await sql<SuppressionRow>`
    select suppression_id as "suppressionId", address_hash as "addressHash", scope, channel, purpose, reason, source, at
    from customers.suppressions
    where brand_id = ${ctx.brandId} and address_hash = any(${addressHashes}::text[]) and lifted_at is null order by at`.execute(
    ctx.db,
  )
  return rows
}

/** What was lifted; undefined when no such suppression stands. */
export async function liftSuppressionRow(
  ctx: Context,
  suppressionId: string,
): Promise<Pick<SuppressionRow, "channel" | "addressHash"> | undefined> {
  const { rows } = await sql<Pick<SuppressionRow, "channel" | "addressHash">>`
    update customers.suppressions set lifted_at = ${ctx.now()}, lifted_by = ${JSON.stringify(ctx.actor)}::jsonb
    where brand_id = ${ctx.brandId} and suppression_id = ${suppressionId} and lifted_at is null
    returning channel, address_hash as "addressHash"`.execute(ctx.db)
  return rows[0]
}
