import type { Channel } from "#customers"
import type { OrderRow, Person, PersonFacts } from "#segments"
import type { StepOf } from "./model-steps.ts"

/** What happened, as far as a flow asks about it. Plain JSON: it is kept with the run, and texts may name it as `event`. */
export type Happened = {
  readonly name: string
  /** ISO instant. */
  readonly occurredAt: string
  readonly source: string
  readonly externalId: string
  readonly value?: number
  readonly currency?: string
  readonly orderId?: string
  readonly productId?: string
  readonly channel?: string
  readonly storeId?: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** What a run carries with it, by name: `event` that set it off, `met` at the last wait, `offer`, what a call has given. */
export type RunFacts = Readonly<Record<string, unknown>> & { readonly event?: Happened; readonly met?: Happened }

/** Why somebody is out of it. */
export const runEnds = ["end", "goal", "exit", "stop", "left", "stopped", "moved-out", "merged", "failed"] as const
export type RunEnd = (typeof runEnds)[number]

export const runStates = ["active", "paused", "parked", "ended"] as const
export type RunState = (typeof runStates)[number]

/** One person on her way through one version of a flow. */
export type Run = {
  readonly runId: string
  readonly flowId: string
  readonly version: number
  readonly customerId: string
  /** When what set it off happened; waits and windows count from here. */
  readonly enteredAt: Date
  readonly facts: RunFacts
  readonly state: RunState
  /** Where she stands; null when there is no step, or after the end. */
  readonly step: string | null
  /** Since when she stands there. */
  readonly arrivedAt: Date
  /** When it is to be looked at again; null: never. */
  readonly dueAt: Date | null
  /** How many steps she has taken. With run and step it names one visit, and all that is done in it (B1). */
  readonly visit: number
  /** The repeats she is within, the outermost first. */
  readonly rounds: readonly { readonly step: string; readonly round: number }[]
  readonly goalAt: Date | null
  readonly end: RunEnd | null
  readonly reason: string | null
}

/** One thing that she did, to the millisecond. `at` of the others are seconds. */
export type FlowDeed = PersonFacts["deeds"][number] & { readonly ms: number; readonly happened: Happened }

/** What is known of one person at this moment, as far as it was asked for. */
export type Known = {
  readonly person: Person | null
  /** Oldest first, only of the names that were asked for. */
  readonly deeds: readonly FlowDeed[]
}

/** What an act or a draw came to, for a run that waits for it. */
export type Answer =
  | { readonly kind: "arm"; readonly arm: string }
  | { readonly kind: "done"; readonly facts?: Readonly<Record<string, unknown>> }
  | { readonly kind: "refused"; readonly reason: string }

/** What a step does in the world; the key makes sure that it is done once. */
export type FlowEffect =
  | {
      readonly kind: "letter"
      readonly key: string
      readonly step: StepOf<"message">
      readonly template: { readonly templateId: string; readonly version: number }
      readonly channels: readonly Channel[] | "best"
      readonly isHeld: boolean
      readonly at: Date
    }
  | { readonly kind: "property"; readonly key: string; readonly step: StepOf<"property"> }
  | { readonly kind: "tag"; readonly key: string; readonly step: StepOf<"tag"> }
  | { readonly kind: "task"; readonly key: string; readonly step: StepOf<"task"> }
  | { readonly kind: "webhook"; readonly key: string; readonly step: StepOf<"webhook"> }
  | { readonly kind: "notify"; readonly key: string; readonly step: StepOf<"notify"> }
  | { readonly kind: "start-flow"; readonly key: string; readonly step: StepOf<"start-flow"> }

/** One step that was taken, with the reason and the values it was decided by (X03). */
export type Taken = {
  readonly step: string
  readonly visit: number
  readonly arrivedAt: Date
  readonly leftAt: Date
  /** What came of it: "waited", "yes", "sent" ... (`outcome-words-rules.ts`). */
  readonly outcome: string
  /** By which of several ways she went on. */
  readonly way: string | null
  /** Where to; null at the end. */
  readonly next: string | null
  readonly seen: Readonly<Record<string, unknown>>
}

export type { OrderRow, Person }
