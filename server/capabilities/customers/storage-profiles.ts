import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Customer } from "./model.ts"
import type { Own, Shown } from "./profile-rules.ts"

export type ProfileRow = Omit<Customer, "language"> & {
  language: "ja" | "en" | null
  members: number
  source: string
  revision: number
  own: Own
  firstSeenAt: Date
  updatedAt: Date
}

export const profileColumns =
  sql.raw(`p.customer_id as "customerId", p.merged_into as "mergedInto", p.members, p.known, p.source,
  p.display_name as "displayName", p.family_name as "familyName", p.given_name as "givenName", p.family_kana as "familyKana",
  p.given_kana as "givenKana", p.email, p.phone, p.language, p.zone, p.born_on as "bornOn",
  case when p.country is not null then jsonb_build_object('country', p.country, 'postalCode', p.postal_code, 'prefecture', p.prefecture,
    'city', p.city, 'street', p.street, 'building', p.building, 'company', p.company) end as address,
  p.properties, p.own, p.revision, p.first_seen_at as "firstSeenAt", p.created_at as "createdAt", p.updated_at as "updatedAt",
  p.erased_at as "erasedAt"`)

const up = (ctx: Context, customerId: string): RawBuilder<unknown> => sql`
  up as (
    select customer_id, merged_into from customers.profiles where brand_id = ${ctx.brandId} and customer_id = ${customerId}
    union all
    select p.customer_id, p.merged_into from up
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.merged_into
  )`

/** The root of whatever cluster this profile is in now. */
export async function selectRoot(ctx: Context, customerId: string): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    with recursive ${up(ctx, customerId)}
    select ${profileColumns} from up join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.customer_id
    where up.merged_into is null`.execute(ctx.db)
  return rows[0]
}

/** Every profile of the cluster that this one is in, the root first. Empty when there is no such profile. */
export async function selectCluster(ctx: Context, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    with recursive ${up(ctx, customerId)}, down as (
      select customer_id, 0 as depth from up where merged_into is null
      union all
      select p.customer_id, down.depth + 1 from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    select customer_id as "customerId" from down order by depth, customer_id`.execute(ctx.db)
  return rows.map((row) => row.customerId)
}

/** What was said of each profile in the clusters below these roots, roots included. */
export async function selectClusterOwns(
  ctx: Context,
  rootIds: readonly string[],
): Promise<{ rootId: string; customerId: string; own: Own }[]> {
  const { rows } = await sql<{ rootId: string; customerId: string; own: Own }>`
    with recursive down as (
      select customer_id as root_id, customer_id, own from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${rootIds}::uuid[])
      union all
      select down.root_id, p.customer_id, p.own from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    select root_id as "rootId", customer_id as "customerId", own from down`.execute(ctx.db)
  return rows
}

export type ProfileWrite = {
  readonly customerId: string
  readonly known: boolean
  readonly own: Own
  readonly shown: Shown
  readonly source: string
  readonly firstSeenAt: Date
  readonly terms: readonly string[]
}

const shownColumns = [
  "display_name",
  "family_name",
  "given_name",
  "family_kana",
  "given_kana",
  "email",
  "phone",
  "language",
  "zone",
  "born_on",
  "country",
  "postal_code",
  "prefecture",
  "city",
  "street",
  "building",
  "company",
  "properties",
  "traits",
] as const
const shownTypes = sql.raw(
  shownColumns
    .map((c) => `${c} ${c === "born_on" ? "date" : /^(properties|traits)$/.test(c) ? "jsonb" : "text"}`)
    .join(", "),
)

function shownRow({ address, displayName, familyName, givenName, familyKana, givenKana, bornOn, ...same }: Shown) {
  return {
    ...same,
    display_name: displayName,
    family_name: familyName,
    given_name: givenName,
    family_kana: familyKana,
    given_kana: givenKana,
    born_on: bornOn,
    country: address?.country,
    postal_code: address?.postalCode,
    prefecture: address?.prefecture,
    city: address?.city,
    street: address?.street,
    building: address?.building,
    company: address?.company,
  }
}

const termRows = (writes: readonly Pick<ProfileWrite, "customerId" | "terms">[]) => {
  const pairs = writes.flatMap(({ customerId, terms }) => terms.map((term) => ({ customerId, term })))
  return sql`unnest(${pairs.map((p) => p.term)}::text[], ${pairs.map((p) => p.customerId)}::uuid[])`
}

/** New profiles with the words under which they are found. */
export async function insertProfiles(ctx: Context, writes: readonly ProfileWrite[]): Promise<void> {
  if (writes.length === 0) return
  const rows = writes.map((w) => ({
    ...shownRow(w.shown),
    customer_id: w.customerId,
    known: w.known,
    source: w.source,
    own: w.own,
    first_seen_at: w.firstSeenAt,
  }))
  const names = sql.raw(shownColumns.join(", "))
  await sql`
    with terms as (
      insert into customers.search_terms (brand_id, term, customer_id)
      select ${ctx.brandId}, t.term, t.customer_id from ${termRows(writes)} as t(term, customer_id)
    )
    insert into customers.profiles (brand_id, customer_id, known, source, own, first_seen_at, created_at, updated_at, ${names})
    select ${ctx.brandId}, customer_id, known, source, own, first_seen_at, ${ctx.now()}, ${ctx.now()}, ${names}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, known boolean, source text, own jsonb, first_seen_at timestamptz,
      ${shownTypes})`.execute(ctx.db)
}

export type ProfileChange = Pick<ProfileWrite, "customerId" | "own" | "shown" | "terms"> & { readonly revision: number }

/**
 * Writes what has been worked out for these roots, unless somebody else has changed or merged them since they were read
 * at `revision`. Locks in one order for everybody. Returns those that were written.
 */
export async function updateProfiles(ctx: Context, changes: readonly ProfileChange[]): Promise<Set<string>> {
  if (changes.length === 0) return new Set()
  const rows = changes.map((w) => ({
    ...shownRow(w.shown),
    customer_id: w.customerId,
    own: w.own,
    revision: w.revision,
  }))
  const assignments = sql.raw(shownColumns.map((c) => `${c} = r.${c}`).join(", "))
  const { rows: written } = await sql<{ customerId: string }>`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, own jsonb, revision int, ${shownTypes})
    ), held as (
      select p.customer_id from customers.profiles p join r on r.customer_id = p.customer_id and r.revision = p.revision
      where p.brand_id = ${ctx.brandId} and p.merged_into is null and p.erased_at is null
      order by p.customer_id for update of p
    )
    update customers.profiles p set own = r.own, revision = p.revision + 1, updated_at = ${ctx.now()}, ${assignments},
      known = p.known or exists (select from customers.identities i where i.brand_id = ${ctx.brandId} and i.customer_id = p.customer_id and i.sure)
    from held join r on r.customer_id = held.customer_id
    where p.brand_id = ${ctx.brandId} and p.customer_id = held.customer_id
    returning p.customer_id as "customerId"`.execute(ctx.db)
  return new Set(written.map((row) => row.customerId))
}

/** Replaces the words under which these people are found. */
export async function replaceTerms(
  ctx: Context,
  writes: readonly Pick<ProfileWrite, "customerId" | "terms">[],
): Promise<void> {
  if (writes.length === 0) return
  await sql`
    with wanted as (select t.term collate "C" as term, t.customer_id from ${termRows(writes)} as t(term, customer_id)), gone as (
      delete from customers.search_terms s
      where s.brand_id = ${ctx.brandId} and s.customer_id = any(${writes.map((w) => w.customerId)}::uuid[])
        and not exists (select from wanted w where w.term = s.term and w.customer_id = s.customer_id)
    )
    insert into customers.search_terms (brand_id, term, customer_id)
    select ${ctx.brandId}, term, customer_id from wanted on conflict do nothing`.execute(ctx.db)
}

/** Holds these profiles until the transaction ends, in one order for everybody. */
export async function lockProfiles(ctx: Context, customerIds: readonly string[]): Promise<ProfileRow[]> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from customers.profiles p where p.brand_id = ${ctx.brandId} and p.customer_id = any(${customerIds}::uuid[])
    order by p.customer_id for update`.execute(ctx.db)
  return rows
}

/** Holds those of these roots that are still as they were read. Returns their ids. */
export async function holdRoots(
  ctx: Context,
  roots: readonly { customerId: string; revision: number }[],
): Promise<Set<string>> {
  if (roots.length === 0) return new Set()
  const { rows } = await sql<{ customerId: string }>`
    select p.customer_id as "customerId"
    from unnest(${roots.map((r) => r.customerId)}::uuid[], ${roots.map((r) => r.revision)}::int[]) as r(customer_id, revision)
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = r.customer_id and p.revision = r.revision
    where p.merged_into is null and p.erased_at is null
    order by p.customer_id for update of p`.execute(ctx.db)
  return new Set(rows.map((row) => row.customerId))
}

/** Something sure tells now who this is. */
export async function markKnown(ctx: Context, customerId: string): Promise<void> {
  await sql`update customers.profiles set known = true, revision = revision + 1
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and not known`.execute(ctx.db)
}

/** Writes what a cluster adds up to onto its root. */
export async function writeRoot(
  ctx: Context,
  root: { customerId: string; members: number; shown: Shown },
): Promise<void> {
  const assignments = sql.raw(shownColumns.map((c) => `${c} = r.${c}`).join(", "))
  await sql`
    with recursive down as (
      select customer_id, source from customers.profiles where brand_id = ${ctx.brandId} and customer_id = ${root.customerId}
      union all
      select p.customer_id, p.source from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    update customers.profiles p set members = ${root.members}, revision = p.revision + 1, updated_at = ${ctx.now()}, ${assignments},
      known = exists (select from down where source = 'staff')
        or exists (select from customers.identities i where i.brand_id = ${ctx.brandId} and i.customer_id = ${root.customerId} and i.sure)
    from jsonb_to_recordset(${JSON.stringify([shownRow(root.shown)])}::jsonb) as r(${shownTypes})
    where p.brand_id = ${ctx.brandId} and p.customer_id = ${root.customerId}`.execute(ctx.db)
}

/**
 * Holds the roots of these profiles. `held`: each id with its root; `strangers`: ids the brand doesn't have. An id in
 * neither was merged while we waited.
 */
export async function holdRootsOf(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ held: { startId: string; customerId: string; members: number }[]; strangers: Set<string> }> {
  const { rows } = await sql<{ startId: string; customerId: string; members: number; root: boolean }>`
    with recursive up as (
      select customer_id as start_id, customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
      union all
      select up.start_id, p.customer_id, p.merged_into from up
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.merged_into
    )
    select up.start_id as "startId", p.customer_id as "customerId", p.members from up
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.customer_id
    where up.merged_into is null and p.merged_into is null
    order by p.customer_id for update of p`.execute(ctx.db)
  if (rows.length === customerIds.length) return { held: rows, strangers: new Set() }
  const { rows: known } = await sql<{ id: string }>`select customer_id as id from customers.profiles
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  const ours = new Set(known.map((row) => row.id))
  return { held: rows, strangers: new Set(customerIds.filter((id) => !ours.has(id))) }
}
