import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { OccurrenceRow } from "./model-stored.ts"

const columns = sql.raw(`campaign_id as "campaignId", occurrence, due_at as "dueAt", run, frozen_at as "frozenAt",
  after_id as "afterId", planned_at as "plannedAt", left_out as "leftOut", moved_at as "movedAt",
  seen_finished_at as "seenFinishedAt", stalled_since as "stalledSince",
  letters as "lettersSeen"`)

/** In order of their numbers. */
export async function selectOccurrences(ctx: Context, campaignIds: readonly string[]): Promise<OccurrenceRow[]> {
  const { rows } = await sql<OccurrenceRow>`select ${columns} from campaigns.occurrences
    where brand_id = ${ctx.brandId} and campaign_id = any(${[...campaignIds]}::uuid[])
    order by campaign_id, occurrence`.execute(ctx.db)
  return rows
}

/** Whoever else wants to plan it waits until this transaction ends. */
export async function lockOccurrence(
  ctx: Context,
  campaignId: string,
  occurrence: number,
): Promise<OccurrenceRow | undefined> {
  const { rows } = await sql<OccurrenceRow>`select ${columns} from campaigns.occurrences
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} and occurrence = ${occurrence} for update`.execute(
    ctx.db,
  )
  return rows[0]
}

/** False when it is there already. */
export async function insertOccurrence(
  ctx: Context,
  it: { readonly campaignId: string; readonly occurrence: number; readonly dueAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into campaigns.occurrences (brand_id, campaign_id, occurrence, due_at)
    values (${ctx.brandId}, ${it.campaignId}, ${it.occurrence}, ${it.dueAt}) on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

type Change = {
  readonly frozenAt?: Date
  readonly afterId?: string
  readonly plannedAt?: Date
  readonly leftOut?: "missed" | "stopped"
  readonly dueAt?: Date
  /** Asked for anew: what was asked before does nothing any more. */
  readonly isAnew?: true
}

/** Writes how far it has come; that it moved is noted with it. */
export async function updateOccurrence(
  ctx: Context,
  { campaignId, occurrence }: Pick<OccurrenceRow, "campaignId" | "occurrence">,
  change: Change,
): Promise<void> {
  await sql`update campaigns.occurrences set
      frozen_at = coalesce(${change.frozenAt ?? null}, frozen_at), after_id = coalesce(${change.afterId ?? null}, after_id),
      planned_at = coalesce(${change.plannedAt ?? null}, planned_at), left_out = coalesce(${change.leftOut ?? null}, left_out),
      due_at = coalesce(${change.dueAt ?? null}, due_at), run = run + ${change.isAnew ? 1 : 0},
      moved_at = ${ctx.now()}, stalled_since = null
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} and occurrence = ${occurrence}`.execute(ctx.db)
}

/** Sendings that have begun and that nobody has seen the end of. */
export async function selectUnfinished(ctx: Context): Promise<(OccurrenceRow & { openLetters: number | null })[]> {
  const { rows } = await sql<OccurrenceRow & { openLetters: number | null }>`
    select ${columns}, open_letters as "openLetters" from campaigns.occurrences
    where brand_id = ${ctx.brandId} and seen_finished_at is null and left_out is null and frozen_at is not null
    order by due_at limit 200`.execute(ctx.db)
  return rows
}

/** What was seen of it: how many letters are open, whether it stands still, whether it is over. */
export async function noteSeen(
  ctx: Context,
  { campaignId, occurrence }: Pick<OccurrenceRow, "campaignId" | "occurrence">,
  seen: {
    readonly letters: number
    readonly open: number
    readonly hasMoved: boolean
    readonly isStalled: boolean
    readonly isOver: boolean
  },
): Promise<void> {
  const now = ctx.now()
  await sql`update campaigns.occurrences set letters = ${seen.letters}, open_letters = ${seen.open},
      moved_at = case when ${seen.hasMoved} then ${now}::timestamptz else moved_at end,
      stalled_since = case when ${seen.isStalled} then coalesce(stalled_since, ${now}::timestamptz) end,
      seen_finished_at = case when ${seen.isOver} then coalesce(seen_finished_at, ${now}::timestamptz) end
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} and occurrence = ${occurrence}`.execute(ctx.db)
}

export type Dated = Pick<OccurrenceRow, "campaignId" | "occurrence" | "dueAt" | "plannedAt" | "leftOut">

/** Sendings due in [from, until), of campaigns that are not in the bin. */
export async function selectDue(ctx: Context, from: Date, until: Date): Promise<Dated[]> {
  const { rows } = await sql<Dated>`
    select o.campaign_id as "campaignId", o.occurrence, o.due_at as "dueAt", o.planned_at as "plannedAt", o.left_out as "leftOut"
    from campaigns.occurrences o join campaigns.campaigns c using (brand_id, campaign_id)
    where o.brand_id = ${ctx.brandId} and o.due_at >= ${from} and o.due_at < ${until} and c.binned_at is null
    order by o.due_at, o.campaign_id`.execute(ctx.db)
  return rows
}
