import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { Commission, Partner } from "./model.ts"

export type StoredPartner = {
  readonly partnerId: string
  readonly document: Partner
  readonly revision: number
  readonly createdAt: Date
  readonly pausedAt: Date | null
}
const columns = sql.raw(
  `partner_id as "partnerId", document, revision, created_at as "createdAt", paused_at as "pausedAt"`,
)
type Row = Omit<StoredPartner, "document"> & { document: unknown }
const partnerOf = (row: Row): StoredPartner => ({ ...row, document: Partner.parse(row.document) })

export async function selectPartner(ctx: Context, partnerId: string): Promise<StoredPartner | undefined> {
  const { rows } = await sql<Row>`select ${columns} from referrals.partners
    where brand_id = ${ctx.brandId} and partner_id = ${partnerId}`.execute(ctx.db)
  return rows.map(partnerOf)[0]
}

export async function selectPartners(ctx: Context): Promise<StoredPartner[]> {
  const { rows } = await sql<Row>`select ${columns} from referrals.partners
    where brand_id = ${ctx.brandId} order by created_at desc, partner_id desc limit 500`.execute(ctx.db)
  return rows.map(partnerOf)
}

export async function insertPartner(ctx: Context, partnerId: string, document: Partner): Promise<void> {
  await sql`insert into referrals.partners (brand_id, partner_id, document, created_at)
    values (${ctx.brandId}, ${partnerId}, ${JSON.stringify(document)}::jsonb, ${ctx.now()})`.execute(ctx.db)
}

export async function updatePartner(
  ctx: Context,
  partnerId: string,
  document: Partner,
  basedOn: number,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update referrals.partners set document = ${JSON.stringify(document)}::jsonb, revision = revision + 1
    where brand_id = ${ctx.brandId} and partner_id = ${partnerId} and revision = ${basedOn}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function writePartnerPause(ctx: Context, partnerId: string, isPaused: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`update referrals.partners set paused_at = ${isPaused ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and partner_id = ${partnerId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export type NewCommission = {
  readonly commissionId: string
  readonly partnerId: string
  readonly orderId: string
  readonly friendId: string
  readonly linkId: string
  readonly amount: number
  readonly orderAmount: number
  readonly currency: string
  readonly placedAt: Date
  readonly releasesAt: Date | null
  readonly terms: Commission
}

/** One for each order, however often it is told. */
export async function insertCommission(ctx: Context, it: NewCommission): Promise<void> {
  await sql`insert into referrals.commissions (brand_id, commission_id, partner_id, order_id, friend_id, link_id, amount,
      order_amount, currency, placed_at, state, releases_at, terms)
    values (${ctx.brandId}, ${it.commissionId}, ${it.partnerId}, ${it.orderId}, ${it.friendId}, ${it.linkId}, ${it.amount},
      ${it.orderAmount}, ${it.currency}, ${it.placedAt}, 'open', ${it.releasesAt}, ${JSON.stringify(it.terms)}::jsonb)
    on conflict (brand_id, order_id) do nothing`.execute(ctx.db)
}

/** Whether this person's orders have earned this partner something before. */
export async function hasBroughtBefore(
  ctx: Context,
  of: { partnerId: string; friendId: string; orderId: string },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from referrals.commissions
    where brand_id = ${ctx.brandId} and partner_id = ${of.partnerId} and friend_id = ${of.friendId} and order_id <> ${of.orderId}) as found`.execute(
    ctx.db,
  )
  return rows[0]?.found ?? false
}

export async function holdCommission(
  ctx: Context,
  orderId: string,
): Promise<{ commissionId: string; terms: Commission; releasesAt: Date | null } | undefined> {
  const { rows } = await sql<{ commissionId: string; terms: unknown; releasesAt: Date | null }>`
    select commission_id as "commissionId", terms, releases_at as "releasesAt" from referrals.commissions
    where brand_id = ${ctx.brandId} and order_id = ${orderId} for update`.execute(ctx.db)
  return rows.map((row) => ({ ...row, terms: Commission.parse(row.terms) }))[0]
}

/** Changes what an order earns. What was paid stays in the payouts: where it is worth less since, the next one is smaller. */
export async function updateCommission(
  ctx: Context,
  commissionId: string,
  change: { amount: number; orderAmount: number; releasesAt: Date | null },
): Promise<void> {
  await sql`update referrals.commissions set amount = ${change.amount}, order_amount = ${change.orderAmount}, releases_at = ${change.releasesAt}
    where brand_id = ${ctx.brandId} and commission_id = ${commissionId}`.execute(ctx.db)
}

export type CommissionSums = {
  readonly partnerId: string
  readonly orders: number
  readonly people: number
  readonly sales: number
  /** Still within the return window. */
  readonly pending: number
  /** May be paid: what was released, less what was paid. Negative where something was returned after it was paid. */
  readonly payable: number
  readonly paid: number
}

export async function selectSums(ctx: Context, partnerId: string | null): Promise<CommissionSums[]> {
  const { rows } = await sql<CommissionSums>`
    select p.partner_id as "partnerId", coalesce(c.orders, 0)::int as orders, coalesce(c.people, 0)::int as people,
      coalesce(c.sales, 0)::bigint as sales, coalesce(c.pending, 0)::bigint as pending, coalesce(o.paid, 0)::bigint as paid,
      (coalesce(c.released, 0) - coalesce(o.paid, 0))::bigint as payable
    from referrals.partners p
    left join (select partner_id, count(*) filter (where order_amount > 0) as orders, count(distinct friend_id) as people,
        sum(order_amount) as sales,
        sum(amount) filter (where releases_at is null or releases_at > ${ctx.now()}) as pending,
        sum(amount) filter (where releases_at <= ${ctx.now()}) as released
      from referrals.commissions where brand_id = ${ctx.brandId} group by partner_id) c on c.partner_id = p.partner_id
    left join (select partner_id, sum(amount) as paid from referrals.payouts where brand_id = ${ctx.brandId} group by partner_id) o
      on o.partner_id = p.partner_id
    where p.brand_id = ${ctx.brandId} ${partnerId ? sql`and p.partner_id = ${partnerId}` : sql``}`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    sales: Number(row.sales),
    pending: Number(row.pending),
    payable: Number(row.payable),
    paid: Number(row.paid),
  }))
}

export type CommissionRow = Omit<NewCommission, "friendId" | "terms"> & {
  readonly friendId: string | null
  readonly payoutId: string | null
}

export async function selectCommissions(ctx: Context, partnerId: string, limit: number): Promise<CommissionRow[]> {
  const { rows } =
    await sql<CommissionRow>`select commission_id as "commissionId", partner_id as "partnerId", order_id as "orderId",
      friend_id as "friendId", link_id as "linkId", amount, order_amount as "orderAmount", currency, placed_at as "placedAt",
      releases_at as "releasesAt", payout_id as "payoutId"
    from referrals.commissions where brand_id = ${ctx.brandId} and partner_id = ${partnerId}
    order by placed_at desc, commission_id desc limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, amount: Number(row.amount), orderAmount: Number(row.orderAmount) }))
}

export type Payout = {
  readonly payoutId: string
  readonly partnerId: string
  readonly amount: number
  readonly currency: string
  readonly orders: number
  readonly madeAt: Date
  readonly madeBy: string
}

export async function insertPayout(ctx: Context, it: Omit<Payout, "madeAt" | "orders">): Promise<void> {
  await sql`with paid as (update referrals.commissions set payout_id = ${it.payoutId}, state = 'paid'
      where brand_id = ${ctx.brandId} and partner_id = ${it.partnerId} and payout_id is null and releases_at <= ${ctx.now()}
      returning 1)
    insert into referrals.payouts (brand_id, payout_id, partner_id, amount, currency, orders, made_at, made_by)
    select ${ctx.brandId}, ${it.payoutId}, ${it.partnerId}, ${it.amount}, ${it.currency}, count(*), ${ctx.now()}, ${it.madeBy} from paid`.execute(
    ctx.db,
  )
}

export async function selectPayouts(ctx: Context, partnerId: string | null): Promise<Payout[]> {
  const { rows } =
    await sql<Payout>`select payout_id as "payoutId", partner_id as "partnerId", amount, currency, orders,
      made_at as "madeAt", made_by as "madeBy" from referrals.payouts
    where brand_id = ${ctx.brandId} ${partnerId ? sql`and partner_id = ${partnerId}` : sql``}
    order by made_at desc, payout_id desc limit 1000`.execute(ctx.db)
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}
