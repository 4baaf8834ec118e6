import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { LetterAsked } from "./letter-facts.ts"
import type { LetterOrigin } from "./model-letter.ts"
import type { Purpose } from "./model.ts"

type Row = Omit<LetterAsked, "template" | "instead" | "origin"> & {
  readonly templateId: string
  readonly templateVersion: number
  readonly insteadId: string | null
  readonly insteadVersion: number | null
  readonly origin: LetterOrigin
}

/** Letters to these people that a cap holds back, the oldest first; those that somebody else looks at now are left out. */
export async function selectHeldBack(ctx: Context, customerIds: readonly string[]): Promise<LetterAsked[]> {
  const { rows } = await sql<Row>`
    select message_id as "messageId", customer_id as "customerId", purpose, language, intent, discount_bp as "discountBp", topic,
      segment_id as "segmentId", channels, planned_at as "plannedAt", send_at as "sendAt", expires_at as "expiresAt",
      template_id as "templateId", template_version as "templateVersion", instead_id as "insteadId",
      instead_version as "insteadVersion", jsonb_build_object('kind', origin_kind, 'id', origin_id, 'version', origin_version,
        'step', origin_step) as origin
    from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[]) and purpose = 'marketing'
      and state = 'deferred' and reason like 'cap%' and origin_id is not null and attempts = 0
      and coalesce(ended_at, planned_at) > ${new Date(ctx.now().getTime() - 30 * 86_400_000)}
    order by planned_at, message_id limit 200 for update skip locked`.execute(ctx.db)
  return rows.map(({ templateId, templateVersion, insteadId, insteadVersion, ...row }) => ({
    ...row,
    template: { templateId, version: templateVersion },
    instead: insteadId === null ? null : { templateId: insteadId, version: insteadVersion ?? 1 },
  }))
}

export type SectionRow = {
  readonly messageId: string
  readonly into: string
  readonly customerId: string
  readonly purpose: Purpose
  readonly language: "ja" | "en"
  readonly mailId: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly templateId: string
  readonly templateVersion: number
}

/** The letters that ride along in this one, in the order in which they were planned. */
export async function selectSections(ctx: Context, messageId: string, customerId: string): Promise<SectionRow[]> {
  const { rows } = await sql<SectionRow>`
    select message_id as "messageId", merged_into as "into", customer_id as "customerId", purpose, language, mail_id as "mailId",
      coalesce(facts, '{}') as facts, template_id as "templateId", template_version as "templateVersion"
    from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and merged_into = ${messageId} and state = 'merged'
      and decision->>'as' = 'section' and coalesce(ended_at, planned_at) > ${new Date(ctx.now().getTime() - 30 * 86_400_000)}
    order by planned_at, message_id`.execute(ctx.db)
  return rows
}

/** A section that could not be filled in went with nothing: its letter ends as failed after all. */
export async function failSection(ctx: Context, messageId: string, reason: string): Promise<void> {
  await sql`update messages.messages set state = 'failed', reason = ${reason}, merged_into = null
    where brand_id = ${ctx.brandId} and message_id = ${messageId} and state = 'merged'`.execute(ctx.db)
}
