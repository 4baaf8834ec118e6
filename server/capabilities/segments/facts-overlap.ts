import type { Context } from "#kernel/context"
import { wordBits } from "./plan-rules.ts"

const has = (number: number): string => `bitTest(words[${Math.floor(number / wordBits) + 1}], ${number % wordBits})`

/** How many are in each two of these segments, by their places in `numbers`; a place with itself is its size. */
export async function pairs(
  ctx: Context,
  numbers: readonly number[],
): Promise<{ a: number; b: number; both: number }[]> {
  if (numbers.length === 0) return []
  const rows = await ctx.facts.rows<{ a: number; b: number; both: string }>(
    ctx.brandId,
    `select a, b, sum(people) as both from (
       select arrayFilter((i, x) -> x, range(${numbers.length}), [${numbers.map(has).join(", ")}]) as held, count() as people
       from segment_standing final where brand_id = {brand:UUID} group by held)
     array join held as a array join arrayFilter(x -> x >= a, held) as b
     group by a, b order by a, b`,
  )
  return rows.map(({ a, b, both }) => ({ a: Number(a), b: Number(b), both: Number(both) }))
}
