import { brandById } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { weekOf } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { ExperimentError } from "./errors.ts"
import { compareAll } from "./lift-rules.ts"
import { type Experiment, holdout, type Metric, metrics, treated } from "./model.ts"
import type { Lift, Moments, Pace } from "./model-lift.ts"
import { experimentSettings } from "./settings.ts"
import { selectExperiment, selectExperiments, type StoredExperiment } from "./storage.ts"
import { saveResult, selectMoments, selectPace, selectSizes } from "./storage-results.ts"

const weekMs = 7 * 86_400_000
/** How long before her assignment a person's own past is looked at, to take it out of the noise. */
const beforeDays = 90

type Asked = { readonly metric?: Metric; readonly windowDays?: number }

/**
 * What an experiment is worth in one metric, as it stands this moment (X02, T08): each arm against those kept apart,
 * counted from when each person was assigned, for `windowDays` (the brand's setting; a whole brand's has no end). Without
 * a metric its goal. One pass over its people; seconds for a million. Throws `experiments.Unknown`.
 */
export const liftOf = (ctx: Context, experiment: Experiment, asked: Asked = {}): Promise<Lift> =>
  inTransaction(ctx, async (ctx) => {
    const stored = await selectExperiment(ctx, experiment)
    if (!stored) throw ExperimentError.Unknown()
    const lifts = await measured(ctx, stored, asked.windowDays)
    const lift = lifts.get(asked.metric ?? stored.goal)
    if (!lift) throw new Error("a metric was not measured")
    return lift
  })

/** All metrics of one experiment. */
export async function measured(ctx: Context, stored: StoredExperiment, window?: number): Promise<Map<Metric, Lift>> {
  const settings = await experimentSettings(ctx)
  const windowDays = window ?? (stored.kind === "brand" ? null : settings.windowDays)
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const moments = await selectMoments(ctx, stored.experimentId, { windowDays, currency, beforeDays })
  const pace = paceOf(ctx.now(), windowDays, await selectPace(ctx, stored.experimentId))
  const common = { kind: stored.kind, id: stored.id, windowDays, currency, measuredAt: ctx.now() }
  return new Map(
    metrics.map((metric) => {
      const found = moments.get(metric) ?? []
      const names = armNames(stored, found)
      const compared = compareAll(found, names, pace, metric === "unsubscribes")
      return [
        metric,
        { ...common, metric, arms: names.map((arm) => figuresOf(found, arm, scaleOf(metric, windowDays))), compared },
      ]
    }),
  )
}

/** Those kept apart first, then the arms as they were named, then those that are not drawn any more but have people. */
function armNames({ arms, holdoutBp }: StoredExperiment, moments: readonly Moments[]): string[] {
  const met = moments.map((m) => m.arm)
  const held = holdoutBp > 0 || met.includes(holdout) ? [holdout] : []
  return [...new Set([...held, ...(arms ? arms.map((arm) => arm.name) : [treated]), ...met])]
}

/** What happened in the days before, as if they had been as many as those that are counted now; null for rates. */
const scaleOf = (metric: Metric, windowDays: number | null): number | null =>
  windowDays !== null && (metric === "orders" || metric === "revenue") ? windowDays / beforeDays : null

function figuresOf(moments: readonly Moments[], arm: string, scale: number | null) {
  const own = moments.filter((m) => m.arm === arm)
  const people = own.reduce((sum, m) => sum + m.n, 0)
  const mean = people > 0 ? own.reduce((sum, m) => sum + m.y, 0) / people : null
  const before = people > 0 && scale !== null ? (own.reduce((sum, m) => sum + m.x, 0) / people) * scale : null
  return { arm, people, mean, some: own.reduce((sum, m) => sum + m.some, 0), before }
}

type Seen = Awaited<ReturnType<typeof selectPace>>

function paceOf(now: Date, windowDays: number | null, { lately, firstAt, lastAt }: Seen): Pace {
  if (!firstAt || !lastAt) return { peoplePerWeek: 0, weeksOpen: 0 }
  const weeks = Math.min(4, Math.max(1, (now.getTime() - firstAt.getTime()) / weekMs))
  const opened = (now.getTime() - lastAt.getTime()) / weekMs
  // Nobody for two weeks: whatever it was has come to its end.
  const peoplePerWeek = opened > 2 ? 0 : lately / weeks
  return { peoplePerWeek, weeksOpen: windowDays === null ? 0 : Math.max(0, windowDays / 7 - opened) }
}

/** Written down every night for what still moves, so that lists are quick and the weeks can be looked back on. */
export const measureAll = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { windowDays } = await experimentSettings(ctx)
    const since = ctx.now().getTime() - (windowDays + 60) * 86_400_000
    const moving = new Set(
      (await selectSizes(ctx)).filter((s) => s.lastAt.getTime() >= since).map((s) => s.experimentId),
    )
    for (const stored of await selectExperiments(ctx)) if (moving.has(stored.experimentId)) await writeDown(ctx, stored)
  })

/** Measures one experiment and keeps what it says under this week. */
export async function writeDown(ctx: Context, stored: StoredExperiment): Promise<Map<Metric, Lift>> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const week = weekOf(dayIn(zone, ctx.now())).firstDay
  const lifts = await measured(ctx, stored)
  for (const lift of lifts.values()) await saveResult(ctx, stored.experimentId, week, lift)
  return lifts
}
