import { brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { factsAfter, type PlacedFact } from "#events"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { isMatch } from "./check-rules.ts"
import { deedOfFact, happenedOf } from "./knowledge.ts"
import type { Entrant } from "./model-stored.ts"
import type { Plan } from "./plan-rules.ts"
import { plansOf } from "./plans.ts"
import { afterSpan } from "./times-rules.ts"
import { type Heard, insertEntrants, leaseFacts, moveFacts, selectHeard } from "./storage-entrants.ts"
import { type Listening, selectPastRuns, setGoals, wakeRuns } from "./storage-runs.ts"
import { selectPublished } from "./storage.ts"

const crash = crashpoints("flows.after_facts_told")

const leaseMs = 10_000
const factsAtOnce = 20_000
/** What happened so much longer ago than a flow looks back is history being brought in: it isn't even written down as late. */
const historyMs = 30 * 86_400_000

const owners = new WeakMap<object, string>()
function readerName(ctx: Context): string {
  const known = owners.get(ctx.keys) ?? ctx.id()
  owners.set(ctx.keys, known)
  return known
}

/** What the flows of one brand listen for. */
type Ears = {
  readonly heard: readonly Heard[]
  readonly plans: ReadonlyMap<string, Plan>
  readonly listening: readonly Listening[]
}

/**
 * Reads what has happened since the last look, in its order: who is to come into a flow by it, who waits for it, who has
 * reached a goal. All of it may be told twice after a crash and is done once: entries have keys, waking is harmless. Only
 * one process reads at a time. Returns whether there may be more.
 */
export async function readFacts(ctx: Context): Promise<boolean> {
  const from = await inTransaction(ctx, (ctx) => leaseFacts(ctx, readerName(ctx), leaseMs))
  if (!from) return false
  const ears = await earsOf(ctx)
  const names = new Set(
    [...ears.values()].flatMap(({ heard, listening }) => [
      ...heard.flatMap(({ names }) => names),
      ...listening.map(({ name }) => name),
    ]),
  )
  const read = await inTransaction(ctx, (ctx) => factsAfter(ctx, from, [...names], factsAtOnce))
  if (!read) return false
  for (const [brandId, own] of ears) {
    const facts = read.facts.filter((fact) => fact.brandId === brandId && fact.customerId !== null)
    if (facts.length > 0) await inTransaction(inBrand(ctx, brandId), (ctx) => tell(ctx, own, facts))
  }
  crash("flows.after_facts_told")
  await inTransaction(ctx, (ctx) => moveFacts(ctx, readerName(ctx), read.to))
  return names.size > 0
}

async function earsOf(ctx: Context): Promise<Map<string, Ears>> {
  const ears = new Map<string, Ears>()
  const byBrand = new Map<string, Heard[]>()
  for (const heard of await inTransaction(ctx, selectHeard))
    byBrand.set(heard.brandId, [...(byBrand.get(heard.brandId) ?? []), heard])
  for (const [brandId, heard] of byBrand)
    await inTransaction(inBrand(ctx, brandId), async (ctx) => {
      const published = await selectPublished(ctx)
      const plans = await plansOf(ctx, published)
      const listening = published.flatMap(({ flowId, version }) =>
        [...(plans.get(`${flowId}:${version}`)?.wakes ?? [])].map((name) => ({ flowId, version, name })),
      )
      ears.set(brandId, { heard, plans, listening })
    })
  return ears
}

async function tell(ctx: Context, { heard, plans, listening }: Ears, facts: readonly PlacedFact[]): Promise<void> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const roots = await rootIdsOf(ctx, [...new Set(facts.map(({ customerId }) => customerId ?? ""))])
  const known = facts.flatMap((fact) => {
    const customerId = roots.get(fact.customerId ?? "")
    return customerId === undefined ? [] : [{ fact, customerId, deed: deedOfFact(fact, zone) }]
  })
  const entrants = heard.flatMap(({ flowId, version, names, liveSince }): Entrant[] => {
    const document = plans.get(`${flowId}:${version}`)?.document
    if (document?.trigger.kind !== "event" || names.length === 0) return []
    const { event } = document.trigger
    const { maxAge } = document.entry
    return known.flatMap(({ fact, customerId, deed }) => {
      if (!names.includes(fact.name) || fact.receivedAt < liveSince || !isMatch(event, deed)) return []
      if (afterSpan(fact.occurredAt, maxAge, zone).getTime() + historyMs < ctx.now().getTime()) return []
      const entryKey = `event:${fact.source}:${fact.externalId}`
      return [{ flowId, entryKey, customerId, at: fact.occurredAt, facts: { event: happenedOf(fact) } }]
    })
  })
  await insertEntrants(ctx, entrants)
  await wakeRuns(
    ctx,
    known.map(({ fact, customerId }) => ({ customerId, name: fact.name })),
    listening,
  )
  await noteGoals(ctx, plans, known)
}

type KnownFact = {
  readonly fact: PlacedFact
  readonly customerId: string
  readonly deed: ReturnType<typeof deedOfFact>
}

/** Somebody may reach the goal when she is through already: the number is about people, not about where they stand. */
async function noteGoals(ctx: Context, plans: ReadonlyMap<string, Plan>, known: readonly KnownFact[]): Promise<void> {
  const withGoals = [...plans].filter(([, plan]) => known.some(({ fact }) => plan.goalNames.includes(fact.name)))
  if (withGoals.length === 0) return
  const flowIds = [...new Set(withGoals.map(([key]) => key.split(":")[0] ?? ""))]
  const names = new Set(withGoals.flatMap(([, plan]) => plan.goalNames))
  const about = known.filter(({ fact }) => names.has(fact.name))
  const since = new Date(ctx.now().getTime() - 366 * 86_400_000)
  const runs = await selectPastRuns(ctx, [...new Set(about.map(({ customerId }) => customerId))], flowIds, since)
  const reached = runs.flatMap((run) => {
    const goal = plans.get(`${run.flowId}:${run.version}`)?.document.goal
    if (goal?.reached.kind !== "event") return []
    const { event } = goal.reached
    const [from, days] = [run.enteredAt.getTime(), goal.withinDays * 86_400_000]
    const hit = about.find(
      ({ customerId, deed }) =>
        customerId === run.customerId && deed.ms > from && deed.ms <= from + days && isMatch(event, deed),
    )
    return hit ? [{ flowId: run.flowId, runId: run.runId, at: hit.fact.occurredAt }] : []
  })
  await setGoals(ctx, reached)
}
