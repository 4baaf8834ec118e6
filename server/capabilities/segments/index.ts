import type { Context } from "#kernel/context"
import { type Belonging, selectBelongings, selectMembersAmong } from "./storage-members.ts"

export { audienceIds } from "./audience-ids.ts"
export { countAudience } from "./count-audience.ts"
export { SegmentError } from "./errors.ts"
export { type Moved, segmentEntered, segmentLeft } from "./events.ts"
export { eventNamesIn } from "./document-rules.ts"
export { holds, isOf } from "./evaluate-rules.ts"
export { type FieldType, type SegmentField, segmentFields } from "./fields.ts"
export { lower, type Setting, which as whichOf } from "./lower-rules.ts"
export { Condition, SegmentDocument } from "./model.ts"
export type { Core, Deed, OrderRow, Person, PersonFacts, Which } from "./model-core.ts"
export type { Segment, SendFrequency, Verdict } from "./model-segment.ts"
export { adoptNamed } from "./named.ts"
export { factsOfMany, readPeople } from "./people.ts"
export { settingAt } from "./setting.ts"
export { showSegment } from "./show-segments.ts"
export { markUsed as segmentUsed, selectLive as liveSegments, selectSegments as segmentRows } from "./storage.ts"
export { touchCustomers } from "./touch.ts"
export { whyDocument, whySegment } from "./why.ts"

/** Which of these people belong to a segment as memberships stand, by the ids they are known by now. */
export const membersAmong = (ctx: Context, segmentId: string, customerIds: readonly string[]): Promise<string[]> =>
  selectMembersAmong(ctx, segmentId, customerIds)

/** Where somebody is or was, given all ids of hers. */
export const belongingsOf = (ctx: Context, customerIds: readonly string[]): Promise<Belonging[]> =>
  selectBelongings(ctx, customerIds)
export { selectMembersAfter as membersAfter } from "./storage-export.ts"
export {
  type Audience,
  countAudienceMembers,
  selectAudienceAfter as audienceAfter,
  selectAudienceSample as audienceSample,
  selectMembersOfAny as membersOfAny,
} from "./storage-audience.ts"
export { selectStanding as segmentStanding } from "./storage-standings.ts"
export { countMembers as membersCounts } from "./storage-members.ts"
export { type SegmentUsers, segmentUsers } from "./users.ts"
export type { UsedBy } from "./model-segment.ts"
