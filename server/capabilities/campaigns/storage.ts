import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { CampaignPlan, type PauseReason } from "./model.ts"
import type { CampaignRow, Checked } from "./model-stored.ts"

const columns = sql.raw(`campaign_id as "campaignId", name, plan, revision, author, created_at as "createdAt",
  changed_at as "changedAt", checked, asked_at as "askedAt", asked_by as "askedBy", approved_at as "approvedAt",
  approved_by as "approvedBy", launched_at as "launchedAt", launched_by as "launchedBy", paused_at as "pausedAt",
  pause_reason as "pauseReason", stopped_at as "stoppedAt", binned_at as "binnedAt"`)

const read = (row: Omit<CampaignRow, "plan"> & { plan: unknown }): CampaignRow => ({
  ...row,
  plan: CampaignPlan.parse(row.plan),
})
type Raw = Omit<CampaignRow, "plan"> & { plan: unknown }

/** The newest change first; those in the bin apart. */
export async function selectCampaigns(ctx: Context, isBinned: boolean): Promise<CampaignRow[]> {
  const { rows } = await sql<Raw>`select ${columns} from campaigns.campaigns
    where brand_id = ${ctx.brandId} and (binned_at is not null) = ${isBinned}
    order by changed_at desc, campaign_id desc limit 1000`.execute(ctx.db)
  return rows.map(read)
}

/** Campaigns out of the bin that say what any of these templates says and are not over. */
export async function selectUsing(ctx: Context, templateIds: readonly string[]): Promise<CampaignRow[]> {
  const { rows } = await sql<Raw>`select ${columns} from campaigns.campaigns c
    where brand_id = ${ctx.brandId} and binned_at is null
      and exists (select from jsonb_array_elements(plan->'variants') v where (v->>'templateId')::uuid = any(${[...templateIds]}::uuid[]))
      and (launched_at is null or exists (select from campaigns.occurrences o where o.brand_id = c.brand_id
        and o.campaign_id = c.campaign_id and o.seen_finished_at is null and o.left_out is null))
    order by changed_at desc limit 1000`.execute(ctx.db)
  return rows.map(read)
}

export async function selectCampaign(ctx: Context, campaignId: string): Promise<CampaignRow | undefined> {
  const { rows } = await sql<Raw>`select ${columns} from campaigns.campaigns
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId}`.execute(ctx.db)
  return rows[0] && read(rows[0])
}

/** The same, kept from others until the transaction ends. */
export async function lockCampaign(ctx: Context, campaignId: string): Promise<CampaignRow | undefined> {
  const { rows } = await sql<Raw>`select ${columns} from campaigns.campaigns
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} for update`.execute(ctx.db)
  return rows[0] && read(rows[0])
}

/** Nobody changes it meanwhile, but others may look as we do: for work that is done in many pieces. */
export async function holdCampaign(ctx: Context, campaignId: string): Promise<CampaignRow | undefined> {
  const { rows } = await sql<Raw>`select ${columns} from campaigns.campaigns
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} for share`.execute(ctx.db)
  return rows[0] && read(rows[0])
}

/** False when its id is taken. */
export async function insertCampaign(
  ctx: Context,
  c: Pick<CampaignRow, "campaignId" | "name" | "plan" | "author">,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into campaigns.campaigns (brand_id, campaign_id, name, plan, revision, author, created_at, changed_at)
    values (${ctx.brandId}, ${c.campaignId}, ${c.name}, ${JSON.stringify(c.plan)}::jsonb, 1, ${c.author}, ${ctx.now()}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Writes the next revision. What was asked, approved or checked of the last one no longer counts. */
export async function updatePlan(
  ctx: Context,
  campaignId: string,
  change: { readonly name: string; readonly plan: CampaignPlan },
): Promise<void> {
  await sql`update campaigns.campaigns set name = ${change.name}, plan = ${JSON.stringify(change.plan)}::jsonb,
      revision = revision + 1, changed_at = ${ctx.now()}, checked = null, asked_at = null, asked_by = null,
      approved_at = null, approved_by = null
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId}`.execute(ctx.db)
}

/** Only its moment: what was checked and approved stands. */
export async function updateWhen(ctx: Context, campaignId: string, plan: CampaignPlan): Promise<void> {
  await sql`update campaigns.campaigns set plan = ${JSON.stringify(plan)}::jsonb, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId}`.execute(ctx.db)
}

export async function updateChecked(ctx: Context, campaignId: string, checked: Checked): Promise<void> {
  await sql`update campaigns.campaigns set checked = ${JSON.stringify(checked)}::jsonb
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} and revision = ${checked.revision}`.execute(ctx.db)
}

type Mark = {
  readonly asked?: string | null
  readonly approved?: string | null
  readonly launched?: string
  readonly paused?: PauseReason | null
  readonly stopped?: true
  readonly binned?: boolean
}

/** Writes down what was decided, with its instant; null takes it back. */
export async function markCampaign(ctx: Context, campaignId: string, mark: Mark): Promise<void> {
  const now = ctx.now()
  const sets = [
    ...(mark.asked === undefined ? [] : [sql`asked_at = ${mark.asked && now}, asked_by = ${mark.asked}`]),
    ...(mark.approved === undefined
      ? []
      : [sql`approved_at = ${mark.approved && now}, approved_by = ${mark.approved}`]),
    ...(mark.launched === undefined ? [] : [sql`launched_at = ${now}, launched_by = ${mark.launched}`]),
    ...(mark.paused === undefined ? [] : [sql`paused_at = ${mark.paused && now}, pause_reason = ${mark.paused}`]),
    ...(mark.stopped ? [sql`stopped_at = ${now}, paused_at = null, pause_reason = null`] : []),
    ...(mark.binned === undefined ? [] : [sql`binned_at = ${mark.binned ? now : null}`]),
  ]
  await sql`update campaigns.campaigns set ${sql.join(sets)}, changed_at = ${now}
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId}`.execute(ctx.db)
}

/** Which of these campaigns rest or were stopped: their letters are not let out. */
export async function selectResting(
  ctx: Context,
  campaignIds: readonly string[],
): Promise<Map<string, "paused" | "stopped">> {
  const { rows } = await sql<{ id: string; is: "paused" | "stopped" }>`
    select campaign_id as id, case when stopped_at is not null then 'stopped' else 'paused' end as is
    from campaigns.campaigns where brand_id = ${ctx.brandId} and campaign_id = any(${[...campaignIds]}::uuid[])
      and (paused_at is not null or stopped_at is not null)`.execute(ctx.db)
  return new Map(rows.map(({ id, is }) => [id, is]))
}

/** The plans of launched campaigns among these ids. */
export async function selectExclusions(ctx: Context, campaignIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; exclude: string[] }>`
    select campaign_id as id, plan->'audience'->'exclude' as exclude from campaigns.campaigns
    where brand_id = ${ctx.brandId} and campaign_id = any(${[...campaignIds]}::uuid[])
      and jsonb_array_length(plan->'audience'->'exclude') > 0`.execute(ctx.db)
  return new Map(rows.map(({ id, exclude }) => [id, exclude]))
}

/** Removes what has been in the bin since before then, with all that belonged to it. Returns how many. */
export async function deleteBinned(ctx: Context, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`delete from campaigns.campaigns
    where brand_id = ${ctx.brandId} and binned_at < ${before} returning campaign_id as id`.execute(ctx.db)
  const ids = rows.map(({ id }) => id)
  for (const table of ["occurrences", "passed_over", "heard", "letters"])
    await sql`delete from ${sql.raw(`campaigns.${table}`)} where brand_id = ${ctx.brandId} and campaign_id = any(${ids}::uuid[])`.execute(
      ctx.db,
    )
  return ids.length
}
