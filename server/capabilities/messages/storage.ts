import { sql } from "kysely"
import type { Context } from "#kernel/context"
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
}

/** Writes a message unless its key is there already. False when it was. */
export async function insertMessage(ctx: Context, m: NewMessage): Promise<boolean> {
  const endedAt = m.state === "planned" ? null : ctx.now()
  const { numAffectedRows } = await sql`
    insert into messages.messages (brand_id, message_id, customer_id, key, kind, purpose, language, to_name, to_address,
      to_key, facts, draft, mail_id, state, reason, cause, planned_at, expires_at, ended_at)
    values (${ctx.brandId}, ${m.messageId}, ${m.customerId}, ${m.key}, ${m.kind}, ${m.purpose}, ${m.language},
      ${m.toName}, ${m.toAddress}, ${m.toKey}, ${jsonOrNull(m.facts)}::jsonb, ${jsonOrNull(m.draft)}::jsonb, ${m.mailId}, ${m.state},
      ${m.reason}, ${ctx.cause}, ${ctx.now()}, ${m.expiresAt}, ${endedAt})
    on conflict (brand_id, key) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value))

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
      and m.state in ('planned', 'attempting', 'retrying')
    returning m.message_id as "messageId", m.customer_id as "customerId", m.kind, m.purpose, m.language,
      m.to_name as "toName", m.to_address as "toAddress", m.facts, m.draft, m.mail_id as "mailId", m.round, m.attempts,
      m.planned_at as "plannedAt", m.first_tried_at as "firstTriedAt", m.expires_at as "expiresAt",
      (select p.paused_until from messages.senders p where p.brand_id = m.brand_id and p.sender = w.sender
        and p.resumed_at is null) as "pausedUntil"`.execute(ctx.db)
  return rows
}

export type Settled = {
  readonly messageId: string
  readonly round: number
  readonly state: MessageState
  readonly reason: string | null
  readonly note: AttemptNote | undefined
  readonly mail: SentMail | undefined
}

export type SettledRow = {
  readonly customerId: string | null
  readonly kind: string
  readonly purpose: Purpose
  readonly language: string
  readonly toAddress: string
}

/**
 * Writes how an attempt ended, its line in the log and the mail as it left, in one statement. Undefined when the
 * message has ended otherwise since, or is in another round: then nothing was written.
 */
export async function settleAttempt(ctx: Context, s: Settled): Promise<SettledRow | undefined> {
  const { note, mail } = s
  const hasEnded = !["planned", "attempting", "retrying"].includes(s.state)
  const { rows } = await sql<SettledRow>`
    with settled as (
      update messages.messages m set state = ${s.state}, reason = ${s.reason},
        attempts = m.attempts + ${note ? 1 : 0},
        accepted_at = ${s.state === "accepted" ? ctx.now() : null}, ended_at = ${hasEnded ? ctx.now() : null},
        transport = coalesce(${note?.transport ?? null}, m.transport),
        template_version = coalesce(${mail?.templateVersion ?? null}, m.template_version),
        template_hash = coalesce(${mail?.templateHash ?? null}, m.template_hash)
      where m.brand_id = ${ctx.brandId} and m.message_id = ${s.messageId} and m.round = ${s.round}
        and m.state in ('planned', 'attempting', 'retrying')
      returning m.customer_id, m.kind, m.purpose, m.language, m.to_address, m.attempts
    ), noted as (
      insert into messages.attempts (brand_id, message_id, round, attempt, at, outcome, reason, phase, code, response, transport)
      select ${ctx.brandId}, ${s.messageId}, ${s.round}, attempts, ${note?.at ?? null}::timestamptz, ${note?.outcome ?? null}::text,
        ${note?.reason ?? null}, ${note?.phase ?? null}, ${note?.code ?? null}::int, ${note?.response ?? null}, ${note?.transport ?? null}
      from settled where ${note !== undefined}
    ), rendered as (
      insert into messages.renderings (brand_id, message_id, rendered_at, hash, from_name, from_address, reply_to, subject, preheader, body)
      select ${ctx.brandId}, ${s.messageId}, ${mail?.renderedAt ?? null}::timestamptz, ${mail?.hash ?? null}::text, ${mail?.fromName ?? null},
        ${mail?.fromAddress ?? null}, ${mail?.replyTo ?? null}, ${mail?.subject ?? null}, ${mail?.preheader ?? null}, ${mail?.body ?? null}::bytea
      from settled where ${mail !== undefined}
      on conflict (brand_id, message_id) do update set rendered_at = excluded.rendered_at, hash = excluded.hash,
        from_name = excluded.from_name, from_address = excluded.from_address, reply_to = excluded.reply_to,
        subject = excluded.subject, preheader = excluded.preheader, body = excluded.body
    )
    select customer_id as "customerId", kind, purpose, language, to_address as "toAddress" from settled`.execute(ctx.db)
  return rows[0]
}

/** How many mails an address has refused since then for being full or picky. */
export async function countRefusals(ctx: Context, toKey: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from messages.messages
    where brand_id = ${ctx.brandId} and to_key = ${toKey} and state = 'failed' and ended_at >= ${since}
      and reason in ('mailbox-full', 'recipient-refused')`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
