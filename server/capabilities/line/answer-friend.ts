import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { deliver } from "./deliver.ts"
import { LineError } from "./errors.ts"
import { connected } from "./line-calls.ts"
import { messageProblem } from "./message-rules.ts"
import { selectFriend } from "./storage-friends.ts"
import { endAnswer, insertSaid, markRead, selectAnswer } from "./storage-messages.ts"

const Payload = z.object({ messageId: z.uuid() })
const dayMs = 24 * 3_600_000
const closedWaitMs = 5 * 60_000

/** Sends what somebody of the shop wrote: by a free reply while one is at hand, else as a push. The friend gets it at most once. */
export const sendAnswer = performedEffect({
  kind: "line.answer",
  title: { ja: "LINEでの返事", en: "Answer by LINE" },
  payload: Payload,
  subject: ({ messageId }) => `line-message:${messageId}`,
  concurrency: 4,
  leaseMs: 60_000,
  isPrompt: true,
  maxAttempts: 300,
  // What was begun is known by its key, or as a reply; the attempt itself finds out which.
  lost: () => "retry",
  perform: (ctx, { messageId }, attempt) => perform(ctx, messageId, attempt),
  settle: async (ctx, { messageId }, outcome) => {
    if (outcome.kind === "done" || outcome.kind === "retry") return
    const state = outcome.kind === "unknown" ? "unknown" : "failed"
    await endAnswer(ctx, messageId, { state, reason: outcome.reason, lineId: null })
  },
})

async function perform(ctx: Context, messageId: string, attempt: number): Promise<Outcome> {
  const answer = await inTransaction(ctx, (ctx) => selectAnswer(ctx, messageId))
  if (!answer || answer.text === null) return { kind: "failed", reason: "removed" }
  if (answer.state !== "waiting") return { kind: "done" }
  const messages = [{ type: "text", text: answer.text }]
  const { userId, at } = answer
  const end = await deliver(ctx, { retryKey: messageId, userId, messages, firstTriedAt: at })
  if (end.kind === "accepted") {
    await inTransaction(ctx, (ctx) =>
      endAnswer(ctx, messageId, { state: "accepted", reason: end.way, lineId: end.reference }),
    )
    return { kind: "done" }
  }
  if (end.kind === "closed") return { kind: "retry", reason: end.reason, afterMs: closedWaitMs }
  if (end.kind === "retry") return { kind: "retry", reason: end.reason, afterMs: end.afterMs ?? backoff(ctx, attempt) }
  return end
}

/**
 * Writes an answer into a talk and asks for it to be sent. Whoever answers has read what stands above. Throws
 * `line.NotConnected`, `line.UnknownFriend`, `line.NotFollowing`, `line.BadMessage`.
 */
export async function answerFriend(ctx: Context, wanted: { userId: string; text: string }): Promise<string> {
  const text = wanted.text.trim()
  const problem = messageProblem([{ type: "text", text }])
  if (problem) throw LineError.BadMessage({ field: "text", problem })
  return inTransaction(ctx, async (ctx) => {
    const { accountId } = await connected(ctx)
    const friend = await selectFriend(ctx, accountId, wanted.userId)
    if (!friend) throw LineError.UnknownFriend({ field: "userId" })
    if (friend.state !== "following") throw LineError.NotFollowing({ field: "userId" })
    const messageId = ctx.id()
    const at = ctx.now()
    await insertSaid(ctx, {
      messageId,
      lineId: null,
      accountId,
      userId: friend.userId,
      direction: "out",
      kind: "text",
      text,
      detail: {},
      at,
      writtenBy: ctx.actor,
      state: "waiting",
    })
    await markRead(ctx, accountId, friend.userId, at)
    await enqueue(ctx, sendAnswer, { messageId }, { key: messageId, expiresAt: new Date(at.getTime() + dayMs) })
    return messageId
  })
}
