import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Day } from "#kernel/days"

export async function selectMutes(ctx: Context, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ card: string }>`select card from mypage.mutes
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} order by card`.execute(ctx.db)
  return rows.map(({ card }) => card)
}

export async function insertMute(ctx: Context, customerId: string, card: string): Promise<void> {
  await sql`insert into mypage.mutes (brand_id, customer_id, card, muted_at)
    values (${ctx.brandId}, ${customerId}, ${card}, ${ctx.now()}) on conflict do nothing`.execute(ctx.db)
}

export async function deleteMute(ctx: Context, customerId: string, card: string): Promise<void> {
  await sql`delete from mypage.mutes
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and card = ${card}`.execute(ctx.db)
}

/** Notes that something was begun or done. */
export async function countTask(ctx: Context, day: Day, action: string, what: "began" | "done"): Promise<void> {
  const began = what === "began" ? 1 : 0
  await sql`insert into mypage.tasks (brand_id, day, action, began, done)
    values (${ctx.brandId}, ${day}::date, ${action}, ${began}, ${1 - began})
    on conflict (brand_id, day, action)
    do update set began = mypage.tasks.began + excluded.began, done = mypage.tasks.done + excluded.done`.execute(ctx.db)
}

export type TaskCount = { readonly action: string; readonly began: number; readonly done: number }

export async function selectTasks(ctx: Context, since: Day): Promise<TaskCount[]> {
  const { rows } = await sql<TaskCount>`select action, sum(began)::int as began, sum(done)::int as done
    from mypage.tasks where brand_id = ${ctx.brandId} and day >= ${since}::date group by action order by action`.execute(
    ctx.db,
  )
  return rows
}
