import { type Context, inTransaction } from "#kernel/context"
import { ExperimentError } from "./errors.ts"
import { worthOfLetters } from "./letter-worth.ts"
import { measured } from "./lift-of.ts"
import { type Experiment, metrics } from "./model.ts"
import type { Lift } from "./model-lift.ts"
import { selectExperiment, selectExperiments, type StoredExperiment } from "./storage.ts"
import { selectHistory, selectLatest, selectPeopleIn, selectSizes } from "./storage-results.ts"

/** Up to so many people an experiment is measured while somebody waits; beyond, last night's figures are shown. */
const mostAtOnce = 50_000

export const listAll = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const all = await selectExperiments(ctx)
    const sizes = await selectSizes(ctx)
    const latest = await selectLatest(
      ctx,
      all.map((one) => one.experimentId),
    )
    const items = all.map((one) => {
      const lift = latest.find((l) => l.experimentId === one.experimentId && l.lift.metric === one.goal)?.lift ?? null
      return rowOf(one, sizes, lift)
    })
    return { items }
  })

type Sizes = Awaited<ReturnType<typeof selectSizes>>

const rowOf = (
  { experimentId, salt: _salt, design: _design, ...one }: StoredExperiment,
  sizes: Sizes,
  lift: Lift | null,
) => ({
  ...one,
  arms: one.arms ? [...one.arms] : null,
  sizes: sizes.filter((s) => s.experimentId === experimentId).map(({ arm, people }) => ({ arm, people })),
  lift,
})

/** What was last measured of these experiments in their goal, by `kind:id`; who was never measured is missing. */
export const latestLifts = (ctx: Context, wanted: readonly Experiment[]): Promise<ReadonlyMap<string, Lift>> =>
  inTransaction(ctx, async (ctx) => {
    const keys = new Set(wanted.map(({ kind, id }) => `${kind}:${id}`))
    const known = (await selectExperiments(ctx)).filter(({ kind, id }) => keys.has(`${kind}:${id}`))
    const found = await selectLatest(
      ctx,
      known.map(({ experimentId }) => experimentId),
    )
    return new Map(
      known.flatMap(({ experimentId, kind, id, goal }) => {
        const one = found.find((row) => row.experimentId === experimentId && row.lift.metric === goal)
        return one ? [[`${kind}:${id}`, one.lift] as const] : []
      }),
    )
  })

/** All that an experiment says. Throws `experiments.Unknown`. */
export const showLift = (ctx: Context, experiment: Experiment) =>
  inTransaction(ctx, async (ctx) => {
    const stored = await known(ctx, experiment)
    const sizes = (await selectSizes(ctx)).filter((size) => size.experimentId === stored.experimentId)
    const isSmall = sizes.reduce((sum, size) => sum + size.people, 0) <= mostAtOnce
    const lifts = isSmall
      ? [...(await measured(ctx, stored)).values()]
      : (await selectLatest(ctx, [stored.experimentId])).map((found) => found.lift)
    lifts.sort((a, b) => metrics.indexOf(a.metric) - metrics.indexOf(b.metric))
    return {
      experiment: rowOf(stored, sizes, lifts.find((lift) => lift.metric === stored.goal) ?? null),
      lifts,
      history: await selectHistory(ctx, stored.experimentId, stored.goal),
      worth: await worthOfLetters(ctx, experiment),
    }
  })

async function known(ctx: Context, experiment: Experiment): Promise<StoredExperiment> {
  const stored = await selectExperiment(ctx, experiment)
  if (!stored) throw ExperimentError.Unknown()
  return stored
}

type Page = { readonly arm?: string | undefined; readonly cursor?: string | undefined; readonly limit: number }

/** Who is in an experiment, or in one arm of it. Throws `experiments.Unknown`, `experiments.BadCursor`. */
export const peopleIn = (ctx: Context, { arm, cursor, limit, ...experiment }: Experiment & Page) =>
  inTransaction(ctx, async (ctx) => {
    const { experimentId } = await known(ctx, experiment)
    const items = await selectPeopleIn(ctx, experimentId, { arm, after: readCursor(cursor), limit })
    const last = items.length === limit ? items.at(-1) : undefined
    return { items, cursor: last ? writeCursor(last) : null }
  })

const writeCursor = (last: { assignedAt: Date; customerId: string }) =>
  Buffer.from(`${last.assignedAt.toISOString()} ${last.customerId}`).toString("base64url")

function readCursor(cursor: string | undefined): [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw ExperimentError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
