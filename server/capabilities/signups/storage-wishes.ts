import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Wishes = { readonly lessOften: boolean; readonly pausedUntil: Date | null }

/** The wishes of these people, by the ids under which they were said. */
export async function selectWishes(
  ctx: Context,
  customerIds: readonly string[],
): Promise<(Wishes & { customerId: string })[]> {
  const { rows } = await sql<Wishes & { customerId: string }>`
    select customer_id as "customerId", less_often as "lessOften", paused_until as "pausedUntil" from signups.wishes
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return rows
}

export async function saveWishes(ctx: Context, customerId: string, wishes: Wishes): Promise<void> {
  await sql`insert into signups.wishes (brand_id, customer_id, less_often, paused_until, changed_at)
    values (${ctx.brandId}, ${customerId}, ${wishes.lessOften}, ${wishes.pausedUntil}, ${ctx.now()})
    on conflict (brand_id, customer_id) do update set less_often = excluded.less_often, paused_until = excluded.paused_until,
      changed_at = excluded.changed_at`.execute(ctx.db)
}

/** Two profiles are one person: of what both wished, whatever means less mail holds. */
export async function joinWishes(ctx: Context, from: string, into: string): Promise<void> {
  await sql`insert into signups.wishes as w (brand_id, customer_id, less_often, paused_until, changed_at)
    select brand_id, ${into}, less_often, paused_until, changed_at from signups.wishes
    where brand_id = ${ctx.brandId} and customer_id = ${from}
    on conflict (brand_id, customer_id) do update set less_often = w.less_often or excluded.less_often,
      paused_until = greatest(w.paused_until, excluded.paused_until), changed_at = greatest(w.changed_at, excluded.changed_at)`.execute(
    ctx.db,
  )
}

export async function forgetWishesOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from signups.wishes
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}
