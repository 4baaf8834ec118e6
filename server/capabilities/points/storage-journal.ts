import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { Account, Book, Cause, OriginClass, PostingKind } from "./model.ts"

export type NewEntry = {
  readonly transactionId: string
  readonly line: number
  readonly kind: PostingKind
  readonly customerId: string
  readonly lotId: string | null
  readonly origin: OriginClass | null
  readonly from: Account
  readonly to: Account
  readonly points: number
  readonly effectiveAt: Date
  readonly lateFrom: Date | null
  readonly type: string
  readonly id: string
  readonly rule: string
  readonly seq: number
  readonly orderId: string | null
  readonly programmeVersion: number | null
  readonly reason: Text
}

export async function insertEntries(ctx: Context, book: Book, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into points.journal (brand_id, book, transaction_id, line, kind, customer_id, lot_id, origin, from_account, to_account,
      points, effective_at, recorded_at, late_from, cause_type, cause_id, rule, cause_seq, order_id, programme_version, reason)
    select ${ctx.brandId}, ${book}, "transactionId", line, kind, "customerId", "lotId", origin, "from", "to",
      points, "effectiveAt", ${ctx.now()}, "lateFrom", type, id, rule, seq, "orderId", "programmeVersion", reason
    from json_to_recordset(${JSON.stringify(entries)}::json) as e("transactionId" uuid, line int, kind text, "customerId" uuid,
      "lotId" uuid, origin text, "from" text, "to" text, points bigint, "effectiveAt" timestamptz, "lateFrom" timestamptz,
      type text, id text, rule text, seq bigint, "orderId" uuid, "programmeVersion" int, reason jsonb)`.execute(ctx.db)
}

export type Posted = Cause & {
  readonly kind: PostingKind
  readonly transactionId: string
  readonly customerId: string
  readonly points: number
  readonly parts: readonly { readonly lotId: string; readonly points: number }[]
}

/** What was posted under these causes, of these kinds, one for each transaction. Repaid debts are not counted. */
export async function selectPosted(
  ctx: Context,
  book: Book,
  causes: readonly Cause[],
  kinds: readonly PostingKind[],
): Promise<Posted[]> {
  if (causes.length === 0) return []
  const { rows } = await sql<Posted>`
    select j.cause_type as type, j.cause_id as id, j.rule, j.cause_seq as seq, j.kind, j.transaction_id as "transactionId",
      min(j.customer_id::text)::uuid as "customerId", sum(j.points)::bigint as points,
      jsonb_agg(jsonb_build_object('lotId', j.lot_id, 'points', j.points) order by j.line) as parts
    from json_to_recordset(${JSON.stringify(causes)}::json) as c(type text, id text, rule text, seq bigint)
    join points.journal j on j.brand_id = ${ctx.brandId} and j.book = ${book} and j.cause_type = c.type and j.cause_id = c.id
      and j.rule = c.rule and j.cause_seq = c.seq and j.kind = any(${[...kinds]}::text[]) and j.to_account <> 'debt'
    group by 1, 2, 3, 4, 5, 6`.execute(ctx.db)
  return rows
}

export type CauseLot = {
  readonly type: string
  readonly id: string
  readonly lotId: string
  readonly customerId: string
}

/** The lots that these causes earned, with whoever has them. */
export async function selectEarnedLots(
  ctx: Context,
  book: Book,
  causes: readonly Pick<Cause, "type" | "id">[],
): Promise<CauseLot[]> {
  if (causes.length === 0) return []
  const { rows } = await sql<CauseLot>`
    select distinct c.type, c.id, l.lot_id as "lotId", l.customer_id as "customerId"
    from json_to_recordset(${JSON.stringify(causes)}::json) as c(type text, id text)
    join points.journal j on j.brand_id = ${ctx.brandId} and j.book = ${book} and j.cause_type = c.type and j.cause_id = c.id
      and j.kind = 'earned' and j.line = 0
    join points.lots l on l.brand_id = ${ctx.brandId} and l.lot_id = j.lot_id`.execute(ctx.db)
  return rows
}

export type SpentPart = { readonly lotId: string; readonly customerId: string; readonly points: number }

/** What was spent under a cause and is not given back yet, by lot, what was taken last first; with whoever has the lot. */
export async function selectSpentParts(
  ctx: Context,
  book: Book,
  spend: Pick<Cause, "type" | "id">,
): Promise<SpentPart[]> {
  const { rows } = await sql<SpentPart>`
    with spent as (
      select lot_id, sum(points) as points, max(seq) as last from points.journal
      where brand_id = ${ctx.brandId} and book = ${book} and cause_type = ${spend.type} and cause_id = ${spend.id}
        and kind in ('spent', 'captured') and to_account = 'redeemed' group by lot_id
    ), back as (
      select j.lot_id, sum(j.points) as points from points.returns r
      join points.journal j on j.brand_id = r.brand_id and j.book = r.book and j.transaction_id = r.transaction_id
      where r.brand_id = ${ctx.brandId} and r.book = ${book} and r.spend_type = ${spend.type} and r.spend_id = ${spend.id}
        and j.from_account = 'redeemed'
      group by j.lot_id
    )
    select s.lot_id as "lotId", l.customer_id as "customerId", (s.points - coalesce(b.points, 0))::bigint as points
    from spent s left join back b using (lot_id)
    join points.lots l on l.brand_id = ${ctx.brandId} and l.lot_id = s.lot_id
    where s.points > coalesce(b.points, 0) order by s.last desc`.execute(ctx.db)
  return rows
}

export type Used = { readonly spent: number; readonly left: number }

/** What was spent under a cause, and what of it is not given back. */
export async function selectUsed(ctx: Context, book: Book, spend: Pick<Cause, "type" | "id">): Promise<Used> {
  const { rows } = await sql<Used>`select coalesce(sum(points), 0)::bigint as spent from points.journal
    where brand_id = ${ctx.brandId} and book = ${book} and cause_type = ${spend.type} and cause_id = ${spend.id}
      and kind in ('spent', 'captured') and to_account = 'redeemed'`.execute(ctx.db)
  const parts = await selectSpentParts(ctx, book, spend)
  return { spent: rows[0]?.spent ?? 0, left: parts.reduce((sum, { points }) => sum + points, 0) }
}

export async function insertReturn(
  ctx: Context,
  book: Book,
  transactionId: string,
  spend: Pick<Cause, "type" | "id">,
): Promise<void> {
  await sql`insert into points.returns (brand_id, book, transaction_id, spend_type, spend_id)
    values (${ctx.brandId}, ${book}, ${transactionId}, ${spend.type}, ${spend.id})`.execute(ctx.db)
}

/** How many points these causes were worth, and how many of them were taken back. */
export async function selectEarnedBy(
  ctx: Context,
  book: Book,
  causes: readonly Pick<Cause, "type" | "id">[],
): Promise<{ type: string; id: string; earned: number; revoked: number; pending: number }[]> {
  const { rows } = await sql<{ type: string; id: string; earned: number; revoked: number; pending: number }>`
    select c.type, c.id, sum(l.qty)::bigint as earned, sum(l.clawed)::bigint as revoked, sum(l.pending)::bigint as pending
    from json_to_recordset(${JSON.stringify(causes)}::json) as c(type text, id text)
    join points.journal j on j.brand_id = ${ctx.brandId} and j.book = ${book} and j.cause_type = c.type and j.cause_id = c.id
      and j.kind = 'earned' and j.line = 0
    join points.lots l on l.brand_id = ${ctx.brandId} and l.lot_id = j.lot_id
    group by c.type, c.id`.execute(ctx.db)
  return rows
}

export type MergeRow = {
  readonly transactionId: string
  readonly lotIds: string[]
  readonly debt: number
  readonly repaid: { readonly lotId: string; readonly points: number }[]
}

/** The last time that all of this member's points went to that other one, by any id of hers. */
export async function selectLastMerge(
  ctx: Context,
  book: Book,
  fromId: string,
  intoIds: readonly string[],
): Promise<MergeRow | undefined> {
  const { rows } = await sql<MergeRow>`
    with last as (
      select transaction_id from points.journal m
      where brand_id = ${ctx.brandId} and book = ${book} and customer_id = ${fromId} and kind = 'merged'
        and (to_account = 'moved' or (from_account = 'moved' and to_account = 'debt'))
        and exists (select from points.journal k where k.brand_id = m.brand_id and k.transaction_id = m.transaction_id
          and k.kind = 'merged' and k.customer_id = any(${intoIds}::uuid[]))
        and seq > coalesce((select max(seq) from points.journal u where u.brand_id = ${ctx.brandId} and u.book = ${book}
          and u.customer_id = ${fromId} and u.kind = 'unmerged'), 0)
      order by seq desc limit 1
    )
    select j.transaction_id as "transactionId",
      coalesce(array_agg(distinct j.lot_id) filter (where j.to_account = 'moved' and j.customer_id = ${fromId} and j.lot_id is not null), '{}') as "lotIds",
      coalesce(sum(j.points) filter (where j.from_account = 'moved' and j.to_account = 'debt' and j.customer_id = ${fromId}), 0)::bigint as debt,
      coalesce(jsonb_agg(jsonb_build_object('lotId', j.lot_id, 'points', j.points)) filter (where j.from_account = 'available' and j.to_account = 'debt'), '[]') as repaid
    from points.journal j join last using (transaction_id)
    where j.brand_id = ${ctx.brandId} and j.book = ${book} group by 1`.execute(ctx.db)
  return rows[0]
}
