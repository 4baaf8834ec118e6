import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { armFor } from "./arm-rules.ts"
import { ensured } from "./ensure-experiment.ts"
import { ExperimentError } from "./errors.ts"
import { type Experiment, treated } from "./model.ts"
import { experimentSettings } from "./settings.ts"
import { insertArms, selectArms, selectExperiment, type StoredExperiment } from "./storage.ts"

/**
 * In which arm each of these people is: "holdout", "treated", or the name of an arm. Who had none gets one and it is
 * written down in this transaction, before anything is decided; from then on it stays, through restarts, resumes, new
 * versions and other shares (M25). Ids as given, those of merged people included; strangers are missing. Thousands at
 * once. Throws `experiments.Unknown` for what was never ensured, the whole brand excepted.
 */
export const armsOf = (
  ctx: Context,
  experiment: Experiment,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  inTransaction(ctx, async (ctx) => {
    if (customerIds.length === 0) return new Map()
    const stored = (await selectExperiment(ctx, experiment)) ?? (await madeByDefault(ctx, experiment))
    const roots = await rootIdsOf(ctx, customerIds)
    const arms = await armsOfRoots(ctx, stored, [...new Set(roots.values())])
    return new Map([...roots].map(([id, root]) => [id, arms.get(root) ?? treated]))
  })

async function madeByDefault(ctx: Context, experiment: Experiment): Promise<StoredExperiment> {
  if (experiment.kind !== "brand") throw ExperimentError.Unknown()
  return ensured(ctx, { ...experiment, holdoutBp: (await experimentSettings(ctx)).brandHoldoutBp })
}

async function armsOfRoots(
  ctx: Context,
  stored: StoredExperiment,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { salt, holdoutBp, arms } = stored
  if (comparesNothing(stored)) return stored.design > 1 ? selectArms(ctx, stored.experimentId, ids) : new Map()
  const drawn = ids.map((customerId) => ({ customerId, arm: armFor(salt, customerId, holdoutBp, arms ?? []) }))
  // Written before it is read: whoever has an arm keeps it by the key, which is looked up as quickly in a table that grows by
  // thousands a second as in any other; a question for thousands of ids is not, until the planner has counted it again.
  const fresh = await insertArms(ctx, stored, drawn)
  const known = new Map(drawn.flatMap(({ customerId, arm }) => (fresh.has(customerId) ? [[customerId, arm]] : [])))
  // Those who had one, from earlier or from somebody who wrote at this moment, perhaps under other shares.
  const others = ids.filter((id) => !fresh.has(id))
  if (others.length > 0) for (const [id, arm] of await selectArms(ctx, stored.experimentId, others)) known.set(id, arm)
  return known
}

/**
 * Nobody is kept apart and there is one way only: a row for every customer would tell nothing. Of a flow they are written all
 * the same: a later version may keep people apart, and who has been through before must not be among them (M25).
 */
const comparesNothing = ({ kind, holdoutBp, arms }: StoredExperiment): boolean =>
  kind !== "flow" && holdoutBp === 0 && (arms?.length ?? 0) < 2

/** The arms that these people have, without giving one to anybody. Ids as given; who has none is missing. */
export const knownArmsOf = (
  ctx: Context,
  experiment: Experiment,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  inTransaction(ctx, async (ctx) => {
    const stored = await selectExperiment(ctx, experiment)
    if (!stored) return new Map()
    const roots = await rootIdsOf(ctx, customerIds)
    const arms = await selectArms(ctx, stored.experimentId, [...new Set(roots.values())])
    return new Map([...roots].flatMap(([id, root]) => (arms.has(root) ? [[id, arms.get(root) ?? ""] as const] : [])))
  })

/**
 * In which arm each of these is or would be if she were asked for now: what rehearsal and "why" need. Writes nothing.
 * Undefined when the experiment does not exist yet.
 */
export const wouldBeArmsOf = (
  ctx: Context,
  experiment: Experiment,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> =>
  inTransaction(ctx, async (ctx) => {
    const stored = await selectExperiment(ctx, experiment)
    if (!stored) return undefined
    const roots = await rootIdsOf(ctx, customerIds)
    const known = await selectArms(ctx, stored.experimentId, [...new Set(roots.values())])
    const { salt, holdoutBp, arms } = stored
    return new Map([...roots].map(([id, root]) => [id, known.get(root) ?? armFor(salt, root, holdoutBp, arms ?? [])]))
  })
