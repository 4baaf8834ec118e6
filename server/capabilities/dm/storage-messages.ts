import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Person, saidStates, Service } from "./model.ts"

export type SaidRow = Person & {
  readonly messageId: string
  readonly mid: string | null
  readonly direction: "in" | "out"
  readonly kind: string
  /** Null once it was unsent. */
  readonly text: string | null
  readonly at: Date
  readonly unsentAt: Date | null
  readonly state: (typeof saidStates)[number] | null
  readonly reason: string | null
}

const columns = sql.raw(`message_id as "messageId", service, user_id as "userId", mid, direction, kind, text, at,
  unsent_at as "unsentAt", state, reason`)

/** False when this one is known already: Meta delivers again what was not answered in time. */
export async function insertSaid(ctx: Context, s: Omit<SaidRow, "unsentAt" | "reason">): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into dm.messages (brand_id, message_id, service, user_id, mid, direction, kind, text, at, state)
    values (${ctx.brandId}, ${s.messageId}, ${s.service}, ${s.userId}, ${s.mid}, ${s.direction}, ${s.kind}, ${s.text},
      ${s.at}, ${s.state}) on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Its words are gone, also when that is heard before the message itself. */
export async function unsay(ctx: Context, s: Person & { messageId: string; mid: string; at: Date }): Promise<void> {
  await sql`insert into dm.messages (brand_id, message_id, service, user_id, mid, direction, kind, at, unsent_at)
    values (${ctx.brandId}, ${s.messageId}, ${s.service}, ${s.userId}, ${s.mid}, 'in', 'text', ${s.at}, ${s.at})
    on conflict (brand_id, mid) where mid is not null do update set text = null,
      unsent_at = coalesce(dm.messages.unsent_at, excluded.unsent_at)`.execute(ctx.db)
}

export async function selectSaid(ctx: Context, messageId: string): Promise<SaidRow | undefined> {
  const { rows } = await sql<SaidRow>`select ${columns} from dm.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
  return rows[0]
}

export async function endSaid(
  ctx: Context,
  messageId: string,
  end: { state: (typeof saidStates)[number]; reason: string | null; mid: string | null },
): Promise<void> {
  await sql`update dm.messages set state = ${end.state}, reason = ${end.reason}, mid = coalesce(${end.mid}, mid)
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
}

/** What was said with one person, newest first. */
export async function selectTalk(ctx: Context, { service, userId }: Person, limit: number): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`select ${columns} from dm.messages
    where brand_id = ${ctx.brandId} and service = ${service} and user_id = ${userId}
    order by at desc, message_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type TalkRow = {
  readonly service: Service
  readonly userId: string
  readonly customerId: string
  readonly saidAt: Date
  readonly text: string | null
  readonly kind: string | null
  readonly direction: "in" | "out" | null
  readonly at: Date | null
}

/** Who wrote lately, with the last words between us. */
export async function selectTalks(ctx: Context, limit: number): Promise<TalkRow[]> {
  const { rows } = await sql<TalkRow>`
    select p.service, p.user_id as "userId", p.customer_id as "customerId", p.said_at as "saidAt", m.text, m.kind,
      m.direction, m.at
    from dm.people p left join lateral (
      select text, kind, direction, at from dm.messages m
      where m.brand_id = p.brand_id and m.service = p.service and m.user_id = p.user_id
      order by at desc, message_id desc limit 1) m on true
    where p.brand_id = ${ctx.brandId} order by coalesce(m.at, p.said_at) desc, p.user_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** All that these people said and heard, for their own request (S72). */
export async function selectSaidOf(ctx: Context, customerIds: readonly string[]): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`select ${columns} from dm.messages m
    where m.brand_id = ${ctx.brandId} and exists (select 1 from dm.people p where p.brand_id = m.brand_id
      and p.service = m.service and p.user_id = m.user_id and p.customer_id = any(${[...customerIds]}::uuid[]))
    order by at`.execute(ctx.db)
  return rows
}
