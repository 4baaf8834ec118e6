import { type Context, inTransaction } from "#kernel/context"
import { applyMessages, trackedOf } from "./apply-incoming.ts"
import { EventError } from "./errors.ts"
import type { DeadLetter } from "./model.ts"
import { lockDeadLetter, markReplayed, selectDeadLetters } from "./storage-dead-letters.ts"

/** What was accepted and could not be applied, the latest first, at most 200. */
export const deadLetters = (ctx: Context, limit = 100): Promise<DeadLetter[]> =>
  inTransaction(ctx, (ctx) => selectDeadLetters(ctx, Math.min(Math.max(limit, 1), 200)))

/**
 * Applies a message again, now that what was in its way is gone; `message` is a corrected text of it. Fails as it failed
 * before when it still can't be applied, and then stays where it is. Throws `events.UnknownDeadLetter`.
 */
export async function replayDeadLetter(ctx: Context, id: string, message?: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const letter = await lockDeadLetter(ctx, id)
    if (!letter) throw EventError.UnknownDeadLetter({ field: "id" })
    if (letter.replayedAt) return
    await applyMessages(ctx, trackedOf({ ...letter, body: message ?? letter.message, externalId: letter.externalId }))
    await markReplayed(ctx, id)
  })
}
