import { sql } from "kysely"
import { type Context, inTransaction } from "#kernel/context"
import { createCampaign } from "../capabilities/campaigns/edit-campaign.ts"
import { CampaignPlan, type CampaignPlanDraft } from "../capabilities/campaigns/model.ts"
import type { CampaignRow } from "../capabilities/campaigns/model-stored.ts"
import { createSegment, publishSegment } from "../capabilities/segments/edit-segments.ts"
import { template } from "./letter-scene.ts"

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
