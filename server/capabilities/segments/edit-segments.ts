import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import type { Text } from "#kernel/text"
import { checkDocument, checkSize } from "./check-document.ts"
import { segmentsIn } from "./document-rules.ts"
import { SegmentError } from "./errors.ts"
import type { SegmentDocument } from "./model.ts"
import type { Segment, SendFrequency } from "./model-segment.ts"
import type { SegmentRow } from "./model-stored.ts"
import { showSegment } from "./show-segments.ts"
import {
  deleteDraft,
  insertSegment,
  publishDraft,
  saveDraft,
  selectLive,
  selectSegment,
  selectSegments,
  selectVersions,
  updateSegment,
} from "./storage.ts"
import { wantPass } from "./storage-standings.ts"

/** Segments in use at once; more could not be told apart by anybody (D03). */
const mostSegments = 300

export type Draft = {
  readonly name: Text
  readonly intent: string
  readonly document: SegmentDocument
  readonly note: string
}

/** The segment as it is stored. Throws `segments.Unknown`. */
export async function mustFind(ctx: Context, segmentId: string): Promise<SegmentRow> {
  const row = await selectSegment(ctx, segmentId)
  if (!row) throw SegmentError.Unknown({ field: "segmentId" })
  return row
}

async function mustBeOpen(ctx: Context, segmentId: string): Promise<SegmentRow> {
  const row = await mustFind(ctx, segmentId)
  if (row.archivedAt) throw SegmentError.Archived({ field: "segmentId" })
  return row
}

/** A new segment that holds nobody until it is published. Throws `segments.TooMany`, `segments.TooDeep`. */
export async function createSegment(ctx: Context, draft: Draft): Promise<Segment> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "segments.write")
    checkSize(draft.document.who)
    if ((await selectSegments(ctx)).filter((row) => !row.archivedAt).length >= mostSegments)
      throw SegmentError.TooMany({ most: mostSegments })
    const segmentId = ctx.id()
    const { name, intent } = draft
    await insertSegment(ctx, { segmentId, key: null, nameJa: name.ja, nameEn: name.en, intent })
    await saveDraft(ctx, segmentId, draft.document, draft.note)
    await audit(ctx, { action: "segments.created", subject: `segment:${segmentId}`, after: draft })
    return showSegment(ctx, segmentId)
  })
}

/** Writes the draft; what is live stays as it is. Throws `segments.Unknown`, `segments.Archived`, `segments.TooDeep`. */
export async function changeDraft(ctx: Context, segmentId: string, draft: Draft): Promise<Segment> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "segments.write")
    await mustBeOpen(ctx, segmentId)
    checkSize(draft.document.who)
    const { name, intent } = draft
    await updateSegment(ctx, segmentId, { nameJa: name.ja, nameEn: name.en, intent })
    await saveDraft(ctx, segmentId, draft.document, draft.note)
    return showSegment(ctx, segmentId)
  })
}

export async function dropDraft(ctx: Context, segmentId: string): Promise<{ done: true }> {
  await mustFind(ctx, segmentId)
  await deleteDraft(ctx, segmentId)
  return { done: true }
}

/**
 * Makes the draft what the segment means, under a new version that is never changed again; everybody is looked at anew.
 * Throws `segments.NoDraft` and what `checkDocument` throws.
 */
export async function publishSegment(ctx: Context, segmentId: string): Promise<Segment> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "segments.write")
    await mustBeOpen(ctx, segmentId)
    const draft = (await selectVersions(ctx, segmentId)).find((version) => version.publishedAt === null)
    if (!draft) throw SegmentError.NoDraft()
    await checkDocument(ctx, segmentId, draft.document.who)
    const liveVersion = (await publishDraft(ctx, segmentId, actorOf(ctx))) ?? draft.version
    await updateSegment(ctx, segmentId, { liveVersion })
    await wantPass(ctx, ctx.now())
    await audit(ctx, {
      action: "segments.published",
      subject: `segment:${segmentId}`,
      after: { version: liveVersion, document: draft.document },
    })
    return showSegment(ctx, segmentId)
  })
}

type Changes = {
  readonly name?: Text | undefined
  readonly intent?: string | undefined
  readonly sendFrequency?: SendFrequency | null | undefined
}

export async function changeSegment(
  ctx: Context,
  segmentId: string,
  { name, intent, sendFrequency }: Changes,
): Promise<Segment> {
  const before = await mustFind(ctx, segmentId)
  await updateSegment(ctx, segmentId, {
    ...(name ? { nameJa: name.ja, nameEn: name.en } : {}),
    ...(intent === undefined ? {} : { intent }),
    ...(sendFrequency === undefined ? {} : { sendFrequency }),
  })
  await audit(ctx, {
    action: "segments.changed",
    subject: `segment:${segmentId}`,
    before: { intent: before.intent, sendFrequency: before.sendFrequency },
    after: { name, intent, sendFrequency },
  })
  return showSegment(ctx, segmentId)
}

/** The same conditions and purpose as a new draft. */
export async function duplicateSegment(ctx: Context, segmentId: string, name: Text | undefined): Promise<Segment> {
  const row = await mustFind(ctx, segmentId)
  const [newest] = await selectVersions(ctx, segmentId)
  if (!newest) throw SegmentError.Unknown({ field: "segmentId" })
  const copied = { ja: `${row.nameJa}（コピー）`.slice(0, 60), en: `${row.nameEn} (copy)`.slice(0, 60) }
  return createSegment(ctx, { name: name ?? copied, intent: row.intent, document: newest.document, note: "" })
}

/** Puts a segment away; all leave it. Throws `segments.InUse` while another one is made of it. */
export async function archiveSegment(ctx: Context, segmentId: string): Promise<Segment> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "segments.write")
    await mustFind(ctx, segmentId)
    const user = (await selectLive(ctx)).find((l) => l.segmentId !== segmentId && segmentsIn(l.who).includes(segmentId))
    if (user) throw SegmentError.InUse({ name: (await selectSegment(ctx, user.segmentId))?.nameJa ?? "" })
    await updateSegment(ctx, segmentId, { archivedAt: ctx.now() })
    await wantPass(ctx, ctx.now())
    await audit(ctx, { action: "segments.archived", subject: `segment:${segmentId}` })
    return showSegment(ctx, segmentId)
  })
}

export async function restoreSegment(ctx: Context, segmentId: string): Promise<Segment> {
  await mustFind(ctx, segmentId)
  await updateSegment(ctx, segmentId, { archivedAt: null })
  await wantPass(ctx, ctx.now())
  await audit(ctx, { action: "segments.restored", subject: `segment:${segmentId}` })
  return showSegment(ctx, segmentId)
}

const actorOf = ({ actor }: Context): string =>
  actor.kind === "staff" ? actor.staffId : actor.kind === "key" ? `key:${actor.keyId}` : actor.kind
