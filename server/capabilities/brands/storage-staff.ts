import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Whether anybody runs this installation yet. */
export async function hasOwner(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from brands.staff
    where brand_id = ${ctx.brandId} and runs_installation and disabled_at is null) as found`.execute(ctx.db)
  return rows[0]?.found ?? false
}
