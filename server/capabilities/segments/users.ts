import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { UsedBy } from "./model-segment.ts"

/** What is made with segments elsewhere in the product: by segment, with its name and where it is found in the console. */
export type SegmentUsers = (ctx: Context) => Promise<ReadonlyMap<string, readonly UsedBy[]>>

export const segmentUsers = contributionPoint<SegmentUsers>("segments.users")
