import { z } from "zod"
import { HoldoutBp } from "./model.ts"

const yen = z.number().min(0).max(10_000)

export const ExperimentSettings = z.strictObject({
  /** Share of people kept apart from each flow and campaign, in basis points, unless it says otherwise (X02). */
  holdoutBp: HoldoutBp.default(1_000),
  /** Share kept apart from every marketing message, so that all of them together can be judged. */
  brandHoldoutBp: HoldoutBp.default(0),
  /** How long after she was assigned what a person does is counted. */
  windowDays: z.int().min(1).max(180).default(30),
  /** How long after a message an order is put down to it, beside the lift (T09). */
  attributionDays: z.int().min(1).max(30).default(5),
  /** What one message costs, by channel, in yen. */
  costYen: z
    .strictObject({
      email: yen.default(0.1),
      line: yen.default(3),
      sms: yen.default(9),
      push: yen.default(0),
      relay: yen.default(0),
    })
    .prefault({}),
})
export type ExperimentSettings = z.infer<typeof ExperimentSettings>
