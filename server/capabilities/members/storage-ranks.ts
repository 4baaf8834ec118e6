import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { RankChange } from "./model-ranks.ts"

export type Standing = {
  readonly memberId: string
  readonly rankKey: string
  readonly since: Date
  readonly until: Date | null
  readonly total: number
  readonly nextKey: string | null
  readonly missing: number | null
  readonly judgeAt: Date | null
}

/** Writes where these members stand by a version of the ranks. */
export async function writeStandings(ctx: Context, version: number, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  await sql`update members.members m set rank_key = r."rankKey", rank_since = r.since, rank_until = r.until, rank_total = r.total,
      next_key = r."nextKey", missing = r.missing, judge_at = r."judgeAt", ranks_version = ${version}
    from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as r("memberId" uuid, "rankKey" text, since timestamptz, until timestamptz,
      total bigint, "nextKey" text, missing bigint, "judgeAt" timestamptz)
    where m.brand_id = ${ctx.brandId} and m.customer_id = r."memberId"`.execute(ctx.db)
}

/** Has these people judged at the next look, whatever was planned. Returns those who are members. */
export async function wantJudged(ctx: Context, rootIds: readonly string[]): Promise<string[]> {
  if (rootIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`update members.members set judge_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and root_id = any(${rootIds}::uuid[]) and is_main and left_at is null
    returning root_id as id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The same for everybody: the ranks are others now. */
export async function wantAllJudged(ctx: Context): Promise<void> {
  await sql`update members.members set judge_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and is_main and left_at is null`.execute(ctx.db)
}

/** Members whose time to be judged has come, those waiting longest first. */
export async function selectDue(ctx: Context, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select root_id as id from members.members
    where brand_id = ${ctx.brandId} and is_main and left_at is null and judge_at <= ${ctx.now()}
    order by judge_at, customer_id limit ${limit}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export type NewChange = Omit<RankChange, "to"> & {
  readonly changeId: string
  readonly memberId: string
  readonly to: string
}

export async function insertRankChanges(ctx: Context, version: number, changes: readonly NewChange[]): Promise<void> {
  if (changes.length === 0) return
  await sql`insert into members.rank_changes (brand_id, change_id, customer_id, from_key, to_key, at, recorded_at, is_up, total, why, ranks_version)
    select ${ctx.brandId}, r."changeId", r."memberId", r."from", r."to", r.at, ${ctx.now()}, r."isUp", r.total, r.why, ${version}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r("changeId" uuid, "memberId" uuid, "from" text, "to" text,
      at timestamptz, "isUp" boolean, total bigint, why text)`.execute(ctx.db)
}

export type StoredChange = RankChange & { readonly recordedAt: Date; readonly ranksVersion: number }

/** A person's ranks under any of her ids, the newest first. */
export async function selectRankChanges(ctx: Context, rootId: string, limit: number): Promise<StoredChange[]> {
  const { rows } = await sql<StoredChange>`
    select r.from_key as "from", r.to_key as "to", r.at, r.recorded_at as "recordedAt", r.is_up as "isUp", r.total::float8 as total,
      r.why, r.ranks_version as "ranksVersion"
    from members.rank_changes r
    join members.members m on m.brand_id = r.brand_id and m.customer_id = r.customer_id
    where r.brand_id = ${ctx.brandId} and m.root_id = ${rootId}
    order by r.recorded_at desc, r.change_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** True when this rank was not yet rewarded in the period, under any id of the person. */
export async function insertGift(
  ctx: Context,
  gift: { memberId: string; rootId: string; rankKey: string; period: string; what: unknown },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into members.gifts (brand_id, customer_id, rank_key, period, given_at, what)
    select ${ctx.brandId}, ${gift.memberId}, ${gift.rankKey}, ${gift.period}, ${ctx.now()}, ${JSON.stringify(gift.what)}::jsonb
    where not exists (select from members.gifts g join members.members m on m.brand_id = g.brand_id and m.customer_id = g.customer_id
      where g.brand_id = ${ctx.brandId} and m.root_id = ${gift.rootId} and g.rank_key = ${gift.rankKey} and g.period = ${gift.period})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export type Gift = { readonly rankKey: string; readonly period: string; readonly givenAt: Date; readonly what: unknown }

export async function selectGifts(ctx: Context, rootId: string): Promise<Gift[]> {
  const { rows } = await sql<Gift>`
    select g.rank_key as "rankKey", g.period, g.given_at as "givenAt", g.what from members.gifts g
    join members.members m on m.brand_id = g.brand_id and m.customer_id = g.customer_id
    where g.brand_id = ${ctx.brandId} and m.root_id = ${rootId} order by g.given_at desc`.execute(ctx.db)
  return rows
}

/** Members by the rank that they have; null for those who were not judged yet. */
export async function countRanks(ctx: Context): Promise<{ rankKey: string | null; people: number }[]> {
  const { rows } = await sql<{ rankKey: string | null; people: number }>`
    select rank_key as "rankKey", count(*)::int as people from members.members
    where brand_id = ${ctx.brandId} and is_main and left_at is null and ring is null group by 1`.execute(ctx.db)
  return rows
}

/** Members in order of their ids, after this one. */
export async function selectStanding(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<{ rootId: string; enrolledAt: Date; rankKey: string | null }[]> {
  const { rows } = await sql<{ rootId: string; enrolledAt: Date; rankKey: string | null }>`
    select root_id as "rootId", enrolled_at as "enrolledAt", rank_key as "rankKey" from members.members
    where brand_id = ${ctx.brandId} and is_main and left_at is null and ring is null
      and root_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by root_id limit ${limit}`.execute(ctx.db)
  return rows
}
