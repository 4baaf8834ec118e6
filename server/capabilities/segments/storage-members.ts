import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { MoveCause } from "./model-segment.ts"
import { removeTouched } from "./storage-touched.ts"

export type Reason = { readonly ja: string; readonly en: string }

/** People who move alike: into or out of one segment, in one version of it, for one cause. */
export type Group = {
  readonly segmentId: string
  readonly version: number
  readonly cause: MoveCause
  readonly move: "entered" | "left"
  readonly customerIds: readonly string[]
}

/**
 * Lets people in and out, all groups by one statement each way: a turn moves a few hundred people among a dozen segments.
 * Returns of each group, in their order, those who were not there already.
 */
export async function moveMembers(ctx: Context, at: Date, groups: readonly Group[]): Promise<string[][]> {
  const moved = groups.map((): string[] => [])
  for (const [move, write] of [["entered", enter] as const, ["left", leave] as const]) {
    const own = groups.map((group) => (group.move === move ? group.customerIds : []))
    if (own.every((ids) => ids.length === 0)) continue
    for (const { id, n } of await write(ctx, at, groups, listed(own))) moved[n - 1]?.push(id)
  }
  return moved
}

type Listed = { readonly ids: readonly string[]; readonly places: readonly number[] }

/** People of all groups one after the other, each with her group's place, counted from one as Postgres does. */
const listed = (of: readonly (readonly string[])[]): Listed => ({
  ids: of.flat(),
  places: of.flatMap((ids, i) => ids.map(() => i + 1)),
})

type Moved = { readonly id: string; readonly n: number }

async function enter(ctx: Context, at: Date, groups: readonly Group[], { ids, places }: Listed): Promise<Moved[]> {
  const { segmentIds, causes, versions } = columnsOf(groups)
  const { rows } = await sql<{ id: string; segmentId: string }>`
    insert into segments.members as m (brand_id, segment_id, customer_id, entered_at, cause, version)
    select ${ctx.brandId}, (${segmentIds}::uuid[])[n], id, ${at}, (${causes}::text[])[n], (${versions}::int[])[n]
    from unnest(${ids}::uuid[], ${places}::int[]) as t(id, n) order by 2, 3
    on conflict (brand_id, segment_id, customer_id) do update
      set entered_at = excluded.entered_at, left_at = null, cause = excluded.cause, version = excluded.version
      where m.left_at is not null
    returning customer_id as id, segment_id as "segmentId"`.execute(ctx.db)
  const place = new Map(groups.flatMap((group, i) => (group.move === "entered" ? [[group.segmentId, i + 1]] : [])))
  return rows.map(({ id, segmentId }) => ({ id, n: place.get(segmentId) ?? 0 }))
}

async function leave(ctx: Context, at: Date, groups: readonly Group[], { ids, places }: Listed): Promise<Moved[]> {
  const { segmentIds, causes, versions } = columnsOf(groups)
  const { rows } = await sql<Moved>`
    update segments.members as m set left_at = ${at}, cause = (${causes}::text[])[n], version = (${versions}::int[])[n]
    from unnest(${ids}::uuid[], ${places}::int[]) as t(id, n)
    where m.brand_id = ${ctx.brandId} and m.segment_id = (${segmentIds}::uuid[])[n] and m.customer_id = t.id and m.left_at is null
    returning m.customer_id as id, n`.execute(ctx.db)
  return rows
}

const columnsOf = (groups: readonly Group[]) => ({
  segmentIds: groups.map((group) => group.segmentId),
  causes: groups.map((group) => group.cause),
  versions: groups.map((group) => group.version),
})

/** Writes down that they moved; `reasonOf` a group's person, where one is known. */
export async function insertMoves(
  ctx: Context,
  at: Date,
  groups: readonly Group[],
  reasonOf: (segmentId: string, customerId: string) => Reason | undefined,
): Promise<void> {
  const { ids, places } = listed(groups.map((group) => group.customerIds))
  if (ids.length === 0) return
  const { segmentIds, causes, versions } = columnsOf(groups)
  const moves = groups.map((group) => group.move)
  const told = groups.flatMap(({ segmentId, customerIds }) =>
    customerIds.map((id) => {
      const reason = reasonOf(segmentId, id)
      return reason ? JSON.stringify(reason) : null
    }),
  )
  await sql`insert into segments.moves (brand_id, segment_id, customer_id, at, move, cause, version, reason)
    select ${ctx.brandId}, (${segmentIds}::uuid[])[n], id, ${at}, (${moves}::text[])[n], (${causes}::text[])[n], (${versions}::int[])[n], reason::jsonb
    from unnest(${ids}::uuid[], ${places}::int[], ${told}::text[]) as t(id, n, reason)
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
