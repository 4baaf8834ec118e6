import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"

/** About so many people of a segment, spread over it; nobody for a segment that is not there. In a transaction of the brand. */
export type LetterAudience = (ctx: Context, segmentId: string, most: number) => Promise<readonly string[]>

/** Where the capability that knows segments says on whom letters can be tried. */
export const letterAudiences = contributionPoint<LetterAudience>("templates.audiences")
