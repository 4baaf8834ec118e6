import type { Context } from "#kernel/context"
import { SegmentError } from "./errors.ts"
import { countPeople } from "./facts-answers.ts"
import { pairs } from "./facts-overlap.ts"
import { freshness } from "./freshness.ts"
import { guardNotes } from "./guard-rules.ts"
import { selectSegments } from "./storage.ts"

/** Who shares people with whom, and what could be tidied up (X19). Throws `segments.AnalyticsAway`. */
export async function overlapMap(ctx: Context) {
  if (!ctx.facts.available()) throw SegmentError.AnalyticsAway({ retryAfterSeconds: 30 })
  const live = (await selectSegments(ctx)).filter((s) => s.archivedAt === null && s.builtVersion !== null)
  const found = await pairs(
    ctx,
    live.map((s) => s.number),
  )
  const { people } = await countPeople(ctx)
  const sizes = new Map(found.filter(({ a, b }) => a === b).map(({ a, both }) => [a, both]))
  const segments = live.map((s, i) => ({
    segmentId: s.segmentId,
    name: { ja: s.nameJa, en: s.nameEn },
    members: sizes.get(i) ?? 0,
    isNamed: s.key !== null,
    createdAt: s.createdAt,
    usedAt: s.usedAt,
  }))
  const shared = found.filter(({ a, b }) => a !== b)
  return {
    segments: segments.map(({ segmentId, name, members }) => ({ segmentId, name, members })),
    pairs: shared,
    notes: guardNotes(segments, shared, people, ctx.now()),
    freshness: await freshness(ctx),
  }
}
