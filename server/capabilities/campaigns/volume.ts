import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Day } from "#kernel/days"
import type { Text } from "#kernel/text"

/** What else than campaigns will be sent on a day, as far as can be said: a flow's letters by its past weeks. */
export type PlannedVolume = {
  readonly day: Day
  /** The flow's id, or whatever else sends. */
  readonly id: string
  readonly title: Text
  /** Where it is found in the console: `/flows/<id>`. */
  readonly to: string
  readonly channel: string
  /** Letters expected; may be a fraction. */
  readonly count: number
}

export type PlannedVolumes = (
  ctx: Context,
  days: { readonly first: Day; readonly last: Day },
) => Promise<readonly PlannedVolume[]>

/** Where flows and whatever else sends by itself say what they expect, for the calendar (G41). */
export const plannedVolume = contributionPoint<PlannedVolumes>("campaigns.planned-volume")
