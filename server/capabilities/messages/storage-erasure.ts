import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Blanked = { readonly mailIds: string[]; readonly toAddresses: string[] }

/** Takes everything personal from the messages to these customers, and to these addresses; what waits ends as skipped. */
export async function blankMessages(
  ctx: Context,
  customerIds: readonly string[],
  addressKeys: readonly string[],
): Promise<Blanked> {
  const { rows } = await sql<{ messageId: string; mailId: string; toAddress: string | null }>`
    select message_id as "messageId", mail_id as "mailId", to_address as "toAddress" from messages.messages
    where brand_id = ${ctx.brandId}
      and (customer_id = any(${[...customerIds]}::uuid[]) or to_key = any(${[...addressKeys]}::text[])) for update`.execute(
    ctx.db,
  )
  const ids = rows.map(({ messageId }) => messageId)
  await sql`update messages.messages set to_name = null, to_address = null, to_key = null, facts = null, decision = null,
      draft = case when draft is null then null else '{}'::jsonb end,
      ended_at = case when state in ('planned', 'held', 'deferred', 'attempting', 'retrying') then ${ctx.now()}::timestamptz else ended_at end,
      reason = case when state in ('planned', 'held', 'deferred', 'attempting', 'retrying') then 'erased' else reason end,
      state = case when state in ('planned', 'held', 'deferred', 'attempting', 'retrying') then 'skipped' else state end
    where brand_id = ${ctx.brandId} and message_id = any(${ids}::uuid[])`.execute(ctx.db)
  await sql`update messages.renderings set subject = null, preheader = null, body = null
    where brand_id = ${ctx.brandId} and message_id = any(${ids}::uuid[])`.execute(ctx.db)
  // What mail servers answer often names the address.
  await sql`update messages.attempts set response = null
    where brand_id = ${ctx.brandId} and message_id = any(${ids}::uuid[]) and response is not null`.execute(ctx.db)
  return { mailIds: rows.map(({ mailId }) => mailId), toAddresses: rows.flatMap(({ toAddress }) => toAddress ?? []) }
}

/** Deletes caught mails by their Message-IDs and by whom they were for. */
export async function deleteCaughtOf(
  ctx: Context,
  mailIds: readonly string[],
  addresses: readonly string[],
): Promise<void> {
  const lower = addresses.map((address) => address.toLowerCase())
  await sql`delete from messages.caught where brand_id = ${ctx.brandId} and (mail_id = any(${[...mailIds]}::text[])
    or exists (select from unnest(envelope_to) as e(address) where lower(e.address) = any(${lower}::text[])))`.execute(
    ctx.db,
  )
}
