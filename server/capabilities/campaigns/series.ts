import { brandById } from "#brands"
import { knownCounts } from "#customers"
import { messageCounts } from "#messages"
import type { Context } from "#kernel/context"
import { dayIn, localIn } from "#kernel/zones"
import { dueAt, nextDay } from "./due-rules.ts"
import type { When } from "./model.ts"
import type { CampaignRow, OccurrenceRow } from "./model-stored.ts"
import { insertOccurrence, selectOccurrences } from "./storage-occurrences.ts"

const lookBackMs = 30 * 86_400_000
const letterKind = "messages.letter"

export type NextOne = { readonly campaignId: string; readonly occurrence: number; readonly run: 1; readonly at: Date }

/**
 * After the planning of one sending the next one of a series is set, after the interval that fits how much people get anyway
 * (I01, I03). Undefined for what comes once, at the end of a series, and when it is set already.
 */
export async function setNext(ctx: Context, campaign: CampaignRow, it: OccurrenceRow): Promise<NextOne | undefined> {
  const { repeat, when } = campaign.plan
  if (!repeat) return undefined
  const { campaignId } = campaign
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const [first] = await selectOccurrences(ctx, [campaignId])
  const occurrence = it.occurrence + 1
  const day = nextDay(repeat, {
    first: dayIn(zone, first?.dueAt ?? it.dueAt),
    last: dayIn(zone, it.dueAt),
    n: occurrence,
    lettersPerPerson: await lettersPerPerson(ctx),
  })
  if (day === null) return undefined
  const at = dueAt(onDay(when, day, zone, it.dueAt), zone, ctx.now())
  const isNew = await insertOccurrence(ctx, { campaignId, occurrence, dueAt: at })
  return isNew ? { campaignId, occurrence, run: 1, at } : undefined
}

/** The same hour on another day. */
function onDay(when: When, day: string, zone: string, last: Date): When {
  if (when.kind !== "now") return { ...when, day }
  const time = localIn(zone, last).time.slice(0, 5)
  return { kind: "at", day, time: time as `${number}:${number}` } // safe: localIn writes "HH:MM:SS"
}

/** Letters per person that the brand can write to, in the last thirty days, whoever planned them. */
async function lettersPerPerson(ctx: Context): Promise<number> {
  const now = ctx.now()
  const { items } = await messageCounts(ctx, new Date(now.getTime() - lookBackMs), now)
  const sent = items.filter(({ kind, state }) => kind === letterKind && (state === "accepted" || state === "unknown"))
  const { consent } = await knownCounts(ctx, [])
  return consent === 0 ? 0 : sent.reduce((sum, { count }) => sum + count, 0) / consent
}
