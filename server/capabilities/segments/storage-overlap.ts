import { sql } from "kysely"
import type { Context } from "#kernel/context"

type Part = { readonly count: number; readonly ids: string[] }

/** Who is in one of two segments, in both, in the other, with some of each. */
export async function compareMembers(
  ctx: Context,
  one: string,
  other: string,
  sample: number,
): Promise<{ onlyOne: Part; both: Part; onlyOther: Part }> {
  const { rows } = await sql<{ place: "one" | "both" | "other"; count: number; ids: string[] }>`
    select place, count(*)::int as count, (array_agg(customer_id order by customer_id))[1:${sql.raw(String(Math.trunc(sample)))}] as ids from (
      select customer_id, case count(*) when 2 then 'both' else case min(segment_id::text) when ${one} then 'one' else 'other' end end as place
      from segments.members
      where brand_id = ${ctx.brandId} and segment_id in (${one}, ${other}) and left_at is null group by customer_id) t
    group by place`.execute(ctx.db)
  const part = (place: string): Part => rows.find((row) => row.place === place) ?? { count: 0, ids: [] }
  return { onlyOne: part("one"), both: part("both"), onlyOther: part("other") }
}
