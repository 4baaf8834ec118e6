import type { Context } from "#kernel/context"

/** What ClickHouse holds of a table: in how many parts, the share of rows in the largest, and how old that one is. */
export type Parts = { readonly count: number; readonly largest: number; readonly ageSeconds: number }

export async function partsOf({ facts, brandId }: Pick<Context, "facts" | "brandId">, table: string): Promise<Parts> {
  const rows = await facts.rows<Record<keyof Parts, string>>(
    brandId,
    `select count() as count, if(sum(rows) = 0, 1, max(rows) / sum(rows)) as largest,
       dateDiff('second', argMax(modification_time, rows), now()) as ageSeconds
     from system.parts where active and database = currentDatabase() and table = {table:String} and {brand:UUID} is not null`,
    { table },
  )
  const { count = "0", largest = "1", ageSeconds = "0" } = rows[0] ?? {}
  return { count: Number(count), largest: Number(largest), ageSeconds: Number(ageSeconds) }
}

/** Writes a table anew in one part; `table` is a name of ours, never somebody's text. */
export const mergeAll = ({ facts }: Pick<Context, "facts">, table: MergedTable): Promise<void> =>
  facts.command(`optimize table ${table} final settings max_execution_time = 0`)

export const mergedTables = ["customer_history", "segment_people", "segment_standing"] as const
export type MergedTable = (typeof mergedTables)[number]
