import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Entry, Book, HistoryEntry, Lot } from "./model.ts"
import type { MemberRow } from "./storage-members.ts"

export async function selectMembers(ctx: Context, book: Book, customerIds: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select customer_id as "customerId", pending, available, held, debt, earned, slides, due_at as "dueAt" from points.members
    where brand_id = ${ctx.brandId} and book = ${book} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return rows
}

/** For each of these: how many points of theirs end first, and when. Those that end after `now`. */
export async function selectNextExpiries(
  ctx: Context,
  book: Book,
  customerIds: readonly string[],
): Promise<{ customerId: string; points: number; at: Date }[]> {
  const { rows } = await sql<{ customerId: string; points: number; at: Date }>`
    select distinct on (customer_id) customer_id as "customerId", sum(available)::bigint as points, expires_at as at from points.lots
    where brand_id = ${ctx.brandId} and book = ${book} and customer_id = any(${customerIds}::uuid[])
      and pending + available + held > 0 and available > 0 and expires_at > ${ctx.now()}
    group by customer_id, expires_at order by customer_id, expires_at`.execute(ctx.db)
  return rows
}

/** How many points of hers ended last, and when; undefined where none have ended since. */
export async function selectLastExpired(
  ctx: Context,
  book: Book,
  customerId: string,
  since: Date,
): Promise<{ points: number; at: Date } | undefined> {
  const { rows } = await sql<{ points: number; at: Date }>`
    select sum(points)::bigint as points, coalesce(late_from, effective_at) as at from points.journal
    where brand_id = ${ctx.brandId} and book = ${book} and customer_id = ${customerId}
      and to_account = 'expired' and from_account in ('available', 'held') and coalesce(late_from, effective_at) > ${since}
    group by 2 order by 2 desc limit 1`.execute(ctx.db)
  return rows[0]
}

export type HistoryPage = { readonly before?: number | undefined; readonly limit: number }
export type HistoryRow = Omit<HistoryEntry, "points"> & {
  readonly seq: number
  readonly steps: readonly { readonly from: never; readonly to: never; readonly points: number }[]
}

/** What happened with one member's points, the newest first, with what could be spent after each. */
export async function selectHistory(
  ctx: Context,
  book: Book,
  customerId: string,
  { before, limit }: HistoryPage,
): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    with entries as (
      select *, sum(case when to_account in ('available', 'debt') and from_account not in ('available', 'debt') then points
        when from_account in ('available', 'debt') and to_account not in ('available', 'debt') then -points else 0 end)
        over (order by seq) as balance
      from points.journal where brand_id = ${ctx.brandId} and book = ${book} and customer_id = ${customerId}
    )
    select max(seq) as seq, transaction_id as "transactionId", min(recorded_at) as "postedAt", min(effective_at) as "effectiveAt",
      min(late_from) as "lateFrom", kind, (array_agg(balance order by seq desc))[1]::bigint as "balanceAfter", min(reason::text)::jsonb as reason,
      jsonb_build_object('type', cause_type, 'id', cause_id, 'rule', rule, 'seq', cause_seq) as cause,
      min(order_id::text)::uuid as "orderId",
      jsonb_agg(jsonb_build_object('from', from_account, 'to', to_account, 'points', points) order by seq) as steps
    from entries
    group by transaction_id, kind, cause_type, cause_id, rule, cause_seq
    having ${before === undefined ? sql`true` : sql`max(seq) < ${before}`}
    order by max(seq) desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type LotRow = Lot & {
  readonly cause: HistoryEntry["cause"]
  readonly reason: HistoryEntry["reason"]
  readonly orderId: string | null
  readonly programmeVersion: number | null
}

/** What a member has, by lot, what ends first in front. Used up ones are left out. */
export async function selectLotsOf(ctx: Context, book: Book, customerId: string): Promise<LotRow[]> {
  const { rows } = await sql<LotRow>`
    select l.lot_id as "lotId", l.customer_id as "customerId", l.origin, l.qty, l.pending, l.available, l.held, l.clawed,
      l.earned_at as "earnedAt", l.confirms_at as "confirmsAt", l.confirmed_at as "confirmedAt", l.expires_at as "expiresAt", l.expiry,
      j.reason, j.order_id as "orderId", j.programme_version as "programmeVersion",
      jsonb_build_object('type', j.cause_type, 'id', j.cause_id, 'rule', j.rule, 'seq', j.cause_seq) as cause
    from points.lots l
    join lateral (
      select * from points.journal j where j.brand_id = l.brand_id and j.book = l.book and j.lot_id = l.lot_id
        and j.kind in ('earned', 'opened', 'adjusted') and j.from_account in ('issuance', 'adjustment', 'opening') limit 1
    ) j on true
    where l.brand_id = ${ctx.brandId} and l.book = ${book} and l.customer_id = ${customerId} and l.pending + l.available + l.held > 0
    order by l.expires_at nulls last, l.earned_at, l.lot_id`.execute(ctx.db)
  return rows
}

export type Expiring = {
  readonly lotId: string
  readonly customerId: string
  readonly points: number
  readonly expiresAt: Date
}

/** Lots that end within this span, in the order in which they end. `after`: the last one of the page before. */
export async function selectExpiring(
  ctx: Context,
  book: Book,
  {
    from,
    to,
    after,
    limit,
  }: { from: Date; to: Date; after?: Pick<Expiring, "expiresAt" | "lotId"> | null; limit: number },
): Promise<Expiring[]> {
  const { rows } = await sql<Expiring>`
    select lot_id as "lotId", customer_id as "customerId", available as points, expires_at as "expiresAt" from points.lots
    where brand_id = ${ctx.brandId} and book = ${book} and expires_at >= ${from} and expires_at < ${to} and available + held > 0
      and available > 0 ${after ? sql`and (expires_at, lot_id) > (${after.expiresAt}, ${after.lotId}::uuid)` : sql``}
    order by expires_at, lot_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** Where a reader of the journal stands: what was committed up to there, and nothing that comes later, lies before it. */
export type JournalPlace = { readonly xid: string; readonly seq: number }

const entryColumns =
  sql.raw(`seq, xid::text as xid, book, transaction_id as "transactionId", line, kind, customer_id as "customerId",
  lot_id as "lotId", origin, from_account as "from", to_account as "to", points, effective_at as "effectiveAt",
  recorded_at as "recordedAt", late_from as "lateFrom", order_id as "orderId", programme_version as "programmeVersion", reason,
  jsonb_build_object('type', cause_type, 'id', cause_id, 'rule', rule, 'seq', cause_seq) as cause`)

export type PlacedEntry = Entry & { readonly xid: string }

/** The journal of a book in the order in which it was committed: who asks again from where they were, misses nothing. */
export async function selectEntriesAfter(
  ctx: Context,
  book: Book,
  after: JournalPlace | null,
  limit: number,
): Promise<PlacedEntry[]> {
  const { rows } = await sql<PlacedEntry>`
    select ${entryColumns} from points.journal
    where brand_id = ${ctx.brandId} and book = ${book} and xid < pg_snapshot_xmin(pg_current_snapshot())
      ${after ? sql`and (xid, seq) > (${after.xid}::xid8, ${after.seq}::bigint)` : sql``}
    -- By the number, not by the text of it that is returned: of texts, 1000 comes before 999.
    order by journal.xid, journal.seq limit ${limit}`.execute(ctx.db)
  return rows
}

export type JournalSum = {
  readonly from: Entry["from"]
  readonly to: Entry["to"]
  readonly kind: Entry["kind"]
  readonly origin: Entry["origin"]
  readonly points: number
  readonly entries: number
}

/** What went from where to where within a span of effective time, end exclusive. */
export async function selectSums(
  ctx: Context,
  book: Book,
  { from, to, recordedBefore }: { from?: Date | undefined; to: Date; recordedBefore?: Date | undefined },
): Promise<JournalSum[]> {
  const { rows } = await sql<JournalSum>`
    select from_account as "from", to_account as "to", kind, origin, sum(points)::bigint as points, count(*)::int as entries
    from points.journal
    where brand_id = ${ctx.brandId} and book = ${book} and effective_at < ${to}
      ${from === undefined ? sql`` : sql`and effective_at >= ${from}`}
      ${recordedBefore === undefined ? sql`` : sql`and recorded_at < ${recordedBefore}`}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(ctx.db)
  return rows
}
