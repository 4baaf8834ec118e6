import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { CaughtMail, Mailbox } from "./ports.ts"

type NewCaught = CaughtMail & { readonly caughtId: string; readonly body: Buffer; readonly packedRaw: Buffer }

export async function insertCaught(ctx: Context, m: NewCaught): Promise<void> {
  await sql`insert into messages.caught (brand_id, caught_id, received_at, mail_id, envelope_from, envelope_to, from_box,
      to_boxes, subject, headers, attachments, body, raw)
    values (${ctx.brandId}, ${m.caughtId}, ${m.receivedAt}, ${m.messageId}, ${m.envelopeFrom}, ${m.envelopeTo},
      ${JSON.stringify(m.from)}::jsonb, ${JSON.stringify(m.to)}::jsonb, ${m.subject}, ${JSON.stringify(m.headers)}::jsonb,
      ${JSON.stringify(m.attachments)}::jsonb, ${m.body}, ${m.packedRaw})`.execute(ctx.db)
}

export type CaughtSummary = {
  readonly caughtId: string
  readonly receivedAt: Date
  readonly mailId: string
  readonly from: Mailbox
  readonly to: Mailbox[]
  readonly subject: string
  readonly attachments: { name: string; type: string; bytes: number }[]
}
export type CaughtWhole = CaughtSummary & {
  readonly envelopeFrom: string
  readonly envelopeTo: string[]
  readonly headers: { name: string; value: string }[]
  readonly body: Buffer
  readonly raw: Buffer
}

const summary = sql.raw(`caught_id as "caughtId", received_at as "receivedAt", mail_id as "mailId", from_box as "from",
  to_boxes as "to", subject, attachments`)

/** Caught mails, newest first. */
export async function selectCaught(
  ctx: Context,
  mailId: string | undefined,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<CaughtSummary[]> {
  const { rows } = await sql<CaughtSummary>`select ${summary} from messages.caught
    where brand_id = ${ctx.brandId}
      ${mailId ? sql`and mail_id = ${mailId}` : sql``}
      ${after ? sql`and (received_at, caught_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by received_at desc, caught_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function selectCaughtMail(ctx: Context, caughtId: string): Promise<CaughtWhole | undefined> {
  const { rows } = await sql<CaughtWhole>`
    select ${summary}, envelope_from as "envelopeFrom", envelope_to as "envelopeTo", headers, body, raw
    from messages.caught where brand_id = ${ctx.brandId} and caught_id = ${caughtId}`.execute(ctx.db)
  return rows[0]
}

export async function deleteAllCaught(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`delete from messages.caught where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Keeps the newest `most` mails, and of those only what came since `since`. */
export async function trimCaught(ctx: Context, since: Date, most: number): Promise<void> {
  await sql`delete from messages.caught where brand_id = ${ctx.brandId} and (received_at < ${since} or (received_at, caught_id) <= (
    select received_at, caught_id from messages.caught where brand_id = ${ctx.brandId}
    order by received_at desc, caught_id desc offset ${most} limit 1))`.execute(ctx.db)
}
