import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Deletes all rows of a demo or test brand, and what is left of one that is no more. The database refuses live ones. */
export async function deleteRows(ctx: Context, brandId: string): Promise<void> {
  await sql`select brands.delete_brand(${brandId})`.execute(ctx.db)
}
