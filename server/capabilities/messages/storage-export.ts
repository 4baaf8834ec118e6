import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Messages and what became of them, without their texts, in order of their ids, after this one. */
export async function selectMessagesAfter(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<({ messageId: string } & Record<string, unknown>)[]> {
  const { rows } = await sql<{ messageId: string } & Record<string, unknown>>`
    select message_id as "messageId", customer_id as "customerId", kind, purpose, language, to_name as "toName", to_address as "toAddress",
      state, reason, attempts, cause, planned_at as "plannedAt", first_tried_at as "firstTriedAt", accepted_at as "acceptedAt",
      ended_at as "endedAt", template_version as "templateVersion", transport
    from messages.messages
    where brand_id = ${ctx.brandId} 
      and message_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by message_id limit ${limit}`.execute(ctx.db)
  return rows
}
