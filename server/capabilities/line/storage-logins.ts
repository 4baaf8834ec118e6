import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type LoginRow = { readonly channelId: string; readonly channelSecret: string; readonly liffId: string | null }

export async function selectLogin(ctx: Context): Promise<LoginRow | undefined> {
  const { rows } =
    await sql<LoginRow>`select channel_id as "channelId", channel_secret as "channelSecret", liff_id as "liffId"
    from line.logins where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows[0]
}

export async function upsertLogin(ctx: Context, row: LoginRow): Promise<void> {
  await sql`insert into line.logins (brand_id, channel_id, channel_secret, liff_id, changed_at)
    values (${ctx.brandId}, ${row.channelId}, ${row.channelSecret}, ${row.liffId}, ${ctx.now()})
    on conflict (brand_id) do update set channel_id = excluded.channel_id, channel_secret = excluded.channel_secret,
      liff_id = excluded.liff_id, changed_at = excluded.changed_at`.execute(ctx.db)
}

export async function deleteLogin(ctx: Context): Promise<void> {
  await sql`delete from line.logins where brand_id = ${ctx.brandId}`.execute(ctx.db)
}
