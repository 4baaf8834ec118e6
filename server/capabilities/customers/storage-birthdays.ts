import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Ids of people who were born on one of these days of a year ("02-29"), in order of their ids, after this one. */
export async function selectBornOn(
  ctx: Context,
  monthDays: readonly string[],
  after: string | null,
  limit: number,
): Promise<string[]> {
  const keys = [...new Set(monthDays.map((one) => Number(one.replace("-", ""))))]
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.profiles
    where brand_id = ${ctx.brandId} and merged_into is null and erased_at is null and born_on is not null
      and extract(month from born_on)::int * 100 + extract(day from born_on)::int = any(${keys}::int[])
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
