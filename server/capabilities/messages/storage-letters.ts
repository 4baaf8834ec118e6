import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** When each of these people, known by their present ids, last got a letter; who never did is missing. */
export async function selectLastLetters(ctx: Context, customerIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ customerId: string; at: Date }>`
    select customer_id as "customerId", max(ended_at) as at from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and purpose = 'marketing' and draft is null
      and state in ('accepted', 'unknown') group by 1`.execute(ctx.db)
  return new Map(rows.map((row) => [row.customerId, row.at]))
}
