import {
  eventNamesIn,
  type Condition,
  factsOfMany,
  holds,
  liveSegments,
  lower,
  segmentStanding,
  settingAt,
} from "#segments"
import type { Context } from "#kernel/context"

/** Those of these people of whom a condition holds at an instant, by the ids as given. Nobody is asked for without one. */
export async function amongWhom(
  ctx: Context,
  who: Condition | null,
  customerIds: readonly string[],
  at: Date,
): Promise<ReadonlySet<string>> {
  if (who === null || customerIds.length === 0) return new Set(customerIds)
  const averages = (await segmentStanding(ctx))?.averages ?? {}
  const setting = await settingAt(ctx, at, [who], await liveSegments(ctx), averages)
  const core = lower(who, setting)
  const facts = await factsOfMany(ctx, customerIds, eventNamesIn(core))
  return new Set(
    [...facts.values()]
      .filter((one) => holds(core, one))
      .flatMap(({ ids }) => ids.filter((id) => customerIds.includes(id))),
  )
}
