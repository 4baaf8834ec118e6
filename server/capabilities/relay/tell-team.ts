import { z } from "zod"
import { type Context, inTransaction, mustBeInTransaction } from "#kernel/context"
import { backoff, enqueueAll, type Outcome, performedEffect } from "#kernel/effects"
import { chatPost } from "./ports.ts"
import { bodyOf } from "./say-rules.ts"
import { markTold, selectChat, selectChats } from "./storage.ts"

const Tell = z.object({ chatId: z.uuid(), text: z.string(), link: z.string().nullable() })

/** Tells one chat. Twice is a nuisance, not at all is a loss: it is tried again after a crash. */
export const tellEffect = performedEffect({
  kind: "relay.tell-team",
  title: { ja: "チームへのお知らせ（チャット）", en: "Telling the team's chat" },
  subject: ({ chatId }) => `chat:${chatId}`,
  payload: Tell,
  concurrency: 4,
  leaseMs: 60_000,
  maxAttempts: 12,
  lost: () => "retry",
  perform: tell,
  settle: async (ctx, { chatId }, outcome) => {
    if (outcome.kind === "done") await markTold(ctx, chatId, null)
    if (outcome.kind === "failed") await markTold(ctx, chatId, outcome.reason)
  },
})

/** Tells all chats of the brand's team, each once per `key`, in the caller's transaction. Returns how many there are. */
export async function tellTeam(
  ctx: Context,
  { key, text, link = null }: { readonly key: string; readonly text: string; readonly link?: string | null },
): Promise<number> {
  mustBeInTransaction(ctx)
  const chats = (await selectChats(ctx)).filter(({ offBecause }) => offBecause === null)
  await enqueueAll(
    ctx,
    tellEffect,
    chats.map(({ chatId }) => ({ payload: { chatId, text, link }, key: `${key}:${chatId}` })),
  )
  return chats.length
}

async function tell(ctx: Context, { chatId, text, link }: z.output<typeof Tell>, attempt: number): Promise<Outcome> {
  const chat = await inTransaction(ctx, (ctx) => selectChat(ctx, chatId))
  if (!chat || chat.offBecause !== null) return { kind: "expired", reason: "removed" }
  const answer = await postTo(ctx, ctx.keys.open(chat.url), bodyOf(chat.kind, { text, link }))
  if (answer === "silent") return { kind: "retry", reason: "unreachable", afterMs: backoff(ctx, attempt) }
  const { status, retryAfterSeconds } = answer
  if (status >= 200 && status < 300) return { kind: "done" }
  if (status === 429 || status >= 500)
    return {
      kind: "retry",
      reason: `status-${status}`,
      afterMs: Math.max((retryAfterSeconds ?? 0) * 1_000, backoff(ctx, attempt)),
    }
  return { kind: "failed", reason: `status-${status}` }
}

const timeoutMs = 15_000

/** What the chat answered; "silent" when nobody did. */
export async function postTo(ctx: Context, url: string, body: object) {
  const headers = { "content-type": "application/json" }
  return ctx.product
    .use(chatPost)(url, { headers, body: JSON.stringify(body), timeoutMs })
    .catch((err: unknown) => {
      ctx.log.warn({ err }, "a team's chat did not answer")
      return "silent" as const
    })
}
