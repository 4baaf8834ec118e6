import { z } from "zod"
import { type Context, mustBeInTransaction } from "#kernel/context"
import { type Effect, enqueue, performedEffect } from "#kernel/effects"
import { attemptSend } from "./attempt-send.ts"
import { dressOf } from "./dress.ts"
import type { Purpose } from "./model.ts"
import { settleSend } from "./settle-send.ts"

const Payload = z.object({
  messageId: z.uuid(),
  round: z.int(),
  purpose: z.enum(["transactional", "marketing"]),
})
type Payload = z.output<typeof Payload>

const lane = (kind: string, concurrency: number, isPrompt: boolean) =>
  performedEffect({
    kind,
    payload: Payload,
    concurrency,
    isPrompt,
    leaseMs: 60_000,
    // How long a mail is tried is decided by the clock (F40), not by a count.
    maxAttempts: 1_000_000,
    perform: attemptSend,
    settle: settleSend,
    // Marketing must never arrive twice; a receipt must arrive, and the same Message-ID lets the reader's side see one (F02).
    lost: ({ purpose }) => (purpose === "marketing" ? "unknown" : "retry"),
  })

/**
 * Three lanes with workers of their own, so that nobody waits behind somebody else's mails: receipts never behind a
 * campaign, and neither behind the mail server that some brand has brought (there each server has few places, F43).
 */
const receipts = lane("messages.send", 32, true)
const campaigns = lane("messages.send-marketing", 24, false)
const aside = lane("messages.send-aside", 64, false)

export const sendEffects: readonly Effect<Payload>[] = [receipts, campaigns, aside]

type Round = {
  readonly messageId: string
  readonly round: number
  readonly purpose: Purpose
  readonly expiresAt?: Date
}

/** Asks for one round of sending in the caller's transaction. */
export async function askToSend(ctx: Context, { expiresAt, ...round }: Round): Promise<void> {
  mustBeInTransaction(ctx)
  const { isTest, settings } = await dressOf(ctx)
  const isAside = isTest || settings.sealedServer !== ""
  const effect = isAside ? aside : round.purpose === "marketing" ? campaigns : receipts
  await enqueue(ctx, effect, round, { key: `${round.messageId}:${round.round}`, ...(expiresAt ? { expiresAt } : {}) })
}
