import { brandById, zonedBrands } from "#brands"
import { customersByIds } from "#customers"
import { armsOf } from "#experiments"
import { eventNamesIn } from "#segments"
import { type Context, inBrand, inTransaction, lock } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { coreOf, type Ground, personIs } from "./check-rules.ts"
import { decideEntry, type EntryCase, type EntryDecision } from "./entry-rules.ts"
import { groundAt } from "./ground.ts"
import { createKnowledge, type Knowledge } from "./knowledge.ts"
import type { FlowDocument } from "./model.ts"
import type { Run } from "./model-run.ts"
import type { Entrant, EntryRow, FlowRow } from "./model-stored.ts"
import { plansOf } from "./plans.ts"
import { readStart } from "./start-by-time.ts"
import { selectFlows } from "./storage.ts"
import { brandsEntering, decidedKeys, insertEntries, type Past, selectPast, takeEntrants } from "./storage-entrants.ts"
import { insertRuns } from "./storage-runs.ts"

const crash = crashpoints("flows.entering")

const atOnce = 1_000

/** The experiment that a flow's holdout belongs to. */
export const flowExperiment = (flowId: string) => ({ kind: "flow" as const, id: flowId })

/** Lets in those who wait to come in, a batch for each brand, and reads on in the starts that are under way. */
export async function letIn(ctx: Context): Promise<boolean> {
  const brands = (await zonedBrands(ctx)).map(({ brandId }) => brandId)
  let more = false
  for (const brandId of await inTransaction(ctx, (ctx) => brandsEntering(ctx, brands))) {
    const own = inBrand(ctx, brandId)
    more = (await readStart(own)) || more
    more = (await enterBrand(own)) > 0 || more
  }
  return more
}

/** One batch of one brand: who is taken out of the line and what is decided about them stand or fall together. */
export const enterBrand = (ctx: Context): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const entrants = await takeEntrants(ctx, atOnce)
    if (entrants.length === 0) return 0
    const flows = new Map((await selectFlows(ctx)).map((flow) => [flow.flowId, flow]))
    const flowIds = [...new Set(entrants.map(({ flowId }) => flowId))]
    // One at a time for each flow: nobody comes in twice because two events came at the same moment.
    await lock(ctx, ...flowIds.map((flowId) => `flows.enter:${flowId}`))
    const decided = await decidedKeys(ctx, entrants)
    const fresh = entrants.filter(({ flowId, entryKey }) => !decided.has(`${flowId} ${entryKey}`))
    for (const flowId of flowIds) {
      const flow = flows.get(flowId)
      const own = fresh.filter((entrant) => entrant.flowId === flowId)
      if (flow && flow.liveVersion !== null && own.length > 0) await enterFlow(ctx, flow, flow.liveVersion, own)
    }
    crash("flows.entering")
    return entrants.length
  })

async function enterFlow(ctx: Context, flow: FlowRow, version: number, entrants: readonly Entrant[]): Promise<void> {
  const plan = (await plansOf(ctx, [{ flowId: flow.flowId, version }])).get(`${flow.flowId}:${version}`)
  if (!plan) return
  const { document } = plan
  const people = await customersByIds(ctx, [...new Set(entrants.map(({ customerId }) => customerId))])
  const present = (id: string) => people.get(id)?.customerId ?? id
  const ids = [...new Set(entrants.map(({ customerId }) => present(customerId)))]
  const past = await selectPast(ctx, flow.flowId, ids)
  const judged = await judge(ctx, document, ids)
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const caseOf = (entrant: Entrant, before: Past | undefined): EntryCase => {
    const person = people.get(entrant.customerId)
    return {
      entry: document.entry,
      at: entrant.at,
      now: ctx.now(),
      zone,
      isLive: flow.state === "live",
      isPerson: person !== undefined && person.erasedAt === null,
      lastAt: before?.lastAt ?? null,
      isInside: before?.isInside ?? false,
      chained: Number(entrant.facts.chain ?? 0),
      ...judged.of(present(entrant.customerId)),
      arm: null,
    }
  }
  // Who fits in every other respect is drawn for, and it is written down, before it is decided (M25).
  const fitting = entrants.filter(
    (one) => decideEntry(caseOf(one, past.get(present(one.customerId)))).outcome === "entered",
  )
  const arms =
    document.holdoutBp > 0 && fitting.length > 0
      ? await armsOf(ctx, flowExperiment(flow.flowId), [...new Set(fitting.map((one) => present(one.customerId)))])
      : new Map<string, string>()
  const rows: EntryRow[] = []
  const runs: Run[] = []
  for (const entrant of entrants) {
    const customerId = present(entrant.customerId)
    const decision = decideEntry({ ...caseOf(entrant, past.get(customerId)), arm: arms.get(customerId) ?? null })
    const run =
      decision.outcome === "entered" ? runOf(ctx, flow.flowId, version, document, { ...entrant, customerId }) : null
    if (run) {
      runs.push(judged.hasGoal(customerId) ? { ...run, facts: { ...run.facts, goalHeld: true } } : run)
      past.set(customerId, { lastAt: entrant.at, isInside: true })
    }
    rows.push(rowOf(entrant, customerId, version, decision, run?.runId ?? null))
  }
  await insertRuns(ctx, runs)
  await insertEntries(ctx, rows)
}

const rowOf = (
  { flowId, entryKey, at }: Entrant,
  customerId: string,
  version: number,
  { outcome, reasons }: EntryDecision,
  runId: string | null,
): EntryRow => ({
  flowId,
  entryKey,
  customerId,
  version,
  at,
  outcome,
  runId,
  seen: { reasons: Object.fromEntries(reasons.map(({ code, isMet }) => [code, isMet])) },
})

/** Somebody at the beginning. Her clock begins when what set it off happened. */
export const runOf = (
  ctx: Pick<Context, "id" | "now">,
  flowId: string,
  version: number,
  document: FlowDocument,
  { customerId, at, facts }: Pick<Entrant, "customerId" | "at" | "facts">,
): Run => ({
  runId: ctx.id(),
  flowId,
  version,
  customerId,
  enteredAt: at,
  facts,
  state: "active",
  step: document.first,
  arrivedAt: at > ctx.now() ? ctx.now() : at,
  dueAt: ctx.now(),
  visit: 0,
  rounds: [],
  goalAt: null,
  end: null,
  reason: null,
})

export type Judged = {
  readonly of: (customerId: string) => Pick<EntryCase, "audience" | "exclusion">
  readonly hasGoal: (customerId: string) => boolean
}

/** What the conditions of an entry say of these people, all asked for at once. */
export async function judge(ctx: Context, document: FlowDocument, ids: readonly string[]): Promise<Judged> {
  const { audience, exclusion } = document.entry
  const goal = document.goal?.reached.kind === "person" ? document.goal.reached.who : null
  const conditions = [audience?.who, exclusion?.who, goal].flatMap((who) => who ?? [])
  if (conditions.length === 0) return { of: () => ({ audience: null, exclusion: null }), hasGoal: () => false }
  const ground = await groundAt(ctx, ctx.now(), conditions)
  const knowledge = await knowledgeOf(ctx, ground, conditions, ids)
  return {
    of: (id) => ({
      audience: audience ? personIs(ground, audience.who, knowledge.of(id)) : null,
      exclusion: exclusion ? personIs(ground, exclusion.who, knowledge.of(id)) : null,
    }),
    hasGoal: (id) => goal !== null && personIs(ground, goal, knowledge.of(id)),
  }
}

async function knowledgeOf(
  ctx: Context,
  ground: Ground,
  conditions: readonly Parameters<typeof coreOf>[1][],
  ids: readonly string[],
): Promise<Knowledge> {
  const knowledge = createKnowledge(ctx, ground.clock.zone)
  const names = [...new Set(conditions.flatMap((who) => eventNamesIn(coreOf(ground, who))))]
  await knowledge.learn(ids.map((customerId) => ({ customerId, person: true, names })))
  return knowledge
}
