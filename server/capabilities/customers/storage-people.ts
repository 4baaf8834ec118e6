import { type RawBuilder, sql } from "kysely"
import { uuidArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import type { PropertyValue } from "./model.ts"

/** A person as far as it decides where she belongs: words of her profile, her ids, and what holds of her consents. */
export type PersonRow = {
  readonly customerId: string
  /** Every id of hers, this one included. */
  readonly ids: readonly string[]
  readonly known: boolean
  readonly email: string | null
  readonly phone: string | null
  readonly lineIds: readonly string[]
  readonly language: "ja" | "en" | null
  readonly country: string | null
  readonly prefecture: string | null
  readonly city: string | null
  readonly postalCode: string | null
  readonly bornOn: string | null
  readonly firstSeenAt: Date
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly consents: readonly { readonly channel: string; readonly purpose: string; readonly state: string }[]
}

// `limit 1` makes it one look-up by key, whatever the planner believes about the table: after a large import it knows
// nothing of it for minutes, and would try everybody with everybody.
const byId = (ctx: Context, id: RawBuilder<unknown>) =>
  sql`(select * from customers.profiles where brand_id = ${ctx.brandId} and customer_id = ${id} limit 1)`

/** The people behind these ids, each once; erased ones and strangers are missing. */
export async function selectPeople(ctx: Context, customerIds: readonly string[]): Promise<PersonRow[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<PersonRow>`
    with recursive up as (
      select customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
      union
      select p.customer_id, p.merged_into from up cross join lateral ${byId(ctx, sql`up.merged_into`)} p
    ), root as (
      select distinct customer_id from up where merged_into is null
    ), down as (
      select customer_id as root_id, customer_id from root
      union all
      select down.root_id, p.customer_id from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    ), cluster as (
      select root_id, array_agg(customer_id) as ids from down group by root_id
    ), consent as (
      select customer_id, jsonb_agg(jsonb_build_object('channel', channel, 'purpose', purpose, 'state', state) order by channel, purpose) as said
      from customers.consent_states where brand_id = ${ctx.brandId} and customer_id in (select customer_id from root) group by 1
    ), line as (
      select customer_id, array_agg(value order by value) as ids from customers.identities
      where brand_id = ${ctx.brandId} and kind = 'line' and customer_id in (select customer_id from root) group by 1
    )
    select p.customer_id as "customerId", cluster.ids, p.known, p.email, p.phone, coalesce(line.ids, '{}') as "lineIds", p.language, p.country,
      p.prefecture, p.city, p.postal_code as "postalCode", p.born_on as "bornOn", p.first_seen_at as "firstSeenAt", p.properties,
      coalesce(consent.said, '[]') as consents
    from cluster
    cross join lateral ${byId(ctx, sql`cluster.root_id`)} p
    left join consent on consent.customer_id = cluster.root_id
    left join line on line.customer_id = cluster.root_id
    where p.erased_at is null`.execute(ctx.db)
  return rows
}

/** Ids of people who are not merged or erased, in order of their ids, after this one. */
export async function selectPeopleIds(ctx: Context, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.profiles
    where brand_id = ${ctx.brandId} and merged_into is null and erased_at is null
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** By what id each of these is known now; strangers are missing. Hardly anybody is looked up twice: only who was merged. */
export async function selectRootIds(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; root: string }>`
    with recursive own as materialized (
      select customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    ), up as (
      select customer_id as start_id, customer_id, merged_into from own where merged_into is not null
      union all
      select up.start_id, p.customer_id, p.merged_into from up cross join lateral ${byId(ctx, sql`up.merged_into`)} p
    )
    select customer_id as id, customer_id as root from own where merged_into is null
    union all select start_id, customer_id from up where merged_into is null`.execute(ctx.db)
  return new Map(rows.map(({ id, root }) => [id, root]))
}

export type Reader = { readonly customerId: string; readonly language: "ja" | "en" | null }

/** As whom each of these people is known now and in which language she is spoken to; null: she did not say. Strangers are missing. */
export async function selectReaders(ctx: Context, customerIds: readonly string[]): Promise<Map<string, Reader>> {
  const { rows } = await sql<Reader & { id: string }>`
    with recursive own as materialized (
      select customer_id, merged_into, language from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    ), up as (
      select customer_id as start_id, customer_id, merged_into, language from own where merged_into is not null
      union all
      select up.start_id, p.customer_id, p.merged_into, p.language from up
      cross join lateral ${byId(ctx, sql`up.merged_into`)} p
    )
    select customer_id as id, customer_id as "customerId", language from own where merged_into is null
    union all select start_id, customer_id, language from up where merged_into is null`.execute(ctx.db)
  return new Map(rows.map(({ id, ...reader }) => [id, reader]))
}

/** Those of these ids that were merged, with the id under which they are known now. Costs little where hardly anybody was. */
export async function selectMergedIds(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; root: string }>`
    with recursive up as (
      select customer_id as start_id, customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${uuidArray(customerIds)}::uuid[]) and merged_into is not null
      union all
      select up.start_id, p.customer_id, p.merged_into from up cross join lateral ${byId(ctx, sql`up.merged_into`)} p
    )
    select start_id as id, customer_id as root from up where merged_into is null`.execute(ctx.db)
  return new Map(rows.map(({ id, root }) => [id, root]))
}
