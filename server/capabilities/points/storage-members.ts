import { sql } from "kysely"
import { uuidArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import type { Book } from "./model.ts"

/**
 * Holds these members in a book until the transaction ends, in the order of their ids, whoever else wants them (L06); those
 * who had no points so far get a row. Nobody closes a period meanwhile.
 */
export async function holdMembers(ctx: Context, book: Book, customerIds: readonly string[]): Promise<MemberRow[]> {
  const ids = [...new Set(customerIds)].sort()
  const list = uuidArray(ids)
  const { rows } = await sql<MemberRow>`
    with mutex as materialized (
      select pg_advisory_xact_lock_shared(hashtextextended(${`${ctx.brandId}:points.period:${book}`}, 0))
    ), known as materialized (
      select ${memberColumns} from points.members where brand_id = ${ctx.brandId} and book = ${book}
        and (select count(*) from mutex) = 1 and customer_id = any(${list}::uuid[])
      order by customer_id for update
    ), fresh as (
      insert into points.members (brand_id, book, customer_id)
      select ${ctx.brandId}, ${book}, id from unnest(${list}::uuid[]) as t(id)
      where case when id in (select "customerId" from known) then false else true end order by id
      on conflict do nothing returning ${memberColumns}
    )
    select * from known union all select * from fresh`.execute(ctx.db)
  if (rows.length === ids.length) return rows
  // Somebody else's first points were written down just while we looked.
  const seen = new Set(rows.map(({ customerId }) => customerId))
  return [
    ...rows,
    ...(await holdKnown(
      ctx,
      book,
      ids.filter((id) => !seen.has(id)),
    )),
  ]
}

async function holdKnown(ctx: Context, book: Book, ids: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`select ${memberColumns} from points.members
    where brand_id = ${ctx.brandId} and book = ${book} and customer_id = any(${ids}::uuid[])
    order by customer_id for update`.execute(ctx.db)
  return rows
}

const memberColumns = sql.raw(
  `customer_id as "customerId", pending, available, held, debt, earned, slides, due_at as "dueAt"`,
)

export type MemberRow = {
  readonly customerId: string
  readonly pending: number
  readonly available: number
  readonly held: number
  readonly debt: number
  readonly earned: number
  readonly slides: boolean
  readonly dueAt: Date | null
}

export type BookRow = { readonly closedUntil: Date | null; readonly endedAt: Date | null }

export async function selectBook(ctx: Context, book: Book): Promise<BookRow> {
  const { rows } = await sql<BookRow>`select closed_until as "closedUntil", ended_at as "endedAt" from points.books
    where brand_id = ${ctx.brandId} and book = ${book}`.execute(ctx.db)
  return rows[0] ?? { closedUntil: null, endedAt: null }
}

/** Waits for everybody who is writing in the book, and keeps others out until the transaction ends. */
export async function holdBook(ctx: Context, book: Book): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.brandId}:points.period:${book}`}, 0))`.execute(
    ctx.db,
  )
}

export async function writeBook(ctx: Context, book: Book, change: Partial<BookRow>): Promise<void> {
  const { closedUntil = null, endedAt = null } = change
  await sql`insert into points.books (brand_id, book, closed_until, ended_at)
    values (${ctx.brandId}, ${book}, ${closedUntil}, ${endedAt})
    on conflict (brand_id, book) do update set closed_until = coalesce(excluded.closed_until, books.closed_until),
      ended_at = coalesce(excluded.ended_at, books.ended_at)`.execute(ctx.db)
}

export type MemberSums = Omit<MemberRow, "earned"> & {
  /** How much more was ever earned. */
  readonly more: number
}

/** Writes down what the lots of these members come to. They are held. */
export async function updateMembers(ctx: Context, book: Book, sums: readonly MemberSums[]): Promise<void> {
  if (sums.length === 0) return
  await sql`
    update points.members m set pending = s.pending, available = s.available, held = s.held, debt = s.debt,
      earned = m.earned + s.more, slides = s.slides, due_at = s."dueAt"
    from json_to_recordset(${JSON.stringify(sums)}::json) as s("customerId" uuid, pending bigint, available bigint, held bigint,
      debt bigint, more bigint, slides boolean, "dueAt" timestamptz)
    where m.brand_id = ${ctx.brandId} and m.book = ${book} and m.customer_id = s."customerId"
      and m.customer_id = any(${sums.map((sum) => sum.customerId)}::uuid[])`.execute(ctx.db)
}

/** What was ever earned goes along when two become one. */
export async function passEarned(
  ctx: Context,
  book: Book,
  from: string,
  into: string,
  points: number | null,
): Promise<void> {
  await sql`
    with gone as (
      update points.members set earned = earned - coalesce(${points}::bigint, earned)
      where brand_id = ${ctx.brandId} and book = ${book} and customer_id = ${from}
      returning coalesce(${points}::bigint, (select earned from points.members b where b.brand_id = ${ctx.brandId}
        and b.book = ${book} and b.customer_id = ${from})) as points
    )
    update points.members m set earned = m.earned + gone.points from gone
    where m.brand_id = ${ctx.brandId} and m.book = ${book} and m.customer_id = ${into}`.execute(ctx.db)
}

export type Due = { readonly book: Book; readonly customerId: string; readonly dueAt: Date }

/** Members of any book for whom something has come due, the longest due first; after one that was seen already. */
export async function selectDue(
  ctx: Context,
  until: Date,
  limit: number,
  { book, after }: { readonly book?: Book; readonly after?: Due | undefined } = {},
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select m.book, m.customer_id as "customerId", m.due_at as "dueAt" from points.members m
    left join points.books b on b.brand_id = m.brand_id and b.book = m.book
    where m.brand_id = ${ctx.brandId} and m.due_at <= ${until} and b.ended_at is null
      ${book === undefined ? sql`` : sql`and m.book = ${book}`}
      ${after === undefined ? sql`` : sql`and (m.due_at, m.customer_id, m.book) > (${after.dueAt}, ${after.customerId}::uuid, ${after.book})`}
    order by m.due_at, m.customer_id, m.book limit ${limit}`.execute(ctx.db)
  return rows
}

/** Books in which these people have anything. */
export async function selectBooksOf(ctx: Context, customerIds: readonly string[]): Promise<Book[]> {
  const { rows } = await sql<{ book: Book }>`select distinct book from points.members
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by book`.execute(ctx.db)
  return rows.map((row) => row.book)
}
