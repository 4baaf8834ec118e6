import { z } from "zod"
import { Lift } from "../experiments/model-lift.ts"
import { FlowDocument, type Trigger } from "./model.ts"
import { runEnds, runStates } from "./model-run.ts"

const sentence = z.object({ ja: z.string(), en: z.string() })
const instant = z.coerce.date()

export const FlowName = z.object({ ja: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) })

export const flowStates = ["draft", "live", "paused", "archived"] as const
export type FlowState = (typeof flowStates)[number]

/** live: messages that are live are sent. shadow: all is decided for real people, messages are kept until somebody releases or discards them. */
export const flowModes = ["live", "shadow"] as const
export type FlowMode = (typeof flowModes)[number]

/** A flow as lists show it. */
export const Flow = z.object({
  flowId: z.uuid(),
  /** Of one that came ready made: "cart-left". */
  key: z.string().nullable(),
  name: sentence,
  state: z.enum(flowStates),
  mode: z.enum(flowModes),
  /** The version that people come into; null until one is published. */
  liveVersion: z.int().nullable(),
  /** One more after each change of the draft; given back with the next one, so that nobody's change is lost. */
  revision: z.int(),
  hasDraft: z.boolean(),
  /** What sets it off, in words. */
  trigger: sentence,
  triggerKind: z.enum(["event", "segment", "date", "schedule", "launch", "call"]),
  /** The goal in the operator's words; null when there is none. */
  goal: sentence.nullable(),
  /** People who are in it now, those who are parked and wait for a decision, and messages that are held. */
  inside: z.int(),
  parked: z.int(),
  held: z.int(),
  /** In the last thirty days. */
  entered: z.int(),
  reached: z.int(),
  createdAt: instant,
  changedAt: instant,
  publishedAt: instant.nullable(),
})
export type Flow = z.output<typeof Flow>

export const FlowVersion = z.object({
  version: z.int(),
  document: FlowDocument,
  note: z.string(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
})
export type FlowVersion = z.output<typeof FlowVersion>

/** `stop`: it can't be launched so. `warn`: it can, and somebody should have seen it. */
export const Finding = z.object({
  severity: z.enum(["stop", "warn"]),
  /** "unreachable-step", "no-template" ... */
  code: z.string(),
  /** The step it is about; null: the flow. */
  step: z.string().nullable(),
  sentence,
})
export type Finding = z.output<typeof Finding>

/** One step in numbers, of one version or all. entered = passed + waiting + parked. */
export const StepNumbers = z.object({
  step: z.string(),
  entered: z.int(),
  waiting: z.int(),
  parked: z.int(),
  /** By the way they left it: "next", "otherwise", an arm's id, "goal", "exit" ... */
  ways: z.array(z.object({ way: z.string(), outcome: z.string(), count: z.int() })),
  /** Of a message: how its letters ended, by state and reason; they add up to what was planned (G3). */
  letters: z.array(z.object({ state: z.string(), reason: z.string().nullable(), count: z.int() })).optional(),
  /** Of a message, over all versions: how many arrived, and of how many a person followed a link; basis points of what arrived. */
  clicks: z.object({ delivered: z.int(), clicked: z.int(), rateBp: z.int().nullable() }).optional(),
  /** Of a split: its arms against each other, as last measured at night. */
  lift: Lift.optional(),
})
export type StepNumbers = z.output<typeof StepNumbers>

export const FlowNumbers = z.object({
  /** All who came in; ended ones by how. */
  entered: z.int(),
  inside: z.int(),
  reached: z.int(),
  ended: z.array(z.object({ end: z.enum(runEnds), count: z.int() })),
  /** Those who could have come in and did not, by reason: "holdout", "audience", "late" ... in the last 90 days. */
  refused: z.array(z.object({ reason: z.string(), count: z.int() })),
  steps: z.array(StepNumbers),
  /** Those who came in against those kept apart, as last measured at night; null before that, or where nobody is. */
  lift: Lift.nullable(),
})
export type FlowNumbers = z.output<typeof FlowNumbers>

export const RunSummary = z.object({
  runId: z.uuid(),
  customerId: z.uuid(),
  /** Null for those who may not see personal data. */
  name: z.string().nullable(),
  version: z.int(),
  state: z.enum(runStates),
  end: z.enum(runEnds).nullable(),
  reason: z.string().nullable(),
  step: z.string().nullable(),
  arrivedAt: instant,
  dueAt: instant.nullable(),
  enteredAt: instant,
  goalAt: instant.nullable(),
})
export type RunSummary = z.output<typeof RunSummary>

export const TakenStep = z.object({
  step: z.string(),
  visit: z.int(),
  arrivedAt: instant,
  leftAt: instant,
  outcome: z.string(),
  way: z.string().nullable(),
  next: z.string().nullable(),
  /** What was decided by which values (X03). */
  seen: z.record(z.string(), z.unknown()),
  sentence,
})
export type TakenStep = z.output<typeof TakenStep>

/** One person in one flow: her ways through it, and what was refused. */
export const PersonInFlow = z.object({
  runs: z.array(
    RunSummary.extend({ flowId: z.uuid(), facts: z.record(z.string(), z.unknown()), steps: z.array(TakenStep) }),
  ),
  /** Times when she could have come in, the newest first. */
  entries: z.array(z.object({ at: instant, outcome: z.string(), sentence, runId: z.uuid().nullable() })),
  /** Why she would or would not come in if it were set off now; null for an archived flow. */
  now: z
    .object({
      comesIn: z.boolean(),
      reasons: z.array(z.object({ code: z.string(), isMet: z.boolean(), sentence })),
      /** When she could come in again at the earliest; null: any time, or never. */
      nextAt: instant.nullable(),
    })
    .nullable(),
})
export type PersonInFlow = z.output<typeof PersonInFlow>

/** Walking one person through: what would be done when, as things stand. */
export const Walked = z.object({
  comesIn: z.boolean(),
  reasons: z.array(z.object({ code: z.string(), isMet: z.boolean(), sentence })),
  steps: z.array(TakenStep),
  /** Where she stands at the end of the walk, and until when. */
  step: z.string().nullable(),
  dueAt: instant.nullable(),
  end: z.enum(runEnds).nullable(),
})
export type Walked = z.output<typeof Walked>

export const FlowTask = z.object({
  taskId: z.uuid(),
  flowId: z.uuid(),
  flowName: sentence,
  customerId: z.uuid(),
  customerName: z.string().nullable(),
  title: sentence,
  text: z.string(),
  createdAt: instant,
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
})
export type FlowTask = z.output<typeof FlowTask>

/** A kind of step that another part of the product knows, as the canvas offers it. */
export const OfferedStep = z.object({
  /** "points.award". */
  step: z.string(),
  title: sentence,
  about: sentence,
  /** JSON Schema of `with`. */
  with: z.record(z.string(), z.unknown()),
})
export type OfferedStep = z.output<typeof OfferedStep>

export type TriggerKinds = Trigger["kind"]
