import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { DeadLetter } from "./model.ts"

/** Keeps a message that could not be applied; the same message is kept once, with the latest reason. */
export async function insertDeadLetter(ctx: Context, letter: DeadLetter): Promise<void> {
  const { id, source, externalId, reason, trusted, shape, message, receivedAt, failedAt } = letter
  await sql`
    insert into events.dead_letters (brand_id, id, source, external_id, reason, trusted, shape, message, received_at, failed_at)
    values (${ctx.brandId}, ${id}, ${source}, ${externalId}, ${reason}, ${trusted}, ${shape}, ${message}, ${receivedAt}, ${failedAt})
    on conflict (brand_id, source, external_id)
    do update set reason = excluded.reason, failed_at = excluded.failed_at, replayed_at = null`.execute(ctx.db)
}

const columns = sql.raw(`id, source, external_id as "externalId", reason, trusted, shape, message,
  received_at as "receivedAt", failed_at as "failedAt", replayed_at as "replayedAt"`)

/** The latest first. */
export async function selectDeadLetters(ctx: Context, limit: number): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select ${columns} from events.dead_letters where brand_id = ${ctx.brandId} and replayed_at is null
    order by failed_at desc, id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** One letter, locked until the transaction ends. */
export async function lockDeadLetter(ctx: Context, id: string): Promise<DeadLetter | undefined> {
  const { rows } = await sql<DeadLetter>`
    select ${columns} from events.dead_letters where brand_id = ${ctx.brandId} and id = ${id} for update`.execute(
    ctx.db,
  )
  return rows[0]
}

export async function markReplayed(ctx: Context, id: string): Promise<void> {
  await sql`update events.dead_letters set replayed_at = ${ctx.now()} where brand_id = ${ctx.brandId} and id = ${id}`.execute(
    ctx.db,
  )
}

/** Removes the messages in which one of these texts stands. */
export async function deleteDeadLettersWith(ctx: Context, texts: readonly string[]): Promise<void> {
  await sql`
    delete from events.dead_letters where brand_id = ${ctx.brandId}
      and exists (select 1 from unnest(${texts}::text[]) t where t <> '' and position(lower(t) in lower(message)) > 0)`.execute(
    ctx.db,
  )
}
