import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { IdentityKey } from "./identity-rules.ts"
import type { Own } from "./profile-rules.ts"
import { noteMove } from "./storage-identity-moves.ts"

export type OwnerRow = {
  kind: IdentityKey["kind"]
  issuer: string
  valueKey: string
  sure: boolean
  customerId: string
  mergedInto: string | null
  known: boolean
  members: number
  revision: number
  firstSeenAt: Date
  own: Own
}

type Key = Pick<IdentityKey, "kind" | "issuer" | "valueKey">
const columnsOf = (
  keys: readonly Key[],
) => sql`unnest(${keys.map((k) => k.kind)}::text[], ${keys.map((k) => k.issuer)}::text[],
  ${keys.map((k) => k.valueKey)}::text[])`

// What is looked up for each person. `limit 1` makes it one look-up by key, whatever the planner believes about the tables.
const personOf = (ctx: Context, withWords: boolean) => sql`cross join lateral (
      select p.merged_into as "mergedInto", p.known, p.members, p.revision, p.first_seen_at as "firstSeenAt", ${withWords ? sql`p.own` : sql`'{}'::jsonb as own`}
      from customers.profiles p where p.brand_id = ${ctx.brandId} and p.customer_id = i.customer_id limit 1
    ) p`
const ownerColumns = sql`i.kind, i.issuer, i.value_key as "valueKey", i.sure, i.customer_id as "customerId", p.*`
const manyKeys = 200

/** Where these keys lead today, with what is known of those people. `withWords` false leaves out what was said of them. */
export async function selectOwners(ctx: Context, keys: readonly Key[], withWords = true): Promise<OwnerRow[]> {
  if (keys.length >= manyKeys) return selectOwnersOfMany(ctx, keys, withWords)
  const { rows } = await sql<OwnerRow>`
    select ${ownerColumns} from ${columnsOf(keys)} as k(kind, issuer, value_key)
    cross join lateral (
      select * from customers.identities i
      where i.brand_id = ${ctx.brandId} and i.kind = k.kind and i.issuer = k.issuer and i.value_key = k.value_key limit 1
    ) i ${personOf(ctx, withWords)}`.execute(ctx.db)
  return rows
}

/** The same in one walk along the index for each kind of key: half the work when there are thousands of one kind. */
async function selectOwnersOfMany(ctx: Context, keys: readonly Key[], withWords: boolean): Promise<OwnerRow[]> {
  const found: OwnerRow[][] = []
  for (const group of Map.groupBy(keys, ({ kind, issuer }) => `${kind}\n${issuer}`).values()) {
    const { kind, issuer } = group[0] ?? { kind: "", issuer: "" }
    const { rows } = await sql<OwnerRow>`
      select ${ownerColumns} from customers.identities i ${personOf(ctx, withWords)}
      where i.brand_id = ${ctx.brandId} and i.kind = ${kind} and i.issuer = ${issuer}
        and i.value_key = any(${group.map(({ valueKey }) => valueKey)}::text[])`.execute(ctx.db)
    found.push(rows)
  }
  return found.flat()
}

export type NewIdentity = IdentityKey & { readonly customerId: string; readonly source: string; readonly since: Date }

/**
 * Writes those keys that nobody has, in one order for everybody, so that two writers can wait for each other but never
 * in a circle. Waits for a writer of the same key; returns the keys that are now ours.
 */
export async function insertIdentities(ctx: Context, identities: readonly NewIdentity[]): Promise<Key[]> {
  if (identities.length === 0) return []
  const rows = identities.map((i) => ({
    kind: i.kind,
    issuer: i.issuer,
    value_key: i.valueKey,
    customer_id: i.customerId,
    value: i.value,
    sure: i.sure,
    source: i.source,
    since: i.since,
  }))
  const { rows: mine } = await sql<Key>`
    insert into customers.identities (brand_id, kind, issuer, value_key, customer_id, home_id, value, sure, source, since)
    select ${ctx.brandId}, kind, issuer, value_key, customer_id, customer_id, value, sure, source, since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, issuer text, value_key text, customer_id uuid, value text, sure boolean,
      source text, since timestamptz)
    order by kind collate "C", issuer collate "C", value_key collate "C"
    on conflict do nothing
    returning kind, issuer, value_key as "valueKey"`.execute(ctx.db)
  return mine
}

/** Nothing leads to these customers any more. */
export async function deleteIdentitiesOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await noteMove(ctx)
  await takeBackIdentities(ctx, customerIds)
}

/** Takes back the keys of customers that will not come to be, and whom nobody can have seen. */
export async function takeBackIdentities(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from customers.identities where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
}

/** Frees keys that were only seemingly somebody's. */
export async function deleteIdentities(ctx: Context, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await noteMove(ctx)
  await sql`
    delete from customers.identities i using ${columnsOf(keys)} as k(kind, issuer, value_key)
    where i.brand_id = ${ctx.brandId} and i.kind = k.kind and i.issuer = k.issuer and i.value_key = k.value_key and not i.sure`.execute(
    ctx.db,
  )
}

export async function confirmIdentities(ctx: Context, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update customers.identities i set sure = true from ${columnsOf(keys)} as k(kind, issuer, value_key)
    where i.brand_id = ${ctx.brandId} and i.kind = k.kind and i.issuer = k.issuer and i.value_key = k.value_key`.execute(
    ctx.db,
  )
}

/** A key that was attached to somebody while they were being merged away goes after them. */
export async function followMerges(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`
    with recursive up as (
      select customer_id as start, customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
      union all
      select up.start, p.customer_id, p.merged_into from up
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.merged_into
    )
    update customers.identities i set customer_id = up.customer_id from up
    where i.brand_id = ${ctx.brandId} and i.customer_id = up.start and up.merged_into is null`.execute(ctx.db)
}

export async function moveIdentities(ctx: Context, fromId: string, intoId: string): Promise<void> {
  await noteMove(ctx)
  await sql`update customers.identities set customer_id = ${intoId}
    where brand_id = ${ctx.brandId} and customer_id = ${fromId}`.execute(ctx.db)
}

export type IdentityRow = Key & { value: string; sure: boolean; source: string; since: Date; homeId: string }

export const selectIdentities = async (ctx: Context, customerId: string): Promise<IdentityRow[]> =>
  (await selectIdentitiesOf(ctx, [customerId])).get(customerId) ?? []

/** By person, the oldest first; who is recognised by nothing is missing. */
export async function selectIdentitiesOf(
  ctx: Context,
  customerIds: readonly string[],
): Promise<Map<string, IdentityRow[]>> {
  const { rows } = await sql<IdentityRow & { customerId: string }>`
    select customer_id as "customerId", kind, issuer, value_key as "valueKey", value, sure, source, since, home_id as "homeId"
    from customers.identities where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])
    order by since, kind, issuer, value_key`.execute(ctx.db)
  const found = new Map<string, IdentityRow[]>()
  for (const { customerId, ...row } of rows) found.set(customerId, [...(found.get(customerId) ?? []), row])
  return found
}

/** Gives back to this profile, and to those merged into it before, the keys that were theirs at first. */
export async function returnIdentities(ctx: Context, customerId: string): Promise<void> {
  await noteMove(ctx)
  await sql`
    with recursive down as (
      select ${customerId}::uuid as customer_id
      union all
      select p.customer_id from down join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    update customers.identities i set customer_id = ${customerId} from down
    where i.brand_id = ${ctx.brandId} and i.home_id = down.customer_id and i.customer_id <> ${customerId}`.execute(
    ctx.db,
  )
}

/** False when this person doesn't have it. */
export async function deleteIdentity(ctx: Context, customerId: string, key: Key): Promise<boolean> {
  await noteMove(ctx)
  const { numAffectedRows } = await sql`
    delete from customers.identities where brand_id = ${ctx.brandId} and kind = ${key.kind} and issuer = ${key.issuer}
      and value_key = ${key.valueKey} and customer_id = ${customerId}`.execute(ctx.db)
  return numAffectedRows === 1n
}
