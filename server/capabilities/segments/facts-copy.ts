import type { Context } from "#kernel/context"
import { hasBit } from "./bits-rules.ts"

/** How many ClickHouse's copy has in each segment, by the segments' numbers. Every column of both tables is read. */
export async function countCopied(ctx: Context, numbers: readonly number[]): Promise<Map<number, number>> {
  await ctx.facts.rows(
    ctx.brandId,
    "select sum(cityHash64(*)) as hash from segment_people where brand_id = {brand:UUID}",
  )
  const rows = await ctx.facts.rows<{ words: string[]; people: string }>(
    ctx.brandId,
    `select arrayMap(word -> toString(word), words) as words, count() as people
     from segment_standing final where brand_id = {brand:UUID} group by words`,
  )
  const counts = new Map<number, number>()
  for (const { words, people } of rows) {
    const held = words.map(BigInt)
    for (const number of numbers)
      if (hasBit(held, number)) counts.set(number, (counts.get(number) ?? 0) + Number(people))
  }
  return counts
}

/** Empties what ClickHouse keeps for segments, of every brand: each is copied anew from Postgres by its next turn. */
export async function emptyCopy(ctx: Context): Promise<void> {
  for (const table of ["segment_people", "segment_standing"]) await ctx.facts.command(`truncate table ${table}`)
}
