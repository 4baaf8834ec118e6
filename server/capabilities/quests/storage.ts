import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { knownRows } from "#kernel/known-rows"
import { type LiveQuest, type Quest, QuestDocument, type QuestState } from "./model.ts"

type Row = Omit<Quest, "draft" | "live"> & { draft: unknown; live: unknown }
const questOf = ({ draft, live, ...row }: Row): Quest => ({
  ...row,
  draft: draft === null ? null : QuestDocument.parse(draft),
  live: live === null ? null : QuestDocument.parse(live),
})

const columns = sql.raw(`q.quest_id as "questId", q.state, q.draft, q.version, v.document as live, q.revision,
  q.live_since as "liveSince", q.created_at as "createdAt", q.changed_at as "changedAt"`)
const from = sql.raw(`quests.quests q left join quests.versions v
  on v.brand_id = q.brand_id and v.quest_id = q.quest_id and v.version = q.version`)

export async function insertQuest(ctx: Context, questId: string, draft: QuestDocument): Promise<void> {
  await sql`insert into quests.quests (brand_id, quest_id, draft, created_at, changed_at)
    values (${ctx.brandId}, ${questId}, ${JSON.stringify(draft)}::jsonb, ${ctx.now()}, ${ctx.now()})`.execute(ctx.db)
}

export async function selectQuest(ctx: Context, questId: string): Promise<Quest | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where q.brand_id = ${ctx.brandId} and q.quest_id = ${questId}`.execute(ctx.db)
  return rows.map(questOf)[0]
}

/** All of them, those that are live first, then the newest. */
export async function selectQuests(ctx: Context): Promise<Quest[]> {
  const { rows } = await sql<Row>`select ${columns} from ${from} where q.brand_id = ${ctx.brandId}
    order by array_position(array['live', 'paused', 'draft', 'ended'], q.state), q.created_at desc, q.quest_id desc limit 500`.execute(
    ctx.db,
  )
  return rows.map(questOf)
}

async function readLive(ctx: Context): Promise<readonly LiveQuest[]> {
  const { rows } = await sql<Omit<LiveQuest, "document"> & { document: unknown }>`
    select q.quest_id as "questId", q.version, v.document, q.live_since as "liveSince" from ${from}
    where q.brand_id = ${ctx.brandId} and q.state = 'live' and v.document is not null
    order by q.live_since, q.quest_id limit 500`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: QuestDocument.parse(row.document) }))
}
const live = knownRows("quests.live", readLive, "where-shown")

export const selectLive = (ctx: Context): Promise<readonly LiveQuest[]> => live.get(ctx, "all")

/** Which brands listen for which events. The context's own brand only, unless it is the platform's. */
export async function selectHeard(ctx: Context): Promise<{ brandId: string; names: string[] }[]> {
  const { rows } = await sql<{ brandId: string; names: string[] }>`
    select brand_id as "brandId", array_agg(distinct name) as names from quests.quests, unnest(names) as name
    where state = 'live' group by 1`.execute(ctx.db)
  return rows
}

type Change = {
  readonly draft?: QuestDocument | null | undefined
  readonly state?: QuestState | undefined
  readonly published?: { readonly version: number; readonly names: readonly string[] } | undefined
}

/** False when somebody else was faster. */
export async function updateQuest(
  ctx: Context,
  questId: string,
  { draft, state, published }: Change,
  basedOn: number | undefined,
): Promise<boolean> {
  live.change(ctx, "all")
  const { numAffectedRows } = await sql`update quests.quests set revision = revision + 1, changed_at = ${ctx.now()},
      state = coalesce(${state ?? null}, state)
      ${draft === undefined ? sql`` : sql`, draft = ${draft === null ? null : JSON.stringify(draft)}::jsonb`}
      ${published ? sql`, version = ${published.version}, names = ${[...published.names]}::text[], live_since = coalesce(live_since, ${ctx.now()})` : sql``}
    where brand_id = ${ctx.brandId} and quest_id = ${questId}
      ${basedOn === undefined ? sql`` : sql`and revision = ${basedOn}`}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function insertVersion(
  ctx: Context,
  version: { questId: string; version: number; document: QuestDocument; by: string },
): Promise<void> {
  await sql`insert into quests.versions (brand_id, quest_id, version, document, published_at, published_by)
    values (${ctx.brandId}, ${version.questId}, ${version.version}, ${JSON.stringify(version.document)}::jsonb, ${ctx.now()}, ${version.by})`.execute(
    ctx.db,
  )
}

export type Place = { readonly xid: string; readonly seq: number }

/** Where reading goes on, if nobody else is at it. */
export async function leaseCursor(ctx: Context, owner: string, leaseMs: number): Promise<Place | undefined> {
  await sql`insert into quests.cursors (brand_id) values (${ctx.brandId}) on conflict do nothing`.execute(ctx.db)
  const { rows } = await sql<Place>`
    update quests.cursors set leased_by = ${owner}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where brand_id = ${ctx.brandId} and (leased_by = ${owner} or coalesce(leased_until < clock_timestamp(), true))
    returning upto::text as xid, upto_seq as seq`.execute(ctx.db)
  return rows[0]
}

/** Moves it on, if it is still ours. */
export async function moveCursor(ctx: Context, owner: string, to: Place): Promise<void> {
  await sql`update quests.cursors set upto = ${to.xid}::xid8, upto_seq = ${to.seq}
    where brand_id = ${ctx.brandId} and leased_by = ${owner}`.execute(ctx.db)
}
