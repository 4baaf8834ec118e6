import type { SegmentFrequencies } from "#messages"
import { segmentRows } from "#segments"

/** How often each segment may be written to, as its owner set it (D35). */
export const frequenciesOf: SegmentFrequencies = async (ctx, segmentIds) =>
  new Map(
    (await segmentRows(ctx)).flatMap(({ segmentId, sendFrequency }) =>
      sendFrequency && segmentIds.includes(segmentId) ? [[segmentId, sendFrequency] as const] : [],
    ),
  )
