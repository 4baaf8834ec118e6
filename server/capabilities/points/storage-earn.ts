import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Book, Cause, Earn } from "./model.ts"

export type WantedLot = {
  readonly one: Earn
  readonly lotId: string
  readonly transactionId: string
  readonly customerId: string
  readonly confirmedAt: Date | null
  readonly expiresAt: Date | null
  readonly effectiveAt: Date
  readonly lateFrom: Date | null
}

/**
 * Posts earned points of members who are held and owe nothing, in one statement: what is not known by its cause yet gets
 * its entry, its lot and its share of the member's sums. Returns the lots that are new.
 */
export async function insertEarned(ctx: Context, book: Book, wanted: readonly WantedLot[]): Promise<Set<string>> {
  const rows = wanted.map(({ one, ...w }) => ({
    ...w,
    ...one.cause,
    points: one.points,
    origin: one.origin,
    reason: one.reason,
    version: one.programmeVersion,
    orderId: one.orderId ?? null,
    lines: one.lines ?? null,
    earnedAt: one.effectiveAt,
    confirmsAt: one.confirmsAt,
    expiry: one.expiry,
  }))
  const { rows: fresh } = await sql<{ id: string }>`
    with asked as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r("lotId" uuid, "transactionId" uuid, "customerId" uuid,
        "confirmedAt" timestamptz, "expiresAt" timestamptz, "effectiveAt" timestamptz, "lateFrom" timestamptz, type text, id text,
        rule text, seq bigint, points bigint, origin text, reason jsonb, version int, "orderId" uuid, lines jsonb,
        "earnedAt" timestamptz, "confirmsAt" timestamptz, expiry jsonb)
    ), posted as (
      insert into points.journal (brand_id, book, transaction_id, line, kind, customer_id, lot_id, origin, from_account, to_account,
        points, effective_at, recorded_at, late_from, cause_type, cause_id, rule, cause_seq, order_id, programme_version, reason)
      select ${ctx.brandId}, ${book}, "transactionId", 0, 'earned', "customerId", "lotId", origin, 'issuance',
        case when "confirmedAt" is null then 'pending' else 'available' end, points, "effectiveAt", ${ctx.now()}, "lateFrom",
        type, id, rule, seq, "orderId", version, reason
      from asked
      on conflict (brand_id, book, cause_type, cause_id, rule, cause_seq, kind, line) do nothing
      returning lot_id
    ), fresh as materialized (
      select asked.*, case when "confirmedAt" is null then points else 0 end as pending,
        case when "confirmedAt" is null then 0 else points end as available
      from posted join asked on asked."lotId" = posted.lot_id
    ), lots as (
      insert into points.lots (brand_id, book, lot_id, customer_id, origin, qty, pending, available, programme_version, lines,
        earned_at, confirms_at, confirmed_at, expires_at, expiry)
      select ${ctx.brandId}, ${book}, "lotId", "customerId", origin, points, pending, available, version, lines,
        "earnedAt", "confirmsAt", "confirmedAt", "expiresAt", expiry
      from fresh
    ), sums as (
      update points.members m set pending = m.pending + s.pending, available = m.available + s.available,
        earned = m.earned + s.available, due_at = least(m.due_at, s.due_at)
      from (
        select "customerId", sum(pending) as pending, sum(available) as available,
          min(case when "confirmedAt" is null then "confirmsAt" else "expiresAt" end) as due_at
        from fresh group by 1
      ) s
      where m.brand_id = ${ctx.brandId} and m.book = ${book} and m.customer_id = s."customerId"
        and m.customer_id = any(array(select "customerId" from asked))
    )
    select "lotId" as id from fresh`.execute(ctx.db)
  return new Set(fresh.map((row) => row.id))
}

export type EarnedAs = Cause & {
  readonly lotId: string
  readonly points: number
  readonly origin: string
  /** Who earned them, by the id of that time. */
  readonly customerId: string
}

/** What was earned under these causes, by the text of the cause. */
export async function selectEarnedAs(
  ctx: Context,
  book: Book,
  causes: readonly Cause[],
): Promise<Map<string, EarnedAs>> {
  if (causes.length === 0) return new Map()
  // Named once more as lists, these are looked up by key whatever the planner believes about the table.
  const types = [...new Set(causes.map(({ type }) => type))]
  const ids = causes.map(({ id }) => id)
  const { rows } = await sql<EarnedAs>`
    select c.type, c.id, c.rule, c.seq, j.lot_id as "lotId", j.points, j.origin, j.customer_id as "customerId"
    from json_to_recordset(${JSON.stringify(causes)}::json) as c(type text, id text, rule text, seq bigint)
    join points.journal j on j.brand_id = ${ctx.brandId} and j.book = ${book} and j.cause_type = c.type and j.cause_id = c.id
      and j.rule = c.rule and j.cause_seq = c.seq and j.kind = 'earned' and j.line = 0
      and j.cause_type = any(${types}::text[]) and j.cause_id = any(${ids}::text[])`.execute(ctx.db)
  return new Map(rows.map((row) => [JSON.stringify([row.type, row.id, row.rule, Number(row.seq)]), row]))
}
