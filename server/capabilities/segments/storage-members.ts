import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { MoveCause } from "./model-segment.ts"
import { removeTouched } from "./storage-touched.ts"

type Move = { readonly segmentId: string; readonly version: number; readonly cause: MoveCause; readonly at: Date }

/** Lets people in. Returns those who were not in already. */
export async function enter(ctx: Context, move: Move, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into segments.members as m (brand_id, segment_id, customer_id, entered_at, cause, version)
    select ${ctx.brandId}, ${move.segmentId}, id, ${move.at}, ${move.cause}, ${move.version}
    from unnest(${customerIds}::uuid[]) as t(id) order by id
    on conflict (brand_id, segment_id, customer_id) do update
      set entered_at = excluded.entered_at, left_at = null, cause = excluded.cause, version = excluded.version
      where m.left_at is not null
    returning customer_id as id`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Lets people out. Returns those who were in. */
export async function leave(ctx: Context, move: Move, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update segments.members set left_at = ${move.at}, cause = ${move.cause}, version = ${move.version}
    where brand_id = ${ctx.brandId} and segment_id = ${move.segmentId} and customer_id = any(${customerIds}::uuid[]) and left_at is null
    returning customer_id as id`.execute(ctx.db)
  return rows.map((row) => row.id)
}

export type Reason = { readonly ja: string; readonly en: string }

export async function insertMoves(
  ctx: Context,
  move: Move & { readonly move: "entered" | "left" },
  customerIds: readonly string[],
  reasons: ReadonlyMap<string, Reason>,
): Promise<void> {
  if (customerIds.length === 0) return
  const told = customerIds.map((id) => {
    const reason = reasons.get(id)
    return reason ? JSON.stringify(reason) : null
  })
  await sql`insert into segments.moves (brand_id, segment_id, customer_id, at, move, cause, version, reason)
    select ${ctx.brandId}, ${move.segmentId}, id, ${move.at}, ${move.move}, ${move.cause}, ${move.version}, reason::jsonb
    from unnest(${customerIds}::uuid[], ${told}::text[]) as t(id, reason)
    on conflict do nothing`.execute(ctx.db)
}

/** How many are in each segment. */
export async function countMembers(ctx: Context): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select segment_id as id, count(*)::int as n from segments.members
    where brand_id = ${ctx.brandId} and left_at is null group by 1`.execute(ctx.db)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

export type Member = { readonly customerId: string; readonly enteredAt: Date; readonly cause: MoveCause }
export type Place = { readonly at: Date; readonly id: string }

/** Who is in, those who came last first. */
export async function selectMembers(
  ctx: Context,
  segmentId: string,
  before: Place | undefined,
  limit: number,
): Promise<Member[]> {
  const older = before ? sql`and (entered_at, customer_id) < (${before.at}, ${before.id}::uuid)` : sql``
  const { rows } = await sql<Member>`
    select customer_id as "customerId", entered_at as "enteredAt", cause from segments.members
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} and left_at is null ${older}
    order by entered_at desc, customer_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Which of these people are in, since when and why. */
export async function selectMembersByIds(
  ctx: Context,
  segmentId: string,
  customerIds: readonly string[],
): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select customer_id as "customerId", entered_at as "enteredAt", cause from segments.members
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} and customer_id = any(${customerIds}::uuid[]) and left_at is null`.execute(
    ctx.db,
  )
  return rows
}

export type MoveRow = {
  readonly customerId: string
  readonly at: Date
  readonly move: "entered" | "left"
  readonly cause: MoveCause
  readonly version: number
  readonly reason: Reason | null
}

/** Newest first. */
export async function selectMoves(
  ctx: Context,
  segmentId: string,
  before: Place | undefined,
  limit: number,
): Promise<MoveRow[]> {
  const older = before ? sql`and (at, customer_id) < (${before.at}, ${before.id}::uuid)` : sql``
  const { rows } = await sql<MoveRow>`
    select customer_id as "customerId", at, move, cause, version, reason from segments.moves
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} ${older}
    order by at desc, customer_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type Belonging = {
  readonly segmentId: string
  readonly enteredAt: Date
  readonly leftAt: Date | null
  readonly cause: MoveCause
  readonly version: number
}

/** Where somebody is or was, under whichever of these ids; where she is comes first. */
export async function selectBelongings(ctx: Context, customerIds: readonly string[]): Promise<Belonging[]> {
  const { rows } = await sql<Belonging>`
    select distinct on (segment_id) segment_id as "segmentId", entered_at as "enteredAt", left_at as "leftAt", cause, version
    from segments.members where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    order by segment_id, left_at desc nulls first`.execute(ctx.db)
  return rows
}

/** The segments in which each of these people is now; who is in none is missing. */
export async function selectSegmentsOf(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ customerId: string; segmentIds: string[] }>`
    select customer_id as "customerId", array_agg(segment_id::text) as "segmentIds" from segments.members
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and left_at is null
    group by customer_id`.execute(ctx.db)
  return new Map(rows.map(({ customerId, segmentIds }) => [customerId, segmentIds]))
}

/** Which of these people are in which segments, for those who are in any. */
export async function selectMembersAmong(
  ctx: Context,
  segmentId: string,
  customerIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from segments.members
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} and customer_id = any(${customerIds}::uuid[]) and left_at is null`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

/** Removes all trace of these people (F96). */
export async function deletePeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await removeTouched(ctx, customerIds)
  for (const table of ["members", "moves"])
    await sql`delete from ${sql.raw(`segments.${table}`)} where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
      ctx.db,
    )
}
