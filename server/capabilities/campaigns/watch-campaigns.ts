import { type Context, inTransaction } from "#kernel/context"
import type { OccurrenceRow } from "./model-stored.ts"
import { openLettersOf } from "./open-letters.ts"
import { isStalled, rendersTooBadly } from "./stall-rules.ts"
import { mayNow, stateOf } from "./state-rules.ts"
import { pauseCampaign } from "./steer-campaign.ts"
import { selectCampaign } from "./storage.ts"
import { noteSeen, selectUnfinished } from "./storage-occurrences.ts"

/**
 * Looks after sendings that are under way, every minute: what stands still is said to (R3), too many letters that can't be
 * filled in rest it (F80), and the end is noted, for lists, when planned = the sum of ends (R2).
 */
export const watchCampaigns = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    for (const it of await selectUnfinished(ctx)) await look(ctx, it)
  })

async function look(ctx: Context, it: OccurrenceRow & { readonly openLetters: number | null }): Promise<void> {
  const campaign = await selectCampaign(ctx, it.campaignId)
  if (!campaign) return
  const letters = (await openLettersOf(ctx, it.campaignId)).get(it.occurrence)
  const { planned = 0, open = 0, runnable = 0, unrendered = 0 } = letters ?? {}
  const hasMoved = it.openLetters !== open
  await noteSeen(ctx, it, {
    letters: planned,
    open,
    hasMoved,
    isStalled:
      !hasMoved &&
      isStalled({
        now: ctx.now(),
        isPaused: campaign.pausedAt !== null || campaign.stoppedAt !== null,
        isPlanned: it.plannedAt !== null,
        movedAt: it.movedAt ?? it.dueAt,
        open,
        runnable,
      }),
    isOver: it.plannedAt !== null && open === 0,
  })
  if (campaign.pausedAt || !rendersTooBadly(unrendered, planned - open)) return
  const state = stateOf(campaign, ["sending"])
  if (mayNow.pause.some((one) => one === state) && open > 0) await pauseCampaign(ctx, it.campaignId, "render-failures")
}
