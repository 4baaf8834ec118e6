import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { RestWhy } from "./model.ts"

export type RestRow = { readonly customerId: string; readonly since: Date; readonly why: RestWhy }

/** Returns those who did not rest yet. */
export async function insertRests(
  ctx: Context,
  customerIds: readonly string[],
  why: RestWhy,
  since: Date,
): Promise<string[]> {
  const { rows } = await sql<{
    customerId: string
  }>`insert into deliverability.rests (brand_id, customer_id, since, why)
    select ${ctx.brandId}, id, ${since}, ${why} from unnest(${[...customerIds]}::uuid[]) as t(id)
    on conflict (brand_id, customer_id) do nothing returning customer_id as "customerId"`.execute(ctx.db)
  return rows.map(({ customerId }) => customerId)
}

/** Ends the rest of those who rest since `before` or earlier. Returns them. */
export async function deleteRests(ctx: Context, customerIds: readonly string[], before: Date): Promise<RestRow[]> {
  const { rows } = await sql<RestRow>`delete from deliverability.rests
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[]) and since <= ${before}
    returning customer_id as "customerId", since, why`.execute(ctx.db)
  return rows
}

export async function selectRests(ctx: Context, customerIds: readonly string[]): Promise<RestRow[]> {
  const { rows } = await sql<RestRow>`select customer_id as "customerId", since, why from deliverability.rests
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
  return rows
}

/** One page of everybody who rests, by id. */
export async function selectRestsAfter(ctx: Context, after: string, count: number): Promise<RestRow[]> {
  const { rows } = await sql<RestRow>`select customer_id as "customerId", since, why from deliverability.rests
    where brand_id = ${ctx.brandId} and customer_id > ${after} order by customer_id limit ${count}`.execute(ctx.db)
  return rows
}

export async function countRests(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from deliverability.rests
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
