import type { CampaignPlan, PauseReason } from "./model.ts"

/** What was seen when it was last checked; launching stands on it. */
export type Checked = {
  readonly revision: number
  readonly at: string
  readonly audience: number
  /** Codes of what forbids to launch. */
  readonly stops: readonly string[]
  /** How many messages it was expected to want of a channel, by its name. */
  readonly wants?: Readonly<Record<string, number>>
}

export type CampaignRow = {
  readonly campaignId: string
  readonly name: string
  readonly plan: CampaignPlan
  readonly revision: number
  readonly author: string
  readonly createdAt: Date
  readonly changedAt: Date
  readonly checked: Checked | null
  readonly askedAt: Date | null
  readonly askedBy: string | null
  readonly approvedAt: Date | null
  readonly approvedBy: string | null
  readonly launchedAt: Date | null
  readonly launchedBy: string | null
  readonly pausedAt: Date | null
  readonly pauseReason: PauseReason | null
  readonly stoppedAt: Date | null
  readonly binnedAt: Date | null
}

/** One sending of a campaign; a campaign that is no series has one, number 1. */
export type OccurrenceRow = {
  readonly campaignId: string
  readonly occurrence: number
  readonly dueAt: Date
  /** Counts how often its planning was asked for anew: moved, resumed. */
  readonly run: number
  /** Who belonged at this instant is its audience; null until planning began. */
  readonly frozenAt: Date | null
  /** Everybody up to this id has been dealt with. */
  readonly afterId: string | null
  readonly plannedAt: Date | null
  /** Its moment passed while nothing ran (F65), or it was stopped before it came. */
  readonly leftOut: "missed" | "stopped" | null
  /** When something last moved. */
  readonly movedAt: Date | null
  /** Seen to be over, with the count of its letters: planned = sum of ends. */
  readonly seenFinishedAt: Date | null
  readonly stalledSince: Date | null
  /** How many letters it had when somebody last looked. */
  readonly lettersSeen: number | null
}
