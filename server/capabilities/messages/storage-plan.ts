import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** A letter as it is planned; `state` is `planned` or `held`. */
export type NewLetter = {
  readonly messageId: string
  readonly customerId: string
  readonly key: string
  readonly purpose: string
  readonly language: string
  readonly channels: readonly string[] | null
  readonly templateId: string
  readonly templateVersion: number
  readonly insteadId: string | null
  readonly insteadVersion: number | null
  readonly originKind: string
  readonly originId: string
  readonly originVersion: number
  readonly originStep: string
  readonly intent: string
  readonly discountBp: number | null
  readonly topic: string | null
  readonly segmentId: string | null
  readonly facts: unknown
  readonly mailId: string
  readonly state: "planned" | "held"
  readonly sendAt: Date
  readonly expiresAt: Date
}

export const letterKind = "messages.letter"

/** Writes letters whose keys are not there yet, thousands in one statement. Returns the ids of those that it wrote. */
export async function insertLetters(ctx: Context, letters: readonly NewLetter[]): Promise<Set<string>> {
  const { rows } = await sql<{ messageId: string }>`
    insert into messages.messages (brand_id, message_id, customer_id, key, kind, purpose, language, channel, channels,
      template_id, template_version, instead_id, instead_version, origin_kind, origin_id, origin_version, origin_step, intent,
      discount_bp, topic, segment_id, facts, mail_id, state, cause, planned_at, send_at, expires_at)
    select ${ctx.brandId}, l."messageId", l."customerId", l.key, ${letterKind}, l.purpose, l.language, null, l.channels,
      l."templateId", l."templateVersion", l."insteadId", l."insteadVersion", l."originKind", l."originId", l."originVersion",
      l."originStep", l.intent, l."discountBp", l.topic, l."segmentId", l.facts, l."mailId", l.state, ${ctx.cause},
      ${ctx.now()}, l."sendAt", l."expiresAt"
    from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as l("messageId" uuid, "customerId" uuid, key text, purpose text,
      language text, channels text[], "templateId" uuid, "templateVersion" int, "insteadId" uuid, "insteadVersion" int,
      "originKind" text, "originId" uuid, "originVersion" int, "originStep" text, intent text, "discountBp" int, topic text,
      "segmentId" uuid, facts jsonb, "mailId" text, state text, "sendAt" timestamptz, "expiresAt" timestamptz)
    on conflict (brand_id, key) do nothing
    returning message_id as "messageId"`.execute(ctx.db)
  return new Set(rows.map(({ messageId }) => messageId))
}

/** The ids of messages by their keys. */
export async function selectIdsByKeys(ctx: Context, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    key: string
    messageId: string
  }>`select key, message_id as "messageId" from messages.messages
    where brand_id = ${ctx.brandId} and key = any(${keys})`.execute(ctx.db)
  return new Map(rows.map(({ key, messageId }) => [key, messageId]))
}

export type Released = {
  readonly messageId: string
  readonly purpose: "transactional" | "marketing"
  readonly sendAt: Date
  readonly expiresAt: Date
}

/** Held letters become planned ones, due now at the earliest. Returns those that were held. */
export async function releaseHeld(ctx: Context, messageIds: readonly string[]): Promise<Released[]> {
  const { rows } = await sql<Released>`update messages.messages set state = 'planned',
      send_at = greatest(send_at, ${ctx.now()}),
      expires_at = greatest(expires_at, ${ctx.now()}::timestamptz + (expires_at - send_at))
    where brand_id = ${ctx.brandId} and message_id = any(${messageIds}::uuid[]) and state = 'held'
    returning message_id as "messageId", purpose, send_at as "sendAt", expires_at as "expiresAt"`.execute(ctx.db)
  return rows
}

export type EndedLetter = {
  readonly messageId: string
  readonly customerId: string
  readonly originKind: "campaign" | "flow"
  readonly originId: string
  readonly originVersion: number
  readonly originStep: string
  readonly channel: string | null
  readonly state: "accepted" | "failed" | "unknown" | "expired" | "skipped" | "merged"
  readonly reason: string | null
}

export const endedColumns =
  sql.raw(`message_id as "messageId", customer_id as "customerId", origin_kind as "originKind",
  origin_id as "originId", origin_version as "originVersion", origin_step as "originStep", channel, state, reason`)

/** Ends letters that have not been begun: the held ones by their ids, or all of an origin. */
export async function skipWaiting(
  ctx: Context,
  which:
    | { readonly messageIds: readonly string[] }
    | { readonly originId: string; readonly step?: string | undefined; readonly most: number },
  reason: string,
): Promise<EndedLetter[]> {
  // The rows are chosen before anything is changed: a subquery with a limit may be asked more than once.
  const chosen =
    "messageIds" in which
      ? sql`message_id = any(${which.messageIds}::uuid[]) and state = 'held'`
      : sql`${waitingOf(which.originId, which.step)} limit ${which.most}`
  const { rows } = await sql<EndedLetter>`
    with chosen (id) as materialized (select message_id from messages.messages
      where brand_id = ${ctx.brandId} and origin_id is not null and ${chosen} for update)
    update messages.messages m set state = 'skipped', reason = ${reason}, ended_at = ${ctx.now()} from chosen
    where m.brand_id = ${ctx.brandId} and m.message_id = chosen.id
    returning ${endedColumns}`.execute(ctx.db)
  return rows
}

const waitingOf = (originId: string, step: string | undefined) => sql`origin_id = ${originId}
  ${step === undefined ? sql`` : sql`and origin_step = ${step}`} and state in ('planned', 'held', 'deferred')`

/** Letters of a campaign or flow that have not begun. */
export async function countWaiting(
  ctx: Context,
  { id, step }: { readonly id: string; readonly step?: string | undefined },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from messages.messages
    where brand_id = ${ctx.brandId} and ${waitingOf(id, step)}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/**
 * Letters that were put off for this reason and never tried begin another round, those that were meant first before the
 * others: what waits for their old one finds nothing to do.
 */
export async function wakeDeferred(
  ctx: Context,
  { originId, reason, most }: { readonly originId: string; readonly reason: string; readonly most: number },
): Promise<(Released & { readonly round: number })[]> {
  const { rows } = await sql<Released & { readonly round: number }>`
    with chosen (id) as materialized (select message_id from messages.messages
      where brand_id = ${ctx.brandId} and origin_id = ${originId} and state = 'deferred' and reason = ${reason} and attempts = 0
      order by send_at limit ${most} for update skip locked)
    update messages.messages m set round = m.round + 1, state = 'planned', reason = null from chosen
    where m.brand_id = ${ctx.brandId} and m.message_id = chosen.id
    returning m.message_id as "messageId", m.purpose, m.round, greatest(m.send_at, ${ctx.now()}) as "sendAt",
      m.expires_at as "expiresAt"`.execute(ctx.db)
  return rows
}
