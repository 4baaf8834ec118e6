import { sql } from "kysely"
import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import type { LetterDecision, PastLetter, WaitingLetter } from "./eligibility-rules.ts"

/** How far back the longest rule of any brand may look. */
export const longestRuleDays = 365

type PastRow = PastLetter & { readonly messageId: string; readonly customerId: string }

/**
 * Letters to these people that left, may have left, or are leaving at this moment (they count, so that two which leave at once
 * don't both find room, M23), newest first. `customerIds`: all ids under which they were ever known.
 */
export async function selectPast(ctx: Context, customerIds: readonly string[], since: Date): Promise<PastRow[]> {
  const { rows } = await sql<PastRow>`
    select message_id as "messageId", customer_id as "customerId", coalesce(ended_at, decided_at, planned_at) as at, channel,
      intent, topic, segment_id as "segmentId", template_id as "templateId"
    from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and purpose = 'marketing' and draft is null
      and coalesce(ended_at, planned_at) > ${since}
      and (state in ('accepted', 'unknown') or (state in ('attempting', 'retrying') and decision is not null))
    order by at desc`.execute(ctx.db)
  return rows
}

/** Letters that wait for these people and are due within a day. */
export async function selectWaiting(
  ctx: Context,
  customerIds: readonly string[],
): Promise<(WaitingLetter & { readonly customerId: string })[]> {
  const { rows } = await sql<WaitingLetter & { readonly customerId: string }>`
    select message_id as "messageId", customer_id as "customerId", topic, template_id as "templateId", planned_at as "plannedAt"
    from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and purpose = 'marketing'
      and state in ('planned', 'deferred') and origin_id is not null
      and coalesce(ended_at, planned_at) > ${new Date(ctx.now().getTime() - 30 * 86_400_000)}
      and send_at < ${new Date(ctx.now().getTime() + 86_400_000)}`.execute(ctx.db)
  return rows
}

/** How many letters of the last 90 days each person took over on each channel. */
export async function countSent(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ customerId: string; channel: Channel; sent: number }[]> {
  const since = new Date(ctx.now().getTime() - 90 * 86_400_000)
  const { rows } = await sql<{ customerId: string; channel: Channel; sent: number }>`
    select customer_id as "customerId", channel, count(*)::int as sent from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and purpose = 'marketing' and draft is null
      and coalesce(ended_at, planned_at) > ${since} and state = 'accepted' and channel is not null
    group by 1, 2`.execute(ctx.db)
  return rows
}

export type DecidedRow = {
  readonly messageId: string
  readonly state: "attempting" | "deferred" | "skipped" | "expired" | "merged"
  readonly reason: string | null
  readonly decision: LetterDecision
  readonly channel: Channel | null
  readonly templateId: string | null
  readonly templateVersion: number | null
  readonly toAddress: string | null
  readonly toName: string | null
  readonly toKey: string | null
  readonly mergedInto: string | null
}

/** Writes what was decided about letters, in the transaction that decided it: where it goes, or how it ended and why. */
export async function writeDecisions(ctx: Context, decided: readonly DecidedRow[]): Promise<void> {
  if (decided.length === 0) return
  await sql`update messages.messages m set state = d.state, reason = d.reason, decision = d.decision, decided_at = ${ctx.now()},
      channel = coalesce(d.channel, m.channel), template_id = coalesce(d."templateId", m.template_id),
      template_version = coalesce(d."templateVersion", m.template_version),
      to_address = coalesce(d."toAddress", m.to_address), to_name = coalesce(d."toName", m.to_name),
      to_key = coalesce(d."toKey", m.to_key), merged_into = d."mergedInto",
      ended_at = case when d.state in ('skipped', 'expired', 'merged') then ${ctx.now()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as d("messageId" uuid, state text, reason text, decision jsonb,
      channel text, "templateId" uuid, "templateVersion" int, "toAddress" text, "toName" text, "toKey" text, "mergedInto" uuid)
    where m.brand_id = ${ctx.brandId} and m.message_id = d."messageId"`.execute(ctx.db)
}

/** The decision that was written about a letter, and when. */
export async function selectDecision(
  ctx: Context,
  messageId: string,
): Promise<{ decision: LetterDecision | null; decidedAt: Date | null } | undefined> {
  const { rows } = await sql<{ decision: LetterDecision | null; decidedAt: Date | null }>`
    select decision, decided_at as "decidedAt" from messages.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
  return rows[0]
}
