import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { MemberFacts } from "./model-order.ts"

export type FixState = "looked-at" | "applied" | "reversed"
export type Fix = {
  readonly fixId: string
  readonly version: number
  readonly from: Date
  readonly until: Date
  readonly reason: string
  readonly state: FixState
  readonly madeAt: Date
  readonly madeBy: string
  readonly appliedAt: Date | null
  readonly appliedBy: string | null
  readonly reversedAt: Date | null
  readonly reversedBy: string | null
  /** Orders that come to another number, and whose they are. */
  readonly orders: number
  readonly people: number
  /** Points more and fewer, both 0 or more. */
  readonly more: number
  readonly fewer: number
}
export type FixedOrder = {
  readonly orderId: string
  readonly customerId: string
  readonly versionBefore: number
  readonly memberBefore: MemberFacts
  readonly memberAfter: MemberFacts
  readonly pointsBefore: number
  readonly pointsAfter: number
}

const columns =
  sql.raw(`fix_id as "fixId", version, from_at as "from", until_at as "until", reason, state, made_at as "madeAt",
  made_by as "madeBy", applied_at as "appliedAt", applied_by as "appliedBy", reversed_at as "reversedAt", reversed_by as "reversedBy",
  orders, people, more, fewer`)

export async function insertFix(ctx: Context, fix: Fix, orders: readonly FixedOrder[]): Promise<void> {
  await sql`insert into loyalty.fixes (brand_id, fix_id, version, from_at, until_at, reason, made_at, made_by, orders, people, more, fewer)
    values (${ctx.brandId}, ${fix.fixId}, ${fix.version}, ${fix.from}, ${fix.until}, ${fix.reason}, ${fix.madeAt}, ${fix.madeBy},
      ${fix.orders}, ${fix.people}, ${fix.more}, ${fix.fewer})`.execute(ctx.db)
  await sql`insert into loyalty.fixed_orders (brand_id, fix_id, order_id, customer_id, version_before, member_before, member_after,
      points_before, points_after)
    select ${ctx.brandId}, ${fix.fixId}, r."orderId", r."customerId", r."versionBefore", r."memberBefore", r."memberAfter",
      r."pointsBefore", r."pointsAfter"
    from jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as r("orderId" uuid, "customerId" uuid, "versionBefore" int,
      "memberBefore" jsonb, "memberAfter" jsonb, "pointsBefore" bigint, "pointsAfter" bigint)`.execute(ctx.db)
}

export async function selectFixes(ctx: Context): Promise<Fix[]> {
  const { rows } = await sql<Fix>`select ${columns} from loyalty.fixes
    where brand_id = ${ctx.brandId} order by made_at desc, fix_id limit 100`.execute(ctx.db)
  return rows
}

export async function selectFix(ctx: Context, fixId: string): Promise<Fix | undefined> {
  const { rows } = await sql<Fix>`select ${columns} from loyalty.fixes
    where brand_id = ${ctx.brandId} and fix_id = ${fixId} for update`.execute(ctx.db)
  return rows[0]
}

/** Orders of a correction, those that change most first. */
export async function selectFixedOrders(ctx: Context, fixId: string, limit: number): Promise<FixedOrder[]> {
  const { rows } = await sql<FixedOrder>`
    select order_id as "orderId", customer_id as "customerId", version_before as "versionBefore", member_before as "memberBefore",
      member_after as "memberAfter", points_before as "pointsBefore", points_after as "pointsAfter"
    from loyalty.fixed_orders where brand_id = ${ctx.brandId} and fix_id = ${fixId}
    order by abs(points_after - points_before) desc, order_id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function setFixState(
  ctx: Context,
  fixId: string,
  state: "applied" | "reversed",
  by: string,
): Promise<void> {
  const [at, who] = state === "applied" ? ["applied_at", "applied_by"] : ["reversed_at", "reversed_by"]
  await sql`update loyalty.fixes set state = ${state}, ${sql.ref(at)} = ${ctx.now()}, ${sql.ref(who)} = ${by}
    where brand_id = ${ctx.brandId} and fix_id = ${fixId}`.execute(ctx.db)
}
