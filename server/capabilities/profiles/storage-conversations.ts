import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Conversation } from "./model.ts"

const columns = sql.raw(`conversation_id as "conversationId", channel, at, text, mood, staff_id as "staffId"`)

/** Keeps each once, by its id. */
export async function insertConversations(ctx: Context, talks: readonly ConversationRow[]): Promise<void> {
  await sql`insert into profiles.conversations (brand_id, conversation_id, customer_id, channel, at, text, mood, staff_id, recorded_at)
    select ${ctx.brandId}, r."conversationId", r."customerId", r.channel, r.at, r.text, r.mood, r."staffId", ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(talks)}::jsonb) as r("conversationId" uuid, "customerId" uuid, channel text, at timestamptz,
      text text, mood int, "staffId" uuid)
    on conflict do nothing`.execute(ctx.db)
}

export type ConversationRow = Conversation & { readonly customerId: string }

/** The newest first. */
export async function selectConversations(ctx: Context, customerIds: readonly string[]): Promise<ConversationRow[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<ConversationRow>`select customer_id as "customerId", ${columns} from profiles.conversations
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by at desc, conversation_id desc`.execute(
    ctx.db,
  )
  return rows
}

/** Whose it was; undefined when there is none. */
export async function removeConversation(ctx: Context, conversationId: string): Promise<string | undefined> {
  const { rows } = await sql<{ customerId: string }>`delete from profiles.conversations
    where brand_id = ${ctx.brandId} and conversation_id = ${conversationId} returning customer_id as "customerId"`.execute(
    ctx.db,
  )
  return rows[0]?.customerId
}

export type TalkCounts = { people: number; medianDays: number | null; within90: number }
export type TalksOfStaff = { staffId: string; people: number; conversations: number; medianDays: number; lastAt: Date }

/** With how many people the brand ever talked, and for how many days it has not (T06). */
export async function countTalks(ctx: Context): Promise<TalkCounts> {
  const { rows } = await sql<TalkCounts>`
    select count(*)::int as people, (percentile_cont(0.5) within group (order by days))::float8 as "medianDays",
      (count(*) filter (where days <= 90))::int as "within90"
    from (select extract(epoch from ${ctx.now()}::timestamptz - max(at)) / 86400 as days from profiles.conversations
      where brand_id = ${ctx.brandId} group by customer_id) last`.execute(ctx.db)
  return rows[0] ?? { people: 0, medianDays: null, within90: 0 }
}

export async function countTalksOfStaff(ctx: Context): Promise<TalksOfStaff[]> {
  const { rows } = await sql<TalksOfStaff>`
    select staff_id as "staffId", count(*)::int as people, sum(talks)::int as conversations, max(last) as "lastAt",
      (percentile_cont(0.5) within group (order by extract(epoch from ${ctx.now()}::timestamptz - last) / 86400))::float8 as "medianDays"
    from (select staff_id, customer_id, count(*) as talks, max(at) as last from profiles.conversations
      where brand_id = ${ctx.brandId} and staff_id is not null group by 1, 2) each
    group by 1 order by conversations desc, 1 limit 200`.execute(ctx.db)
  return rows
}
