import { z } from "zod"
import { performedEffect } from "#kernel/effects"
import { attemptSend } from "./attempt-send.ts"
import { settleSend } from "./settle-send.ts"

const Payload = z.object({
  messageId: z.uuid(),
  round: z.int(),
  purpose: z.enum(["transactional", "marketing"]),
})

/**
 * Sends one planned message. Many run side by side: most of an attempt is waiting for a mail server, and each server
 * has places of its own (see the transports), so a slow one holds up only its own mails (F43).
 */
export const sendEffect = performedEffect({
  kind: "messages.send",
  payload: Payload,
  concurrency: 64,
  leaseMs: 60_000,
  // How long a mail is tried is decided by the clock (F40), not by a count.
  maxAttempts: 1_000_000,
  perform: attemptSend,
  settle: settleSend,
  // Marketing must never arrive twice; a receipt must arrive, and the same Message-ID lets the reader's side see one (F02).
  lost: ({ purpose }) => (purpose === "marketing" ? "unknown" : "retry"),
})
