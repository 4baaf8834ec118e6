import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Person = { readonly profileId: string; readonly customerId: string; readonly saidHash: string }

/** Who these profiles are here; those not taken in yet are missing. */
export async function selectPeople(ctx: Context, profileIds: readonly string[]): Promise<Map<string, Person>> {
  const { rows } =
    await sql<Person>`select profile_id as "profileId", customer_id as "customerId", said_hash as "saidHash"
    from klaviyo.people where brand_id = ${ctx.brandId} and profile_id = any(${profileIds}::text[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.profileId, row]))
}

/** Keeps whom a profile was first found to be: facts stay under the id they were recorded for. */
export async function savePeople(ctx: Context, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return
  await sql`insert into klaviyo.people (brand_id, profile_id, customer_id, said_hash)
    select ${ctx.brandId}, r."profileId", r."customerId", r."saidHash"
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r("profileId" text, "customerId" uuid, "saidHash" text)
    on conflict (brand_id, profile_id) do update set said_hash = excluded.said_hash`.execute(ctx.db)
}

/** Nobody is behind these any more (F96). */
export async function forgetPeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`with gone as (
      delete from klaviyo.people where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) returning profile_id
    ), left_lists as (
      delete from klaviyo.members m using gone where m.brand_id = ${ctx.brandId} and m.profile_id = gone.profile_id
    )
    delete from klaviyo.problems p using gone where p.brand_id = ${ctx.brandId} and p.kind = 'profile' and p.item_id = gone.profile_id`.execute(
    ctx.db,
  )
}

export type List = { readonly listId: string; readonly name: string }

export async function saveLists(ctx: Context, importId: string, lists: readonly List[]): Promise<void> {
  if (lists.length === 0) return
  await sql`insert into klaviyo.lists (brand_id, list_id, name, import_id)
    select ${ctx.brandId}, r."listId", r.name, ${importId}
    from jsonb_to_recordset(${JSON.stringify(lists)}::jsonb) as r("listId" text, name text)
    on conflict (brand_id, list_id) do update set name = excluded.name, import_id = excluded.import_id`.execute(ctx.db)
}

/** The lists that this import saw, in a fixed order. */
export async function selectLists(ctx: Context, importId: string): Promise<List[]> {
  const { rows } = await sql<List>`select list_id as "listId", name from klaviyo.lists
    where brand_id = ${ctx.brandId} and import_id = ${importId} order by list_id collate "C"`.execute(ctx.db)
  return rows
}

/** Notes that these people are on a list. Returns those who were not before. */
export async function saveMembers(
  ctx: Context,
  importId: string,
  listId: string,
  profileIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string; isNew: boolean }>`
    insert into klaviyo.members (brand_id, list_id, profile_id, import_id)
    select distinct ${ctx.brandId}::uuid, ${listId}, p, ${importId}::uuid from unnest(${profileIds}::text[]) as p
    on conflict (brand_id, list_id, profile_id) do update set import_id = excluded.import_id
    returning profile_id as id, (xmax = 0) as "isNew"`.execute(ctx.db)
  return rows.filter(({ isNew }) => isNew).map(({ id }) => id)
}

/** Takes away memberships that this import did not see, some at a time. Returns whose. */
export async function dropUnseenMembers(ctx: Context, importId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`delete from klaviyo.members where (brand_id, list_id, profile_id) in (
      select brand_id, list_id, profile_id from klaviyo.members
      where brand_id = ${ctx.brandId} and import_id <> ${importId} limit ${limit})
    returning profile_id as id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** These people are on other lists than their property says. */
export async function markListsStale(ctx: Context, profileIds: readonly string[]): Promise<void> {
  if (profileIds.length === 0) return
  await sql`update klaviyo.people set lists_stale = true
    where brand_id = ${ctx.brandId} and profile_id = any(${profileIds}::text[]) and not lists_stale`.execute(ctx.db)
}

/** Some of them, who are told of in this transaction. */
export async function takeListsStale(ctx: Context, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`update klaviyo.people set lists_stale = false where brand_id = ${ctx.brandId} and profile_id in (
      select profile_id from klaviyo.people where brand_id = ${ctx.brandId} and lists_stale order by profile_id limit ${limit})
    returning profile_id as id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** On which lists these people are now. */
export async function selectMemberships(ctx: Context, profileIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; lists: string[] }>`
    select profile_id as id, array_agg(list_id order by list_id collate "C") as lists from klaviyo.members
    where brand_id = ${ctx.brandId} and profile_id = any(${profileIds}::text[]) group by profile_id`.execute(ctx.db)
  return new Map(rows.map(({ id, lists }) => [id, lists]))
}
