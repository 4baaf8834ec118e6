import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type NewVisit = {
  readonly linkId: string
  readonly visitor: string
  readonly network: string
  readonly cameBy: string | null
  readonly isMachine: boolean
}

export async function insertVisit(ctx: Context, visit: NewVisit): Promise<void> {
  await sql`insert into referrals.visits (brand_id, visit_id, link_id, visited_at, visitor, network, came_by, is_machine)
    values (${ctx.brandId}, ${ctx.id()}, ${visit.linkId}, ${ctx.now()}, ${visit.visitor}, ${visit.network}, ${visit.cameBy},
      ${visit.isMachine})`.execute(ctx.db)
}

export type Claim = {
  readonly claimId: string
  readonly linkId: string
  readonly customerId: string
  readonly claimedAt: Date
  readonly wasKnown: boolean
  readonly visitor: string | null
  readonly network: string | null
  readonly code: string | null
}
const columns =
  sql.raw(`claim_id as "claimId", link_id as "linkId", customer_id as "customerId", claimed_at as "claimedAt",
  was_known as "wasKnown", visitor, network, code`)

/** False when she had come by this link before: the first time counts. */
export async function insertClaim(
  ctx: Context,
  claim: Omit<Claim, "claimedAt"> & { claimedAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into referrals.claims
      (brand_id, claim_id, link_id, customer_id, claimed_at, was_known, visitor, network, code)
    values (${ctx.brandId}, ${claim.claimId}, ${claim.linkId}, ${claim.customerId}, ${claim.claimedAt}, ${claim.wasKnown},
      ${claim.visitor}, ${claim.network}, ${claim.code})
    on conflict (brand_id, customer_id, link_id) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectClaims(ctx: Context, customerIds: readonly string[]): Promise<Claim[]> {
  const { rows } = await sql<Claim>`select ${columns} from referrals.claims
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by claimed_at, claim_id`.execute(
    ctx.db,
  )
  return rows
}

/** What an order may have to do with a link: claims of its buyer, coupons that claims were given, codes that are links. */
export type Seen = {
  readonly linkId: string
  readonly by: "code" | "link"
  readonly at: Date
  readonly wasKnown: boolean | null
}
export type OrderAsk = { readonly orderId: string; readonly customerId: string; readonly codes: readonly string[] }

/** For many orders at once, by order; the ids are the buyers' present ones. */
export async function selectTouches(ctx: Context, asks: readonly OrderAsk[]): Promise<(Seen & { orderId: string })[]> {
  if (asks.length === 0) return []
  const json = JSON.stringify(asks.map((a) => ({ order_id: a.orderId, customer_id: a.customerId, codes: a.codes })))
  const { rows } = await sql<Seen & { orderId: string }>`
    with asked as (select * from jsonb_to_recordset(${json}::jsonb) as t(order_id uuid, customer_id uuid, codes text[]))
    select a.order_id as "orderId", c.link_id as "linkId", 'link' as by, c.claimed_at as at, c.was_known as "wasKnown"
      from asked a join referrals.claims c on c.brand_id = ${ctx.brandId} and c.customer_id = a.customer_id
    union all
    select a.order_id, c.link_id, 'code', c.claimed_at, null
      from asked a join referrals.claims c on c.brand_id = ${ctx.brandId} and c.code = any(a.codes)
    union all
    select a.order_id, l.link_id, 'code', l.created_at, null
      from asked a join referrals.links l on l.brand_id = ${ctx.brandId} and l.token = any(a.codes)`.execute(ctx.db)
  return rows
}

/** How many new people a browser, a network and an inviter brought since then, this friend left out. */
export async function countSpeed(
  ctx: Context,
  of: {
    friendId: string
    devices: readonly string[]
    networks: readonly string[]
    inviterId: string | null
    since: Date
  },
): Promise<{ perDevice: number; perNetwork: number; perInviter: number }> {
  const { rows } = await sql<{ perDevice: number; perNetwork: number; perInviter: number }>`
    select (select count(distinct customer_id)::int from referrals.claims where brand_id = ${ctx.brandId}
        and visitor = any(${of.devices}::text[]) and claimed_at > ${of.since} and customer_id <> ${of.friendId}) as "perDevice",
      (select count(distinct customer_id)::int from referrals.claims where brand_id = ${ctx.brandId}
        and network = any(${of.networks}::text[]) and claimed_at > ${of.since} and customer_id <> ${of.friendId}) as "perNetwork",
      (select count(*)::int from referrals.referrals where brand_id = ${ctx.brandId} and inviter_id = ${of.inviterId}
        and made_at > ${of.since} and friend_id <> ${of.friendId}) as "perInviter"`.execute(ctx.db)
  return rows[0] ?? { perDevice: 0, perNetwork: 0, perInviter: 0 }
}

/** Browsers and networks of somebody's own visits as an inviter's or a friend's. */
export async function selectHints(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ devices: string[]; networks: string[] }> {
  const { rows } = await sql<{ devices: string[] | null; networks: string[] | null }>`
    select array_agg(distinct visitor) filter (where visitor is not null) as devices,
      array_agg(distinct network) filter (where network is not null) as networks
    from referrals.claims where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return { devices: rows[0]?.devices ?? [], networks: rows[0]?.networks ?? [] }
}

export async function moveClaims(ctx: Context, from: string, into: string): Promise<void> {
  await sql`delete from referrals.claims c where brand_id = ${ctx.brandId} and customer_id = ${from}
    and exists (select from referrals.claims o where o.brand_id = c.brand_id and o.customer_id = ${into} and o.link_id = c.link_id)`.execute(
    ctx.db,
  )
  await sql`update referrals.claims set customer_id = ${into}
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

export async function forgetClaims(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from referrals.claims
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

export type Feeling = "moved" | "useful" | "negative"

/** One answer for each browser and link; the latest holds. */
export async function writeFeeling(
  ctx: Context,
  it: { linkId: string; contentId: string | null; visitor: string; feeling: Feeling },
): Promise<void> {
  await sql`insert into referrals.feelings (brand_id, feeling_id, link_id, content_id, visitor, feeling, said_at)
    values (${ctx.brandId}, ${ctx.id()}, ${it.linkId}, ${it.contentId}, ${it.visitor}, ${it.feeling}, ${ctx.now()})
    on conflict (brand_id, visitor, link_id) do update set feeling = excluded.feeling, said_at = excluded.said_at`.execute(
    ctx.db,
  )
}

export async function countFeelings(
  ctx: Context,
  contentId: string | null,
  since: Date,
): Promise<{ all: number; negative: number }> {
  const { rows } = await sql<{ all: number; negative: number }>`
    select count(*)::int as all, count(*) filter (where feeling = 'negative')::int as negative from referrals.feelings
    where brand_id = ${ctx.brandId} and content_id is not distinct from ${contentId} and said_at > ${since}`.execute(
    ctx.db,
  )
  return rows[0] ?? { all: 0, negative: 0 }
}
