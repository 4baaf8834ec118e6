import { Condition, type ConditionInput, type SegmentDocument } from "../../server/capabilities/segments/model.ts"

/** Conditions that an address carries: `who=<JSON>`. Undefined when they can't be read. */
export function documentIn(who: string | undefined): SegmentDocument | undefined {
  if (who === undefined) return undefined
  try {
    const read = Condition.safeParse(JSON.parse(who))
    return read.success ? { format: 1, who: read.data } : undefined
  } catch {
    return undefined
  }
}

/** Where the people behind conditions are listed, and where they become a segment. */
export const peopleOf = (who: ConditionInput): string =>
  `/segments/people?who=${encodeURIComponent(JSON.stringify(who))}`
export const segmentOf = (who: ConditionInput): string => `/segments/new?who=${encodeURIComponent(JSON.stringify(who))}`
