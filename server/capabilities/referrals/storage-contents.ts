import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { Campaign, Content } from "./model.ts"

export type StoredContent = {
  readonly contentId: string
  readonly document: Content
  readonly revision: number
  readonly createdAt: Date
  readonly pausedAt: Date | null
}
const columns = sql.raw(
  `content_id as "contentId", document, revision, created_at as "createdAt", paused_at as "pausedAt"`,
)
type Row = Omit<StoredContent, "document"> & { document: unknown }
const contentOf = (row: Row): StoredContent => ({ ...row, document: Content.parse(row.document) })

export async function selectContent(ctx: Context, contentId: string): Promise<StoredContent | undefined> {
  const { rows } = await sql<Row>`select ${columns} from referrals.contents
    where brand_id = ${ctx.brandId} and content_id = ${contentId}`.execute(ctx.db)
  return rows.map(contentOf)[0]
}

export async function selectContents(ctx: Context): Promise<StoredContent[]> {
  const { rows } = await sql<Row>`select ${columns} from referrals.contents
    where brand_id = ${ctx.brandId} order by created_at desc, content_id desc limit 500`.execute(ctx.db)
  return rows.map(contentOf)
}

export async function insertContent(ctx: Context, contentId: string, document: Content): Promise<void> {
  await sql`insert into referrals.contents (brand_id, content_id, document, created_at)
    values (${ctx.brandId}, ${contentId}, ${JSON.stringify(document)}::jsonb, ${ctx.now()})`.execute(ctx.db)
}

export async function updateContent(
  ctx: Context,
  contentId: string,
  document: Content,
  basedOn: number,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update referrals.contents set document = ${JSON.stringify(document)}::jsonb, revision = revision + 1
    where brand_id = ${ctx.brandId} and content_id = ${contentId} and revision = ${basedOn}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function writeContentPause(ctx: Context, contentId: string, isPaused: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`update referrals.contents set paused_at = ${isPaused ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and content_id = ${contentId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export type StoredCampaign = {
  readonly campaignId: string
  readonly document: Campaign
  readonly revision: number
  readonly createdAt: Date
}

export async function selectCampaigns(ctx: Context): Promise<StoredCampaign[]> {
  const { rows } = await sql<
    Omit<StoredCampaign, "document"> & { document: unknown }
  >`select campaign_id as "campaignId", document,
      revision, created_at as "createdAt" from referrals.campaigns
    where brand_id = ${ctx.brandId} order by created_at desc, campaign_id desc limit 500`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: Campaign.parse(row.document) }))
}

export async function insertCampaign(ctx: Context, campaignId: string, document: Campaign): Promise<void> {
  await sql`insert into referrals.campaigns (brand_id, campaign_id, document, created_at)
    values (${ctx.brandId}, ${campaignId}, ${JSON.stringify(document)}::jsonb, ${ctx.now()})`.execute(ctx.db)
}

export async function updateCampaign(
  ctx: Context,
  campaignId: string,
  document: Campaign,
  basedOn: number,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update referrals.campaigns set document = ${JSON.stringify(document)}::jsonb, revision = revision + 1
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} and revision = ${basedOn}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** False when one is open for it already. */
export async function insertAlarm(
  ctx: Context,
  it: { contentId: string | null; negative: number; answers: number; hasPaused: boolean },
): Promise<string | null> {
  const { rows } = await sql<{ alarmId: string }>`insert into referrals.alarms
      (brand_id, alarm_id, content_id, raised_at, negative, answers, has_paused)
    values (${ctx.brandId}, ${ctx.id()}, ${it.contentId}, ${ctx.now()}, ${it.negative}, ${it.answers}, ${it.hasPaused})
    on conflict do nothing returning alarm_id as "alarmId"`.execute(ctx.db)
  return rows[0]?.alarmId ?? null
}

export type Alarm = {
  readonly alarmId: string
  readonly contentId: string | null
  readonly raisedAt: Date
  readonly negative: number
  readonly answers: number
  readonly hasPaused: boolean
}

export async function selectOpenAlarms(ctx: Context): Promise<Alarm[]> {
  const { rows } =
    await sql<Alarm>`select alarm_id as "alarmId", content_id as "contentId", raised_at as "raisedAt", negative, answers,
      has_paused as "hasPaused" from referrals.alarms where brand_id = ${ctx.brandId} and settled_at is null
    order by raised_at desc limit 100`.execute(ctx.db)
  return rows
}

export async function settleAlarm(ctx: Context, alarmId: string, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update referrals.alarms set settled_at = ${ctx.now()}, settled_by = ${by}
    where brand_id = ${ctx.brandId} and alarm_id = ${alarmId} and settled_at is null`.execute(ctx.db)
  return numAffectedRows === 1n
}
