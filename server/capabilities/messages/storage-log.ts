import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import type { LetterOrigin } from "./model-letter.ts"
import type { Purpose } from "./model.ts"
import type { MessageState } from "./model-states.ts"
import type { SettledRow } from "./storage.ts"

export type LoggedMessage = {
  readonly messageId: string
  readonly customerId: string | null
  readonly key: string
  readonly kind: string
  readonly purpose: Purpose
  readonly language: Language
  readonly state: MessageState
  readonly reason: string | null
  readonly isTest: boolean
  readonly round: number
  readonly attempts: number
  readonly cause: string
  readonly mailId: string
  readonly transport: string | null
  readonly templateVersion: number | null
  readonly templateHash: string | null
  readonly hasFacts: boolean
  readonly plannedAt: Date
  readonly acceptedAt: Date | null
  readonly endedAt: Date | null
  readonly expiresAt: Date | null
  /** Null while none is chosen. */
  readonly channel: string | null
  /** Of a letter: its own moment. */
  readonly sendAt: Date | null
  /** Of a letter: what was written, who planned it, and into which other it went. */
  readonly templateId: string | null
  readonly origin: LetterOrigin | null
  readonly mergedInto: string | null
}

const columns =
  sql.raw(`message_id as "messageId", customer_id as "customerId", key, kind, purpose, language, state, reason,
  draft is not null as "isTest", round, attempts, cause, mail_id as "mailId", transport, template_version as "templateVersion",
  template_hash as "templateHash", facts is not null as "hasFacts", planned_at as "plannedAt", accepted_at as "acceptedAt",
  ended_at as "endedAt", expires_at as "expiresAt", channel, send_at as "sendAt", template_id as "templateId", merged_into as "mergedInto",
  case when origin_id is not null then jsonb_build_object('kind', origin_kind, 'id', origin_id, 'version', origin_version,
    'step', origin_step) end as origin`)

export type LogFilter = {
  readonly kind?: string | undefined
  readonly state?: MessageState | undefined
  /** All ids under which the customer is known. */
  readonly customerIds?: readonly string[] | undefined
  /** What whoever planned them named them by. */
  readonly keys?: readonly string[] | undefined
  /** Planned at or after, and before. */
  readonly from?: Date | undefined
  readonly until?: Date | undefined
}

/** A page of messages, newest first. `after` is time and id of the last one seen. */
export async function selectLog(
  ctx: Context,
  { kind, state, customerIds, keys, from, until }: LogFilter,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<LoggedMessage[]> {
  const { rows } = await sql<LoggedMessage>`select ${columns} from messages.messages
    where brand_id = ${ctx.brandId}
      ${kind ? sql`and kind = ${kind}` : sql``}
      ${state ? sql`and state = ${state}` : sql``}
      ${customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``}
      ${keys ? sql`and key = any(${keys})` : sql``}
      ${from ? sql`and planned_at >= ${from}` : sql``}
      ${until ? sql`and planned_at < ${until}` : sql``}
      ${after ? sql`and (planned_at, message_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by planned_at desc, message_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function selectMessage(ctx: Context, messageId: string): Promise<LoggedMessage | undefined> {
  const { rows } = await sql<LoggedMessage>`select ${columns} from messages.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
  return rows[0]
}

/** Whom a message is for; undefined for a stranger or nobody. */
export async function selectCustomerOf(ctx: Context, messageId: string): Promise<string | undefined> {
  const { rows } = await sql<{ customerId: string | null }>`select customer_id as "customerId" from messages.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
  return rows[0]?.customerId ?? undefined
}

/** Whose each of these is; what was for nobody known is missing. */
export async function selectCustomersOf(ctx: Context, messageIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ messageId: string; customerId: string }>`select message_id as "messageId",
      customer_id as "customerId" from messages.messages
    where brand_id = ${ctx.brandId} and message_id = any(${[...messageIds]}::uuid[]) and customer_id is not null`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ messageId, customerId }) => [messageId, customerId]))
}

export type Counted = { readonly kind: string; readonly state: MessageState; readonly count: number }

/** Counts of rows, never of counters (R6): their sum is what was planned (G3). */
export async function selectCounts(ctx: Context, from: Date, until: Date): Promise<Counted[]> {
  const { rows } = await sql<Counted>`select kind, state, count(*)::int as count from messages.messages
    where brand_id = ${ctx.brandId} and planned_at >= ${from} and planned_at < ${until}
    group by kind, state order by kind, state`.execute(ctx.db)
  return rows
}

export type LoggedAttempt = {
  readonly round: number
  readonly attempt: number
  readonly at: Date
  readonly outcome: string
  readonly reason: string | null
  readonly phase: string | null
  readonly code: number | null
  readonly response: string | null
  readonly transport: string | null
}

export async function selectAttempts(ctx: Context, messageId: string): Promise<LoggedAttempt[]> {
  const { rows } = await sql<LoggedAttempt>`
    select round, attempt, at, outcome, reason, phase, code, response, transport from messages.attempts
    where brand_id = ${ctx.brandId} and message_id = ${messageId} order by round, attempt`.execute(ctx.db)
  return rows
}

export type LoggedContent = {
  readonly toName: string | null
  readonly toAddress: string | null
  readonly renderedAt: Date | null
  readonly hash: string | null
  readonly fromName: string | null
  readonly fromAddress: string | null
  readonly replyTo: string | null
  readonly subject: string | null
  readonly preheader: string | null
  readonly body: Buffer | null
}

export async function selectContent(ctx: Context, messageId: string): Promise<LoggedContent | undefined> {
  const { rows } = await sql<LoggedContent>`
    select m.to_name as "toName", m.to_address as "toAddress", r.rendered_at as "renderedAt", r.hash,
      r.from_name as "fromName", r.from_address as "fromAddress", r.reply_to as "replyTo", r.subject, r.preheader, r.body
    from messages.messages m left join messages.renderings r on r.brand_id = m.brand_id and r.message_id = m.message_id
    where m.brand_id = ${ctx.brandId} and m.message_id = ${messageId}`.execute(ctx.db)
  return rows[0]
}

export async function selectFacts(
  ctx: Context,
  messageId: string,
): Promise<{ kind: string; facts: unknown } | undefined> {
  const { rows } = await sql<{ kind: string; facts: unknown }>`select kind, facts from messages.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId} and facts is not null`.execute(ctx.db)
  return rows[0]
}

/** Begins another round for a message that has ended in one of `states`. Returns the round, undefined when it has not. */
export async function beginRound(
  ctx: Context,
  messageId: string,
  states: readonly MessageState[],
): Promise<number | undefined> {
  const { rows } = await sql<{ round: number }>`
    update messages.messages set state = 'planned', reason = null, round = round + 1, attempts = 0,
      first_tried_at = null, ended_at = null, expires_at = null
    where brand_id = ${ctx.brandId} and message_id = ${messageId} and state = any(${states}::text[]) and facts is not null
    returning round`.execute(ctx.db)
  return rows[0]?.round
}

/** Ends a message of unknown outcome as somebody found it. Undefined when it is not unknown, or is in another round. */
export async function settleUnknown(
  ctx: Context,
  messageId: string,
  round: number,
  state: "accepted" | "failed",
  reason: string,
): Promise<SettledRow | undefined> {
  const { rows } = await sql<SettledRow>`
    update messages.messages set state = ${state}, reason = ${reason}, ended_at = ${ctx.now()},
      accepted_at = case when ${state} = 'accepted' then ${ctx.now()}::timestamptz end
    where brand_id = ${ctx.brandId} and message_id = ${messageId} and round = ${round} and state = 'unknown'
    returning message_id as "messageId", customer_id as "customerId", kind, purpose, language, to_address as "toAddress", channel,
      case when origin_id is not null then jsonb_build_object('kind', origin_kind, 'id', origin_id, 'version', origin_version,
        'step', origin_step) end as origin`.execute(ctx.db)
  return rows[0]
}

/** Forgets what one message was filled with. */
export async function forgetFacts(ctx: Context, messageId: string): Promise<void> {
  await sql`update messages.messages set facts = null
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
}

/** Forgets what mails said and were filled with, for those rendered or planned before `before`; hash and outcome stay (S71). */
export async function forgetTexts(ctx: Context, before: Date): Promise<void> {
  await sql`update messages.renderings set body = null, subject = null, preheader = null
    where brand_id = ${ctx.brandId} and rendered_at < ${before} and body is not null`.execute(ctx.db)
  await sql`update messages.messages set facts = null, draft = case when draft is null then null else '{}'::jsonb end
    where brand_id = ${ctx.brandId} and planned_at < ${before} and facts is not null
      and state in ('accepted', 'failed', 'unknown', 'expired', 'skipped')`.execute(ctx.db)
}
