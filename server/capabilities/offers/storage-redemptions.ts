import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Redemption = {
  readonly redemptionId: string
  readonly offerId: string
  readonly codeId: string
  readonly customerId: string | null
  readonly key: string
  readonly channel: "shop" | "api" | "store"
  readonly discount: number | null
  readonly total: number | null
  readonly redeemedAt: Date
  readonly beyond: string | null
  readonly undoneAt: Date | null
  readonly undoneReason: string | null
}

const columns =
  sql.raw(`redemption_id as "redemptionId", offer_id as "offerId", code_id as "codeId", customer_id as "customerId", key, channel,
  discount, total, redeemed_at as "redeemedAt", beyond, undone_at as "undoneAt", undone_reason as "undoneReason"`)

export async function selectRedemption(ctx: Context, codeId: string, key: string): Promise<Redemption | undefined> {
  const { rows } = await sql<Redemption>`select ${columns} from offers.redemptions
    where brand_id = ${ctx.brandId} and code_id = ${codeId} and key = ${key}`.execute(ctx.db)
  return rows[0]
}

/** Standing uses of an offer by one person. */
export async function countUses(ctx: Context, offerId: string, customerId: string): Promise<number> {
  const { rows } = await sql<{ uses: number }>`select count(*)::int as uses from offers.redemptions
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and offer_id = ${offerId} and undone_at is null`.execute(
    ctx.db,
  )
  return rows[0]?.uses ?? 0
}

type Written = Omit<Redemption, "undoneAt" | "undoneReason">

/**
 * Takes one use of the code and its share of the budget, in one statement: either both are left and the redemption stands,
 * or nothing happens and it says false (F70, S64). `beyond` writes down what the shop has already let pass.
 */
export async function takeUse(ctx: Context, r: Written, budget: number | null): Promise<boolean> {
  const given = r.discount ?? 0
  const isBeyond = r.beyond !== null
  const { numAffectedRows } = await sql`
    with code as (
      update offers.codes c set uses = c.uses + 1
      where c.brand_id = ${ctx.brandId} and c.code_id = ${r.codeId} and (c.uses < c.max_uses or ${isBeyond})
        and (${isBeyond} or ${budget}::bigint is null or exists (select from offers.offers o where o.brand_id = c.brand_id
          and o.offer_id = c.offer_id and o.given + ${given} <= ${budget}::bigint))
      returning c.code_id, c.offer_id
    ), offer as (
      update offers.offers o set given = o.given + ${given} from code
      where o.brand_id = ${ctx.brandId} and o.offer_id = code.offer_id returning o.offer_id
    )
    insert into offers.redemptions (brand_id, redemption_id, offer_id, code_id, customer_id, key, channel, discount, total, redeemed_at, beyond)
    select ${ctx.brandId}, ${r.redemptionId}, code.offer_id, code.code_id, ${r.customerId}, ${r.key}, ${r.channel}, ${r.discount}, ${r.total},
      ${r.redeemedAt}, ${r.beyond}
    from code, offer`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Gives uses back for a purchase that did not stand. Returns which. */
export async function giveBack(ctx: Context, redemptionIds: readonly string[], reason: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with undone as (
      update offers.redemptions set undone_at = ${ctx.now()}, undone_reason = ${reason}
      where brand_id = ${ctx.brandId} and redemption_id = any(${redemptionIds}::uuid[]) and undone_at is null
      returning redemption_id, offer_id, code_id, coalesce(discount, 0) as discount
    ), code as (
      update offers.codes c set uses = greatest(0, c.uses - 1) from undone u where c.brand_id = ${ctx.brandId} and c.code_id = u.code_id
    ), offer as (
      update offers.offers o set given = o.given - u.discount
      from (select offer_id, sum(discount) as discount from undone group by offer_id) u
      where o.brand_id = ${ctx.brandId} and o.offer_id = u.offer_id
    )
    select redemption_id as id from undone`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Whatever stands for one purchase. */
export async function selectByKey(ctx: Context, key: string): Promise<Redemption[]> {
  const { rows } = await sql<Redemption>`select ${columns} from offers.redemptions
    where brand_id = ${ctx.brandId} and key = ${key} and undone_at is null`.execute(ctx.db)
  return rows
}

export type Page = { readonly after?: readonly [Date, string] | undefined; readonly limit: number }

/** Redemptions of an offer with their codes, the newest first, undone ones included. */
export async function selectRedemptions(
  ctx: Context,
  offerId: string,
  { after, limit }: Page,
): Promise<(Redemption & { code: string | null })[]> {
  const { rows } = await sql<Redemption & { code: string | null }>`
    select ${columns}, (select code from offers.codes c where c.brand_id = r.brand_id and c.code_id = r.code_id) as code
    from offers.redemptions r
    where brand_id = ${ctx.brandId} and offer_id = ${offerId}
      ${after ? sql`and (redeemed_at, redemption_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by redeemed_at desc, redemption_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type DayOfOffer = {
  readonly day: string
  readonly issued: number
  readonly redeemed: number
  readonly given: number
}

/** What was given out and used, by local days from this one on; days without either are left out. */
export async function selectDays(ctx: Context, offerId: string, zone: string, since: Date): Promise<DayOfOffer[]> {
  const dayOf = (column: string) => sql`to_char(${sql.raw(column)} at time zone ${zone}, 'YYYY-MM-DD')`
  const { rows } = await sql<DayOfOffer>`
    select day, sum(issued)::int as issued, sum(redeemed)::int as redeemed, sum(given)::float8 as given from (
      select ${dayOf("issued_at")} as day, 1 as issued, 0 as redeemed, 0 as given from offers.codes
      where brand_id = ${ctx.brandId} and offer_id = ${offerId} and issued_at >= ${since}
      union all
      select ${dayOf("redeemed_at")}, 0, 1, coalesce(discount, 0) from offers.redemptions
      where brand_id = ${ctx.brandId} and offer_id = ${offerId} and redeemed_at >= ${since} and undone_at is null
    ) all_days group by day order by day`.execute(ctx.db)
  return rows
}

export type Given = {
  readonly customerId: string
  readonly codes: number
  readonly used: number
  readonly offerIds: string[]
}

/** How many codes each of these people was given since then, and used. */
export async function selectGivenTo(ctx: Context, customerIds: readonly string[], since: Date): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select customer_id as "customerId", count(*)::int as codes, coalesce(sum(least(uses, 1)), 0)::int as used,
      array_agg(distinct offer_id) as "offerIds"
    from offers.codes where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and issued_at >= ${since}
      and voided_at is null
    group by customer_id`.execute(ctx.db)
  return rows
}

/** What these people were given off by codes since then, minor units, and how many codes they were given. */
export async function selectWorthGiven(
  ctx: Context,
  customerIds: readonly string[],
  since: Date,
): Promise<{ codes: number; used: number; given: number }> {
  const ids = [...customerIds]
  const { rows } = await sql<{ codes: number; used: number; given: string }>`
    select (select count(*)::int from offers.codes where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[])
        and issued_at >= ${since} and voided_at is null) as codes,
      count(*)::int as used, coalesce(sum(discount), 0)::text as given
    from offers.redemptions where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[]) and redeemed_at >= ${since}
      and undone_at is null`.execute(ctx.db)
  const [row] = rows
  return { codes: row?.codes ?? 0, used: row?.used ?? 0, given: Number(row?.given ?? 0) }
}
