import { z } from "zod"
import { eventType } from "#kernel/events"
import { letterOrigin } from "./model-letter.ts"

/** Letters that have come to an end, whichever it is; told for many at once, in the transaction that wrote it down. */
export const lettersEnded = eventType(
  "messages.letters-ended",
  z.object({
    letters: z.array(
      z.object({
        messageId: z.uuid(),
        customerId: z.uuid(),
        origin: letterOrigin,
        /** Null when it ended before a channel was chosen. */
        channel: z.string().nullable(),
        state: z.enum(["accepted", "failed", "unknown", "expired", "skipped", "merged"]),
        reason: z.string().nullable(),
      }),
    ),
  }),
)
