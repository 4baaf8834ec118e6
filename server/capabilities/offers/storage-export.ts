import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Codes with what was given away by them, in order of their ids, after this one. */
export async function selectCodesAfter(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<({ codeId: string } & Record<string, unknown>)[]> {
  const { rows } = await sql<{ codeId: string } & Record<string, unknown>>`
    select c.code_id as "codeId", c.offer_id as "offerId", o.name as offer, c.code, c.customer_id as "customerId", c.cause,
      c.issued_at as "issuedAt", c.valid_until as "validUntil", c.voided_at as "voidedAt", c.uses, c.max_uses as "maxUses",
      r.redeemed_at as "lastUsedAt", r.discount::float8 as discount
    from offers.codes c
    join offers.offers o on o.brand_id = c.brand_id and o.offer_id = c.offer_id
    left join lateral (
      select max(redeemed_at) as redeemed_at, sum(discount) as discount from offers.redemptions
      where brand_id = ${ctx.brandId} and code_id = c.code_id and undone_at is null
    ) r on true
    where c.brand_id = ${ctx.brandId} and c.code_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by c.code_id limit ${limit}`.execute(ctx.db)
  return rows
}
