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
  const alike = new Map<string, NewLetter[]>()
  for (const letter of letters) {
    const {
      messageId: _id,
      customerId: _who,
      key: _key,
      language: _in,
      mailId: _mail,
      sendAt: _at,
      expiresAt: _until,
      ...rest
    } = letter
    const said = JSON.stringify(rest)
    const group = alike.get(said)
    if (group) group.push(letter)
    else alike.set(said, [letter])
  }
  if (alike.size * fewAlike > letters.length) return insertEach(ctx, letters)
  const written = new Set<string>()
  for (const group of alike.values()) for (const id of await insertAlike(ctx, group)) written.add(id)
  return written
}

/** With fewer than this in a group, one statement for all is quicker. */
const fewAlike = 50

const letterColumns = sql.raw(`(brand_id, message_id, customer_id, key, kind, purpose, language, channel, channels,
  template_id, template_version, instead_id, instead_version, origin_kind, origin_id, origin_version, origin_step, intent,
  discount_bp, topic, segment_id, facts, mail_id, state, cause, planned_at, send_at, expires_at)`)

/** Letters that differ in nothing but their readers and moments, as a campaign's do: what they share is sent once. */
async function insertAlike(ctx: Context, letters: readonly NewLetter[]): Promise<string[]> {
  const [first] = letters
  if (!first) return []
  const each = <T>(of: (letter: NewLetter) => T) => letters.map(of)
  const { rows } = await sql<{ messageId: string }>`
    insert into messages.messages ${letterColumns}
    select ${ctx.brandId}, l.id, l.who, l.key, ${letterKind}, ${first.purpose}, l.language, null, ${first.channels}::text[],
      ${first.templateId}::uuid, ${first.templateVersion}::int, ${first.insteadId}::uuid, ${first.insteadVersion}::int,
      ${first.originKind}, ${first.originId}::uuid, ${first.originVersion}::int, ${first.originStep}, ${first.intent},
      ${first.discountBp}::int, ${first.topic}, ${first.segmentId}::uuid, ${JSON.stringify(first.facts)}::jsonb, l.mail,
      ${first.state}, ${ctx.cause}, ${ctx.now()}, l.send_at, l.expires_at
    from unnest(${each((l) => l.messageId)}::uuid[], ${each((l) => l.customerId)}::uuid[], ${each((l) => l.key)}::text[],
      ${each((l) => l.language)}::text[], ${each((l) => l.mailId)}::text[], ${each((l) => l.sendAt.toISOString())}::timestamptz[],
      ${each((l) => l.expiresAt.toISOString())}::timestamptz[]) as l(id, who, key, language, mail, send_at, expires_at)
    on conflict (brand_id, key) do nothing
    returning message_id as "messageId"`.execute(ctx.db)
  return rows.map(({ messageId }) => messageId)
}

async function insertEach(ctx: Context, letters: readonly NewLetter[]): Promise<Set<string>> {
  const { rows } = await sql<{ messageId: string }>`
    insert into messages.messages ${letterColumns}
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
