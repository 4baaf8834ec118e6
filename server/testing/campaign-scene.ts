import { sql } from "kysely"
import { expect } from "vitest"
import { letterEnds } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { carryOutAll, claim } from "#kernel/worker"
import { checkCampaign } from "../capabilities/campaigns/check-campaign.ts"
import { launchCampaign } from "../capabilities/campaigns/launch-campaign.ts"
import { showCampaign } from "../capabilities/campaigns/show-campaigns.ts"
import { createCampaign } from "../capabilities/campaigns/edit-campaign.ts"
import { CampaignPlan, type CampaignPlanDraft } from "../capabilities/campaigns/model.ts"
import type { CampaignRow } from "../capabilities/campaigns/model-stored.ts"
import { createSegment, publishSegment } from "../capabilities/segments/edit-segments.ts"
import { type LetterContext, template } from "./letter-scene.ts"

/** A live segment of these people, as if it had just been built. */
export async function segmentOf(ctx: Context, customerIds: readonly string[]): Promise<string> {
  const { segmentId } = await createSegment(ctx, {
    name: { ja: "試し", en: "Trial" },
    intent: "to be written to",
    document: { format: 1, who: { kind: "all", of: [] } },
    note: "",
  })
  await publishSegment(ctx, segmentId)
  await enterSegment(ctx, segmentId, customerIds)
  return segmentId
}

/** Lets people in, now. */
export const enterSegment = (ctx: Context, segmentId: string, customerIds: readonly string[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await sql`insert into segments.members (brand_id, segment_id, customer_id, entered_at, cause, version)
      select ${ctx.brandId}, ${segmentId}, id, ${ctx.now()}, 'facts', 1 from unnest(${[...customerIds]}::uuid[]) as t(id)`.execute(
      ctx.db,
    )
  })

/** Many people who have said nothing yet, written straight into the tables. Returns their ids. */
export const manyPeople = (ctx: Context, count: number): Promise<string[]> =>
  inTransaction(ctx, async (ctx) => {
    const ids = Array.from({ length: count }, () => ctx.id())
    await sql`insert into customers.profiles (brand_id, customer_id, display_name, email, known, source, first_seen_at, created_at, updated_at)
      select ${ctx.brandId}, id, 'お客様', id || '@customer.example', true, 'test', ${ctx.now()}, ${ctx.now()}, ${ctx.now()}
      from unnest(${ids}::uuid[]) as t(id)`.execute(ctx.db)
    return ids
  })

/** A plan for one segment in one variant, from the sample template. */
export const planFor = (segmentId: string, more: Partial<CampaignPlanDraft> = {}): CampaignPlan =>
  CampaignPlan.parse({
    version: 1,
    why: "The new cloth has come, and they asked for it",
    audience: { include: [segmentId] },
    variants: [{ key: "a", templateId: template.templateId, templateVersion: template.version }],
    channels: ["email"],
    holdoutBp: 0,
    ...more,
  })

export const draftFor = (
  ctx: Context,
  segmentId: string,
  more: Partial<CampaignPlanDraft> = {},
  name = "春の新作",
): Promise<CampaignRow> => createCampaign(ctx, { name, plan: planFor(segmentId, more) })

/** Checks a campaign as an operator does and launches it. */
export async function launched(ctx: LetterContext, campaignId: string) {
  const { revision, estimate, findings } = await checkCampaign(ctx, campaignId)
  expect(findings.filter(({ level }) => level === "stop")).toEqual([])
  return launchCampaign(ctx, { campaignId, revision, confirmed: estimate.audience })
}

/** How many letters stand at each end. */
export const ends = (ctx: Context, campaignId: string) =>
  inTransaction(ctx, async (ctx) => {
    const counts: Record<string, number> = {}
    for (const { state, reason, count } of await letterEnds(ctx, { id: campaignId })) {
      const key = reason === null ? state : `${state}: ${reason}`
      counts[key] = (counts[key] ?? 0) + count
    }
    return counts
  })

/** Where it stands. */
export const state = async (ctx: Context, campaignId: string) => (await showCampaign(ctx, campaignId)).state

/** Works off one kind only, `most` at most. */
export async function drainOnly(ctx: LetterContext, kind: string, most = 100): Promise<number> {
  const effect = ctx.assembled.effects.find((one) => one.kind === kind)
  if (!effect) throw new Error(`no effect ${kind}`)
  const rows = await claim(ctx, effect, "test", most)
  for (const row of rows) await carryOutAll(ctx, effect, [row])
  return rows.length
}
