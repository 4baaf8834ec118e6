import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Boost, MemberFacts, Step } from "./model-order.ts"

/** An order as it was judged, and what of it stands in the ledger. */
export type Standing = {
  readonly orderId: string
  readonly customerId: string
  readonly version: number
  readonly member: MemberFacts
  readonly placedAt: Date
  readonly paidAt: Date
  readonly base: number
  readonly points: number
  readonly used: number
  readonly returned: number
  readonly confirmsAt: Date | null
  readonly seq: number
}

const columns =
  sql.raw(`order_id as "orderId", customer_id as "customerId", version, member, placed_at as "placedAt", paid_at as "paidAt",
  base, points, used, returned, confirms_at as "confirmsAt", seq`)

export async function selectStandings(ctx: Context, orderIds: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select ${columns} from loyalty.orders
    where brand_id = ${ctx.brandId} and order_id = any(${[...orderIds]}::uuid[])`.execute(ctx.db)
  return rows
}

/** What people's orders earned, the newest first. */
export async function selectStandingsOf(
  ctx: Context,
  customerIds: readonly string[],
  limit: number,
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select ${columns} from loyalty.orders
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])
    order by placed_at desc, order_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Orders placed in a span, in the order of their ids: `after` is the last one seen. */
export async function selectStandingsIn(
  ctx: Context,
  { from, until, after, limit }: { from: Date; until: Date; after: string | null; limit: number },
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select ${columns} from loyalty.orders
    where brand_id = ${ctx.brandId} and placed_at >= ${from} and placed_at < ${until}
      ${after ? sql`and order_id > ${after}::uuid` : sql``}
    order by order_id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function countStandingsIn(ctx: Context, from: Date, until: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from loyalty.orders
    where brand_id = ${ctx.brandId} and placed_at >= ${from} and placed_at < ${until}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** Writes what orders come to by now; those that are new are kept from here on. */
export async function writeStandings(ctx: Context, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  await sql`
    insert into loyalty.orders as o (brand_id, order_id, customer_id, version, member, placed_at, paid_at, base, points, used, returned,
      confirms_at, seq, changed_at)
    select ${ctx.brandId}, r."orderId", r."customerId", r.version, r.member, r."placedAt", r."paidAt", r.base, r.points, r.used, r.returned,
      r."confirmsAt", r.seq, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as r("orderId" uuid, "customerId" uuid, version int, member jsonb,
      "placedAt" timestamptz, "paidAt" timestamptz, base bigint, points bigint, used bigint, returned bigint, "confirmsAt" timestamptz, seq int)
    on conflict (brand_id, order_id) do update set version = excluded.version, member = excluded.member, base = excluded.base,
      points = excluded.points, used = excluded.used, returned = excluded.returned, confirms_at = excluded.confirms_at,
      seq = excluded.seq, changed_at = excluded.changed_at`.execute(ctx.db)
}

export type StepsOf = { readonly orderId: string; readonly customerId: string; readonly steps: readonly Step[] }

/** What each rule added, instead of what was written before. */
export async function writeSteps(ctx: Context, all: readonly StepsOf[]): Promise<void> {
  if (all.length === 0) return
  await sql`delete from loyalty.order_steps
    where brand_id = ${ctx.brandId} and order_id = any(${all.map(({ orderId }) => orderId)}::uuid[])`.execute(ctx.db)
  const rows = all.flatMap(({ orderId, customerId, steps }) =>
    steps.filter(({ points }) => points !== 0).map(({ rule, points }) => ({ orderId, customerId, rule, points })),
  )
  await sql`insert into loyalty.order_steps (brand_id, order_id, rule, customer_id, points)
    select ${ctx.brandId}, r."orderId", r.rule, r."customerId", r.points
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("orderId" uuid, "customerId" uuid, rule text, points bigint)`.execute(
    ctx.db,
  )
}

/** What one person and all together had from these rules, without one order. */
export async function selectUsed(
  ctx: Context,
  customerId: string,
  rules: readonly string[],
  without: string,
): Promise<Record<string, { person: number; all: number }>> {
  const { rows } = await sql<{ rule: string; person: number; all: number }>`
    select rule, coalesce(sum(points) filter (where customer_id = ${customerId}), 0)::bigint as person, sum(points)::bigint as "all"
    from loyalty.order_steps where brand_id = ${ctx.brandId} and rule = any(${[...rules]}::text[]) and order_id <> ${without}
    group by rule`.execute(ctx.db)
  return Object.fromEntries(rows.map(({ rule, person, all }) => [rule.replace(/^multiplier:/, ""), { person, all }]))
}

/** Points of one person's orders placed in a span, without one order. */
export async function selectPointsIn(
  ctx: Context,
  customerId: string,
  { from, until, without }: { from: Date; until: Date; without: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(points), 0)::bigint as n from loyalty.orders
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and placed_at >= ${from} and placed_at < ${until}
      and order_id <> ${without}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

export type OrderSpend = {
  readonly orderId: string
  readonly spendType: string
  readonly spendId: string
  readonly points: number
}

/** Points were used on orders; told again, nothing is added. */
export async function insertSpends(ctx: Context, spends: readonly OrderSpend[]): Promise<void> {
  await sql`insert into loyalty.spends (brand_id, order_id, spend_type, spend_id, points)
    select ${ctx.brandId}, r."orderId", r."spendType", r."spendId", r.points
    from jsonb_to_recordset(${JSON.stringify(spends)}::jsonb) as r("orderId" uuid, "spendType" text, "spendId" text, points bigint)
    on conflict do nothing`.execute(ctx.db)
}

export async function selectSpends(ctx: Context, orderIds: readonly string[]): Promise<OrderSpend[]> {
  const { rows } = await sql<OrderSpend>`
    select order_id as "orderId", spend_type as "spendType", spend_id as "spendId", points from loyalty.spends
    where brand_id = ${ctx.brandId} and order_id = any(${[...orderIds]}::uuid[]) order by spend_type, spend_id`.execute(
    ctx.db,
  )
  return rows
}

/** Bonuses of these people that hold at any time in a span. */
export async function selectBoosts(
  ctx: Context,
  customerIds: readonly string[],
  from: Date,
  until: Date,
): Promise<(Boost & { customerId: string; from: Date; until: Date })[]> {
  const { rows } = await sql<{
    boostId: string
    customerId: string
    bonusBp: number
    nameJa: string
    nameEn: string
    from: Date
    until: Date
  }>`select boost_id as "boostId", customer_id as "customerId", bonus_bp as "bonusBp", name_ja as "nameJa", name_en as "nameEn",
      from_at as "from", until_at as "until"
    from loyalty.boosts where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])
      and from_at <= ${until} and until_at > ${from} order by until_at, boost_id`.execute(ctx.db)
  return rows.map(({ nameJa, nameEn, ...row }) => ({ ...row, name: { ja: nameJa, en: nameEn } }))
}

export type NewBoost = {
  readonly boostId: string
  readonly customerId: string
  readonly bonusBp: number
  readonly nameJa: string
  readonly nameEn: string
  readonly from: Date
  readonly until: Date
  readonly cause: string
}

/** Once for each cause. */
export async function insertBoosts(ctx: Context, boosts: readonly NewBoost[]): Promise<void> {
  await sql`insert into loyalty.boosts (brand_id, boost_id, customer_id, bonus_bp, name_ja, name_en, from_at, until_at, cause)
    select ${ctx.brandId}, r."boostId", r."customerId", r."bonusBp", r."nameJa", r."nameEn", r."from", r."until", r.cause
    from jsonb_to_recordset(${JSON.stringify(boosts)}::jsonb) as r("boostId" uuid, "customerId" uuid, "bonusBp" int, "nameJa" text,
      "nameEn" text, "from" timestamptz, "until" timestamptz, cause text)
    on conflict do nothing`.execute(ctx.db)
}
