import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { FanKind, MemberActs } from "./fan-rules.ts"

export type Fan = MemberActs & { readonly customerId: string; readonly kind: FanKind }

/** Returns those whose kind is another than before. */
export async function saveFans(ctx: Context, fans: readonly Fan[]): Promise<string[]> {
  if (fans.length === 0) return []
  const before = await selectKinds(
    ctx,
    fans.map(({ customerId }) => customerId),
  )
  await sql`insert into accounting.fans (brand_id, customer_id, kind, acts, rewarded, orders, with_reward, measured_at)
    select ${ctx.brandId}, f."customerId", f.kind, f.acts, f.rewarded, f.orders, f."ordersWithReward", ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(fans)}::jsonb) as f("customerId" uuid, kind text, acts int, rewarded int, orders int, "ordersWithReward" int)
    on conflict (brand_id, customer_id) do update set kind = excluded.kind, acts = excluded.acts, rewarded = excluded.rewarded,
      orders = excluded.orders, with_reward = excluded.with_reward, measured_at = excluded.measured_at`.execute(ctx.db)
  return fans.filter(({ customerId, kind }) => before.get(customerId) !== kind).map(({ customerId }) => customerId)
}

export async function selectKinds(ctx: Context, customerIds: readonly string[]): Promise<Map<string, FanKind>> {
  const { rows } = await sql<{ id: string; kind: FanKind }>`select customer_id as id, kind from accounting.fans
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

export async function countFans(ctx: Context): Promise<{ kind: FanKind; people: number; measuredAt: Date }[]> {
  const { rows } = await sql<{ kind: FanKind; people: number; measuredAt: Date }>`select kind, count(*)::int as people,
      max(measured_at) as "measuredAt" from accounting.fans where brand_id = ${ctx.brandId} group by kind order by kind`.execute(
    ctx.db,
  )
  return rows
}

/** The next of one kind in order of their ids. */
export async function selectFans(ctx: Context, kind: FanKind, after: string | null, limit: number): Promise<Fan[]> {
  const { rows } =
    await sql<Fan>`select customer_id as "customerId", kind, acts, rewarded, orders, with_reward as "ordersWithReward"
    from accounting.fans where brand_id = ${ctx.brandId} and kind = ${kind}
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function deleteFans(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from accounting.fans where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(
    ctx.db,
  )
}
