import { sql } from "kysely"
import { bigintArray, intArray, jsonArray, textArray, uuidArray } from "#kernel/arrays"
import { type Context, sqlState } from "#kernel/context"
import { type Book, type Cause, type Earn, keyOf } from "./model.ts"

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
  let [last, lastHead]: [WantedLot | undefined, number] = [undefined, 0]
  const numbers = wanted.map((lot) => {
    // The one before has mostly the same, and comparing is a fifth of putting a key together.
    if (last && haveInCommon(last, lot)) return lastHead
    last = lot
    return (lastHead = headOf(lot))
  })
  return { heads: JSON.stringify(heads), numbers }

  function headOf({ one, confirmedAt, expiresAt, effectiveAt, lateFrom }: WantedLot): number {
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
  }
}

const isSameTime = (a: Date | null, b: Date | null) => a === b || (a !== null && b !== null && +a === +b)

const haveInCommon = (a: WantedLot, b: WantedLot): boolean =>
  a.one.cause.type === b.one.cause.type &&
  a.one.cause.rule === b.one.cause.rule &&
  a.one.origin === b.one.origin &&
  a.one.programmeVersion === b.one.programmeVersion &&
  a.one.reason === b.one.reason &&
  a.one.expiry === b.one.expiry &&
  isSameTime(a.one.effectiveAt, b.one.effectiveAt) &&
  isSameTime(a.one.confirmsAt, b.one.confirmsAt) &&
  isSameTime(a.effectiveAt, b.effectiveAt) &&
  isSameTime(a.lateFrom, b.lateFrom) &&
  isSameTime(a.confirmedAt, b.confirmedAt) &&
  isSameTime(a.expiresAt, b.expiresAt)

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
 * the text of the cause.
 */
export async function insertEarned(
  ctx: Context,
  book: Book,
  wanted: readonly WantedLot[],
): Promise<ReadonlyMap<string, EarnedAs>> {
  const { heads, numbers } = headsOf(wanted)
  const ids = textArray(wanted.map(({ one }) => one.cause.id))
  const { rows } = await sql<EarnedAs & Cause>`
    with heads as (
      select * from json_to_recordset(${heads}::json) as h(head int, type text, rule text, origin text, version int, reason jsonb,
        expiry jsonb, "earnedAt" timestamptz, "confirmsAt" timestamptz, "confirmedAt" timestamptz, "expiresAt" timestamptz,
        "effectiveAt" timestamptz, "lateFrom" timestamptz)
    ), asked as materialized (
      -- Each has a head and each head is had: a full join, and a list looked up as a whole, are never carried out row by row.
      select * from unnest(${uuidArray(wanted.map((w) => w.lotId))}::uuid[], ${uuidArray(wanted.map((w) => w.customerId))}::uuid[],
        ${ids}::text[], ${bigintArray(wanted.map(({ one }) => one.cause.seq))}::bigint[],
        ${bigintArray(wanted.map(({ one }) => one.points))}::bigint[], ${uuidArray(wanted.map(({ one }) => one.orderId))}::uuid[],
        ${jsonArray(wanted.map(({ one }) => one.lines))}::text[]::jsonb[], ${intArray(numbers)}::int[])
        with ordinality as r("lotId", "customerId", id, seq, points, "orderId", lines, head, no)
      full join heads using (head)
    ), known as materialized (
      -- By a list of ids the index is gone through once, in its order. An id that several causes share is told apart below.
      select lot_id as "lotId", points, origin, customer_id as "customerId", cause_type as type, cause_id as id, rule, cause_seq as seq
      from points.journal
      where brand_id = ${ctx.brandId} and cause_id = any(${ids}::text[]) and kind = 'earned' and book = ${book} and line = 0
    ), fresh as materialized (
      select a.*, case when "confirmedAt" is null then points else 0 end as pending,
        case when "confirmedAt" is null then 0 else points end as available
      from asked a where case when (type, id, rule, seq) in (select type, id, rule, seq from known) then false else true end
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
  return new Map(rows.map((row) => [keyOf(row), row]))
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
  return new Map(rows.map((row) => [keyOf(row), row]))
}
