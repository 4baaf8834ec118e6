import type { CampaignPlan } from "./model.ts"
import type { Estimate } from "./model-views.ts"

export type Shortage = { readonly channel: string; readonly wanted: number; readonly left: number }

/**
 * How many messages a campaign wants of each channel: the share of those looked at, carried over to the whole audience without
 * those who are kept apart; rounded up. Who has to wait first wants one later, of the only channel where there is but one.
 */
export function wantsOf(
  { audience, ofSample, channels, waits }: Pick<Estimate, "audience" | "ofSample" | "channels" | "waits">,
  plan: Pick<CampaignPlan, "channels" | "holdoutBp">,
): Record<string, number> {
  if (ofSample === 0) return {}
  const counts = new Map(channels.map(({ key, count }) => [key, count]))
  const [only, second] = plan.channels === "best" ? [] : plan.channels
  const waiting = waits.reduce((sum, { count }) => sum + count, 0)
  if (only !== undefined && second === undefined) counts.set(only, (counts.get(only) ?? 0) + waiting)
  const written = (audience * (10_000 - plan.holdoutBp)) / 10_000
  return Object.fromEntries([...counts].map(([channel, count]) => [channel, Math.ceil((count * written) / ofSample)]))
}

/** The channels of which less is left than is wanted; one without a limit is in no map. */
export const shortages = (wants: Readonly<Record<string, number>>, left: ReadonlyMap<string, number>): Shortage[] =>
  Object.entries(wants).flatMap(([channel, wanted]) => {
    const room = left.get(channel)
    return room !== undefined && room < wanted ? [{ channel, wanted, left: room }] : []
  })
