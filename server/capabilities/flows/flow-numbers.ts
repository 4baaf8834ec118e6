import { ratesByGroup, shareBp } from "#engagement"
import { latestLifts } from "#experiments"
import { letterEnds } from "#messages"
import type { Context } from "#kernel/context"
import { splitExperiment } from "./answers.ts"
import { mustFind } from "./edit-flows.ts"
import { flowExperiment } from "./enter.ts"
import type { FlowNumbers, StepNumbers } from "./model-flow.ts"
import { selectVersions } from "./storage.ts"
import { countRefused, countStanding, type Standing, sumWays, type Ways } from "./storage-numbers.ts"

const dayMs = 86_400_000

/** A flow in numbers that add up: entered = inside + ended, and at each step entered = waiting + parked + gone by each way. */
export async function numbersOf(ctx: Context, flowId: string, version: number | undefined): Promise<FlowNumbers> {
  await mustFind(ctx, flowId)
  const standing = await countStanding(ctx, flowId, version ?? null)
  const ways = await sumWays(ctx, flowId, version ?? null)
  const letters = (await letterEnds(ctx, { id: flowId })).filter(
    (end) => version === undefined || end.version === version,
  )
  const documents = (await selectVersions(ctx, flowId)).filter(
    (one) => version === undefined || one.version === version,
  )
  const steps = new Set([
    ...documents.flatMap(({ document }) => document.steps.map(({ id }) => id)),
    ...ways.map(({ step }) => step),
  ])
  const lifts = await latestLifts(ctx, [
    flowExperiment(flowId),
    ...[...steps].map((step) => splitExperiment(flowId, step)),
  ])
  // Who read a letter is counted by flow and step; which version had planned it is not told apart.
  const clicks = version === undefined ? await clicksOf(ctx, flowId) : new Map<string, Clicks>()
  const liftAt = (step: string) => {
    const lift = lifts.get(`split:${splitExperiment(flowId, step).id}`)
    return lift ? { lift } : {}
  }
  const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((all, { count }) => all + count, 0)
  const ended = new Map<NonNullable<Standing["end"]>, number>()
  for (const { end, count } of standing) if (end) ended.set(end, (ended.get(end) ?? 0) + count)
  return {
    entered: sum(standing),
    inside: sum(standing.filter(({ state }) => state !== "ended")),
    reached: standing.reduce((all, { reached }) => all + reached, 0),
    ended: [...ended].map(([end, count]) => ({ end, count })),
    refused: await countRefused(ctx, flowId, new Date(ctx.now().getTime() - 90 * dayMs)),
    steps: [...steps].map((step) => ({
      ...stepOf(step, standing, ways),
      ...lettersAt(letters.filter((letter) => letter.step === step)),
      ...(clicks.has(step) ? { clicks: clicks.get(step) } : {}),
      ...liftAt(step),
    })),
    lift: lifts.get(`flow:${flowExperiment(flowId).id}`) ?? null,
  }
}

type Clicks = NonNullable<StepNumbers["clicks"]>

/** How many letters of each step arrived, and of how many a person followed a link (C10, X22). */
async function clicksOf(ctx: Context, flowId: string): Promise<Map<string, Clicks>> {
  const found = new Map<string, Clicks>()
  for (const group of await ratesByGroup(ctx, { origin: { kind: "flow", id: flowId } })) {
    if (group.originStep === null) continue
    const before = found.get(group.originStep)
    const delivered = (before?.delivered ?? 0) + group.delivered
    const clicked = (before?.clicked ?? 0) + group.clicked.human
    found.set(group.originStep, { delivered, clicked, rateBp: shareBp(clicked, delivered) })
  }
  return found
}

function stepOf(step: string, standing: readonly Standing[], ways: readonly Ways[]): StepNumbers {
  const here = standing.filter((row) => row.step === step && row.state !== "ended")
  const count = (state: readonly string[]) =>
    here.filter((row) => state.includes(row.state)).reduce((all, { count }) => all + count, 0)
  const [waiting, parked] = [count(["active", "paused"]), count(["parked"])]
  const gone = ways.filter((row) => row.step === step).map(({ way, outcome, count }) => ({ way, outcome, count }))
  return { step, entered: gone.reduce((all, { count }) => all + count, waiting + parked), waiting, parked, ways: gone }
}

function lettersAt(letters: readonly { state: string; reason: string | null; count: number }[]) {
  if (letters.length === 0) return {}
  const ends = new Map<string, { state: string; reason: string | null; count: number }>()
  for (const { state, reason, count } of letters) {
    const key = `${state} ${reason}`
    ends.set(key, { state, reason, count: (ends.get(key)?.count ?? 0) + count })
  }
  return { letters: [...ends.values()] }
}
