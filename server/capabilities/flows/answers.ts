import { armsOf } from "#experiments"
import type { Context } from "#kernel/context"
import { flowSteps } from "./contributions.ts"
import type { Answer, Run } from "./model-run.ts"
import type { StepOf } from "./model-steps.ts"
import { giveCodes } from "./offer-codes.ts"

/** Somebody who can't go on before it is known what a draw or an act has come to. */
export type Asking = {
  readonly run: Run
  readonly step: StepOf<"split"> | StepOf<"offer"> | StepOf<"contributed">
}

export const splitExperiment = (flowId: string, step: string) => ({ kind: "split" as const, id: `${flowId}:${step}` })

export const visitKey = ({ runId, visit }: Pick<Run, "runId" | "visit">, step: string): string =>
  `${runId}:${step}:${visit}`

/**
 * Draws and acts for all who ask, in the caller's transaction, which moves them on, too: either both stand or neither. Drawn
 * arms are written down before anything is decided by them (M25). By `visitKey`.
 */
export async function answersFor(ctx: Context, asking: readonly Asking[]): Promise<ReadonlyMap<string, Answer>> {
  const groups = new Map<string, Asking[]>()
  for (const one of asking) {
    const key = `${one.run.flowId} ${one.run.version} ${one.step.id}`
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const answers = new Map<string, Answer>()
  for (const group of groups.values()) for (const [key, answer] of await answersOf(ctx, group)) answers.set(key, answer)
  return answers
}

async function answersOf(ctx: Context, group: readonly Asking[]): Promise<ReadonlyMap<string, Answer>> {
  const [first] = group
  if (!first) return new Map()
  const { step } = first
  if (step.kind === "split") return draw(ctx, step, group)
  if (step.kind === "offer")
    return giveCodes(
      ctx,
      step,
      group.map(({ run }) => run),
    )
  const known = ctx.product.contributed(flowSteps).find((one) => one.step === step.step)
  if (!known)
    return new Map(group.map(({ run }) => [visitKey(run, step.id), { kind: "refused", reason: "no-such-step" }]))
  const given = known.with.safeParse(step.with)
  if (!given.success)
    return new Map(group.map(({ run }) => [visitKey(run, step.id), { kind: "refused", reason: "badly-set-up" }]))
  const answers = await known.act(
    ctx,
    group.map(({ run }) => ({
      customerId: run.customerId,
      key: visitKey(run, step.id),
      with: given.data,
      facts: run.facts,
      flow: { flowId: run.flowId, version: run.version, step: step.id },
    })),
  )
  const done: Answer = { kind: "done" }
  return new Map(group.map(({ run }) => [visitKey(run, step.id), answers.get(visitKey(run, step.id)) ?? done]))
}

async function draw(
  ctx: Context,
  step: StepOf<"split">,
  group: readonly Asking[],
): Promise<ReadonlyMap<string, Answer>> {
  const flowId = group[0]?.run.flowId ?? ""
  const arms = await armsOf(
    ctx,
    splitExperiment(flowId, step.id),
    group.map(({ run }) => run.customerId),
  )
  return new Map(
    group.map(({ run }) => [
      visitKey(run, step.id),
      { kind: "arm", arm: arms.get(run.customerId) ?? step.arms[0]?.id ?? "" },
    ]),
  )
}
