import { sql } from "kysely"
import { bigintArray, intArray, jsonArray, textArray, uuidArray } from "#kernel/arrays"
import { type Context, sqlState } from "#kernel/context"
import type { Book, Cause, Earn } from "./model.ts"

export type WantedLot = {
  readonly one: Earn
  /** Names the lot, and the transaction that makes it. */
  readonly lotId: string
  readonly customerId: string
  readonly confirmedAt: Date | null
  readonly expiresAt: Date | null
  readonly effectiveAt: Date
  readonly lateFrom: Date | null
}

/** What many postings have in common is sent and read once. */
function headsOf(wanted: readonly WantedLot[]) {
  const [places, heads]: [Map<string, number>, object[]] = [new Map(), []]
  // The same words are mostly the same object, too.
  const words = new Map<object, string>()
  const textOf = (value: object | null) => {
    if (value === null) return ""
    const known = words.get(value)
    if (known !== undefined) return known
    const text = JSON.stringify(value)
    words.set(value, text)
    return text
  }
  const numbers = wanted.map(({ one, confirmedAt, expiresAt, effectiveAt, lateFrom }) => {
    const { origin, programmeVersion: version, reason, expiry, effectiveAt: earnedAt, confirmsAt } = one
    const { type, rule } = one.cause
    const times = `${+effectiveAt} ${+(lateFrom ?? 0)} ${+(confirmsAt ?? 0)} ${+(confirmedAt ?? 0)} ${+(expiresAt ?? 0)}`
    const key = `${times} ${origin} ${version} ${type} ${rule} ${textOf(expiry)} ${textOf(reason)}`
    const known = places.get(key)
    if (known !== undefined) return known
    const head = heads.length
    const shared = { type, rule, origin, version, reason, expiry, earnedAt, confirmsAt, confirmedAt, expiresAt }
    heads.push({ head, ...shared, effectiveAt, lateFrom })
    places.set(key, head)
    return head
  })
  return { heads: JSON.stringify(heads), numbers }
}

/** What a cause is known to have earned. */
export type EarnedAs = {
  readonly lotId: string
  readonly points: number
  readonly origin: string
  /** Who earned them, by the id of that time. */
  readonly customerId: string
}

/**
 * Posts earned points of members who are held and owe nothing, in one statement: what is not known by its cause yet gets
 * its entry, its lot and its share of the member's sums. Each cause is given once. Returns what the others are known as, by
 * their place in the list.
 */
export async function insertEarned(
  ctx: Context,
  book: Book,
  wanted: readonly WantedLot[],
): Promise<ReadonlyMap<number, EarnedAs>> {
  const { heads, numbers } = headsOf(wanted)
  const { rows } = await sql<EarnedAs & { no: number }>`
    with heads as (
      select * from json_to_recordset(${heads}::json) as h(head int, type text, rule text, origin text, version int, reason jsonb,
        expiry jsonb, "earnedAt" timestamptz, "confirmsAt" timestamptz, "confirmedAt" timestamptz, "expiresAt" timestamptz,
        "effectiveAt" timestamptz, "lateFrom" timestamptz)
    ), asked as materialized (
      -- Each has a head and each head is had: a full join, and a list looked up as a whole, are never carried out row by row.
      select * from unnest(${uuidArray(wanted.map((w) => w.lotId))}::uuid[], ${uuidArray(wanted.map((w) => w.customerId))}::uuid[],
        ${textArray(wanted.map(({ one }) => one.cause.id))}::text[], ${bigintArray(wanted.map(({ one }) => one.cause.seq))}::bigint[],
        ${bigintArray(wanted.map(({ one }) => one.points))}::bigint[], ${uuidArray(wanted.map(({ one }) => one.orderId))}::uuid[],
        ${jsonArray(wanted.map(({ one }) => one.lines))}::text[]::jsonb[], ${intArray(numbers)}::int[])
        with ordinality as r("lotId", "customerId", id, seq, points, "orderId", lines, head, no)
      full join heads using (head)
    ), known as materialized (
      -- Looked up one by one, by the key that makes a cause unique, whatever the planner believes about the table.
      select a.no, j.* from asked a cross join lateral (
        select lot_id as "lotId", points, origin, customer_id as "customerId" from points.journal
        where brand_id = ${ctx.brandId} and cause_id = a.id and cause_type = a.type and rule = a.rule and kind = 'earned'
          and book = ${book} and cause_seq = a.seq and line = 0 limit 1
      ) j
    ), fresh as materialized (
      select a.*, case when "confirmedAt" is null then points else 0 end as pending,
        case when "confirmedAt" is null then 0 else points end as available
      from asked a where case when no in (select no from known) then false else true end
    ), posted as (
      insert into points.journal (brand_id, book, transaction_id, line, kind, customer_id, lot_id, origin, from_account, to_account,
        points, effective_at, recorded_at, late_from, cause_type, cause_id, rule, cause_seq, order_id, programme_version, reason)
      select ${ctx.brandId}, ${book}, "lotId", 0, 'earned', "customerId", "lotId", origin, 'issuance',
        case when "confirmedAt" is null then 'pending' else 'available' end, points, "effectiveAt", ${ctx.now()}, "lateFrom",
        type, id, rule, seq, "orderId", version, reason
      from fresh
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
    )
    select * from known`
    .execute(ctx.db)
    .catch((error: unknown) => {
      // Somebody else's committed between the look and the writing: begun anew, it is found.
      if (sqlState(error) === "23505") throw Object.assign(new Error("a twin was first"), { code: "40001" })
      throw error
    })
  return new Map(rows.map(({ no, ...known }) => [no - 1, known]))
}

/** What was earned under these causes, by the text of the cause. */
export async function selectEarnedAs(
  ctx: Context,
  book: Book,
  causes: readonly Cause[],
): Promise<Map<string, EarnedAs>> {
  if (causes.length === 0) return new Map()
  const { rows } = await sql<EarnedAs & Cause>`
    select c.type, c.id, c.rule, c.seq, j.*
    from json_to_recordset(${JSON.stringify(causes)}::json) as c(type text, id text, rule text, seq bigint)
    cross join lateral (
      select lot_id as "lotId", points, origin, customer_id as "customerId" from points.journal
      where brand_id = ${ctx.brandId} and cause_id = c.id and cause_type = c.type and rule = c.rule and kind = 'earned'
        and book = ${book} and cause_seq = c.seq and line = 0 limit 1
    ) j`.execute(ctx.db)
  return new Map(rows.map((row) => [JSON.stringify([row.type, row.id, row.rule, Number(row.seq)]), row]))
}
