import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { ReturnKind, ReturnRow } from "./model.ts"

export type NewReturn = ReturnRow & { readonly digest: string; readonly addressKey: string }

/** False when the same mail was handed in before. */
export async function insertReturn(ctx: Context, r: NewReturn): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into deliverability.returns (brand_id, return_id, digest, received_at, message_id, customer_id, address_key, domain,
      what, rule, status, said, acted, origin_kind, origin_id, origin_step, segment_id, kind)
    values (${ctx.brandId}, ${r.returnId}, ${r.digest}, ${r.receivedAt}, ${r.messageId}, ${r.customerId}, ${r.addressKey},
      ${r.domain}, ${r.what}, ${r.rule}, ${r.status}, ${r.said}, ${r.acted}, ${r.originKind}, ${r.originId}, ${r.originStep},
      ${r.segmentId}, ${r.kind})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function updateActed(ctx: Context, returnId: string, acted: string): Promise<void> {
  await sql`update deliverability.returns set acted = ${acted}
    where brand_id = ${ctx.brandId} and return_id = ${returnId}`.execute(ctx.db)
}

/** How many mails an address has sent back since then for a passing reason; the same message counts once. */
export async function countSoft(ctx: Context, addressKey: string, since: Date): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(distinct message_id)::int as count from deliverability.returns
    where brand_id = ${ctx.brandId} and address_key = ${addressKey} and what = 'soft' and received_at >= ${since}`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}

export async function countStray(ctx: Context, why: string): Promise<void> {
  await sql`insert into deliverability.strays as s (brand_id, day, why, count)
    values (${ctx.brandId}, (${ctx.now()}::timestamptz at time zone 'UTC')::date, ${why}, 1)
    on conflict (brand_id, day, why) do update set count = s.count + 1`.execute(ctx.db)
}

export async function selectStrays(ctx: Context): Promise<{ why: string; count: number }[]> {
  const { rows } = await sql<{
    why: string
    count: number
  }>`select why, sum(count)::int as count from deliverability.strays
    where brand_id = ${ctx.brandId} group by why order by why`.execute(ctx.db)
  return rows
}

const columns = sql.raw(`return_id as "returnId", received_at as "receivedAt", message_id as "messageId",
  customer_id as "customerId", domain, what, rule, status, said, acted, origin_kind as "originKind",
  origin_id as "originId", origin_step as "originStep", segment_id as "segmentId", kind`)

/** A page of what came back, newest first. */
export async function selectReturns(
  ctx: Context,
  what: ReturnKind | undefined,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`select ${columns} from deliverability.returns where brand_id = ${ctx.brandId}
      ${what ? sql`and what = ${what}` : sql``}
      ${after ? sql`and (received_at, return_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by received_at desc, return_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type ReturnCount = {
  readonly what: ReturnKind
  readonly domain: string
  readonly rule: string
  readonly count: number
}

export async function countReturns(ctx: Context, from: Date): Promise<ReturnCount[]> {
  const { rows } = await sql<ReturnCount>`select what, domain, rule, count(*)::int as count from deliverability.returns
    where brand_id = ${ctx.brandId} and received_at >= ${from} group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit 500`.execute(
    ctx.db,
  )
  return rows
}

/** Complaints by what they were about: campaign or flow, segment, kind of message (C28). */
export async function countComplaints(ctx: Context, from: Date) {
  const { rows } = await sql<{
    kind: string
    originKind: string | null
    originId: string | null
    originStep: string | null
    segmentId: string | null
    count: number
  }>`select kind, origin_kind as "originKind", origin_id as "originId", origin_step as "originStep",
      segment_id as "segmentId", count(*)::int as count
    from deliverability.returns where brand_id = ${ctx.brandId} and what = 'complaint' and received_at >= ${from}
    group by 1, 2, 3, 4, 5 order by 6 desc limit 100`.execute(ctx.db)
  return rows
}

export async function forgetReturnsOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update deliverability.returns set customer_id = null, said = '', address_key = ''
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

/** What came back of a person's mails, for their own request (S72). */
export async function selectReturnsOf(ctx: Context, customerIds: readonly string[]) {
  const { rows } = await sql<{ messageId: string; receivedAt: Date; what: ReturnKind; status: string | null }>`
    select message_id as "messageId", received_at as "receivedAt", what, status from deliverability.returns
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by received_at`.execute(ctx.db)
  return rows
}

export async function deleteReturnsBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from deliverability.returns where brand_id = ${ctx.brandId} and received_at < ${before}`.execute(
    ctx.db,
  )
}
