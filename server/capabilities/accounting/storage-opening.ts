import { sql } from "kysely"
import { intArray, textArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"

export type OpeningLine = { readonly key: string; readonly row: number }

/**
 * Notes on which row each line of a file stands, and says which rows hold what an earlier row of the same file held. A piece
 * that comes again says the same. Each key is given once.
 */
export async function noteLines(
  ctx: Context,
  run: string,
  lines: readonly OpeningLine[],
): Promise<ReadonlySet<number>> {
  await sql`delete from accounting.opening_lines
    where brand_id = ${ctx.brandId} and at < ${new Date(ctx.now().getTime() - 86_400_000)}`.execute(ctx.db)
  const { rows } = await sql<{ row: number }>`
    with told as (
      select * from unnest(${textArray(lines.map(({ key }) => key))}::text[], ${intArray(lines.map(({ row }) => row))}::int[]) as t(key, row)
    ), before as materialized (
      select key, row from accounting.opening_lines where brand_id = ${ctx.brandId} and run = ${run}
        and key in (select key from told)
    ), fresh as (
      insert into accounting.opening_lines (brand_id, run, key, row, at)
      select ${ctx.brandId}, ${run}, key, row, ${ctx.now()} from told on conflict do nothing
    )
    select told.row from told join before using (key) where before.row <> told.row`.execute(ctx.db)
  return new Set(rows.map(({ row }) => row))
}
