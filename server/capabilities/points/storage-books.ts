import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Day } from "#kernel/days"
import type { Book, Earn } from "./model.ts"

export async function deleteBook(ctx: Context, book: Book): Promise<void> {
  await sql`select points.drop_book(${ctx.brandId}, ${book})`.execute(ctx.db)
}

export type OpenLot = Pick<Earn, "customerId" | "origin" | "programmeVersion" | "reason" | "confirmsAt" | "expiry"> & {
  readonly lotId: string
  readonly left: number
  readonly orderId: string | null
  /** The last day on which it can be used, where that is known. */
  readonly expiresOn: Day | null
}

/** What is left in the lots of a book, with what they were given for. */
export async function selectOpenLots(ctx: Context, book: Book): Promise<OpenLot[]> {
  const { rows } = await sql<OpenLot>`
    select l.lot_id as "lotId", l.customer_id as "customerId", l.origin, l.programme_version as "programmeVersion", j.reason,
      j.order_id as "orderId", coalesce(l.confirmed_at, l.confirms_at) as "confirmsAt", l.expiry,
      l.pending + l.available + l.held as left,
      to_char((l.expires_at - interval '1 microsecond') at time zone b.zone, 'YYYY-MM-DD') as "expiresOn"
    from points.lots l
    join points.journal j on j.brand_id = l.brand_id and j.book = l.book and j.lot_id = l.lot_id
      and j.from_account in ('issuance', 'adjustment', 'opening')
    join brands.brands b on b.brand_id = l.brand_id
    where l.brand_id = ${ctx.brandId} and l.book = ${book} and l.pending + l.available + l.held > 0
    order by l.lot_id`.execute(ctx.db)
  return rows
}
