import { type Context, lock } from "#kernel/context"
import { SegmentError } from "./errors.ts"
import { habitsOf } from "./facts-habits.ts"
import { segmentFields } from "./fields.ts"
import { averageKey, usualIntervalDays } from "./lower-rules.ts"
import { Condition, type SegmentDocument } from "./model.ts"
import type { BrandNumbers, Named } from "./model-named.ts"
import type { NamedSegment } from "./model-segment.ts"
import type { SegmentRow } from "./model-stored.ts"
import { namedSegments } from "./named-rules.ts"
import { settingAt } from "./setting.ts"
import { insertSegment, publishDraft, saveDraft, selectLive, selectSegments, updateSegment } from "./storage.ts"
import { saveHabits, selectStanding, wantPass } from "./storage-standings.ts"

type Averages = Readonly<Record<string, number>>

/** The brand's own figures, those of an ordinary shop where it has none yet. */
export function numbersOf(averages: Averages): BrandNumbers {
  const ever = { kind: "ever" } as const
  return {
    averageOrders: averages[averageKey("count", ever)] ?? 0,
    averageSpent: averages[averageKey("spent", ever)] ?? 0,
    topOrders: averages["top-orders"] ?? 0,
    topSpent: averages["top-spent"] ?? 0,
    intervalDays: averages.interval ?? usualIntervalDays,
    busiestMonth: averages["busiest-month"] ?? 11,
    usualVisits: averages["usual-visits"] ?? 5,
    usualResponses: averages["usual-responses"] ?? 3,
  }
}

function valuesOf(named: Named, set: Readonly<Record<string, number>>, brand: BrandNumbers): Map<string, number> {
  return new Map(named.thresholds.map((t) => [t.key, set[t.key] ?? t.suggest(brand)]))
}

export function documentOf(named: Named, set: Readonly<Record<string, number>>, brand: BrandNumbers): SegmentDocument {
  const values = valuesOf(named, set, brand)
  return { format: 1, who: Condition.parse(named.who((key) => values.get(key) ?? 0)) }
}

const isPossible = (ctx: Context, named: Named): boolean =>
  named.needs === undefined || ctx.product.contributed(segmentFields).some((field) => field.key === named.needs?.field)

const missing = async (ctx: Context) => {
  const held = new Set((await selectSegments(ctx)).map((row) => row.key))
  return namedSegments.filter((named) => !held.has(named.key) && isPossible(ctx, named))
}

/** Whether there are ready-made segments that the brand could have and doesn't. In a transaction. */
export const lacksNamed = async (ctx: Context): Promise<boolean> => (await missing(ctx)).length > 0

/** Gives the brand every ready-made segment that it doesn't have and can have, published. In a transaction. */
export async function adoptNamed(ctx: Context, averages: Averages): Promise<void> {
  if (!(await lacksNamed(ctx))) return
  await lock(ctx, "segments.write")
  const brand = numbersOf(averages)
  for (const named of await missing(ctx)) {
    const { key, name, intent } = named
    const segmentId = ctx.id()
    if (!(await insertSegment(ctx, { segmentId, key, nameJa: name.ja, nameEn: name.en, intent: intent.ja }))) continue
    await publish(ctx, segmentId, documentOf(named, {}, brand), "")
  }
}

/** Under whose name ready-made documents are published. */
const maido = "maido"

async function publish(ctx: Context, segmentId: string, document: SegmentDocument, note: string): Promise<void> {
  await saveDraft(ctx, segmentId, document, note)
  const liveVersion = await publishDraft(ctx, segmentId, maido)
  if (liveVersion !== undefined) await updateSegment(ctx, segmentId, { liveVersion })
}

/** What customers are used to, written down beside the averages until the next day. Nothing while ClickHouse is away. */
export async function learnHabits(ctx: Context): Promise<Record<string, number>> {
  if (!ctx.facts.available()) return {}
  const { today } = await settingAt(ctx, ctx.now(), [], [], {})
  const habits = await habitsOf(ctx, today)
  await saveHabits(ctx, habits)
  return habits
}

/** Rows of ClickHouse from which thresholds were last worked out. */
const learntFrom = "learnt-from"
/** Fewer rows than these tell nothing of a brand. */
const fewestRows = 100

/** Whether there is a quarter more to learn from than last time, as after an import: a new brand's thresholds wait for no day. */
export const tellsMore = (averages: Averages, rows: number): boolean =>
  rows >= Math.max(fewestRows, (averages[learntFrom] ?? 0) * 1.25)

/**
 * Once a day, and when there is much more to learn from: thresholds that nobody has set follow the brand's own data, `learnt`
 * rows of it. In a transaction.
 */
export async function renewNamed(ctx: Context, learnt?: number): Promise<void> {
  const standing = await selectStanding(ctx)
  if (!standing?.builtAt) return
  const averages = { ...standing.averages, ...(await learnHabits(ctx)) }
  if (learnt !== undefined) await saveHabits(ctx, { [learntFrom]: learnt })
  await lock(ctx, "segments.write")
  const rows = new Map((await selectSegments(ctx)).map((row) => [row.key, row]))
  const live = new Map((await selectLive(ctx)).map((l) => [l.segmentId, l]))
  let changed = false
  for (const named of namedSegments) {
    const row = rows.get(named.key)
    const { who, publishedBy } = (row && live.get(row.segmentId)) ?? {}
    if (!row || !who || row.hasDraft || Object.keys(row.thresholds).length > 0 || named.thresholds.length === 0)
      continue
    const document = documentOf(named, {}, numbersOf(averages))
    // Somebody has written conditions of their own: those are theirs.
    if (publishedBy !== maido || JSON.stringify(who) === JSON.stringify(document.who)) continue
    await publish(ctx, row.segmentId, document, "data")
    changed = true
  }
  if (changed) await wantPass(ctx, ctx.now())
}

/** Every ready-made segment with its thresholds. */
export async function namedList(ctx: Context): Promise<NamedSegment[]> {
  const rows = new Map((await selectSegments(ctx)).map((row) => [row.key, row]))
  const brand = numbersOf((await selectStanding(ctx))?.averages ?? {})
  return namedSegments.map((named) => view(ctx, named, rows.get(named.key), brand))
}

function view(ctx: Context, named: Named, row: SegmentRow | undefined, brand: BrandNumbers): NamedSegment {
  const { key, name, intent, use, inventory } = named
  const values = valuesOf(named, row?.thresholds ?? {}, brand)
  return {
    key,
    name,
    intent,
    use,
    inventory,
    thresholds: named.thresholds.map(({ suggest, ...threshold }) => ({
      ...threshold,
      value: values.get(threshold.key) ?? 0,
      suggested: suggest(brand),
    })),
    segmentId: row?.segmentId ?? null,
    waitsFor: isPossible(ctx, named) ? null : (named.needs?.sentence ?? null),
  }
}

/** Sets thresholds of a ready-made segment and publishes it anew. Throws `segments.UnknownNamed`, `segments.BadThreshold`. */
export async function setThresholds(
  ctx: Context,
  key: string,
  values: Readonly<Record<string, number>>,
): Promise<NamedSegment> {
  const named = namedSegments.find((n) => n.key === key)
  await lock(ctx, "segments.write")
  const row = (await selectSegments(ctx)).find((r) => r.key === key)
  if (!named || !row) throw SegmentError.UnknownNamed({ key })
  for (const [field, value] of Object.entries(values)) {
    const threshold = named.thresholds.find((t) => t.key === field)
    const { min = 0, max = 0 } = threshold ?? {}
    if (!threshold || !Number.isInteger(value) || value < min || value > max)
      throw SegmentError.BadThreshold({ field, min, max })
  }
  const brand = numbersOf((await selectStanding(ctx))?.averages ?? {})
  const thresholds = { ...row.thresholds, ...values }
  await updateSegment(ctx, row.segmentId, { thresholds })
  await publish(ctx, row.segmentId, documentOf(named, thresholds, brand), "thresholds")
  await wantPass(ctx, ctx.now())
  return view(ctx, named, { ...row, thresholds }, brand)
}
