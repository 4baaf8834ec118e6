import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Chat } from "./model.ts"

/** `url` is sealed. */
export type ChatRow = Chat & { readonly url: string }

const columns = sql.raw(
  `chat_id as "chatId", kind, name, url, off_because as "offBecause", told_at as "toldAt", made_at as "madeAt"`,
)

export async function selectChats(ctx: Context): Promise<ChatRow[]> {
  const { rows } =
    await sql<ChatRow>`select ${columns} from relay.chats where brand_id = ${ctx.brandId} order by made_at`.execute(
      ctx.db,
    )
  return rows
}

export async function selectChat(ctx: Context, chatId: string): Promise<ChatRow | undefined> {
  const { rows } = await sql<ChatRow>`select ${columns} from relay.chats
    where brand_id = ${ctx.brandId} and chat_id = ${chatId}`.execute(ctx.db)
  return rows[0]
}

export async function insertChat(ctx: Context, chat: Pick<ChatRow, "chatId" | "kind" | "name" | "url">): Promise<void> {
  await sql`insert into relay.chats (brand_id, chat_id, kind, name, url, told_at, made_at)
    values (${ctx.brandId}, ${chat.chatId}, ${chat.kind}, ${chat.name}, ${chat.url}, ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function deleteChat(ctx: Context, chatId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from relay.chats
    where brand_id = ${ctx.brandId} and chat_id = ${chatId}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0) > 0
}

/** Told just now, or off from now on and why. */
export async function markTold(ctx: Context, chatId: string, offBecause: string | null): Promise<void> {
  await sql`update relay.chats set off_because = ${offBecause},
      told_at = case when ${offBecause}::text is null then ${ctx.now()}::timestamptz else told_at end
    where brand_id = ${ctx.brandId} and chat_id = ${chatId}`.execute(ctx.db)
}
