import { z } from "zod"
import { eventType } from "#kernel/events"
import { moveCauses } from "./model-segment.ts"

/** People who moved together. `at` is the instant whose facts decided; `definition`: because what the segment means has changed. */
const Moved = z.object({
  segmentId: z.uuid(),
  /** Of a ready-made one: "win-back". */
  key: z.string().nullable(),
  version: z.int(),
  customerIds: z.array(z.uuid()),
  at: z.date(),
  cause: z.enum(moveCauses),
})
export type Moved = z.output<typeof Moved>

export const segmentEntered = eventType("segments.entered", Moved)
export const segmentLeft = eventType("segments.left", Moved)
