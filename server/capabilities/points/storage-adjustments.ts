import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Book } from "./model.ts"

export type Adjustment = {
  readonly adjustmentId: string
  readonly key: string
  readonly book: Book
  readonly customerId: string
  readonly points: number
  readonly reason: string | null
  readonly state: "waiting" | "posted" | "refused"
  readonly askedBy: string
  readonly askedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly reversesId: string | null
}

const columns = sql.raw(`adjustment_id as "adjustmentId", key, book, customer_id as "customerId", points, reason, state,
  asked_by as "askedBy", asked_at as "askedAt", decided_by as "decidedBy", decided_at as "decidedAt", reverses_id as "reversesId"`)

/** Writes it down unless there is one of this key; false then. */
export async function insertAdjustment(ctx: Context, a: Adjustment): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into points.adjustments (brand_id, adjustment_id, key, book, customer_id, points, reason, state, asked_by, asked_at, reverses_id)
    values (${ctx.brandId}, ${a.adjustmentId}, ${a.key}, ${a.book}, ${a.customerId}, ${a.points}, ${a.reason}, ${a.state}, ${a.askedBy},
      ${a.askedAt}, ${a.reversesId}) on conflict (brand_id, key) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectAdjustment(
  ctx: Context,
  by: { readonly key: string } | { readonly adjustmentId: string },
): Promise<Adjustment | undefined> {
  const { rows } = await sql<Adjustment>`select ${columns} from points.adjustments where brand_id = ${ctx.brandId}
    and ${"key" in by ? sql`key = ${by.key}` : sql`adjustment_id = ${by.adjustmentId}`} for update`.execute(ctx.db)
  return rows[0]
}

export async function decideAdjustment(
  ctx: Context,
  adjustmentId: string,
  state: "posted" | "refused",
  by: string,
): Promise<void> {
  await sql`update points.adjustments set state = ${state}, decided_by = ${by}, decided_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and adjustment_id = ${adjustmentId}`.execute(ctx.db)
}

/** Those in this state, the oldest waiting first, others the newest first. */
export async function selectAdjustments(
  ctx: Context,
  state: Adjustment["state"] | undefined,
  limit: number,
): Promise<Adjustment[]> {
  const { rows } = await sql<Adjustment>`select ${columns} from points.adjustments
    where brand_id = ${ctx.brandId} and book = 'live' ${state === undefined ? sql`` : sql`and state = ${state}`}
    order by ${state === "waiting" ? sql`asked_at` : sql`asked_at desc`}, adjustment_id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function selectAdjustmentsOf(ctx: Context, customerIds: readonly string[]): Promise<Adjustment[]> {
  const { rows } = await sql<Adjustment>`select ${columns} from points.adjustments
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by asked_at`.execute(ctx.db)
  return rows
}

export async function moveAdjustments(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update points.adjustments set customer_id = ${into} where brand_id = ${ctx.brandId} and customer_id = ${from}
    and state = 'waiting'`.execute(ctx.db)
}

/** The words that staff wrote about these people go; what was asked and is undecided is refused. */
export async function forgetReasons(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update points.adjustments set reason = null, state = case when state = 'waiting' then 'refused' else state end
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}
