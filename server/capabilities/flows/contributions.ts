import type { z } from "zod"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Text } from "#kernel/text"
import type { Answer, RunFacts } from "./model-run.ts"

/** Somebody who has come to a contributed step. */
export type AtStep = {
  readonly customerId: string
  /** Names this visit: what is done under it is done once. */
  readonly key: string
  /** As the operator has set it up, in the step's own shape. */
  readonly with: unknown
  readonly facts: RunFacts
  readonly flow: { readonly flowId: string; readonly version: number; readonly step: string }
}

/** A step that a later part of the product adds to flows: points, surveys, package inserts. */
export type FlowStep = {
  /** `points.award`: capability and verb. */
  readonly step: string
  readonly title: Text
  readonly about: Text
  readonly with: z.ZodType
  /**
   * Does it for all who stand there, in the transaction that moves them on; thousands at once. By key: done, with what texts
   * may name from then on, or refused with a reason. Who is missing is taken as done.
   */
  readonly act: (ctx: Context, people: readonly AtStep[]) => Promise<ReadonlyMap<string, Answer>>
}

export const flowSteps = contributionPoint<FlowStep>("flows.steps")
