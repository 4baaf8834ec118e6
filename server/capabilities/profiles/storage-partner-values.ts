import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { PartnerValue } from "./model.ts"

export type PartnerRow = Omit<PartnerValue, "state"> & {
  readonly customerId: string
  readonly withdrawnAt: Date | null
}

/** Keeps what partners say, the later word on each thing; of one instant the first stays. */
export async function writePartnerValues(
  ctx: Context,
  values: readonly Omit<PartnerRow, "withdrawnAt">[],
): Promise<void> {
  await sql`
    insert into profiles.partner_values as p (brand_id, value_id, customer_id, partner, key, value, purposes, obtained_at, expires_at,
      agreed_at, evidence, recorded_at)
    select distinct on (r."customerId", r.partner, r.key) ${ctx.brandId}, r."valueId", r."customerId", r.partner, r.key, r.value,
      array(select jsonb_array_elements_text(r.purposes)), r."obtainedAt", r."expiresAt", r."agreedAt", r.evidence, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r("valueId" uuid, "customerId" uuid, partner text, key text, value text,
      purposes jsonb, "obtainedAt" timestamptz, "expiresAt" timestamptz, "agreedAt" timestamptz, evidence text)
    order by r."customerId", r.partner, r.key, r."obtainedAt" desc
    on conflict (brand_id, customer_id, partner, key) do update set value = excluded.value, purposes = excluded.purposes,
      obtained_at = excluded.obtained_at, expires_at = excluded.expires_at, agreed_at = excluded.agreed_at,
      evidence = excluded.evidence, recorded_at = excluded.recorded_at
    where excluded.obtained_at > p.obtained_at`.execute(ctx.db)
}

export async function selectPartnerValues(ctx: Context, customerIds: readonly string[]): Promise<PartnerRow[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<PartnerRow>`
    select value_id as "valueId", customer_id as "customerId", partner, key, value, purposes, obtained_at as "obtainedAt",
      expires_at as "expiresAt", agreed_at as "agreedAt", evidence, withdrawn_at as "withdrawnAt"
    from profiles.partner_values where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    order by partner, key`.execute(ctx.db)
  return rows
}

/** She takes her agreement back. Whose it was; undefined when there is no such value. */
export async function withdrawPartnerValue(ctx: Context, valueId: string): Promise<string | undefined> {
  const { rows } = await sql<{ customerId: string }>`update profiles.partner_values set withdrawn_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and value_id = ${valueId} returning customer_id as "customerId"`.execute(ctx.db)
  return rows[0]?.customerId
}

/** Takes away values whose time is over. Returns whose they were. */
export async function deleteExpired(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`delete from profiles.partner_values
    where brand_id = ${ctx.brandId} and expires_at <= ${ctx.now()} returning customer_id as "customerId"`.execute(
    ctx.db,
  )
  return rows.map((row) => row.customerId)
}
