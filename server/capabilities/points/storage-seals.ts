import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Book } from "./model.ts"
import type { JournalPlace } from "./storage-read.ts"

export type Seal = {
  readonly no: number
  readonly upto: JournalPlace
  readonly entries: number
  readonly digests: Buffer
  readonly previousHash: Buffer
  readonly hash: Buffer
}
type Row = Omit<Seal, "upto"> & { readonly xid: string; readonly seq: number }

const columns = sql.raw(
  `no, upto_xid::text as xid, upto_seq as seq, entries, digests, previous_hash as "previousHash", hash`,
)
const sealOf = ({ xid, seq, ...row }: Row): Seal => ({ ...row, upto: { xid, seq } })

export async function selectLastSeal(ctx: Context, book: Book): Promise<Seal | undefined> {
  const { rows } = await sql<Row>`select ${columns} from points.seals
    where brand_id = ${ctx.brandId} and book = ${book} order by no desc limit 1`.execute(ctx.db)
  return rows.map(sealOf)[0]
}

export async function selectSealsAfter(ctx: Context, book: Book, no: number, limit: number): Promise<Seal[]> {
  const { rows } = await sql<Row>`select ${columns} from points.seals
    where brand_id = ${ctx.brandId} and book = ${book} and no > ${no} order by no limit ${limit}`.execute(ctx.db)
  return rows.map(sealOf)
}

export async function insertSeal(ctx: Context, book: Book, seal: Seal): Promise<void> {
  await sql`insert into points.seals (brand_id, book, no, upto_xid, upto_seq, entries, digests, previous_hash, hash, sealed_at)
    values (${ctx.brandId}, ${book}, ${seal.no}, ${seal.upto.xid}::xid8, ${seal.upto.seq}, ${seal.entries}, ${seal.digests},
      ${seal.previousHash}, ${seal.hash}, ${ctx.now()})`.execute(ctx.db)
}

/** Every book of the brand in which anything was posted. */
export async function selectBooks(ctx: Context): Promise<Book[]> {
  const { rows } = await sql<{
    book: Book
  }>`select distinct book from points.members where brand_id = ${ctx.brandId} order by 1`.execute(ctx.db)
  return rows.map((row) => row.book)
}

/** Lots that hold something else than what the journal says, and members whose sums are not those of their lots. */
export async function selectDifferences(
  ctx: Context,
  book: Book,
  limit: number,
): Promise<{ lots: string[]; members: string[] }> {
  const side = (account: string) =>
    sql.raw(
      `sum(case when to_account = '${account}' then points when from_account = '${account}' then -points else 0 end)`,
    )
  const { rows: lots } = await sql<{ id: string }>`
    with said as (
      select lot_id, ${side("pending")} as pending, ${side("available")} as available, ${side("held")} as held,
        sum(points) filter (where from_account in ('issuance', 'adjustment', 'opening')) as qty
      from points.journal where brand_id = ${ctx.brandId} and book = ${book} and lot_id is not null group by lot_id
    )
    select coalesce(l.lot_id, s.lot_id) as id
    from (select * from points.lots where brand_id = ${ctx.brandId} and book = ${book}) l full join said s using (lot_id)
    where (l.pending, l.available, l.held, l.qty) is distinct from (s.pending, s.available, s.held, s.qty) limit ${limit}`.execute(
    ctx.db,
  )
  const { rows: members } = await sql<{ id: string }>`
    with said as (
      select customer_id, ${side("pending")} as pending, ${side("available")} as available, ${side("held")} as held, -${side("debt")} as debt
      from points.journal where brand_id = ${ctx.brandId} and book = ${book} group by customer_id
    )
    -- A full join is never carried out row by row, whatever the planner believes about a table that it has not looked at.
    select coalesce(m.customer_id, s.customer_id) as id
    from (select * from points.members where brand_id = ${ctx.brandId} and book = ${book}) m full join said s using (customer_id)
    where (coalesce(m.pending, 0), coalesce(m.available, 0), coalesce(m.held, 0), coalesce(m.debt, 0))
      is distinct from (coalesce(s.pending, 0), coalesce(s.available, 0), coalesce(s.held, 0), coalesce(s.debt, 0))
    limit ${limit}`.execute(ctx.db)
  return { lots: lots.map((row) => row.id), members: members.map((row) => row.id) }
}
