import type { Context } from "#kernel/context"
import { diffOf } from "./diff-rules.ts"
import { segmentsIn } from "./document-rules.ts"
import { SegmentError } from "./errors.ts"
import { freshness } from "./freshness.ts"
import { recentSizes } from "./measure-sizes.ts"
import type { Segment, SegmentVersion, UsedBy, VersionChange } from "./model-segment.ts"
import type { SegmentRow } from "./model-stored.ts"
import { segmentUsers } from "./users.ts"
import { wordsOf } from "./words.ts"
import { sentenceOf } from "./sentences-rules.ts"
import { selectLive, selectSegment, selectSegments, selectVersions } from "./storage.ts"
import { countMembers } from "./storage-members.ts"
import type { Sized } from "./storage-sizes.ts"
import { selectBuilds } from "./storage-standings.ts"

type Counts = { readonly members: ReadonlyMap<string, number>; readonly recorded: ReadonlyMap<string, Sized> }

const countsOf = async (ctx: Context): Promise<Counts> => ({
  members: await countMembers(ctx),
  recorded: await recentSizes(ctx),
})

const view = (row: SegmentRow, { members, recorded }: Counts): Segment => ({
  segmentId: row.segmentId,
  key: row.key,
  name: { ja: row.nameJa, en: row.nameEn },
  intent: row.intent,
  state: row.archivedAt ? "archived" : row.liveVersion === null ? "draft" : "live",
  liveVersion: row.liveVersion,
  hasDraft: row.hasDraft,
  sendFrequency: row.sendFrequency,
  members: row.builtVersion === null ? null : (members.get(row.segmentId) ?? 0),
  createdAt: row.createdAt,
  changedAt: row.changedAt,
  usedAt: row.usedAt,
  ...sizedOf(recorded.get(row.segmentId)),
})

const sizedOf = (sized: Sized | undefined): Pick<Segment, "sizes" | "reach"> =>
  sized ? { sizes: [...sized.sizes], ...(sized.reach ? { reach: sized.reach } : {}) } : {}

export async function showSegment(ctx: Context, segmentId: string): Promise<Segment> {
  const row = await selectSegment(ctx, segmentId)
  if (!row) throw SegmentError.Unknown({ field: "segmentId" })
  return view(row, await countsOf(ctx))
}

/** The live segments that are made of each segment, and what else uses it. */
async function usersOf(ctx: Context, rows: readonly SegmentRow[]): Promise<Map<string, UsedBy[]>> {
  const names = new Map(rows.map((row) => [row.segmentId, { ja: row.nameJa, en: row.nameEn }]))
  const users = new Map<string, UsedBy[]>()
  for (const { segmentId, who } of await selectLive(ctx)) {
    const user: UsedBy = {
      what: "segment",
      name: names.get(segmentId) ?? { ja: "", en: "" },
      to: `/segments/${segmentId}`,
    }
    for (const used of new Set(segmentsIn(who))) users.set(used, [...(users.get(used) ?? []), user])
  }
  for (const ask of ctx.product.contributed(segmentUsers))
    for (const [used, more] of await ask(ctx)) users.set(used, [...(users.get(used) ?? []), ...more])
  return users
}

/** The brand's segments by state and words of their names, those changed last first. */
export async function listSegments(ctx: Context, wanted: { state: string; query?: string | undefined }) {
  const counts = await countsOf(ctx)
  const rows = await selectSegments(ctx)
  const usedBy = await usersOf(ctx, rows)
  const needle = wanted.query?.trim().toLowerCase() ?? ""
  const items = rows
    .map((row) => ({ ...view(row, counts), usedBy: usedBy.get(row.segmentId) ?? [] }))
    .filter((s) => wanted.state === "all" || s.state === wanted.state)
    .filter(({ name, intent }) => `${name.ja} ${name.en} ${intent}`.toLowerCase().includes(needle))
    .sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
  const builds = await selectBuilds(ctx, 10)
  return {
    items,
    freshness: await freshness(ctx),
    lastBuild: builds.find((build) => build.finishedAt !== null) ?? null,
  }
}

export async function oneSegment(ctx: Context, segmentId: string) {
  const segment = await showSegment(ctx, segmentId)
  const versions: SegmentVersion[] = await selectVersions(ctx, segmentId)
  const live = versions.find((version) => version.version === segment.liveVersion) ?? null
  const draft = versions.find((version) => version.publishedAt === null) ?? null
  const shown = live ?? draft
  const sentence = shown ? sentenceOf(shown.document.who, await wordsOf(ctx, [shown.document.who])) : { ja: "", en: "" }
  return { segment, live, draft, sentence, freshness: await freshness(ctx) }
}

export async function versionsOf(ctx: Context, segmentId: string) {
  await showSegment(ctx, segmentId)
  return { items: await selectVersions(ctx, segmentId) }
}

/** What differs between two versions. Throws `segments.UnknownVersion`. */
export async function diffVersions(
  ctx: Context,
  segmentId: string,
  from: number,
  to: number,
): Promise<{ changes: VersionChange[] }> {
  const versions = await selectVersions(ctx, segmentId)
  const find = (version: number) => {
    const found = versions.find((v) => v.version === version)
    if (!found) throw SegmentError.UnknownVersion({ version })
    return found.document.who
  }
  return { changes: diffOf(find(from), find(to), await wordsOf(ctx, [find(from), find(to)])) }
}
