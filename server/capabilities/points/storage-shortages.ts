import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Book, Cause, ShortagePolicy } from "./model.ts"

export type NewShortage = Cause & {
  readonly shortageId: string
  readonly customerId: string
  readonly points: number
  readonly policy: ShortagePolicy
  /** What had earned them. */
  readonly ofType: string
  readonly ofId: string
}

/** Notes what was missing. What is reported only needs nobody; what was open of the same cause is superseded. */
export async function insertShortages(ctx: Context, book: Book, shortages: readonly NewShortage[]): Promise<void> {
  if (shortages.length === 0) return
  const ids = shortages.map(({ shortageId }) => shortageId)
  await sql`
    insert into points.shortages (brand_id, book, shortage_id, customer_id, points, policy, cause_type, cause_id, rule, cause_seq, noted_at,
      of_type, of_id, state, decided_at)
    select ${ctx.brandId}, ${book}, "shortageId", "customerId", points, policy, type, id, rule, seq, ${ctx.now()}, "ofType", "ofId",
      case when policy = 'floor_zero' then 'forgiven' else 'open' end, case when policy = 'floor_zero' then ${ctx.now()}::timestamptz end
    from json_to_recordset(${JSON.stringify(shortages)}::json) as s("shortageId" uuid, "customerId" uuid, points bigint, policy text,
      type text, id text, rule text, seq bigint, "ofType" text, "ofId" text)
    on conflict do nothing`.execute(ctx.db)
  await sql`
    update points.shortages old set state = 'superseded', decided_at = ${ctx.now()}
    from points.shortages fresh
    where old.brand_id = ${ctx.brandId} and old.book = ${book} and old.state = 'open' and old.policy = 'manual_review'
      and fresh.brand_id = ${ctx.brandId} and fresh.shortage_id = any(${ids}::uuid[])
      and old.shortage_id <> fresh.shortage_id and old.of_type = fresh.of_type and old.of_id = fresh.of_id`.execute(
    ctx.db,
  )
}

export type ShortageState = "open" | "owed" | "forgiven" | "paid" | "superseded"
export type Shortage = {
  readonly shortageId: string
  readonly customerId: string
  readonly points: number
  readonly policy: Exclude<ShortagePolicy, "debt">
  readonly cause: Cause
  readonly of: Pick<Cause, "type" | "id">
  readonly notedAt: Date
  readonly state: ShortageState
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

const columns =
  sql.raw(`shortage_id as "shortageId", customer_id as "customerId", points, policy, noted_at as "notedAt", state,
  decided_by as "decidedBy", decided_at as "decidedAt",
  jsonb_build_object('type', cause_type, 'id', cause_id, 'rule', rule, 'seq', cause_seq) as cause,
  jsonb_build_object('type', coalesce(of_type, cause_type), 'id', coalesce(of_id, cause_id)) as of`)

/** What was wanted back and was not there: what waits first, then the newest. */
export async function selectShortages(ctx: Context, limit: number): Promise<Shortage[]> {
  const { rows } = await sql<Shortage>`
    select ${columns} from points.shortages where brand_id = ${ctx.brandId} and book = 'live'
    order by state <> 'open', noted_at desc, shortage_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** One of the live book, held until the transaction ends. */
export async function holdShortage(ctx: Context, shortageId: string): Promise<Shortage | undefined> {
  const { rows } = await sql<Shortage>`
    select ${columns} from points.shortages
    where brand_id = ${ctx.brandId} and book = 'live' and shortage_id = ${shortageId} for update`.execute(ctx.db)
  return rows[0]
}

export async function writeShortageState(
  ctx: Context,
  shortageId: string,
  state: ShortageState,
  by: string,
): Promise<void> {
  await sql`update points.shortages set state = ${state}, decided_by = ${by}, decided_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and shortage_id = ${shortageId}`.execute(ctx.db)
}
