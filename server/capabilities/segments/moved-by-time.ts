import type { Context } from "#kernel/context"
import { crossings, together } from "./crossing-rules.ts"
import { crossedPeople } from "./facts-crossed.ts"
import { lower, type Setting } from "./lower-rules.ts"
import type { Live } from "./model-stored.ts"
import { lastSetting } from "./settled-rules.ts"
import type { Settled } from "./storage-standings.ts"

/** More people than these are not asked about by their ids: everybody costs no more. */
const most = 4_000

/**
 * Whoever time may have moved since the last pass: of whom something left a window of hours, or whose row is held against
 * another average. Undefined where everybody has to be looked at.
 */
export async function movedByTime(
  ctx: Context,
  settled: Settled,
  setting: Setting,
  live: readonly Live[],
  { digest, hasMerged }: { readonly digest: string; readonly hasMerged: boolean },
): Promise<string[] | undefined> {
  const last = lastSetting(settled, setting, live, digest)
  const crossed = last && between(live, last, setting)
  if (!crossed) return undefined
  const ids = await crossedPeople(ctx, crossed, hasMerged, most)
  return ids.length < most ? ids : undefined
}

/** What has crossed an edge for any of these documents. */
export const between = (live: readonly Pick<Live, "segmentId" | "who">[], last: Setting, setting: Setting) =>
  together(live.map(({ who, segmentId }) => crossings(lower(who, last, [segmentId]), lower(who, setting, [segmentId]))))
