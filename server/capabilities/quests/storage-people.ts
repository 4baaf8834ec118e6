import { sql } from "kysely"
import type { Context } from "#kernel/context"

/**
 * What one person did is the other's from now on. A round that both have completed stays the older one's; of the other nobody
 * is told any more.
 */
export async function movePeople(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update quests.awards a set customer_id = ${into},
      round = case when exists (select from quests.awards o where o.brand_id = a.brand_id and o.quest_id = a.quest_id
          and o.customer_id = ${into} and o.round = a.round)
        then 1000000 + (select count(*)::int from quests.awards o where o.brand_id = a.brand_id and o.quest_id = a.quest_id
          and o.customer_id = ${into}) + a.round else a.round end
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
  await sql`update quests.attempts t set customer_id = ${into},
      key = case when exists (select from quests.attempts o where o.brand_id = t.brand_id and o.quest_id = t.quest_id
        and o.customer_id = ${into} and o.key = t.key) then t.key || ':' || t.attempt_id else t.key end
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

export async function moveBack(ctx: Context, from: string): Promise<void> {
  await sql`update quests.awards set customer_id = came_as, round = own_round
    where brand_id = ${ctx.brandId} and came_as = ${from} and customer_id is distinct from ${from}`.execute(ctx.db)
  await sql`update quests.attempts set customer_id = came_as
    where brand_id = ${ctx.brandId} and came_as = ${from} and customer_id is distinct from ${from}`.execute(ctx.db)
}

export async function forgetPeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const ids = [...customerIds]
  await sql`update quests.awards set customer_id = null, came_as = null
    where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[])`.execute(ctx.db)
  await sql`update quests.attempts set customer_id = null, came_as = null, key = 'erased:' || attempt_id
    where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[])`.execute(ctx.db)
}
