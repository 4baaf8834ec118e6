import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Book, Cause, ShortagePolicy } from "./model.ts"

export type NewShortage = Cause & {
  readonly shortageId: string
  readonly customerId: string
  readonly points: number
  readonly policy: ShortagePolicy
}

export async function insertShortages(ctx: Context, book: Book, shortages: readonly NewShortage[]): Promise<void> {
  if (shortages.length === 0) return
  await sql`
    insert into points.shortages (brand_id, book, shortage_id, customer_id, points, policy, cause_type, cause_id, rule, cause_seq, noted_at)
    select ${ctx.brandId}, ${book}, "shortageId", "customerId", points, policy, type, id, rule, seq, ${ctx.now()}
    from json_to_recordset(${JSON.stringify(shortages)}::json) as s("shortageId" uuid, "customerId" uuid, points bigint, policy text,
      type text, id text, rule text, seq bigint)
    on conflict do nothing`.execute(ctx.db)
}

export type Shortage = {
  readonly shortageId: string
  readonly customerId: string
  readonly points: number
  readonly policy: Exclude<ShortagePolicy, "debt">
  readonly cause: Cause
  readonly notedAt: Date
}

/** What was wanted back and was not there, the newest first. */
export async function selectShortages(ctx: Context, limit: number): Promise<Shortage[]> {
  const { rows } = await sql<Shortage>`
    select shortage_id as "shortageId", customer_id as "customerId", points, policy, noted_at as "notedAt",
      jsonb_build_object('type', cause_type, 'id', cause_id, 'rule', rule, 'seq', cause_seq) as cause
    from points.shortages where brand_id = ${ctx.brandId} and book = 'live'
    order by noted_at desc, shortage_id limit ${limit}`.execute(ctx.db)
  return rows
}
