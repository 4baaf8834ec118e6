import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { DeskHold, DeskLot, Hold } from "./desk-rules.ts"
import type { Book, Cause, Lot } from "./model.ts"

const lotColumns =
  sql.raw(`lot_id as "lotId", customer_id as "customerId", origin, qty, pending, available, held, clawed,
  earned_at as "earnedAt", confirms_at as "confirmsAt", confirmed_at as "confirmedAt", expires_at as "expiresAt", expiry`)

/** What these members have that is not used up, and these lots besides, whoever has them. */
export async function selectLots(
  ctx: Context,
  book: Book,
  customerIds: readonly string[],
  lotIds: readonly string[] = [],
): Promise<Lot[]> {
  const { rows } = await sql<Lot>`
    select ${lotColumns} from points.lots
    where brand_id = ${ctx.brandId} and book = ${book} and customer_id = any(${customerIds}::uuid[])
      and pending + available + held > 0
    ${
      lotIds.length === 0
        ? sql``
        : sql`union select ${lotColumns} from points.lots
            where brand_id = ${ctx.brandId} and book = ${book} and lot_id = any(${lotIds}::uuid[])`
    }`.execute(ctx.db)
  return rows
}

type FreshLot = DeskLot & { readonly programmeVersion?: number | null; readonly lines?: unknown }

const lotRecord = sql.raw(`"lotId" uuid, "customerId" uuid, origin text, qty bigint, pending bigint, available bigint,
  held bigint, clawed bigint, "programmeVersion" int, lines jsonb, "earnedAt" timestamptz, "confirmsAt" timestamptz,
  "confirmedAt" timestamptz, "expiresAt" timestamptz, expiry jsonb`)

export async function insertLots(ctx: Context, book: Book, lots: readonly FreshLot[]): Promise<void> {
  if (lots.length === 0) return
  await sql`
    insert into points.lots (brand_id, book, lot_id, customer_id, origin, qty, pending, available, held, clawed, programme_version,
      lines, earned_at, confirms_at, confirmed_at, expires_at, expiry)
    select ${ctx.brandId}, ${book}, "lotId", "customerId", origin, qty, pending, available, held, clawed, "programmeVersion",
      lines, "earnedAt", "confirmsAt", "confirmedAt", "expiresAt", expiry
    from json_to_recordset(${JSON.stringify(lots)}::json) as l(${lotRecord})`.execute(ctx.db)
}

/** What became of lots whose members are held. */
export async function updateLots(ctx: Context, lots: readonly DeskLot[]): Promise<void> {
  if (lots.length === 0) return
  await sql`
    update points.lots l set customer_id = r."customerId", pending = r.pending, available = r.available, held = r.held,
      clawed = r.clawed, confirms_at = r."confirmsAt", confirmed_at = r."confirmedAt", expires_at = r."expiresAt"
    from json_to_recordset(${JSON.stringify(lots)}::json) as r(${lotRecord})
    where l.brand_id = ${ctx.brandId} and l.lot_id = r."lotId" and l.lot_id = any(${lots.map((lot) => lot.lotId)}::uuid[])`.execute(
    ctx.db,
  )
}

const holdColumns = sql.raw(`hold_id as "holdId", customer_id as "customerId", points, parts, state, captured,
  jsonb_build_object('type', cause_type, 'id', cause_id, 'rule', rule, 'seq', cause_seq) as cause,
  expires_at as "expiresAt", reason, purpose, order_id as "orderId"`)

export async function selectOpenHolds(ctx: Context, book: Book, customerIds: readonly string[]): Promise<Hold[]> {
  const { rows } = await sql<Hold>`select ${holdColumns} from points.holds
    where brand_id = ${ctx.brandId} and book = ${book} and customer_id = any(${customerIds}::uuid[]) and state = 'open'`.execute(
    ctx.db,
  )
  return rows
}

export async function selectHold(ctx: Context, holdId: string): Promise<(Hold & { book: Book }) | undefined> {
  const { rows } = await sql<Hold & { book: Book }>`select ${holdColumns}, book from points.holds
    where brand_id = ${ctx.brandId} and hold_id = ${holdId}`.execute(ctx.db)
  return rows[0]
}

export async function selectHoldOf(ctx: Context, book: Book, cause: Cause): Promise<Hold | undefined> {
  const { rows } = await sql<Hold>`select ${holdColumns} from points.holds
    where brand_id = ${ctx.brandId} and book = ${book} and cause_type = ${cause.type} and cause_id = ${cause.id}
      and rule = ${cause.rule} and cause_seq = ${cause.seq}`.execute(ctx.db)
  return rows[0]
}

export async function writeHolds(ctx: Context, book: Book, holds: readonly DeskHold[]): Promise<void> {
  const fresh = holds.filter((hold) => hold.isNew)
  const changed = holds.filter((hold) => !hold.isNew && hold.isChanged)
  if (fresh.length > 0)
    await sql`
      insert into points.holds (brand_id, book, hold_id, customer_id, points, parts, state, captured, purpose, reason, cause_type,
        cause_id, rule, cause_seq, order_id, created_at, expires_at)
      select ${ctx.brandId}, ${book}, "holdId", "customerId", points, parts, state, captured, purpose, reason, cause->>'type',
        cause->>'id', cause->>'rule', (cause->>'seq')::bigint, "orderId", ${ctx.now()}, "expiresAt"
      from json_to_recordset(${JSON.stringify(fresh)}::json) as h("holdId" uuid, "customerId" uuid, points bigint, parts jsonb,
        state text, captured bigint, purpose text, reason jsonb, cause jsonb, "orderId" uuid, "expiresAt" timestamptz)`.execute(
      ctx.db,
    )
  if (changed.length > 0)
    await sql`
      update points.holds h set customer_id = r."customerId", state = r.state, captured = r.captured,
        ended_at = case when r.state = 'open' then null else ${ctx.now()}::timestamptz end
      from json_to_recordset(${JSON.stringify(changed)}::json) as r("holdId" uuid, "customerId" uuid, state text, captured bigint)
      where h.brand_id = ${ctx.brandId} and h.hold_id = r."holdId"`.execute(ctx.db)
}

/** Says of pending lots of these causes when they become usable. Returns whose they are. */
export async function setConfirmsAt(
  ctx: Context,
  book: Book,
  which: readonly { readonly type: string; readonly id: string; readonly at: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update points.lots l set confirms_at = w.at
    from json_to_recordset(${JSON.stringify(which)}::json) as w(type text, id text, at timestamptz)
    join points.journal j on j.brand_id = ${ctx.brandId} and j.book = ${book} and j.cause_type = w.type and j.cause_id = w.id
      and j.kind = 'earned' and j.line = 0
    where l.brand_id = ${ctx.brandId} and l.lot_id = j.lot_id and l.pending > 0
    returning l.customer_id as id`.execute(ctx.db)
  return [...new Set(rows.map((row) => row.id))]
}

/** Who has pending lots of these causes. */
export async function selectPendingOwners(
  ctx: Context,
  book: Book,
  which: readonly Pick<Cause, "type" | "id">[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct l.customer_id as id
    from json_to_recordset(${JSON.stringify(which)}::json) as w(type text, id text)
    join points.journal j on j.brand_id = ${ctx.brandId} and j.book = ${book} and j.cause_type = w.type and j.cause_id = w.id
      and j.kind = 'earned' and j.line = 0
    join points.lots l on l.brand_id = ${ctx.brandId} and l.lot_id = j.lot_id and l.pending > 0`.execute(ctx.db)
  return rows.map((row) => row.id)
}
