import type { Channel } from "#customers"
import { eventNamesIn } from "#segments"
import { lateToleranceMs } from "#kernel/schedules"
import { checked, coreOf, dateOf, firstMatch, type Ground, missingOf, personIs, productOf } from "./check-rules.ts"
import type { Answer, FlowDeed, FlowEffect, Known, Run, RunEnd, Taken } from "./model-run.ts"
import type { Fallback, Step, StepOf } from "./model-steps.ts"
import type { Plan } from "./plan-rules.ts"
import { afterSpan, waitUntil } from "./times-rules.ts"

/** What one step of one person depends on. Nothing else is looked at: the same gives the same. */
export type Given = {
  readonly plan: Plan
  readonly known: Known
  readonly ground: Ground
  readonly now: Date
  /** What an act or a draw has come to that the step before asked for. */
  readonly answer?: Answer | undefined
}

/** What came of it: the run as it is now, what is to be done in the world, the step that was taken, and why. */
export type Stepped = {
  readonly run: Run
  readonly effects: readonly FlowEffect[]
  /** Null while she rests where she stands, and while an answer is asked for. */
  readonly taken: Taken | null
  /** The step can't be decided here: somebody draws, or acts, and says what came of it. */
  readonly ask: StepOf<"split"> | StepOf<"offer"> | StepOf<"contributed"> | null
}

/** The most steps that somebody takes in one go; beyond it she is parked, as going round without ever waiting. */
export const mostStepsInOneGo = 300

const rests = (run: Run): Stepped => ({ run, effects: [], taken: null, ask: null })

/**
 * Takes the step at which she stands, if it can be taken now. First it is seen whether the goal is reached or she is to leave.
 * Stepping again without anything having changed changes nothing: what waits says until when, and is asked again.
 */
export function step(run: Run, given: Given): Stepped {
  if (run.state !== "active") return rests(run)
  const watched = watch(run, given)
  if (watched.state !== "active") return { ...rests(watched), taken: tookEnd(watched, given) }
  return takeStep(watched, given)
}

/** What must be known of her before `step` is called. */
export function needsOf(
  run: Run,
  { plan, ground }: Pick<Given, "plan" | "ground">,
): {
  readonly person: boolean
  readonly names: readonly string[]
  readonly stock: boolean
} {
  const at = run.step === null ? undefined : plan.steps.get(run.step)
  const conditions = [
    ...(plan.document.goal?.reached.kind === "person" && !run.goalAt ? [plan.document.goal.reached.who] : []),
    ...plan.document.exits.flatMap(({ when }) => (when.kind === "person" ? [when.who] : [])),
    ...(at?.kind === "branch" ? at.ways.flatMap(({ check }) => (check.kind === "person" ? [check.who] : [])) : []),
  ]
  const names = new Set(plan.watches.names)
  for (const who of conditions) for (const name of eventNamesIn(coreOf(ground, who))) names.add(name)
  if (at?.kind === "wait-for-event") for (const name of at.event.names) names.add(name)
  return { person: conditions.length > 0 || asksOfPerson(at), names: [...names], stock: asksForStock(at) }
}

function asksOfPerson(at: Step | undefined): boolean {
  const isHers = (path: string) => path.startsWith("customer.")
  if (at?.kind === "branch")
    return at.ways.some(({ check }) => check.kind === "reachable" || (check.kind === "known" && isHers(check.path)))
  if (at?.kind === "message")
    return at.status !== "draft" && (at.whenUnreachable !== undefined || at.needs.some(isHers))
  return at?.kind === "wait" && at.until.kind === "date" && at.until.of.kind !== "fact" && at.until.of.kind !== "day"
}

const asksForStock = (at: Step | undefined): boolean =>
  (at?.kind === "message" && at.whenOutOfStock !== undefined) ||
  (at?.kind === "branch" && at.ways.some(({ check }) => check.kind === "in-stock"))

/** Goal first, then exits: who has reached what it is for is no failure of it. */
function watch(run: Run, { plan, known, ground, now }: Given): Run {
  const { goal, exits } = plan.document
  const [from, until] = [run.enteredAt.getTime(), now.getTime()]
  let watched = run
  if (goal && !run.goalAt) {
    const end = Math.min(until, from + goal.withinDays * 86_400_000)
    const { reached } = goal
    const at =
      reached.kind === "event"
        ? firstMatch(reached.event, known.deeds, from, end)?.ms
        : until <= end && run.facts.goalHeld !== true && personIs(ground, reached.who, known)
          ? until
          : undefined
    if (at !== undefined) {
      watched = { ...run, goalAt: new Date(at) }
      if (goal.ends) return over(watched, "goal", null)
    }
  }
  for (const { id, when } of exits) {
    const leaves =
      when.kind === "event"
        ? firstMatch(when.event, known.deeds, from, until) !== undefined
        : personIs(ground, when.who, known)
    if (leaves) return over(watched, "exit", id)
  }
  return watched
}

const over = (run: Run, end: RunEnd, reason: string | null): Run => ({
  ...run,
  state: "ended",
  end,
  reason,
  dueAt: null,
  rounds: [],
})

const tookEnd = (run: Run, { now }: Given): Taken | null =>
  run.step === null
    ? null
    : {
        step: run.step,
        visit: run.visit,
        arrivedAt: run.arrivedAt,
        leftAt: now,
        outcome: run.end ?? "end",
        way: run.reason,
        next: null,
        seen: run.goalAt ? { goalAt: run.goalAt.toISOString() } : {},
      }

export const parked = (run: Run, reason: string): Run => ({ ...run, state: "parked", reason, dueAt: null })

type Went = {
  readonly to: string | null
  readonly outcome: string
  readonly way?: string
  readonly seen?: Readonly<Record<string, unknown>>
  readonly effects?: readonly FlowEffect[]
  /** When it was over; now, without. */
  readonly at?: number
  readonly facts?: Readonly<Record<string, unknown>>
}

function takeStep(run: Run, given: Given): Stepped {
  const { plan, now } = given
  if (run.step === null) return rests(over(run, "end", null))
  const at = plan.steps.get(run.step)
  if (!at) return rests(parked(run, "step-removed"))
  const decided = decide(at, run, given)
  if (decided === "ask") {
    // safe: decide() asks at these three kinds only
    return { ...rests(run), ask: at as NonNullable<Stepped["ask"]> }
  }
  if (decided instanceof Date) return rests({ ...run, dueAt: decided })
  if ("leaves" in decided) {
    const { leaves, outcome, seen = {} } = decided
    const taken = { ...visitOf(run, now), outcome, way: null, next: null, seen }
    return { run: over({ ...run, visit: run.visit + 1 }, leaves, outcome), effects: [], taken, ask: null }
  }
  return goOn(run, decided, given)
}

const visitOf = (run: Run, leftAt: Date) => ({
  step: run.step ?? "",
  visit: run.visit,
  arrivedAt: run.arrivedAt,
  leftAt,
})

/**
 * The clock of a run goes on from when a step was over, so that it does not matter how quickly we come to it; what we come to
 * late, after an outage, counts from now: two messages a day apart must not come at the same moment.
 */
function momentOf(over: number, now: Date): Date {
  return now.getTime() - over > lateToleranceMs || over > now.getTime() ? now : new Date(over)
}

function goOn(run: Run, went: Went, { plan, now }: Given): Stepped {
  const moment = momentOf(went.at ?? run.arrivedAt.getTime(), now)
  const { to, rounds } = resolved(plan, went.to, run.step, run.rounds, went.way === "round")
  const taken: Taken = {
    ...visitOf(run, moment),
    outcome: went.outcome,
    way: went.way ?? null,
    next: to,
    seen: went.seen ?? {},
  }
  const moved: Run = {
    ...run,
    facts: went.facts ? { ...run.facts, ...went.facts } : run.facts,
    step: to,
    arrivedAt: moment,
    dueAt: moment,
    visit: run.visit + 1,
    rounds,
  }
  return { run: to === null ? over(moved, "end", null) : moved, effects: went.effects ?? [], taken, ask: null }
}

/** Where somebody comes who goes to `to`: the end of a round leads back to its repeat, or past it after the last one. */
function resolved(plan: Plan, to: string | null, from: string | null, rounds: Run["rounds"], begins: boolean) {
  let [target, within] = [to, begins && from !== null ? [...rounds, { step: from, round: 1 }] : [...rounds]]
  while (target === null) {
    const inner = within.pop()
    const repeat = inner && plan.steps.get(inner.step)
    if (!inner || repeat?.kind !== "repeat") break
    if (inner.round < repeat.times) {
      within = [...within, { step: inner.step, round: inner.round + 1 }]
      target = repeat.first
    } else target = repeat.next
  }
  return { to: target, rounds: within }
}

type Leaves = {
  readonly leaves: RunEnd
  readonly outcome: string
  readonly seen?: Readonly<Record<string, unknown>>
}

/** Where she goes from here and what is done; or until when she rests; or that it has to be asked. */
function decide(at: Step, run: Run, given: Given): Went | Leaves | Date | "ask" {
  const { known, ground, now, answer } = given
  const key = `${run.runId}:${at.id}:${run.visit}`
  switch (at.kind) {
    case "wait": {
      const until = waitUntil(at.until, run.arrivedAt, ground.clock, (source, notBefore) =>
        dateOf(source, run, known.person, notBefore),
      )
      if (until === null) return { to: at.next, outcome: "no-date" }
      return until > now
        ? until
        : { to: at.next, outcome: "waited", at: until.getTime(), seen: { until: until.toISOString() } }
    }
    case "wait-for-event":
      return waitForEvent(at, run, given)
    case "branch": {
      const seen: Record<string, unknown> = {}
      for (const way of at.ways) {
        const answer = checked(way.check, run, known, ground)
        seen[way.id] = answer.seen
        if (answer.holds) return { to: way.next, outcome: "branched", way: way.id, seen }
      }
      return { to: at.next, outcome: "branched", way: "otherwise", seen }
    }
    case "split": {
      if (answer?.kind !== "arm") return "ask"
      const arm = at.arms.find(({ id }) => id === answer.arm) ?? at.arms[0]
      return { to: arm?.next ?? null, outcome: "split", way: arm?.id ?? answer.arm }
    }
    case "repeat":
      return { to: at.first, outcome: "repeats", way: "round", seen: { times: at.times } }
    case "message":
      return message(at, run, given, key)
    case "offer":
    case "contributed": {
      if (!answer || answer.kind === "arm") return "ask"
      if (answer.kind === "done")
        return { to: at.next, outcome: "done", ...(answer.facts ? { facts: answer.facts } : {}) }
      if (at.kind === "offer" && at.whenRefused === "leave")
        return { leaves: "left", outcome: "refused", seen: { reason: answer.reason } }
      return { to: at.next, outcome: "refused", seen: { reason: answer.reason } }
    }
    case "stop":
      return { leaves: "stop", outcome: "stop", seen: { reason: at.reason } }
    default:
      // safe: the kinds that are left are exactly those that do one thing and go on
      return { to: at.next, outcome: "done", effects: [{ kind: at.kind, key, step: at } as FlowEffect] }
  }
}

function waitForEvent(at: StepOf<"wait-for-event">, run: Run, { known, ground, now }: Given): Went | Date {
  const deadline = afterSpan(run.arrivedAt, at.timeout, ground.clock.zone)
  const from = at.since === "entry" ? run.enteredAt : run.arrivedAt
  const met: FlowDeed | undefined = firstMatch(
    at.event,
    known.deeds,
    from.getTime(),
    Math.min(now.getTime(), deadline.getTime()),
  )
  if (met) {
    const seen = { event: met.name, occurredAt: met.happened.occurredAt, externalId: met.happened.externalId }
    const over = Math.max(met.ms, run.arrivedAt.getTime())
    return { to: at.next, outcome: "happened", way: "happened", seen, at: over, facts: { met: met.happened } }
  }
  if (deadline > now) return deadline
  const seen = { until: deadline.toISOString() }
  return { to: at.otherwise, outcome: "timeout", way: "timeout", seen, at: deadline.getTime() }
}

function message(at: StepOf<"message">, run: Run, { known, ground, now }: Given, key: string): Went | Leaves {
  if (at.status === "draft") return { to: at.next, outcome: "draft" }
  if (!at.template || at.template.version === null) return { to: at.next, outcome: "no-template" }
  const { templateId, version } = at.template
  const trouble = troubleOf(at, run, known, ground)
  const { fallback } = trouble ?? {}
  const seen = { status: at.status, ...(trouble ? { trouble: trouble.what, ...trouble.seen } : {}) }
  if (fallback?.do === "leave") return { leaves: "left", outcome: trouble?.what ?? "left", seen }
  if (fallback?.do === "skip") return { to: at.next, outcome: trouble?.what ?? "skipped", seen }
  const template = fallback?.do === "instead" ? fallback : { templateId, version }
  const isHeld = at.status === "manual" || ground.isShadow
  const letter: FlowEffect = {
    kind: "letter",
    key,
    step: at,
    template: { templateId: template.templateId, version: template.version },
    channels: at.channels as readonly Channel[] | "best", // safe: the launch check refuses channels that don't exist
    isHeld,
    at: now,
  }
  const outcome = isHeld ? "held" : fallback ? "instead" : "planned"
  return {
    to: at.next,
    outcome,
    effects: [letter],
    seen: { ...seen, template: template.templateId, version: template.version },
  }
}

type Trouble = { readonly what: string; readonly fallback: Fallback; readonly seen: Readonly<Record<string, unknown>> }

/** What stands in the way of a message as it was meant, the first of it, and what is done then (G33). */
function troubleOf(at: StepOf<"message">, run: Run, known: Known, ground: Ground): Trouble | null {
  const missing = missingOf(at.needs, run, known.person)
  if (missing.length > 0) return { what: "missing", fallback: at.whenMissing, seen: { missing } }
  const product = at.whenOutOfStock ? productOf(run.facts) : undefined
  if (at.whenOutOfStock && product !== undefined && ground.inStock.get(product) === false)
    return { what: "out-of-stock", fallback: at.whenOutOfStock, seen: { product } }
  if (at.whenUnreachable && at.purpose === "marketing") {
    const reach = known.person?.reach ?? []
    const reaches = at.channels === "best" ? reach.length > 0 : at.channels.some((channel) => reach.includes(channel))
    if (!reaches) return { what: "unreachable", fallback: at.whenUnreachable, seen: { reach } }
  }
  return null
}
