import { brandById, brandLook, isTest } from "#brands"
import { knownCounts } from "#customers"
import { type LetterDocument, letterSettings } from "#messages"
import { holidayName } from "#kernel/calendar"
import { type Context, inTransaction } from "#kernel/context"
import { dayIn, localIn } from "#kernel/zones"
import { approvalOf } from "./approval-rules.ts"
import { checklistOf } from "./checklist-rules.ts"
import { dueAt } from "./due-rules.ts"
import { known } from "./edit-campaign.ts"
import { estimate } from "./estimate.ts"
import { findingsOf } from "./find-rules.ts"
import type { CampaignRow } from "./model-stored.ts"
import type { Check } from "./model-views.ts"
import { preflight, remarksOn } from "./preflight.ts"
import { askQuotas, shortagesOf } from "./quota.ts"
import { wantsOf } from "./quota-rules.ts"
import { variantDocuments } from "./own-letters.ts"
import { campaignSettings } from "./settings.ts"
import { senderStanding } from "./sender.ts"
import { selectCampaign, updateChecked } from "./storage.ts"
import { selectDue } from "./storage-occurrences.ts"
import { greets, textsOf } from "./words-rules.ts"

const dayMs = 86_400_000

/**
 * Looks at everything before a campaign goes: who would get it by which channel, who not and why, what is wrong with words,
 * moment and measure. What was seen is kept with the revision; launching stands on it. Throws `campaigns.Unknown`.
 */
export async function checkCampaign(ctx: Context, campaignId: string): Promise<Check> {
  const { plan } = await inTransaction(ctx, (ctx) => known(ctx, campaignId))
  // No transaction waits for somebody outside.
  await askQuotas(ctx, plan)
  return inTransaction(ctx, (ctx) => look(ctx, campaignId))
}

async function look(ctx: Context, campaignId: string): Promise<Check> {
  const campaign = await known(ctx, campaignId)
  const brand = await brandById(ctx, ctx.brandId)
  const zone = brand?.zone ?? "Asia/Tokyo"
  const { plan, revision } = campaign
  const at = dueAt(plan.when, zone, ctx.now())
  const documents = await variantDocuments(ctx, plan)
  const seen = await estimate(ctx, campaign, { dueAt: at, zone, documents })
  const wants = wantsOf(seen.estimate, plan)
  const findings = findingsOf({
    plan,
    documents,
    estimate: seen.estimate,
    lacking: seen.lacking,
    remarks: await remarksOn(ctx, { documents, channels: plan.channels }),
    unrendered: await preflight(ctx, { documents, sample: seen.estimate.sample, channels: plan.channels }),
    now: ctx.now(),
    dueAt: at,
    holiday: holidayName(dayIn(zone, at)),
    isQuiet: plan.when.kind !== "own-time" && (await isQuiet(ctx, at, zone)),
    clashes: await clashesOf(ctx, campaign, at),
    sender: await senderStanding(ctx),
    shortages: await shortagesOf(ctx, wants),
  })
  const stops = findings.filter(({ level }) => level === "stop").map(({ code }) => code)
  const { audience } = seen.estimate
  await updateChecked(ctx, campaignId, { revision, at: ctx.now().toISOString(), audience, stops, wants })
  const { isNeeded, isTyped } = approvalOf(await campaignSettings(ctx), audience, !!brand && isTest(brand))
  return {
    revision,
    at: ctx.now(),
    estimate: seen.estimate,
    findings,
    checklist: await checklist(ctx, campaign, documents, audience),
    approval: { isNeeded, isTyped, isGiven: campaign.approvedAt !== null },
  }
}

/** Some channel may be written by at any hour; where none is, this instant may be one in which nothing leaves. */
async function isQuiet(ctx: Context, at: Date, zone: string): Promise<boolean> {
  const { quietHours } = await letterSettings(ctx)
  if (!quietHours) return false
  const { time } = localIn(zone, at)
  const { from, until } = quietHours
  return from <= until ? time >= from && time < until : time >= from || time < until
}

async function checklist(
  ctx: Context,
  { plan }: CampaignRow,
  documents: ReadonlyMap<string, LetterDocument>,
  audience: number,
): Promise<Check["checklist"]> {
  const { people } = await knownCounts(ctx, [])
  const look = await brandLook(ctx)
  const names = [...documents.values()].flatMap(({ words }) =>
    [words.ja, words.en].flatMap((w) => (w?.mail ? [w.mail.fromName] : [])),
  )
  return checklistOf({
    plan,
    shareOfAll: people === 0 ? null : audience / people,
    texts: [...documents.values()].flatMap(textsOf),
    greets: documents.size > 0 && [...documents.values()].every(greets),
    fromNames: names,
    brandName: look.senderName,
  })
}

/** Campaigns that go to the same segments within a day of this one. */
async function clashesOf(ctx: Context, { campaignId, plan }: CampaignRow, at: Date) {
  const near = await selectDue(ctx, new Date(at.getTime() - dayMs), new Date(at.getTime() + dayMs))
  const clashes: { name: string; sameHour: boolean }[] = []
  for (const it of near) {
    if (it.campaignId === campaignId || it.leftOut) continue
    const other = await selectCampaign(ctx, it.campaignId)
    if (!other || other.stoppedAt || !sharesAnybody(plan.audience.include, other.plan.audience.include)) continue
    clashes.push({ name: other.name, sameHour: Math.abs(it.dueAt.getTime() - at.getTime()) < 3_600_000 })
  }
  return clashes
}

const sharesAnybody = (a: readonly string[], b: readonly string[]): boolean => a.some((id) => b.includes(id))
