import { sql } from "kysely"
import { jsonArray, textArray, timeArray, uuidArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import type { Mailing } from "./model-mailing.ts"
import { letterKind } from "./storage-plan.ts"

export type MailingRow = {
  readonly messageId: string
  readonly customerId: string
  readonly key: string
  readonly language: string
  /** The part before the `@`. */
  readonly mailId: string
  readonly facts: object | null
  readonly sendAt: Date
  readonly expiresAt: Date
}

/** Writes letters whose keys are not there yet: what they share is sent once. */
export async function insertMailing(
  ctx: Context,
  mailing: Mailing & { readonly mailDomain: string },
  rows: readonly MailingRow[],
): Promise<void> {
  const { template, instead, origin, purpose = "marketing", channels, intent, discountBp, topic, segmentId } = mailing
  const each = <T>(of: (row: MailingRow) => T) => rows.map(of)
  await sql`
    insert into messages.messages (brand_id, message_id, customer_id, key, kind, purpose, language, channel, channels,
      template_id, template_version, instead_id, instead_version, origin_kind, origin_id, origin_version, origin_step, intent,
      discount_bp, topic, segment_id, facts, mail_id, state, cause, planned_at, send_at, expires_at)
    select ${ctx.brandId}, l.id, l.who, l.key, ${letterKind}, ${purpose}, l.language, null,
      ${channels === "best" ? null : channels}::text[], ${template.templateId}::uuid, ${template.version}::int,
      ${instead?.templateId ?? null}::uuid, ${instead?.version ?? null}::int, ${origin.kind}, ${origin.id}::uuid,
      ${origin.version}::int, ${origin.step}, ${intent}, ${discountBp ?? null}::int, ${topic ?? null},
      ${segmentId ?? null}::uuid, coalesce(l.facts::jsonb, '{}'), l.mail || '@' || ${mailing.mailDomain},
      'planned', ${ctx.cause}, ${ctx.now()}, l.send_at, l.expires_at
    from unnest(${uuidArray(each((row) => row.messageId))}::uuid[], ${uuidArray(each((row) => row.customerId))}::uuid[],
      ${textArray(each((row) => row.key))}::text[], ${textArray(each((row) => row.language))}::text[],
      ${textArray(each((row) => row.mailId))}::text[], ${jsonArray(each((row) => row.facts))}::text[],
      ${timeArray(each((row) => row.sendAt))}::timestamptz[], ${timeArray(each((row) => row.expiresAt))}::timestamptz[]) as l(id, who, key, language, mail, facts, send_at, expires_at)
    on conflict (brand_id, key) do nothing`.execute(ctx.db)
}

/** Letters of an origin between two ids, both included, that nobody has begun; in order of their ids. */
export async function selectUnqueued(
  ctx: Context,
  { originId, from, until }: { readonly originId: string; readonly from: string; readonly until: string },
  limit: number,
): Promise<{ messageId: string; sendAt: Date; expiresAt: Date }[]> {
  const { rows } = await sql<{ messageId: string; sendAt: Date; expiresAt: Date }>`
    select message_id as "messageId", send_at as "sendAt", expires_at as "expiresAt" from messages.messages
    where brand_id = ${ctx.brandId} and message_id >= ${from}::uuid and message_id <= ${until}::uuid
      and origin_id = ${originId}::uuid and state = 'planned' and round = 1
    order by message_id limit ${limit}`.execute(ctx.db)
  return rows
}
