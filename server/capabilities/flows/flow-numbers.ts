import { letterEnds } from "#messages"
import type { Context } from "#kernel/context"
import { mustFind } from "./edit-flows.ts"
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
    })),
  }
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
