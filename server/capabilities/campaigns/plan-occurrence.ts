import { z } from "zod"
import { brandById } from "#brands"
import { type Reader, readersOf } from "#customers"
import { armsOf, holdout, treated } from "#experiments"
import { type Mailing, type MailingReader, planMailing } from "#messages"
import { audienceAfter, membersOfAny, segmentUsed } from "#segments"
import { doubtReason, timeIsInDoubt } from "#kernel/clock-watch"
import type { Context } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { appliedEffect, type Effect, enqueue, NotYet } from "#kernel/effects"
import { sendUntil } from "./due-rules.ts"
import { type Moments, momentsOf } from "./moments.ts"
import type { Variant } from "./model.ts"
import type { CampaignRow, OccurrenceRow } from "./model-stored.ts"
import { frozenRefs } from "./own-letters.ts"
import { restsForQuota } from "./quota.ts"
import { setNext } from "./series.ts"
import { holdCampaign } from "./storage.ts"
import { lockOccurrence, updateOccurrence } from "./storage-occurrences.ts"
import { insertHeard, insertPassedOver, selectHeard } from "./storage-people.ts"
import { nextVariant } from "./variation-rules.ts"

/**
 * People of one transaction: few in the first, so that letters begin to leave at once; then enough that statements are few
 * and little enough that it takes less than a second and little memory.
 */
const peopleOf = (chunk: number): number => (chunk === 0 ? 500 : 5_000)

const Chunk = z.object({ campaignId: z.uuid(), occurrence: z.int(), run: z.int(), chunk: z.int() })
type Chunk = z.output<typeof Chunk>

const crash = crashpoints("campaigns.plan.before_commit")

/**
 * Plans the letters of the next people of an audience and asks for the chunk after it, all in one transaction: killed
 * anywhere, it goes on where it was, and nobody is planned twice (F04, R1). Any number of workers may do so.
 */
export const planEffect: Effect<Chunk> = appliedEffect({
  kind: "campaigns.plan",
  title: { ja: "キャンペーンの宛先の準備", en: "Preparing a campaign's letters" },
  subject: ({ campaignId }) => `campaign:${campaignId}`,
  payload: Chunk,
  concurrency: 2,
  leaseMs: 60_000,
  apply: async (ctx, chunk) => {
    const campaign = await holdCampaign(ctx, chunk.campaignId)
    const it = await lockOccurrence(ctx, chunk.campaignId, chunk.occurrence)
    if (!campaign || !it || !isWanted(campaign, it, chunk)) return
    if (await timeIsInDoubt(ctx)) throw new NotYet(doubtReason, 300_000)
    if (!it.frozenAt && (await restsForQuota(ctx, campaign))) return
    const more = await planChunk(ctx, campaign, it, peopleOf(chunk.chunk))
    if (more) await askToPlan(ctx, { ...it, chunk: chunk.chunk + 1 })
    crash("campaigns.plan.before_commit")
  },
})

type Asked = Pick<OccurrenceRow, "campaignId" | "occurrence" | "run"> & { readonly chunk?: number }

/** Asks for the planning of an occurrence, at its time. What an earlier run asked for does nothing any more. */
export async function askToPlan(ctx: Context, { chunk = 0, ...it }: Asked, notBefore?: Date): Promise<void> {
  const { campaignId, occurrence, run } = it
  const key = `${campaignId}:${occurrence}:${run}:${chunk}`
  await enqueue(ctx, planEffect, { campaignId, occurrence, run, chunk }, { key, ...(notBefore ? { notBefore } : {}) })
}

const isWanted = (campaign: CampaignRow, it: OccurrenceRow, chunk: Chunk): boolean =>
  campaign.launchedAt !== null &&
  campaign.pausedAt === null &&
  campaign.stoppedAt === null &&
  it.run === chunk.run &&
  it.plannedAt === null &&
  it.leftOut === null

/** False when everybody has been dealt with. */
async function planChunk(ctx: Context, campaign: CampaignRow, it: OccurrenceRow, most: number): Promise<boolean> {
  const now = ctx.now()
  if (!it.frozenAt && now >= sendUntil(campaign.plan, it.dueAt)) {
    // Nobody wants last week's news: what was missed while nothing ran is said to be missed (F65).
    await updateOccurrence(ctx, it, { leftOut: "missed" })
    await goOn(ctx, campaign, it)
    return false
  }
  const { audience } = campaign.plan
  if (!it.frozenAt) for (const segmentId of audience.include) await segmentUsed(ctx, segmentId)
  const frozenAt = it.frozenAt ?? now
  const people = await audienceAfter(ctx, { ...audience, at: frozenAt }, it.afterId, most)
  const readers = new Map([...(await readersOf(ctx, people)).values()].map((reader) => [reader.customerId, reader]))
  for (const { mailing, readers: own } of await mailingsFor(ctx, campaign, it, readers))
    await planMailing(ctx, mailing, own)
  const last = people.at(-1)
  const isOver = people.length < most
  await updateOccurrence(ctx, it, {
    frozenAt,
    ...(last === undefined ? {} : { afterId: last }),
    ...(isOver ? { plannedAt: now } : {}),
  })
  if (isOver) await goOn(ctx, campaign, it)
  return !isOver
}

/** A series has a next sending; what comes once has none. */
async function goOn(ctx: Context, campaign: CampaignRow, it: OccurrenceRow): Promise<void> {
  const next = await setNext(ctx, campaign, it)
  if (next) await askToPlan(ctx, next, next.at)
}

/** In whose words each of these people gets it; in a series those that she has not had yet. */
type Spoken = ReadonlyMap<string, string>

type Group = { readonly mailing: Mailing; readonly readers: MailingReader[] }

/** The letters of these people, with their words and moments; who is assigned to what and what they hear is written down. */
export async function mailingsFor(
  ctx: Context,
  campaign: CampaignRow,
  it: Pick<OccurrenceRow, "campaignId" | "occurrence" | "dueAt">,
  people: ReadonlyMap<string, Reader>,
): Promise<readonly Group[]> {
  const customerIds = [...people.keys()]
  if (customerIds.length === 0) return []
  const { campaignId, plan } = campaign
  const arms = await armsOf(ctx, { kind: "campaign", id: campaignId }, customerIds)
  const spoken = plan.repeat ? await inTurn(ctx, campaign, it, customerIds) : byArm(plan.variants, arms)
  const brand = await brandById(ctx, ctx.brandId)
  const moments = await momentsOf(ctx, { plan, dueAt: it.dueAt, zone: brand?.zone ?? "Asia/Tokyo" }, [...spoken.keys()])
  const refs = await frozenRefs(ctx, campaign)
  const segments = await segmentsFor(ctx, plan.audience.include, [...spoken.keys()])
  const groups = new Map<string, Group>()
  for (const [customerId, variant] of spoken) {
    const [template, reader] = [refs.get(variant), people.get(customerId)]
    if (!template || !reader) continue
    const segmentId = segments.get(customerId)
    const name = `${variant} ${segmentId ?? ""}`
    const group = groups.get(name) ?? {
      mailing: mailingOf(campaign, it, { variant, template, segmentId }),
      readers: [],
    }
    groups.set(name, group)
    group.readers.push(readerOf(campaign, it, reader, moments))
  }
  return [...groups.values()]
}

/** The segment that each of these gets it for: the first of the audience that she belongs to (C29, D35). */
async function segmentsFor(
  ctx: Context,
  include: readonly string[],
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [first] = include
  if (first === undefined) return new Map()
  const found = new Map<string, string>()
  if (include.length > 1)
    for (const segmentId of include) {
      const open = customerIds.filter((id) => !found.has(id))
      for (const id of await membersOfAny(ctx, [segmentId], open)) found.set(id, segmentId)
    }
  return new Map(customerIds.map((id) => [id, found.get(id) ?? first]))
}

type Said = {
  readonly variant: string
  readonly template: Mailing["template"]
  readonly segmentId: string | undefined
}

const mailingOf = (
  { campaignId, plan }: CampaignRow,
  it: Pick<OccurrenceRow, "occurrence">,
  { variant, template, segmentId }: Said,
): Mailing => ({
  template,
  origin: { kind: "campaign", id: campaignId, version: it.occurrence, step: variant },
  channels: plan.channels,
  intent: plan.intent,
  ...(plan.discountBp > 0 ? { discountBp: plan.discountBp } : {}),
  ...(plan.topic === "" ? {} : { topic: plan.topic }),
  ...(segmentId === undefined ? {} : { segmentId }),
})

function readerOf(
  { campaignId, plan }: CampaignRow,
  { occurrence }: Pick<OccurrenceRow, "occurrence">,
  { customerId, language }: Reader,
  moments: Moments,
): MailingReader {
  const { at, why } = moments.of(customerId)
  const key = `${campaignId}:${occurrence}:${customerId}`
  return { customerId, language, key, facts: why && { sendTime: why }, sendAt: at, expiresAt: sendUntil(plan, at) }
}

/** Whoever is kept apart has words, too, so that she is counted: her letter ends as skipped (M25). */
function byArm(variants: readonly Variant[], arms: ReadonlyMap<string, string>): Spoken {
  const first = variants[0]?.key ?? ""
  return new Map([...arms].map(([id, arm]) => [id, arm === holdout || arm === treated ? first : arm]))
}

async function inTurn(
  ctx: Context,
  { campaignId, plan }: CampaignRow,
  it: Pick<OccurrenceRow, "campaignId" | "occurrence">,
  customerIds: readonly string[],
): Promise<Spoken> {
  const heard = await selectHeard(ctx, campaignId, customerIds)
  const spoken = new Map<string, string>()
  const over: string[] = []
  for (const id of customerIds) {
    const key = nextVariant({ variants: plan.variants, heard: heard.get(id) ?? new Set(), occurrence: it.occurrence })
    if (key === null) over.push(id)
    else spoken.set(id, key)
  }
  await insertHeard(
    ctx,
    it,
    [...spoken].map(([customerId, variant]) => ({ customerId, variant })),
  )
  await insertPassedOver(ctx, it, "nothing-new", over)
  return spoken
}
