import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Known people who are not merged or erased with all that is said of them, in order of their ids, after this one. */
export async function selectCustomersAfter(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<({ customerId: string } & Record<string, unknown>)[]> {
  const { rows } = await sql<{ customerId: string } & Record<string, unknown>>`
    select customer_id as "customerId", display_name as "displayName", family_name as "familyName", given_name as "givenName",
      family_kana as "familyKana", given_kana as "givenKana", email, phone, language, zone, born_on::text as "bornOn", country,
      postal_code as "postalCode", prefecture, city, street, building, company, properties, traits,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'issuer', issuer, 'value', value) order by kind, issuer, value), '[]')
        from customers.identities i where i.brand_id = p.brand_id and i.customer_id = p.customer_id) as identities,
      (select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'purpose', purpose, 'state', state, 'since', since)
        order by channel, purpose), '[]')
        from customers.consent_states c where c.brand_id = p.brand_id and c.customer_id = p.customer_id) as consents,
      first_seen_at as "firstSeenAt", updated_at as "updatedAt"
    from customers.profiles p
    where brand_id = ${ctx.brandId} and known and merged_into is null and erased_at is null
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** Lines of the consent ledger as they were said, by person and entry, after this place. */
export async function selectConsentsAfter(
  ctx: Context,
  after: { customerId: string; entryId: string } | null,
  limit: number,
): Promise<({ customerId: string; entryId: string } & Record<string, unknown>)[]> {
  const none = "00000000-0000-0000-0000-000000000000"
  const { rows } = await sql<{ customerId: string; entryId: string } & Record<string, unknown>>`
    select customer_id as "customerId", entry_id as "entryId", channel, purpose, state, source, wording, wording_hash as "wordingHash", locale,
      host(ip) as ip, evidence, at, recorded_at as "recordedAt"
    from customers.consents
    where brand_id = ${ctx.brandId}
      and (customer_id, entry_id) > (${after?.customerId ?? none}::uuid, ${after?.entryId ?? none}::uuid)
    order by customer_id, entry_id limit ${limit}`.execute(ctx.db)
  return rows
}
