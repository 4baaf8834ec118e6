import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Doubt, Given, Referral, ReferralState } from "./model.ts"

const columns =
  sql.raw(`referral_id as "referralId", friend_id as "friendId", inviter_id as "inviterId", partner_id as "partnerId",
  link_id as "linkId", channel, content_id as "contentId", by, order_id as "orderId", amount, currency, placed_at as "placedAt", state,
  doubts, releases_at as "releasesAt", settled_at as "settledAt", reviewed_by as "reviewedBy", note, market, programme,
  to_inviter as "toInviter", to_friend as "toFriend"`)
const read = (row: Referral): Referral => ({ ...row, amount: Number(row.amount) })

export type NewReferral = Omit<Referral, "settledAt" | "reviewedBy" | "note" | "toInviter" | "toFriend"> & {
  readonly traits: readonly string[]
  /** What the friend's coupon took off, minor units. */
  readonly discount: number
}

/** False when the friend was brought by somebody already. */
export async function insertReferral(ctx: Context, it: NewReferral): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into referrals.referrals (brand_id, referral_id, friend_id, inviter_id, partner_id,
      link_id, channel, content_id, by, order_id, amount, currency, placed_at, made_at, state, doubts, releases_at, settled_at,
      market, programme, traits, discount)
    values (${ctx.brandId}, ${it.referralId}, ${it.friendId}, ${it.inviterId}, ${it.partnerId}, ${it.linkId}, ${it.channel},
      ${it.contentId}, ${it.by}, ${it.orderId}, ${it.amount}, ${it.currency}, ${it.placedAt}, ${ctx.now()}, ${it.state},
      ${it.doubts}::text[], ${it.releasesAt}, ${it.state === "refused" ? ctx.now() : null}, ${it.market}, ${it.programme},
      ${it.traits}::text[], ${it.discount})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Whether there are referrals or commissions of these orders or friends, by the ids that have one. */
export async function selectConcerned(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select order_id as id from referrals.referrals where brand_id = ${ctx.brandId} and order_id = any(${ids}::uuid[])
    union select friend_id from referrals.referrals where brand_id = ${ctx.brandId} and friend_id = any(${ids}::uuid[])
    union select order_id from referrals.commissions where brand_id = ${ctx.brandId} and order_id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  return new Set(rows.map((row) => row.id))
}

/** What there is of these orders and these friends, held until the transaction ends. */
export async function holdReferrals(
  ctx: Context,
  of: { orderIds?: readonly string[]; friendIds?: readonly string[]; referralIds?: readonly string[] },
): Promise<Referral[]> {
  const { rows } = await sql<Referral>`select ${columns} from referrals.referrals
    where brand_id = ${ctx.brandId} and (order_id = any(${of.orderIds ?? []}::uuid[])
      or friend_id = any(${of.friendIds ?? []}::uuid[]) or referral_id = any(${of.referralIds ?? []}::uuid[]))
    order by made_at, referral_id for update`.execute(ctx.db)
  return rows.map(read)
}

export async function selectReferral(ctx: Context, referralId: string): Promise<Referral | undefined> {
  const { rows } = await sql<Referral>`select ${columns} from referrals.referrals
    where brand_id = ${ctx.brandId} and referral_id = ${referralId}`.execute(ctx.db)
  return rows.map(read)[0]
}

/** Those whose return window is over, the oldest first. */
export async function selectDue(ctx: Context, limit: number): Promise<string[]> {
  const { rows } = await sql<{ referralId: string }>`select referral_id as "referralId" from referrals.referrals
    where brand_id = ${ctx.brandId} and state = 'waiting' and releases_at <= ${ctx.now()}
    order by releases_at, referral_id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.referralId)
}

export type Change = {
  readonly state?: ReferralState
  readonly doubts?: readonly Doubt[]
  readonly releasesAt?: Date | null
  readonly amount?: number
  readonly reviewedBy?: string
  readonly note?: string
  readonly toInviter?: Given
  readonly toFriend?: Given
}

const settled: ReadonlySet<ReferralState> = new Set(["rewarded", "refused", "undone", "taken-back"])

export async function updateReferral(ctx: Context, referralId: string, change: Change): Promise<void> {
  const { state, releasesAt } = change
  const json = (given: Given | undefined) => (given === undefined ? null : JSON.stringify(given))
  await sql`update referrals.referrals set state = coalesce(${state ?? null}, state),
      doubts = coalesce(${change.doubts ?? null}::text[], doubts),
      releases_at = ${releasesAt === undefined ? sql`releases_at` : sql`${releasesAt}::timestamptz`},
      amount = coalesce(${change.amount ?? null}, amount),
      settled_at = ${state === undefined ? sql`settled_at` : sql`${settled.has(state) ? ctx.now() : null}::timestamptz`},
      reviewed_by = coalesce(${change.reviewedBy ?? null}, reviewed_by), note = coalesce(${change.note ?? null}, note),
      to_inviter = coalesce(${json(change.toInviter)}::jsonb, to_inviter),
      to_friend = coalesce(${json(change.toFriend)}::jsonb, to_friend)
    where brand_id = ${ctx.brandId} and referral_id = ${referralId}`.execute(ctx.db)
}

/** How many of an inviter's referrals were rewarded since then, the capped ones left out. */
export async function countRewarded(ctx: Context, inviterId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from referrals.referrals
    where brand_id = ${ctx.brandId} and inviter_id = ${inviterId} and state in ('rewarded', 'taken-back') and settled_at >= ${since}
      and to_inviter->>'kind' in ('points', 'coupon')`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** Others whom this inviter brought and who share a trait with the friend. */
export async function countAlike(
  ctx: Context,
  of: { inviterId: string; friendId: string; traits: readonly string[] },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from referrals.referrals
    where brand_id = ${ctx.brandId} and inviter_id = ${of.inviterId} and friend_id <> ${of.friendId}
      and traits && ${of.traits}::text[]`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export type RingMember = Pick<Referral, "referralId" | "friendId" | "inviterId" | "state" | "orderId">

/**
 * The other referrals of the ring that one from this inviter to this friend closes: those by which the friend, in up to
 * eight steps, brought the inviter. Empty where there is no ring. Everybody is brought once, so there is one way up.
 */
export async function selectRing(ctx: Context, friendId: string, inviterId: string): Promise<RingMember[]> {
  const { rows } = await sql<RingMember>`
    with recursive above(referral_id, friend_id, inviter_id, state, order_id, depth) as (
      select referral_id, friend_id, inviter_id, state, order_id, 1 from referrals.referrals
        where brand_id = ${ctx.brandId} and friend_id = ${inviterId} and state <> 'refused'
      union
      select r.referral_id, r.friend_id, r.inviter_id, r.state, r.order_id, a.depth + 1 from above a join referrals.referrals r
        on r.brand_id = ${ctx.brandId} and r.friend_id = a.inviter_id and r.state <> 'refused' where a.depth < 8)
    select referral_id as "referralId", friend_id as "friendId", inviter_id as "inviterId", state, order_id as "orderId" from above
    where depth <= (select min(depth) from above where inviter_id = ${friendId}) order by depth`.execute(ctx.db)
  return rows
}

/**
 * What waits is held again, even where somebody has said that it counts: she did not know of the ring. What has no order
 * that stands will be held if it ever does. What was rewarded stays as it is.
 */
export async function holdRing(ctx: Context, referralIds: readonly string[]): Promise<void> {
  await sql`update referrals.referrals set state = case when state = 'waiting' then 'held' else state end, reviewed_by = null,
      doubts = case when 'ring' = any(doubts) then doubts else array_append(doubts, 'ring') end
    where brand_id = ${ctx.brandId} and referral_id = any(${referralIds}::uuid[]) and state in ('held', 'waiting', 'undone')`.execute(
    ctx.db,
  )
}

export async function selectOfInviter(ctx: Context, inviterIds: readonly string[], limit = 100): Promise<Referral[]> {
  const { rows } = await sql<Referral>`select ${columns} from referrals.referrals
    where brand_id = ${ctx.brandId} and inviter_id = any(${inviterIds}::uuid[])
    order by placed_at desc, referral_id limit ${limit}`.execute(ctx.db)
  return rows.map(read)
}

/** Which of these people were brought by somebody. */
export async function selectBroughtAmong(ctx: Context, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ friendId: string }>`select friend_id as "friendId" from referrals.referrals
    where brand_id = ${ctx.brandId} and friend_id = any(${customerIds}::uuid[]) and state <> 'refused'`.execute(ctx.db)
  return rows.map((row) => row.friendId)
}

export type ReferralFilter = {
  readonly states?: readonly ReferralState[] | undefined
  readonly inviterId?: string | undefined
  readonly friendId?: string | undefined
  readonly contentId?: string | undefined
  readonly partnerId?: string | undefined
  readonly channel?: string | undefined
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

/** The newest first. */
export async function selectReferrals(ctx: Context, f: ReferralFilter): Promise<(Referral & { madeAt: Date })[]> {
  const { rows } = await sql<
    Referral & { madeAt: Date }
  >`select ${columns}, made_at as "madeAt" from referrals.referrals
    where brand_id = ${ctx.brandId} ${f.states ? sql`and state = any(${f.states}::text[])` : sql``}
      ${f.inviterId ? sql`and inviter_id = ${f.inviterId}` : sql``} ${f.friendId ? sql`and friend_id = ${f.friendId}` : sql``}
      ${f.contentId ? sql`and content_id = ${f.contentId}` : sql``} ${f.partnerId ? sql`and partner_id = ${f.partnerId}` : sql``}
      ${f.channel ? sql`and channel = ${f.channel}` : sql``}
      ${f.after ? sql`and (made_at, referral_id) < (${f.after[0]}, ${f.after[1]}::uuid)` : sql``}
    order by made_at desc, referral_id desc limit ${f.limit}`.execute(ctx.db)
  return rows.map((row) => ({ ...read(row), madeAt: row.madeAt }))
}

/** After a merge. A second referral of the same person is refused: everybody is brought once. Returns those of self-referral. */
export async function moveReferrals(ctx: Context, from: string, into: string): Promise<Referral[]> {
  await sql`update referrals.referrals r set state = 'refused', doubts = array_append(doubts, 'not-new'), settled_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and friend_id = ${from} and state in ('held', 'waiting', 'undone') and exists (select from
      referrals.referrals o where o.brand_id = r.brand_id and o.friend_id = ${into} and o.state <> 'refused')`.execute(
    ctx.db,
  )
  // Where both were rewarded, the second stands as history under its own id.
  await sql`update referrals.referrals r set friend_id = ${into} where brand_id = ${ctx.brandId} and friend_id = ${from}
    and (state = 'refused' or not exists (select from referrals.referrals o where o.brand_id = r.brand_id
      and o.friend_id = ${into} and o.state <> 'refused'))`.execute(ctx.db)
  await sql`update referrals.referrals set inviter_id = ${into}
    where brand_id = ${ctx.brandId} and inviter_id = ${from}`.execute(ctx.db)
  const { rows } = await sql<Referral>`select ${columns} from referrals.referrals
    where brand_id = ${ctx.brandId} and friend_id = ${into} and inviter_id = ${into}
      and state in ('held', 'waiting', 'rewarded') for update`.execute(ctx.db)
  return rows.map(read)
}

/** Nothing says any more who it was; what was brought still counts in the sums. */
export async function forgetReferrals(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update referrals.referrals set traits = '{}', market = null, note = null
    where brand_id = ${ctx.brandId} and friend_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  await sql`update referrals.referrals set inviter_id = null
    where brand_id = ${ctx.brandId} and inviter_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  await sql`update referrals.commissions set friend_id = null
    where brand_id = ${ctx.brandId} and friend_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  await sql`delete from referrals.prompts where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
  await sql`delete from referrals.ambassadors where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
}
