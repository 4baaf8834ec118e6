import { propertyDefinitions } from "#customers"
import type { Context } from "#kernel/context"
import { depthOf, isCircular, leavesOf, segmentsIn } from "./document-rules.ts"
import { SegmentError } from "./errors.ts"
import { segmentFields } from "./fields.ts"
import { type Condition, maxConditions, maxDepth } from "./model.ts"
import { selectLive } from "./storage.ts"

/** Whether a document may be asked at all. Throws `segments.TooDeep`. */
export function checkSize(who: Condition): void {
  if (depthOf(who) > maxDepth || leavesOf(who).length > maxConditions)
    throw SegmentError.TooDeep({ depth: maxDepth, conditions: maxConditions })
}

/**
 * Whether a document may become what a segment means. Throws `segments.TooDeep`, `segments.UnknownField`,
 * `segments.UnknownSegment`, `segments.Circular`.
 */
export async function checkDocument(ctx: Context, segmentId: string, who: Condition): Promise<void> {
  checkSize(who)
  const live = new Map((await selectLive(ctx)).map((l) => [l.segmentId, l.who]))
  if (segmentsIn(who).some((id) => !live.has(id) && id !== segmentId)) throw SegmentError.UnknownSegment()
  if (isCircular(segmentId, who, live)) throw SegmentError.Circular()
  const properties = new Set((await propertyDefinitions(ctx)).map((definition) => definition.key))
  const fields = new Set(ctx.product.contributed(segmentFields).map((field) => field.key))
  for (const leaf of leavesOf(who)) {
    if (leaf.kind === "property" && !properties.has(leaf.key)) throw SegmentError.UnknownField({ field: leaf.key })
    if (leaf.kind === "field" && !fields.has(leaf.field)) throw SegmentError.UnknownField({ field: leaf.field })
  }
}
