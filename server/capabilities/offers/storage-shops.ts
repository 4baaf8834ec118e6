import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type ShopDiscountRow = {
  readonly externalId: string | null
  readonly revision: number | null
  readonly state: "waiting" | "there" | "refused"
  readonly reason: string | null
  readonly job: string | null
}

export async function selectShopDiscount(
  ctx: Context,
  offerId: string,
  connectionId: string,
): Promise<ShopDiscountRow | undefined> {
  const { rows } = await sql<ShopDiscountRow>`
    select external_id as "externalId", revision, state, reason, job from offers.shop_discounts
    where brand_id = ${ctx.brandId} and offer_id = ${offerId} and connection_id = ${connectionId}`.execute(ctx.db)
  return rows[0]
}

/** Writes how an offer stands in a shop. */
export async function writeShopDiscount(
  ctx: Context,
  offerId: string,
  connectionId: string,
  row: ShopDiscountRow,
): Promise<void> {
  await sql`insert into offers.shop_discounts (brand_id, offer_id, connection_id, external_id, revision, state, reason, job, changed_at)
    values (${ctx.brandId}, ${offerId}, ${connectionId}, ${row.externalId}, ${row.revision}, ${row.state}, ${row.reason},
      ${row.job}, ${ctx.now()})
    on conflict (brand_id, offer_id, connection_id) do update set external_id = excluded.external_id,
      revision = excluded.revision, state = excluded.state, reason = excluded.reason, job = excluded.job,
      changed_at = excluded.changed_at`.execute(ctx.db)
}

/** Codes of an offer that can be used and that a shop has not heard of yet, the oldest first. */
export async function selectUntold(
  ctx: Context,
  offerId: string,
  connectionId: string,
  limit: number,
): Promise<{ codeId: string; code: string }[]> {
  const { rows } = await sql<{ codeId: string; code: string }>`select c.code_id as "codeId", c.code from offers.codes c
    where c.brand_id = ${ctx.brandId} and c.offer_id = ${offerId} and c.code is not null and c.voided_at is null
      and c.uses < c.max_uses and (c.valid_until is null or c.valid_until > ${ctx.now()})
      and not exists (select from offers.shop_codes s where s.brand_id = ${ctx.brandId}
        and s.connection_id = ${connectionId} and s.code_id = c.code_id)
    order by c.issued_at, c.code_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** Codes that stand in a shop though they must not be used any more: void, over, or of somebody erased. */
export async function selectStale(
  ctx: Context,
  offerId: string,
  connectionId: string,
  limit: number,
): Promise<{ codeId: string; shown: string }[]> {
  const { rows } = await sql<{
    codeId: string
    shown: string
  }>`select s.code_id as "codeId", s.shown from offers.shop_codes s
    join offers.codes c on c.brand_id = s.brand_id and c.code_id = s.code_id
    where s.brand_id = ${ctx.brandId} and s.offer_id = ${offerId} and s.connection_id = ${connectionId}
      and s.state = 'there' and s.shown is not null
      and (c.voided_at is not null or (c.uses < c.max_uses and c.valid_until <= ${ctx.now()}))
    order by s.code_id limit ${limit}`.execute(ctx.db)
  return rows
}

export type ShopCodeState = "asked" | "there" | "refused" | "gone"

export async function insertShopCodes(
  ctx: Context,
  of: { readonly offerId: string; readonly connectionId: string; readonly state: ShopCodeState },
  codes: readonly { readonly codeId: string; readonly shown: string }[],
): Promise<void> {
  await sql`insert into offers.shop_codes (brand_id, connection_id, code_id, offer_id, shown, state)
    select ${ctx.brandId}, ${of.connectionId}, c."codeId", ${of.offerId}, c.shown, ${of.state}
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as c("codeId" uuid, shown text)
    on conflict (brand_id, connection_id, code_id) do update set state = excluded.state`.execute(ctx.db)
}

/** Those that were asked for are there now, but for these. */
export async function settleAsked(
  ctx: Context,
  offerId: string,
  connectionId: string,
  refused: readonly { readonly code: string; readonly reason: string }[],
): Promise<void> {
  await sql`update offers.shop_codes s set state = case when r.code is null then 'there' else 'refused' end, reason = r.reason
    from offers.shop_codes t left join jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) as r(code text, reason text)
      on r.code = t.shown
    where t.brand_id = ${ctx.brandId} and t.offer_id = ${offerId} and t.connection_id = ${connectionId} and t.state = 'asked'
      and s.brand_id = t.brand_id and s.connection_id = t.connection_id and s.code_id = t.code_id`.execute(ctx.db)
}

/** Taken out of the shop: nothing says any more what they were. */
export async function forgetShopCodes(ctx: Context, connectionId: string, codeIds: readonly string[]): Promise<void> {
  await sql`update offers.shop_codes set state = 'gone', shown = null
    where brand_id = ${ctx.brandId} and connection_id = ${connectionId} and code_id = any(${[...codeIds]}::uuid[])`.execute(
    ctx.db,
  )
}

export type ShopStanding = ShopDiscountRow & {
  readonly connectionId: string
  readonly there: number
  readonly refused: number
}

/** How an offer stands in each shop that was told of it. */
export async function selectStandings(ctx: Context, offerId: string): Promise<ShopStanding[]> {
  const { rows } = await sql<ShopStanding>`
    select d.connection_id as "connectionId", d.external_id as "externalId", d.revision, d.state, d.reason, d.job,
      count(s.code_id) filter (where s.state = 'there')::int as there, count(s.code_id) filter (where s.state = 'refused')::int as refused
    from offers.shop_discounts d
    left join offers.shop_codes s on s.brand_id = d.brand_id and s.offer_id = d.offer_id and s.connection_id = d.connection_id
    where d.brand_id = ${ctx.brandId} and d.offer_id = ${offerId}
    group by d.brand_id, d.offer_id, d.connection_id`.execute(ctx.db)
  return rows
}

/** Offers of which a shop has something to hear: new codes, codes that are over, changed terms. A refusal waits for a person. */
export async function selectOffersToTell(ctx: Context, connectionId: string): Promise<string[]> {
  const { rows } = await sql<{ offerId: string }>`
    select o.offer_id as "offerId" from offers.offers o
    left join offers.shop_discounts d on d.brand_id = o.brand_id and d.offer_id = o.offer_id and d.connection_id = ${connectionId}
    where o.brand_id = ${ctx.brandId} and coalesce(d.state, 'waiting') <> 'refused' and (
      d.job is not null or (d.external_id is not null and d.revision <> o.revision)
      or exists (select from offers.codes c where c.brand_id = o.brand_id and c.offer_id = o.offer_id and c.code is not null
        and c.voided_at is null and c.uses < c.max_uses and (c.valid_until is null or c.valid_until > ${ctx.now()})
        and not exists (select from offers.shop_codes s where s.brand_id = c.brand_id and s.connection_id = ${connectionId}
          and s.code_id = c.code_id))
      or exists (select from offers.shop_codes s join offers.codes c on c.brand_id = s.brand_id and c.code_id = s.code_id
        where s.brand_id = o.brand_id and s.offer_id = o.offer_id and s.connection_id = ${connectionId} and s.state = 'there'
          and (c.voided_at is not null or (c.uses < c.max_uses and c.valid_until <= ${ctx.now()}))))`.execute(ctx.db)
  return rows.map(({ offerId }) => offerId)
}

/** Codes of an offer that can be used, for a shop to which they are carried by hand. */
export async function selectUsableCodes(ctx: Context, offerId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from offers.codes
    where brand_id = ${ctx.brandId} and offer_id = ${offerId} and code is not null and voided_at is null and uses < max_uses
      and (valid_until is null or valid_until > ${ctx.now()})
    order by issued_at, code_id limit ${limit}`.execute(ctx.db)
  return rows.map(({ code }) => code)
}
