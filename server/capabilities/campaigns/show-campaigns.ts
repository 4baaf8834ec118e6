import { segmentRows } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { known } from "./edit-campaign.ts"
import type { CampaignState } from "./model.ts"
import type { CampaignRow, OccurrenceRow } from "./model-stored.ts"
import type { CampaignView, OccurrenceView } from "./model-views.ts"
import { openLettersOf } from "./open-letters.ts"
import { occurrenceState, stateOf } from "./state-rules.ts"
import { selectCampaigns } from "./storage.ts"
import { selectOccurrences } from "./storage-occurrences.ts"

type Names = ReadonlyMap<string, CampaignView["segments"][number]>

/** One campaign as it stands, counted from its letters. Throws `campaigns.Unknown`. */
export const showCampaign = (ctx: Context, campaignId: string): Promise<CampaignView> =>
  inTransaction(ctx, async (ctx) => {
    const campaign = await known(ctx, campaignId)
    return view(ctx, campaign, await selectOccurrences(ctx, [campaignId]), await namesOf(ctx))
  })

type Asked = { readonly state: CampaignState | "all" | "binned"; readonly query?: string | undefined }

/** All of them, the last changed first. */
export const showCampaigns = (ctx: Context, { state, query }: Asked): Promise<CampaignView[]> =>
  inTransaction(ctx, async (ctx) => {
    const rows = await selectCampaigns(ctx, state === "binned")
    const wanted = query ? rows.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())) : rows
    const all = await selectOccurrences(
      ctx,
      wanted.map(({ campaignId }) => campaignId),
    )
    const names = await namesOf(ctx)
    const views: CampaignView[] = []
    for (const row of wanted) {
      const own = all.filter(({ campaignId }) => campaignId === row.campaignId)
      views.push(await view(ctx, row, own, names, true))
    }
    return state === "all" || state === "binned" ? views : views.filter((one) => one.state === state)
  })

async function view(
  ctx: Context,
  row: CampaignRow,
  occurrences: readonly OccurrenceRow[],
  names: Names,
  isList = false,
): Promise<CampaignView> {
  const counts = occurrences.some(({ frozenAt, seenFinishedAt }) => frozenAt && !(isList && seenFinishedAt))
  const letters = counts ? await openLettersOf(ctx, row.campaignId) : new Map()
  const shown = occurrences.map((it): OccurrenceView => {
    const { planned = it.lettersSeen ?? 0, open = 0 } = letters.get(it.occurrence) ?? {}
    const { occurrence, dueAt } = it
    return { occurrence, dueAt, state: occurrenceState(it, open), letters: planned, open }
  })
  const {
    checked: _checked,
    askedBy: _askedBy,
    launchedBy: _launchedBy,
    pausedAt: _paused,
    stoppedAt: _stopped,
    ...shownOf
  } = row
  return {
    ...shownOf,
    state: stateOf(
      row,
      shown.map(({ state }) => state),
    ),
    segments: [...row.plan.audience.include, ...row.plan.audience.exclude].flatMap((id) => names.get(id) ?? []),
    occurrences: shown,
  }
}

const namesOf = async (ctx: Context): Promise<Names> =>
  new Map(
    (await segmentRows(ctx)).map(({ segmentId, nameJa, nameEn }) => [
      segmentId,
      { segmentId, name: { ja: nameJa, en: nameEn } },
    ]),
  )
