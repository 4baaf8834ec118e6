import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { SegmentDocument } from "./model.ts"
import type { Live, SegmentRow, VersionRow } from "./model-stored.ts"

const columns =
  sql.raw(`s.segment_id as "segmentId", s.number, s.key, s.name_ja as "nameJa", s.name_en as "nameEn", s.intent,
  s.live_version as "liveVersion", s.built_version as "builtVersion", s.archived_at as "archivedAt", s.send_frequency as "sendFrequency",
  s.thresholds, s.created_at as "createdAt", s.changed_at as "changedAt", s.used_at as "usedAt",
  exists (select 1 from segments.versions v where v.brand_id = s.brand_id and v.segment_id = s.segment_id and v.published_at is null) as "hasDraft"`)

export async function selectSegments(ctx: Context): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`
    select ${columns} from segments.segments s where s.brand_id = ${ctx.brandId} order by s.number`.execute(ctx.db)
  return rows
}

export async function selectSegment(ctx: Context, segmentId: string): Promise<SegmentRow | undefined> {
  const { rows } = await sql<SegmentRow>`
    select ${columns} from segments.segments s where s.brand_id = ${ctx.brandId} and s.segment_id = ${segmentId}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** What is live, by the segments' numbers. Archived ones are not. */
export async function selectLive(ctx: Context): Promise<Live[]> {
  const { rows } = await sql<Omit<Live, "who"> & { document: unknown }>`
    select s.segment_id as "segmentId", s.number, s.key, v.version, s.built_version as "builtVersion",
      v.published_by as "publishedBy", v.document
    from segments.segments s
    join segments.versions v on v.brand_id = s.brand_id and v.segment_id = s.segment_id and v.version = s.live_version
    where s.brand_id = ${ctx.brandId} and s.archived_at is null order by s.number`.execute(ctx.db)
  return rows.map(({ document, ...row }) => ({ ...row, who: SegmentDocument.parse(document).who }))
}

export type NewSegment = Pick<SegmentRow, "segmentId" | "key" | "nameJa" | "nameEn" | "intent">

/** Gives the segment its number; the caller holds the lock "segments.write". False when its key is taken. */
export async function insertSegment(ctx: Context, row: NewSegment): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into segments.segments (brand_id, segment_id, number, key, name_ja, name_en, intent, created_at, changed_at)
    select ${ctx.brandId}, ${row.segmentId}, coalesce(max(number) + 1, 0), ${row.key}, ${row.nameJa}, ${row.nameEn}, ${row.intent},
      ${ctx.now()}, ${ctx.now()} from segments.segments where brand_id = ${ctx.brandId}
    on conflict (brand_id, key) where key is not null do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

type Changes = Partial<
  Pick<SegmentRow, "nameJa" | "nameEn" | "intent" | "liveVersion" | "archivedAt" | "sendFrequency" | "thresholds">
>

export async function updateSegment(ctx: Context, segmentId: string, changes: Changes): Promise<void> {
  const has = (key: keyof Changes) => Object.hasOwn(changes, key)
  await sql`update segments.segments set changed_at = ${ctx.now()},
      name_ja = case when ${has("nameJa")} then ${changes.nameJa ?? ""} else name_ja end,
      name_en = case when ${has("nameEn")} then ${changes.nameEn ?? ""} else name_en end,
      intent = case when ${has("intent")} then ${changes.intent ?? ""} else intent end,
      live_version = case when ${has("liveVersion")} then ${changes.liveVersion ?? null}::int else live_version end,
      archived_at = case when ${has("archivedAt")} then ${changes.archivedAt ?? null}::timestamptz else archived_at end,
      thresholds = case when ${has("thresholds")} then ${JSON.stringify(changes.thresholds ?? {})}::jsonb else thresholds end,
      send_frequency = case when ${has("sendFrequency")} then ${changes.sendFrequency ? JSON.stringify(changes.sendFrequency) : null}::jsonb
        else send_frequency end
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId}`.execute(ctx.db)
}

/** Which versions memberships are by now. Of archived ones: none. */
export async function markBuilt(ctx: Context, live: readonly Live[]): Promise<void> {
  await sql`update segments.segments s set built_version = b.version
    from (select segment_id, max(version) as version from unnest(${live.map((l) => l.segmentId)}::uuid[], ${live.map((l) => l.version)}::int[])
      as t(segment_id, version) group by 1) b
    where s.brand_id = ${ctx.brandId} and s.segment_id = b.segment_id and s.built_version is distinct from b.version`.execute(
    ctx.db,
  )
  await sql`update segments.segments set built_version = null
    where brand_id = ${ctx.brandId} and archived_at is not null and built_version is not null`.execute(ctx.db)
}

export async function markUsed(ctx: Context, segmentId: string): Promise<void> {
  await sql`update segments.segments set used_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId}`.execute(ctx.db)
}

/** The newest first. */
export async function selectVersions(ctx: Context, segmentId: string): Promise<VersionRow[]> {
  const { rows } = await sql<Omit<VersionRow, "document"> & { document: unknown }>`
    select version, document, note, published_at as "publishedAt", published_by as "publishedBy" from segments.versions
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} order by version desc`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: SegmentDocument.parse(row.document) }))
}

/** Writes the draft, a new one under the next version's number. */
export async function saveDraft(
  ctx: Context,
  segmentId: string,
  document: SegmentDocument,
  note: string,
): Promise<void> {
  await sql`insert into segments.versions (brand_id, segment_id, version, document, note)
    select ${ctx.brandId}, ${segmentId}, coalesce(max(version) filter (where published_at is not null), 0) + 1,
      ${JSON.stringify(document)}::jsonb, ${note}
    from segments.versions where brand_id = ${ctx.brandId} and segment_id = ${segmentId}
    on conflict (brand_id, segment_id) where published_at is null do update set document = excluded.document, note = excluded.note`.execute(
    ctx.db,
  )
}

export async function deleteDraft(ctx: Context, segmentId: string): Promise<void> {
  await sql`delete from segments.versions
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} and published_at is null`.execute(ctx.db)
}

/** The version that the draft became; undefined when there was none. */
export async function publishDraft(ctx: Context, segmentId: string, by: string): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update segments.versions set published_at = ${ctx.now()}, published_by = ${by}
    where brand_id = ${ctx.brandId} and segment_id = ${segmentId} and published_at is null returning version`.execute(
    ctx.db,
  )
  return rows[0]?.version
}
