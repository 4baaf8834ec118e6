import { z } from "zod"
import type { Context } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { deliver } from "./deliver.ts"
import { selectReachable } from "./storage-friends.ts"

const Payload = z.object({ sayId: z.uuid(), userId: z.string(), sealed: z.string(), askedAt: z.coerce.date() })

/** Says one thing to one friend that is nobody else's to read: it stands sealed in the queue, and in no talk. */
export const sayWord = performedEffect({
  kind: "line.say",
  title: { ja: "LINEでの確認番号", en: "A code by LINE" },
  payload: Payload,
  subject: ({ sayId }) => `line-word:${sayId}`,
  concurrency: 4,
  isPrompt: true,
  lost: () => "retry",
  perform: async (ctx, { sayId: retryKey, userId, sealed, askedAt: firstTriedAt }, attempt): Promise<Outcome> => {
    const messages = [{ type: "text", text: ctx.keys.open(sealed) }]
    const end = await deliver(ctx, { retryKey, userId, messages, firstTriedAt })
    if (end.kind === "accepted") return { kind: "done" }
    if (end.kind === "closed" || end.kind === "retry")
      return { kind: "retry", reason: end.reason, afterMs: backoff(ctx, attempt) }
    return end
  },
  settle: async () => {},
})

/** Asks for it. False when this person is no friend who can be reached. In a transaction. */
export async function sayByLine(
  ctx: Context,
  said: { readonly sayId: string; readonly customerId: string; readonly text: string; readonly expiresAt: Date },
): Promise<boolean> {
  const [friend] = await selectReachable(ctx, [said.customerId], ctx.now())
  if (!friend) return false
  const payload = { sayId: said.sayId, userId: friend.userId, sealed: ctx.keys.seal(said.text), askedAt: ctx.now() }
  await enqueue(ctx, sayWord, payload, { key: said.sayId, expiresAt: said.expiresAt })
  return true
}
