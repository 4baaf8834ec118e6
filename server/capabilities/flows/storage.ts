import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { FlowDocument, type Trigger } from "./model.ts"
import type { FlowMode, FlowState } from "./model-flow.ts"
import type { FlowRow, VersionRow } from "./model-stored.ts"

const columns =
  sql.raw(`f.flow_id as "flowId", f.key, f.name_ja as "nameJa", f.name_en as "nameEn", f.state, f.mode, f.live_version as "liveVersion",
  f.revision, f.trigger_kind as "triggerKind", f.trigger_names as "triggerNames", f.trigger_segment as "triggerSegment",
  f.trigger_move as "triggerMove", f.live_since as "liveSince", f.timed_until as "timedUntil", f.created_at as "createdAt",
  f.changed_at as "changedAt", f.published_at as "publishedAt",
  exists (select 1 from flows.versions v where v.brand_id = f.brand_id and v.flow_id = f.flow_id and v.published_at is null) as "hasDraft"`)

export async function selectFlows(ctx: Context): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`
    select ${columns} from flows.flows f where f.brand_id = ${ctx.brandId} order by f.changed_at desc, f.flow_id`.execute(
    ctx.db,
  )
  return rows
}

export async function selectFlow(ctx: Context, flowId: string): Promise<FlowRow | undefined> {
  const { rows } = await sql<FlowRow>`
    select ${columns} from flows.flows f where f.brand_id = ${ctx.brandId} and f.flow_id = ${flowId}`.execute(ctx.db)
  return rows[0]
}

export type NewFlow = { flowId: string; key: string | null; nameJa: string; nameEn: string }

export async function insertFlow(ctx: Context, { flowId, key, nameJa, nameEn }: NewFlow): Promise<void> {
  await sql`insert into flows.flows (brand_id, flow_id, key, name_ja, name_en, created_at, changed_at)
    values (${ctx.brandId}, ${flowId}, ${key}, ${nameJa}, ${nameEn}, ${ctx.now()}, ${ctx.now()})`.execute(ctx.db)
}

/** One more change of the draft. False when it was changed since `revision` was read. */
export async function touchFlow(
  ctx: Context,
  flowId: string,
  revision: number,
  name?: { readonly ja: string; readonly en: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flows.flows set revision = revision + 1, changed_at = ${ctx.now()},
      name_ja = coalesce(${name?.ja ?? null}, name_ja), name_en = coalesce(${name?.en ?? null}, name_en)
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and revision = ${revision}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function setState(ctx: Context, flowId: string, state: FlowState): Promise<void> {
  await sql`update flows.flows set state = ${state}, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and flow_id = ${flowId}`.execute(ctx.db)
}

export async function setMode(ctx: Context, flowId: string, mode: FlowMode): Promise<void> {
  await sql`update flows.flows set mode = ${mode}, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and flow_id = ${flowId}`.execute(ctx.db)
}

/**
 * A version goes live. Where the trigger stays as it was, nothing that was on its way to it is lost; another trigger, and a
 * flow that comes to life, begin now.
 */
export async function goLive(
  ctx: Context,
  flowId: string,
  version: number,
  mode: FlowMode,
  trigger: Trigger,
  isSameTrigger: boolean,
): Promise<void> {
  const names = trigger.kind === "event" ? trigger.event.names : []
  const segment = "segmentId" in trigger ? trigger.segmentId : null
  const move = trigger.kind === "segment" ? trigger.move : null
  await sql`update flows.flows set state = 'live', mode = ${mode}, live_version = ${version}, changed_at = ${ctx.now()},
      published_at = ${ctx.now()}, trigger_kind = ${trigger.kind}, trigger_names = ${names}::text[],
      trigger_segment = ${segment}::uuid, trigger_move = ${move},
      live_since = case when ${isSameTrigger} and live_since is not null then live_since else ${ctx.now()} end,
      timed_until = case when ${isSameTrigger} and timed_until is not null then timed_until else ${ctx.now()} end
    where brand_id = ${ctx.brandId} and flow_id = ${flowId}`.execute(ctx.db)
}

/** It begins anew: what happened while it was away starts nothing. */
export async function beginAnew(ctx: Context, flowId: string): Promise<void> {
  await sql`update flows.flows set live_since = ${ctx.now()}, timed_until = greatest(timed_until, ${ctx.now()})
    where brand_id = ${ctx.brandId} and flow_id = ${flowId}`.execute(ctx.db)
}

type StoredVersion = Omit<VersionRow, "document"> & { document: unknown }
const versionColumns = sql.raw(`version, document, note, published_at as "publishedAt", published_by as "publishedBy"`)
const versionOf = (row: StoredVersion): VersionRow => ({ ...row, document: FlowDocument.parse(row.document) })

/** The newest first. */
export async function selectVersions(ctx: Context, flowId: string): Promise<VersionRow[]> {
  const { rows } = await sql<StoredVersion>`select ${versionColumns} from flows.versions
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} order by version desc`.execute(ctx.db)
  return rows.map(versionOf)
}

export async function selectDocuments(
  ctx: Context,
  wanted: readonly { readonly flowId: string; readonly version: number }[],
): Promise<{ flowId: string; version: number; document: FlowDocument }[]> {
  const { rows } = await sql<{ flowId: string; version: number; document: unknown }>`
    select v.flow_id as "flowId", v.version, v.document from flows.versions v
    join unnest(${wanted.map((w) => w.flowId)}::uuid[], ${wanted.map((w) => w.version)}::int[]) as w(flow_id, version)
      on w.flow_id = v.flow_id and w.version = v.version
    where v.brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: FlowDocument.parse(row.document) }))
}

/** Published versions of flows that are not put away: those whose people may wait for something. */
export async function selectPublished(ctx: Context): Promise<{ flowId: string; version: number }[]> {
  const { rows } = await sql<{ flowId: string; version: number }>`
    select v.flow_id as "flowId", v.version from flows.versions v
    join flows.flows f on f.brand_id = v.brand_id and f.flow_id = v.flow_id
    where v.brand_id = ${ctx.brandId} and v.published_at is not null and f.state in ('live', 'paused')`.execute(ctx.db)
  return rows
}

/** Writes the draft, a new one under the next version's number. */
export async function saveDraft(ctx: Context, flowId: string, document: FlowDocument, note: string): Promise<void> {
  await sql`insert into flows.versions (brand_id, flow_id, version, document, note)
    select ${ctx.brandId}, ${flowId}, coalesce(max(version) filter (where published_at is not null), 0) + 1,
      ${JSON.stringify(document)}::jsonb, ${note}
    from flows.versions where brand_id = ${ctx.brandId} and flow_id = ${flowId}
    on conflict (brand_id, flow_id) where published_at is null do update set document = excluded.document, note = excluded.note`.execute(
    ctx.db,
  )
}

export async function deleteDraft(ctx: Context, flowId: string): Promise<void> {
  await sql`delete from flows.versions where brand_id = ${ctx.brandId} and flow_id = ${flowId} and published_at is null`.execute(
    ctx.db,
  )
}

/** The version that the draft became; undefined when there was none. */
export async function publishDraft(ctx: Context, flowId: string, by: string): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update flows.versions set published_at = ${ctx.now()}, published_by = ${by}
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and published_at is null returning version`.execute(ctx.db)
  return rows[0]?.version
}

/** Flows that a move in or out of a segment sets off; paused ones, too, so that it is known whom they missed. */
export async function selectTriggered(
  ctx: Context,
  segmentId: string,
  move: "entered" | "left",
): Promise<{ flowId: string }[]> {
  const { rows } = await sql<{ flowId: string }>`select flow_id as "flowId" from flows.flows
    where brand_id = ${ctx.brandId} and trigger_kind = 'segment' and trigger_segment = ${segmentId} and trigger_move = ${move}
      and state in ('live', 'paused')`.execute(ctx.db)
  return rows
}

/** Which of these are paused. */
export async function selectPaused(ctx: Context, flowIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select flow_id as id from flows.flows
    where brand_id = ${ctx.brandId} and flow_id = any(${[...flowIds]}::uuid[]) and state = 'paused'`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Everything of a brand. */
export async function deleteBrand(ctx: Context, brandId: string): Promise<void> {
  for (const table of [
    "flows",
    "versions",
    "entrants",
    "entries",
    "runs",
    "run_goes",
    "step_counts",
    "starts",
    "tasks",
  ])
    await sql`delete from ${sql.table(`flows.${table}`)} where brand_id = ${brandId}`.execute(ctx.db)
}

/** Live flows that begin when the catalogue has something new. */
export async function selectLaunching(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select flow_id as id from flows.flows
    where brand_id = ${ctx.brandId} and trigger_kind = 'launch' and state = 'live'`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
