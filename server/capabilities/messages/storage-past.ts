import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { PastMessage } from "./model-past.ts"

type NewMessage = Omit<PastMessage, "to" | "clickedAt"> & {
  readonly messageId: string
  readonly toName: string | null
  readonly toAddress: string
  readonly toKey: string | null
  readonly mailId: string
  readonly hash: string
  readonly fromName: string | null
  readonly fromAddress: string
  readonly replyTo: string | null
}

/** Writes messages as accepted at the time they were sent, their text forgotten. Returns the ids of those that were not there yet. */
export async function insertPastMessages(ctx: Context, messages: readonly NewMessage[]): Promise<Set<string>> {
  if (messages.length === 0) return new Set()
  const { rows } = await sql<{ messageId: string }>`
    with r as materialized (
      select * from json_to_recordset(${JSON.stringify(messages)}::json) as r("messageId" uuid, "customerId" uuid, key text, kind text, purpose text,
        language text, "toName" text, "toAddress" text, "toKey" text, subject text, "sentAt" timestamptz, "mailId" text, hash text,
        "fromName" text, "fromAddress" text, "replyTo" text)
    ), m as (
      insert into messages.messages (brand_id, message_id, customer_id, key, kind, purpose, language, to_name, to_address, to_key, facts,
        mail_id, state, attempts, cause, planned_at, first_tried_at, accepted_at, ended_at)
      select ${ctx.brandId}, "messageId", "customerId", key, kind, purpose, language, "toName", "toAddress", "toKey", null, "mailId",
        'accepted', 1, ${ctx.cause}, "sentAt", "sentAt", "sentAt", "sentAt" from r order by key
      on conflict (brand_id, key) do nothing
      returning message_id
    ), rendered as (
      insert into messages.renderings (brand_id, message_id, rendered_at, hash, from_name, from_address, reply_to, subject)
      select ${ctx.brandId}, "messageId", "sentAt", hash, "fromName", "fromAddress", "replyTo", subject
      from r where "messageId" in (select message_id from m)
    )
    select message_id as "messageId" from m`.execute(ctx.db)
  return new Set(rows.map((row) => row.messageId))
}
