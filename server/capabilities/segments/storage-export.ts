import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Who is in a segment now, since when and why, in order of their ids, after this one. */
export async function selectMembersAfter(
  ctx: Context,
  segmentId: string,
  after: string | null,
  limit: number,
): Promise<{ customerId: string; enteredAt: Date; cause: string; version: number }[]> {
  const { rows } = await sql<{ customerId: string; enteredAt: Date; cause: string; version: number }>`
    select customer_id as "customerId", entered_at as "enteredAt", cause, version from segments.members
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} and left_at is null
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows
}
