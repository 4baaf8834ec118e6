import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Notice } from "./model.ts"

export type SubscriptionRow = {
  readonly subscriptionId: string
  readonly customerId: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

/** A browser is one person's: the last who asked in it. */
export async function upsertSubscription(
  ctx: Context,
  row: SubscriptionRow & { readonly hash: string },
): Promise<void> {
  await sql`insert into push.subscriptions (brand_id, subscription_id, customer_id, endpoint, endpoint_hash, p256dh, auth, made_at)
    values (${ctx.brandId}, ${row.subscriptionId}, ${row.customerId}, ${row.endpoint}, ${row.hash}, ${row.p256dh}, ${row.auth}, ${ctx.now()})
    on conflict (brand_id, endpoint_hash) do update set customer_id = excluded.customer_id, p256dh = excluded.p256dh,
      auth = excluded.auth`.execute(ctx.db)
}

/** The browsers of these people, all ids of theirs given. */
export async function selectSubscriptions(ctx: Context, customerIds: readonly string[]): Promise<SubscriptionRow[]> {
  const { rows } =
    await sql<SubscriptionRow>`select subscription_id as "subscriptionId", customer_id as "customerId", endpoint,
      p256dh, auth from push.subscriptions
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by made_at`.execute(ctx.db)
  return rows
}

export async function deleteSubscriptions(ctx: Context, subscriptionIds: readonly string[]): Promise<void> {
  await sql`delete from push.subscriptions where brand_id = ${ctx.brandId}
    and subscription_id = any(${subscriptionIds}::uuid[])`.execute(ctx.db)
}

/** Whose browsers these are, by the hash of the endpoint; in the platform's context any brand's. */
export async function selectByEndpoint(
  ctx: Context,
  hash: string,
): Promise<{ brandId: string; subscriptionId: string; customerId: string }[]> {
  const { rows } = await sql<{ brandId: string; subscriptionId: string; customerId: string }>`
    select brand_id as "brandId", subscription_id as "subscriptionId", customer_id as "customerId"
    from push.subscriptions where endpoint_hash = ${hash}`.execute(ctx.db)
  return rows
}

export async function deleteOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from push.subscriptions where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
  await sql`delete from push.caught where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
}

export async function insertCaught(
  ctx: Context,
  caught: { caughtId: string; customerId: string; notice: Notice },
): Promise<void> {
  await sql`insert into push.caught (brand_id, caught_id, customer_id, notice, caught_at)
    values (${ctx.brandId}, ${caught.caughtId}, ${caught.customerId}, ${JSON.stringify(caught.notice)}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function selectCaught(
  ctx: Context,
  limit: number,
): Promise<{ caughtId: string; customerId: string; notice: Notice; caughtAt: Date }[]> {
  const { rows } = await sql<{ caughtId: string; customerId: string; notice: Notice; caughtAt: Date }>`
    select caught_id as "caughtId", customer_id as "customerId", notice, caught_at as "caughtAt" from push.caught
    where brand_id = ${ctx.brandId} order by caught_at desc, caught_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function countSubscriptions(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from push.subscriptions
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
