import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type KnownCounts = {
  readonly people: number
  readonly name: number
  readonly kana: number
  readonly email: number
  readonly phone: number
  readonly address: number
  readonly bornOn: number
  readonly consent: number
  /** By the property's key. */
  readonly properties: Readonly<Record<string, number>>
}

/** Of how many known people the brand knows each thing (A12). One pass over the profiles. */
export async function countKnown(ctx: Context, propertyKeys: readonly string[]): Promise<KnownCounts> {
  const { rows } = await sql<Omit<KnownCounts, "properties">>`
    select count(*)::int as people, count(display_name)::int as name, count(family_kana)::int as kana, count(email)::int as email,
      count(phone)::int as phone, count(coalesce(postal_code, prefecture, street))::int as address, count(born_on)::int as "bornOn",
      (count(*) filter (where exists (select from customers.consent_states c
        where c.brand_id = p.brand_id and c.customer_id = p.customer_id)))::int as consent
    from customers.profiles p where brand_id = ${ctx.brandId} and known and merged_into is null and erased_at is null`.execute(
    ctx.db,
  )
  const { rows: filled } = await sql<{ key: string; people: number }>`
    select k.key, count(*) filter (where p.properties ? k.key)::int as people
    from unnest(${propertyKeys}::text[]) as k(key)
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.known and p.merged_into is null and p.erased_at is null
    group by 1`.execute(ctx.db)
  const none = { people: 0, name: 0, kana: 0, email: 0, phone: 0, address: 0, bornOn: 0, consent: 0 }
  return { ...(rows[0] ?? none), properties: Object.fromEntries(filled.map(({ key, people }) => [key, people])) }
}
