import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { type Offer, type OfferState, Terms } from "./model.ts"

const columns = sql.raw(`offer_id as "offerId", name, state, terms, revision, given, created_at as "createdAt"`)
type Row = Omit<Offer, "terms"> & { terms: unknown }
const offerOf = (row: Row): Offer => ({ ...row, given: Number(row.given), terms: Terms.parse(row.terms) })

export async function insertOffer(ctx: Context, offer: { offerId: string; name: string; terms: Terms }): Promise<void> {
  await sql`insert into offers.offers (brand_id, offer_id, name, terms, created_at, changed_at)
    values (${ctx.brandId}, ${offer.offerId}, ${offer.name}, ${JSON.stringify(offer.terms)}::jsonb, ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function selectOffer(ctx: Context, offerId: string): Promise<Offer | undefined> {
  const { rows } = await sql<Row>`select ${columns} from offers.offers
    where brand_id = ${ctx.brandId} and offer_id = ${offerId}`.execute(ctx.db)
  return rows.map(offerOf)[0]
}

/** The same, held until the transaction ends: who redeems under it comes one after the other. */
export async function holdOffer(ctx: Context, offerId: string): Promise<Offer | undefined> {
  const { rows } = await sql<Row>`select ${columns} from offers.offers
    where brand_id = ${ctx.brandId} and offer_id = ${offerId} for update`.execute(ctx.db)
  return rows.map(offerOf)[0]
}

export type OfferCounts = {
  readonly issued: number
  readonly open: number
  readonly redeemed: number
  readonly people: number
}

/** All offers, the newest first, with what became of their codes. */
export async function selectOffers(ctx: Context): Promise<(Offer & OfferCounts)[]> {
  const { rows } = await sql<Row & OfferCounts>`
    select ${columns}, coalesce(c.issued, 0)::int as issued, coalesce(c.open, 0)::int as open,
      coalesce(r.redeemed, 0)::int as redeemed, coalesce(r.people, 0)::int as people
    from offers.offers
    left join (select offer_id, count(*) as issued,
        count(*) filter (where voided_at is null and uses < max_uses and (valid_until is null or valid_until > ${ctx.now()})) as open
      from offers.codes where brand_id = ${ctx.brandId} group by offer_id) c using (offer_id)
    left join (select offer_id, count(*) as redeemed, count(distinct customer_id) as people
      from offers.redemptions where brand_id = ${ctx.brandId} and undone_at is null group by offer_id) r using (offer_id)
    where brand_id = ${ctx.brandId} order by created_at desc, offer_id desc limit 500`.execute(ctx.db)
  return rows.map((row) => ({
    ...offerOf(row),
    issued: row.issued,
    open: row.open,
    redeemed: row.redeemed,
    people: row.people,
  }))
}

/** False when somebody else was faster. */
export async function updateOffer(
  ctx: Context,
  offerId: string,
  change: { name?: string | undefined; terms?: Terms | undefined; state?: OfferState | undefined },
  basedOn: number | undefined,
): Promise<boolean> {
  const terms = change.terms && JSON.stringify(change.terms)
  const { numAffectedRows } = await sql`update offers.offers set name = coalesce(${change.name ?? null}, name),
      terms = coalesce(${terms ?? null}::jsonb, terms), state = coalesce(${change.state ?? null}, state),
      revision = revision + 1, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and offer_id = ${offerId}
      ${basedOn === undefined ? sql`` : sql`and revision = ${basedOn}`}`.execute(ctx.db)
  return numAffectedRows === 1n
}
