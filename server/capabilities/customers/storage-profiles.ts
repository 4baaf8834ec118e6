import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Customer } from "./model.ts"
import type { Own, Shown } from "./profile-rules.ts"
import type { TermChange } from "./storage-terms.ts"

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
  p.properties, p.own, p.revision, p.first_seen_at as "firstSeenAt", p.updated_at as "updatedAt",
  p.erased_at as "erasedAt"`)

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
  "terms",
] as const
const typeOf = (column: string): string =>
  column === "born_on"
    ? "date"
    : column === "terms"
      ? "text[]"
      : /^(properties|traits)$/.test(column)
        ? "jsonb"
        : "text"
const shownTypes = sql.raw(shownColumns.map((column) => `${column} ${typeOf(column)}`).join(", "))

type Looks = { readonly shown: Shown; readonly terms: readonly (string | null)[] }

function shownRow({ shown, terms }: Looks) {
  const { address, displayName, familyName, givenName, familyKana, givenKana, bornOn, ...same } = shown
  return {
    ...same,
    terms,
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

/** New profiles. */
export async function insertProfiles(ctx: Context, writes: readonly ProfileWrite[]): Promise<void> {
  if (writes.length === 0) return
  const rows = writes.map((w) => ({
    ...shownRow(w),
    customer_id: w.customerId,
    known: w.known,
    source: w.source,
    own: w.own,
    first_seen_at: w.firstSeenAt,
  }))
  const names = sql.raw(shownColumns.join(", "))
  await sql`
    insert into customers.profiles (brand_id, customer_id, known, source, own, first_seen_at, created_at, updated_at, ${names})
    select ${ctx.brandId}, customer_id, known, source, own, first_seen_at, ${ctx.now()}, ${ctx.now()}, ${names}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, known boolean, source text, own jsonb, first_seen_at timestamptz,
      ${shownTypes})`.execute(ctx.db)
}

export type ProfileChange = Pick<ProfileWrite, "customerId" | "own" | "shown"> & {
  readonly revision: number
  /** Undefined: found as before. */
  readonly terms: readonly string[] | undefined
  /** When the earliest fact that told of them happened; undefined when no fact did. */
  readonly seenAt: Date | undefined
}

// No profile has this list of terms: it stands for "as they are".
const asTheyAre = [null]

/**
 * Writes what has been worked out for these roots, unless somebody else has changed or merged them since they were read
 * at `revision`. Locks in one order for everybody. Returns those that were written, with the words under which they
 * were found before.
 *
 * Said as an insert that always meets its row: each row is found by its key whatever the planner believes about the
 * table, which it does not know yet in the minutes after a large import.
 */
export async function updateProfiles(ctx: Context, changes: readonly ProfileChange[]): Promise<TermChange[]> {
  if (changes.length === 0) return []
  const rows = changes.map((w) => ({
    ...shownRow({ shown: w.shown, terms: w.terms ?? asTheyAre }),
    customer_id: w.customerId,
    own: w.own,
    revision: w.revision,
    seen_at: w.seenAt,
  }))
  const names = sql.raw(shownColumns.join(", "))
  const plain = shownColumns.filter((column) => column !== "terms")
  const assignments = sql.raw(plain.map((c) => `${c} = excluded.${c}`).join(", "))
  const { rows: written } = await sql<TermChange>`
    insert into customers.profiles as p (brand_id, customer_id, own, revision, known, source, first_seen_at, created_at, updated_at, ${names})
    select ${ctx.brandId}, customer_id, own, revision, false, '', coalesce(seen_at, 'infinity'), ${ctx.now()}, ${ctx.now()}, ${names}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, own jsonb, revision int, seen_at timestamptz, ${shownTypes})
    order by customer_id
    on conflict (brand_id, customer_id) do update set own = excluded.own, revision = p.revision + 1, updated_at = excluded.updated_at, ${assignments},
      first_seen_at = least(p.first_seen_at, excluded.first_seen_at),
      own_first_seen_at = case when p.own_first_seen_at is not null then least(p.own_first_seen_at, excluded.first_seen_at) end,
      terms = case when excluded.terms = array[null]::text[] then p.terms else excluded.terms end,
      known = p.known or exists (select from customers.identities i where i.brand_id = p.brand_id and i.customer_id = p.customer_id and i.sure)
    where p.revision = excluded.revision and p.merged_into is null and p.erased_at is null
    returning new.customer_id as "customerId", old.terms as before, new.terms`.execute(ctx.db)
  return written
}

/**
 * These roots were known since then already. What is shown of them stays, so whoever works on it isn't disturbed. Leaves
 * out, and does not return, who is known even longer by now, was merged or erased. Locks and finds as `updateProfiles`.
 */
export async function lowerFirstSeen(
  ctx: Context,
  people: readonly { readonly customerId: string; readonly seenAt: Date }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into customers.profiles as p (brand_id, customer_id, known, source, own, first_seen_at, created_at, updated_at)
    select ${ctx.brandId}, id, false, '', '{}', at, ${ctx.now()}, ${ctx.now()}
    from unnest(${people.map((p) => p.customerId)}::uuid[], ${people.map((p) => p.seenAt.toISOString())}::timestamptz[]) as e(id, at) order by id
    on conflict (brand_id, customer_id) do update set first_seen_at = excluded.first_seen_at,
      own_first_seen_at = case when p.own_first_seen_at is not null then least(p.own_first_seen_at, excluded.first_seen_at) end
    where excluded.first_seen_at < p.first_seen_at and p.merged_into is null and p.erased_at is null
    returning p.customer_id as id`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Something sure tells now who this is. */
export async function markKnown(ctx: Context, customerId: string): Promise<void> {
  await sql`update customers.profiles set known = true, revision = revision + 1
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and not known`.execute(ctx.db)
}

/** Writes what a cluster adds up to onto its root. */
export async function writeRoot(
  ctx: Context,
  root: { customerId: string; members: number } & Looks,
): Promise<TermChange[]> {
  const assignments = sql.raw(shownColumns.map((c) => `${c} = r.${c}`).join(", "))
  const { rows } = await sql<TermChange>`
    with recursive down as (
      select customer_id, source, coalesce(own_first_seen_at, first_seen_at) as seen_at from customers.profiles where brand_id = ${ctx.brandId} and customer_id = ${root.customerId}
      union all
      select p.customer_id, p.source, coalesce(p.own_first_seen_at, p.first_seen_at) from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    update customers.profiles p set members = ${root.members}, revision = p.revision + 1, updated_at = ${ctx.now()}, ${assignments},
      own_first_seen_at = coalesce(p.own_first_seen_at, p.first_seen_at), first_seen_at = (select min(seen_at) from down),
      known = exists (select from down where source = 'staff')
        or exists (select from customers.identities i where i.brand_id = ${ctx.brandId} and i.customer_id = ${root.customerId} and i.sure)
    from jsonb_to_recordset(${JSON.stringify([shownRow(root)])}::jsonb) as r(${shownTypes})
    where p.brand_id = ${ctx.brandId} and p.customer_id = ${root.customerId}
    returning new.customer_id as "customerId", old.terms as before, new.terms`.execute(ctx.db)
  return rows
}

/** Nobody finds this profile any more. */
export async function clearTerms(ctx: Context, customerIds: readonly string[]): Promise<TermChange[]> {
  const { rows } = await sql<TermChange>`
    update customers.profiles set terms = '{}' where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    returning new.customer_id as "customerId", old.terms as before, new.terms`.execute(ctx.db)
  return rows
}
