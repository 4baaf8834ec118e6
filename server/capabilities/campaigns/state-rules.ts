import type { CampaignState } from "./model.ts"
import type { CampaignRow, OccurrenceRow } from "./model-stored.ts"

type Decided = Pick<CampaignRow, "askedAt" | "launchedAt" | "pausedAt" | "stoppedAt">
type Came = Pick<OccurrenceRow, "frozenAt" | "plannedAt" | "leftOut" | "stalledSince" | "seenFinishedAt">

/**
 * Where one occurrence stands. `open`: letters of it that have not ended; null where nobody counted. It is over when its
 * planning is complete and no letter is open, and only then (R2): nothing that runs can declare it so.
 */
export type OccurrenceState = "scheduled" | "planning" | "sending" | "stalled" | "finished" | "missed" | "stopped"

export function occurrenceState(it: Came, open: number | null): OccurrenceState {
  if (it.leftOut) return it.leftOut
  if (!it.frozenAt) return "scheduled"
  if (it.stalledSince) return "stalled"
  if (!it.plannedAt) return "planning"
  const isOver = open === null ? it.seenFinishedAt !== null : open === 0
  return isOver ? "finished" : "sending"
}

/**
 * Where a campaign stands: what people decided, then what its occurrences are at, the busiest first. Stopped by a person
 * it is `stopped` even while the last letters that had begun come to their end.
 */
export function stateOf(campaign: Decided, occurrences: readonly OccurrenceState[]): CampaignState {
  if (campaign.stoppedAt) return "stopped"
  if (!campaign.launchedAt) return campaign.askedAt ? "waiting-approval" : "draft"
  if (campaign.pausedAt) return "paused"
  for (const busy of ["stalled", "planning", "sending", "scheduled"] as const)
    if (occurrences.includes(busy)) return busy
  return "finished"
}

/** What can be done with a campaign in each state; whoever asks for something else is told so. */
export const mayNow = {
  change: ["draft", "waiting-approval"],
  check: ["draft", "waiting-approval"],
  ask: ["draft"],
  approve: ["waiting-approval"],
  sendBack: ["waiting-approval"],
  launch: ["draft", "waiting-approval"],
  pause: ["scheduled", "planning", "sending", "stalled"],
  resume: ["paused"],
  stop: ["scheduled", "planning", "sending", "stalled", "paused"],
  move: ["scheduled", "paused"],
  bin: ["draft", "waiting-approval", "stopped", "finished"],
} as const satisfies Record<string, readonly CampaignState[]>
export type Step = keyof typeof mayNow

export const may = (step: Step, state: CampaignState): boolean =>
  mayNow[step].some((allowed: CampaignState) => allowed === state)
