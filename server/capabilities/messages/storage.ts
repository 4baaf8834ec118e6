import { sql } from "kysely"
import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import type { LetterOrigin } from "./model-letter.ts"
import type { AttemptNote, MessageState, MessageToSend, SentMail } from "./model-states.ts"
import type { Purpose } from "./model.ts"

export type NewMessage = {
  readonly messageId: string
  readonly customerId: string | null
  readonly key: string
  readonly kind: string
  readonly purpose: Purpose
  readonly language: string
  readonly toName: string | null
  readonly toAddress: string | null
  readonly toKey: string | null
  readonly facts: unknown
  readonly draft: unknown
  readonly mailId: string
  readonly state: MessageState
  readonly reason: string | null
  readonly expiresAt: Date | null
  /** What set it off. */
  readonly cause: string
}

/** Writes messages whose keys are not there yet. Returns the ids of those that it wrote. */
export async function insertMessages(ctx: Context, messages: readonly NewMessage[]): Promise<Set<string>> {
  const { rows } = await sql<{ messageId: string }>`
    insert into messages.messages (brand_id, message_id, customer_id, key, kind, purpose, language, to_name, to_address,
      to_key, facts, draft, mail_id, state, reason, cause, planned_at, expires_at, ended_at)
    select ${ctx.brandId}, m."messageId", m."customerId", m.key, m.kind, m.purpose, m.language, m."toName", m."toAddress",
      m."toKey", m.facts, m.draft, m."mailId", m.state, m.reason, m.cause, ${ctx.now()}, m."expiresAt",
      case when m.state <> 'planned' then ${ctx.now()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m("messageId" uuid, "customerId" uuid, key text, kind text,
      purpose text, language text, "toName" text, "toAddress" text, "toKey" text, facts jsonb, draft jsonb, "mailId" text,
      state text, reason text, cause text, "expiresAt" timestamptz)
    on conflict (brand_id, key) do nothing
    returning message_id as "messageId"`.execute(ctx.db)
  return new Set(rows.map(({ messageId }) => messageId))
}

export async function selectIdByKey(ctx: Context, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ messageId: string }>`select message_id as "messageId" from messages.messages
    where brand_id = ${ctx.brandId} and key = ${key}`.execute(ctx.db)
  return rows[0]?.messageId
}

export type Wanted = { readonly messageId: string; readonly round: number; readonly sender: string }

/**
 * Marks messages as being tried and returns all that the attempts need, in one statement. One that has ended, or of
 * which another round has begun, is missing. The marks need not survive a crash (the claims of the outbox do), so this
 * commit does not wait for the disk.
 */
export async function beginAttempts(ctx: Context, wanted: readonly Wanted[]): Promise<MessageToSend[]> {
  const { rows } = await sql<MessageToSend>`
    with quick as (select set_config('synchronous_commit', 'off', true))
    update messages.messages m set state = 'attempting', first_tried_at = coalesce(m.first_tried_at, ${ctx.now()})
    from quick, jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("messageId" uuid, round int, sender text)
    where m.brand_id = ${ctx.brandId} and m.message_id = w."messageId" and m.round = w.round
      and m.state in ('planned', 'deferred', 'attempting', 'retrying')
    returning m.message_id as "messageId", m.customer_id as "customerId", m.kind, m.purpose, m.language,
      m.to_name as "toName", coalesce(m.to_address, '') as "toAddress", coalesce(m.facts, '{}') as facts, m.draft,
      m.mail_id as "mailId", m.round, m.attempts, m.planned_at as "plannedAt", m.first_tried_at as "firstTriedAt",
      m.expires_at as "expiresAt", case when m.origin_id is not null then jsonb_build_object(
        'templateId', m.template_id, 'templateVersion', m.template_version, 'insteadId', m.instead_id,
        'insteadVersion', m.instead_version, 'channels', m.channels, 'channel', m.channel, 'intent', m.intent,
        'discountBp', m.discount_bp, 'topic', m.topic, 'segmentId', m.segment_id, 'sendAt', m.send_at, 'origin', jsonb_build_object(
          'kind', m.origin_kind, 'id', m.origin_id, 'version', m.origin_version, 'step', m.origin_step)) end as letter,
      (select p.paused_until from messages.senders p where p.brand_id = m.brand_id and p.sender = w.sender
        and p.resumed_at is null) as "pausedUntil"`.execute(ctx.db)
  // Inside JSON an instant is text.
  return rows.map((row) => ({
    ...row,
    letter: row.letter && { ...row.letter, sendAt: new Date(row.letter.sendAt) },
  }))
}

export type AttemptEnd = {
  readonly messageId: string
  readonly round: number
  readonly state: MessageState
  readonly reason: string | null
  readonly note: AttemptNote | undefined
  readonly mail: SentMail | undefined
}

export type SettledRow = {
  readonly messageId: string
  readonly customerId: string | null
  readonly kind: string
  readonly purpose: Purpose
  readonly language: string
  readonly toAddress: string
  readonly channel: Channel | null
  /** Null for a notice. */
  readonly origin: LetterOrigin | null
}

/**
 * Writes how attempts ended, their lines in the log and the mails as they left, in one statement. A message that has ended
 * otherwise since, or is in another round, is missing: then nothing was written of it.
 */
export async function settleAttempts(ctx: Context, ends: readonly AttemptEnd[]): Promise<SettledRow[]> {
  const ids = ends.map(({ messageId }) => messageId)
  // Field by field: whatever else a caller's object carries, such as the mail's body once more, would go along as numbers.
  const given = ends.map(({ messageId, round, state, reason, note, mail }) => ({
    messageId,
    round,
    state,
    reason,
    hasEnded: !["planned", "deferred", "attempting", "retrying"].includes(state),
    note: note ?? null,
    mail: mail ? { ...mail, body: undefined } : null,
  }))
  // The bodies go beside it as bytes, one after the other: an array of them would be written out as text and read again.
  const bodies = ends.map(({ mail }) => mail?.body ?? Buffer.alloc(0))
  const lengths = bodies.map((body) => body.length)
  let start = 1
  const starts = lengths.map((length) => {
    start += length
    return start - length
  })
  const { rows } = await sql<SettledRow>`
    with given as (
      select g.*, case when b.length > 0 then substring(${Buffer.concat(bodies)}::bytea from b.start for b.length) end as body
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g("messageId" uuid, round int, state text, reason text, "hasEnded" boolean, note jsonb, mail jsonb)
      join unnest(${ids}::uuid[], ${starts}::int[], ${lengths}::int[]) as b(id, start, length) on b.id = g."messageId"
    ), settled as (
      update messages.messages m set state = g.state, reason = g.reason,
        attempts = m.attempts + case when g.note is null then 0 else 1 end,
        accepted_at = case when g.state = 'accepted' then ${ctx.now()}::timestamptz end,
        ended_at = case when g."hasEnded" then ${ctx.now()}::timestamptz end,
        transport = coalesce(g.note->>'transport', m.transport),
        template_version = coalesce((g.mail->>'templateVersion')::int, m.template_version),
        template_hash = coalesce(g.mail->>'templateHash', m.template_hash),
        cost_milli_yen = coalesce((g.mail->>'costMilliYen')::int, m.cost_milli_yen),
        reference = coalesce(g.mail->>'reference', m.reference)
      from given g
      where m.brand_id = ${ctx.brandId} and m.message_id = any(${ids}::uuid[]) and m.message_id = g."messageId"
        and m.round = g.round and m.state in ('planned', 'deferred', 'attempting', 'retrying')
      returning m.message_id, m.round, m.customer_id, m.kind, m.purpose, m.language, m.to_address, m.attempts, m.channel,
        m.state, m.reason, m.origin_kind, m.origin_id, m.origin_version, m.origin_step, g.note, g.mail, g.body
    ), noted as (
      insert into messages.attempts (brand_id, message_id, round, attempt, at, outcome, reason, phase, code, response, transport)
      select ${ctx.brandId}, message_id, round, attempts, (note->>'at')::timestamptz, note->>'outcome', note->>'reason',
        note->>'phase', (note->>'code')::int, note->>'response', note->>'transport'
      from settled where note is not null
    ), rendered as (
      insert into messages.renderings (brand_id, message_id, rendered_at, hash, from_name, from_address, reply_to, subject, preheader, body)
      select ${ctx.brandId}, message_id, (mail->>'renderedAt')::timestamptz, mail->>'hash', mail->>'fromName',
        mail->>'fromAddress', mail->>'replyTo', mail->>'subject', mail->>'preheader', body
      from settled where mail is not null
      on conflict (brand_id, message_id) do update set rendered_at = excluded.rendered_at, hash = excluded.hash,
        from_name = excluded.from_name, from_address = excluded.from_address, reply_to = excluded.reply_to,
        subject = excluded.subject, preheader = excluded.preheader, body = excluded.body
    )
    select message_id as "messageId", customer_id as "customerId", kind, purpose, language, to_address as "toAddress", channel,
      case when origin_id is not null then jsonb_build_object('kind', origin_kind, 'id', origin_id, 'version', origin_version,
        'step', origin_step) end as origin
    from settled`.execute(ctx.db)
  return rows
}

/** How many mails an address has refused since then for being full or picky. */
export async function countRefusals(ctx: Context, toKey: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from messages.messages
    where brand_id = ${ctx.brandId} and to_key = ${toKey} and state = 'failed' and ended_at >= ${since}
      and reason in ('mailbox-full', 'recipient-refused')`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
