import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type SenderPause = {
  readonly sender: string
  readonly reason: string
  readonly response: string | null
  readonly pausedAt: Date
  readonly pausedUntil: Date
  readonly pauses: number
}
export type SenderRow = SenderPause & { readonly resumedAt: Date | null; readonly resumedBy: string | null }

const columns = sql.raw(`sender, reason, response, paused_at as "pausedAt", paused_until as "pausedUntil", pauses,
  resumed_at as "resumedAt", resumed_by as "resumedBy"`)

export async function selectSender(ctx: Context, sender: string): Promise<SenderRow | undefined> {
  const { rows } = await sql<SenderRow>`select ${columns} from messages.senders
    where brand_id = ${ctx.brandId} and sender = ${sender}`.execute(ctx.db)
  return rows[0]
}

export async function upsertPause(ctx: Context, p: SenderPause): Promise<void> {
  await sql`insert into messages.senders (brand_id, sender, reason, response, paused_at, paused_until, pauses)
    values (${ctx.brandId}, ${p.sender}, ${p.reason}, ${p.response}, ${p.pausedAt}, ${p.pausedUntil}, ${p.pauses})
    on conflict (brand_id, sender) do update set reason = excluded.reason, response = excluded.response,
      paused_at = excluded.paused_at, paused_until = excluded.paused_until, pauses = excluded.pauses,
      resumed_at = null, resumed_by = null`.execute(ctx.db)
}

export async function selectSenders(ctx: Context): Promise<SenderRow[]> {
  const { rows } = await sql<SenderRow>`select ${columns} from messages.senders
    where brand_id = ${ctx.brandId} order by paused_at desc`.execute(ctx.db)
  return rows
}

/** False when it was not paused. */
export async function markResumed(ctx: Context, sender: string, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update messages.senders set resumed_at = ${ctx.now()}, resumed_by = ${by}
    where brand_id = ${ctx.brandId} and sender = ${sender} and resumed_at is null`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Messages of this brand that met a closed way out and look again soon. */
export async function countWaiting(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from messages.messages
    where brand_id = ${ctx.brandId} and state in ('planned', 'retrying') and reason = 'sender_paused'`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** Lets one mail try a way out whose pause is over; the others wait for what comes of it. False when another has the turn. */
export async function takeProbe(ctx: Context, sender: string, until: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update messages.senders set paused_until = ${until}
    where brand_id = ${ctx.brandId} and sender = ${sender} and resumed_at is null and paused_until <= ${ctx.now()}`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n
}
