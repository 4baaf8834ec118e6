import type { Context } from "#kernel/context"
import { compiled } from "./count-audience.ts"
import { peopleOf } from "./facts-answers.ts"
import { hasMerged } from "./facts-people.ts"
import type { SegmentDocument } from "./model.ts"

/**
 * The ids of those whom a document would hold now, in their order, after this one. Throws `segments.TooDeep`, and
 * `segments.AnalyticsAway` while nobody can be counted.
 */
export async function audienceIds(
  ctx: Context,
  { who }: SegmentDocument,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { plan, condition } = await compiled(ctx, who)
  return peopleOf(ctx, plan, condition, { hasMerged: await hasMerged(ctx) }, after ?? undefined, limit)
}
