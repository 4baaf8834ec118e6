import { readersOf } from "#customers"
import { keepPastReadings, type PastReading } from "#engagement"
import { keepPastLetters, type PastLetter } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { createCampaign, known } from "./edit-campaign.ts"
import { setUp } from "./launch-campaign.ts"
import type { CampaignPlan } from "./model.ts"
import type { CampaignRow } from "./model-stored.ts"
import { mailingsFor } from "./plan-occurrence.ts"
import { insertOccurrence, noteSeen, updateOccurrence } from "./storage-occurrences.ts"

/** One sending of the past: when, and who belonged to its audience then. */
export type PastSending = { readonly at: Date; readonly customerIds: readonly string[] }

export type PastCampaign = {
  readonly name: string
  readonly plan: CampaignPlan
  /** When it was written. */
  readonly madeAt: Date
  /** In order; one, but for a series. */
  readonly sendings: readonly PastSending[]
  /** What somebody did with a letter that went. */
  readonly read: (letter: PastLetter, sentAt: Date) => Omit<PastReading, "messageId">
}

const dealtWithAtOnce = 1_000

/**
 * A campaign that was sent before now, from its draft to its numbers, each at its own time: people are kept apart, variants
 * drawn and letters decided by the same rules as when one is launched; nobody is written to. Throws `campaigns.UnknownSegment`.
 */
export const keepPastCampaign = (ctx: Context, past: PastCampaign): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const [first] = past.sendings
    if (!first) throw new Error("a campaign of the past was sent at least once")
    const at = (moment: Date): Context => ({ ...ctx, now: () => moment })
    const campaign = await createCampaign(at(past.madeAt), { name: past.name, plan: past.plan })
    await setUp(at(first.at), campaign, first.at)
    for (const [index, sending] of past.sendings.entries())
      await keepSending(at(sending.at), campaign, { occurrence: index + 1, sending, read: past.read })
    return known(ctx, campaign.campaignId)
  })

type Kept = Pick<PastCampaign, "read"> & { readonly occurrence: number; readonly sending: PastSending }

async function keepSending(ctx: Context, campaign: CampaignRow, { occurrence, sending, read }: Kept): Promise<void> {
  const { at, customerIds } = sending
  const it = { campaignId: campaign.campaignId, occurrence, dueAt: at }
  // The first was set with the campaign.
  if (occurrence > 1) await insertOccurrence(ctx, it)
  let letters = 0
  for (let from = 0; from < customerIds.length; from += dealtWithAtOnce) {
    const found = await readersOf(ctx, customerIds.slice(from, from + dealtWithAtOnce))
    const people = new Map([...found.values()].map((reader) => [reader.customerId, reader]))
    const mailings = await mailingsFor(ctx, campaign, it, people)
    letters += mailings.reduce((sum, { readers }) => sum + readers.length, 0)
    const gone = await keepPastLetters(ctx, mailings)
    await keepPastReadings(
      ctx,
      gone
        .map((letter) => ({ messageId: letter.messageId, ...read(letter, at) }))
        .filter(({ openedAt, clickedAt }) => openedAt !== null || clickedAt !== null),
    )
  }
  const last = customerIds.toSorted().at(-1)
  await updateOccurrence(ctx, it, { frozenAt: at, plannedAt: at, ...(last === undefined ? {} : { afterId: last }) })
  await noteSeen(ctx, it, { letters, open: 0, hasMoved: true, isStalled: false, isOver: true })
}
