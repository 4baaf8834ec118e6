import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import * as contract from "./contract.ts"
import { countAudience } from "./count-audience.ts"
import {
  archiveSegment,
  changeDraft,
  changeSegment,
  createSegment,
  dropDraft,
  duplicateSegment,
  publishSegment,
  restoreSegment,
} from "./edit-segments.ts"
import { freshness } from "./freshness.ts"
import { listAudience } from "./list-audience.ts"
import { listFields } from "./list-fields.ts"
import { compareSegments, listMembers, listMoves, segmentsOfCustomer } from "./members.ts"
import { namedList, setThresholds } from "./named.ts"
import { overlapMap } from "./overlap.ts"
import { diffVersions, listSegments, oneSegment, versionsOf } from "./show-segments.ts"
import { selectBuilds, wantPass } from "./storage-standings.ts"
import { whyDocument, whySegment } from "./why.ts"

export const routes = [
  route(contract.listSegments, (ctx, wanted) => listSegments(ctx, wanted)),
  route(contract.getSegment, (ctx, { segmentId }) => oneSegment(ctx, segmentId)),
  route(contract.postSegment, (ctx, draft) => createSegment(ctx, draft)),
  route(contract.putDraft, (ctx, { segmentId, ...draft }) => changeDraft(ctx, segmentId, draft)),
  route(contract.dropDraft, (ctx, { segmentId }) => dropDraft(ctx, segmentId)),
  route(contract.publishSegment, (ctx, { segmentId }) => publishSegment(ctx, segmentId)),
  route(contract.patchSegment, (ctx, { segmentId, ...changes }) => changeSegment(ctx, segmentId, changes)),
  route(contract.duplicateSegment, (ctx, { segmentId, name }) => duplicateSegment(ctx, segmentId, name)),
  route(contract.archiveSegment, (ctx, { segmentId }) => archiveSegment(ctx, segmentId)),
  route(contract.restoreSegment, (ctx, { segmentId }) => restoreSegment(ctx, segmentId)),
  route(contract.listVersions, (ctx, { segmentId }) => versionsOf(ctx, segmentId)),
  route(contract.diffVersions, (ctx, { segmentId, from, to }) => diffVersions(ctx, segmentId, from, to)),
  route(contract.countAudience, (ctx, { document }) => countAudience(ctx, document)),
  route(contract.listAudience, (ctx, { document, ...wanted }) => listAudience(ctx, document, wanted)),
  route(contract.listMembers, (ctx, { segmentId, ...page }) => listMembers(ctx, segmentId, page)),
  route(contract.listMoves, (ctx, { segmentId, ...page }) => listMoves(ctx, segmentId, page)),
  route(contract.compareSegments, (ctx, { one, other }) => compareSegments(ctx, one, other)),
  route(contract.whySegment, (ctx, { segmentId, customerId }) => whySegment(ctx, segmentId, customerId)),
  route(contract.whyDocument, (ctx, { document, customerId }) => whyDocument(ctx, document, customerId)),
  route(contract.segmentsOfCustomer, (ctx, { customerId }) => segmentsOfCustomer(ctx, customerId)),
  route(contract.overlapMap, (ctx) => overlapMap(ctx)),
  route(contract.listNamed, async (ctx) => ({ items: await namedList(ctx) })),
  route(contract.putThresholds, (ctx, { key, values }) => setThresholds(ctx, key, values)),
  route(contract.listFields, (ctx) => listFields(ctx)),
  route(contract.listBuilds, async (ctx) => ({ items: await selectBuilds(ctx, 50), freshness: await freshness(ctx) })),
  route(contract.rebuildSegments, (ctx) => rebuild(ctx)),
]

async function rebuild(ctx: Context): Promise<{ done: true }> {
  await wantPass(ctx, ctx.now(), { ofEverybody: true })
  return { done: true }
}
