import type { Ground } from "./check-rules.ts"
import type { Answer, Known, Run, Taken } from "./model-run.ts"
import type { Step, StepOf } from "./model-steps.ts"
import type { Plan } from "./plan-rules.ts"
import { mostStepsInOneGo, step } from "./step-rules.ts"
import { dayIn } from "#kernel/zones"

/** What walking somebody through depends on. Deeds may lie before and after: each counts from its own moment on. */
export type Walk = {
  readonly plan: Plan
  readonly known: Known
  /** As of any moment; today and now are taken from where the walk has come to. */
  readonly ground: Ground
  /** What a draw or an act would come to. */
  readonly answerFor: (step: StepOf<"split"> | StepOf<"offer"> | StepOf<"contributed">, run: Run) => Answer
}

/** The same ground at another moment. */
export function groundOn(ground: Ground, at: Date): Ground {
  const setting = { ...ground.setting, today: dayIn(ground.clock.zone, at), now: Math.floor(at.getTime() / 1_000) }
  return { ...ground, setting, cores: new Map() }
}

/**
 * Walks one person through a version from one moment to another, by the very steps that flows take, with a clock that runs
 * ahead: to when a wait is over, or to the next thing that she did. Nothing is done and nobody is written to.
 */
export function walkThrough(
  walk: Walk,
  start: Run,
  from: Date,
  until: Date,
): { readonly run: Run; readonly steps: readonly Taken[] } {
  const { plan, known } = walk
  const steps: Taken[] = []
  let [run, now, ground] = [start, from, groundOn(walk.ground, from)]
  for (let taken = 0; run.state === "active" && taken < mostStepsInOneGo; taken++) {
    const given = { plan, known, ground, now }
    const first = step(run, given)
    const stepped = first.ask ? step(first.run, { ...given, answer: walk.answerFor(first.ask, first.run) }) : first
    run = stepped.run
    if (stepped.taken) {
      steps.push(stepped.taken)
      continue
    }
    const next = nextMoment(walk, run, now)
    if (run.state !== "active" || next === null || next > until) break
    now = next
    ground = groundOn(walk.ground, now)
  }
  return { run, steps }
}

function nextMoment({ plan, known }: Walk, run: Run, now: Date): Date | null {
  const deed = known.deeds.find(({ ms, name }) => ms > now.getTime() && plan.wakes.has(name))
  const times = [...(run.dueAt && run.dueAt > now ? [run.dueAt.getTime()] : []), ...(deed ? [deed.ms] : [])]
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** How many messages somebody gets who goes through, if ways are taken as often as each other and draws by their weights. */
export function expectedMessages({
  first,
  steps,
}: {
  readonly first: string | null
  readonly steps: readonly Step[]
}): number {
  const byId = new Map(steps.map((one) => [one.id, one]))
  const known = new Map<string, number>()
  const of = (id: string | null, depth: number): number => {
    const at = id === null || depth > steps.length ? undefined : byId.get(id)
    if (!at || id === null) return 0
    const before = known.get(id)
    if (before !== undefined) return before
    const count = from(at, (to) => of(to, depth + 1))
    known.set(id, count)
    return count
  }
  return of(first, 0)
}

function from(at: Step, of: (id: string | null) => number): number {
  switch (at.kind) {
    case "message":
      return (at.status === "draft" ? 0 : 1) + of(at.next)
    case "branch": {
      const ways = [...at.ways.map(({ next }) => of(next)), of(at.next)]
      return ways.reduce((sum, n) => sum + n, 0) / ways.length
    }
    case "split": {
      const all = at.arms.reduce((sum, { weight }) => sum + weight, 0)
      return at.arms.reduce((sum, { weight, next }) => sum + (of(next) * weight) / all, 0)
    }
    case "wait-for-event":
      return (of(at.next) + of(at.otherwise)) / 2
    case "repeat":
      return at.times * of(at.first) + of(at.next)
    case "stop":
      return 0
    default:
      return of(at.next)
  }
}
