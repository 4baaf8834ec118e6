import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, type Outcome, performedEffect } from "#kernel/effects"
import { type Answered, webhookPost } from "./ports.ts"
import { signedHeaders } from "./signature-rules.ts"
import { endDelivery, insertAttempt, selectDelivery } from "./storage-deliveries.ts"
import { disableEndpoint, type EndpointRow, markAnswered, markFailing, selectEndpoint } from "./storage-endpoints.ts"
import { tellOwners } from "./tell-owners.ts"
import { forgetTopics } from "./wanted-topics.ts"

const Deliver = z.object({ deliveryId: z.uuid() })
const timeoutMs = 15_000
const answerKept = 500
const givesUpAfterMs = 5 * 24 * 3_600_000

/** Thirty attempts with the usual waits span about four days. The same id every time: receivers count it once. */
export const deliverEffect = performedEffect({
  kind: "webhooks.deliver",
  title: { ja: "Webhook の通知", en: "Webhook message" },
  payload: Deliver,
  concurrency: 8,
  leaseMs: 60_000,
  maxAttempts: 30,
  lost: () => "retry",
  perform: (ctx, { deliveryId }, attempt) => deliver(ctx, deliveryId, attempt),
  settle: async (ctx, { deliveryId }, outcome) => {
    if (outcome.kind === "done") return endDelivery(ctx, deliveryId, { state: "delivered", reason: null })
    const state = outcome.kind === "retry" ? "waiting" : "failed"
    await endDelivery(ctx, deliveryId, { state, reason: outcome.reason })
  },
})

async function deliver(ctx: Context, deliveryId: string, attempt: number): Promise<Outcome> {
  const found = await inTransaction(ctx, async (ctx) => {
    const delivery = await selectDelivery(ctx, deliveryId)
    const endpoint = delivery && (await selectEndpoint(ctx, delivery.endpointId))
    return endpoint && { delivery, endpoint }
  })
  if (!found) return { kind: "failed", reason: "removed" }
  const { delivery, endpoint } = found
  if (endpoint.state !== "active") return { kind: "failed", reason: endpoint.state }
  const at = ctx.now()
  const headers = signedHeaders(secretsOf(ctx, endpoint), { id: deliveryId, at, body: delivery.body })
  const post = ctx.product.use(webhookPost)
  const answered = await post(endpoint.url, { headers, body: delivery.body, timeoutMs }).catch((error: unknown) =>
    error instanceof Error ? error.message.slice(0, 80) : "unreachable",
  )
  await inTransaction(ctx, async (ctx) => {
    await insertAttempt(ctx, deliveryId, { attemptId: ctx.id(), at, ...attemptOf(answered, ctx, at) })
    await judge(ctx, endpoint, answered)
  })
  return outcomeOf(ctx, answered, attempt)
}

const secretsOf = (ctx: Context, { secret, previousSecret, previousUntil }: EndpointRow) => [
  ctx.keys.open(secret),
  ...(previousSecret && previousUntil && previousUntil > ctx.now() ? [ctx.keys.open(previousSecret)] : []),
]

function attemptOf(answered: Answered | string, ctx: Context, began: Date) {
  const tookMs = Math.max(0, ctx.now().getTime() - began.getTime())
  // Postgres keeps no NUL in a text.
  if (typeof answered === "string") return { status: null, trouble: answered, tookMs, answer: "" }
  return {
    status: answered.status,
    trouble: null,
    tookMs,
    answer: answered.text.slice(0, answerKept).replaceAll("\0", ""),
  }
}

const isTaken = (answered: Answered | string): boolean =>
  typeof answered !== "string" && answered.status >= 200 && answered.status < 300

/** What this answer says of the endpoint itself (S34). */
async function judge(ctx: Context, endpoint: EndpointRow, answered: Answered | string): Promise<void> {
  const { endpointId } = endpoint
  if (isTaken(answered)) return markAnswered(ctx, endpointId)
  const since = await markFailing(ctx, endpointId)
  const isGone = typeof answered !== "string" && answered.status === 410
  const isDead = since !== undefined && ctx.now().getTime() - since.getTime() >= givesUpAfterMs
  if (!isGone && !isDead) return
  const because = isGone ? "gone" : "failing"
  if (await disableEndpoint(ctx, endpointId, because)) {
    ctx.log.warn({ endpointId, isGone }, "a webhook endpoint was switched off")
    await tellOwners(ctx, endpoint, because, since ?? ctx.now())
    forgetTopics(ctx)
  }
}

function outcomeOf(ctx: Context, answered: Answered | string, attempt: number): Outcome {
  if (isTaken(answered)) return { kind: "done" }
  const reason = typeof answered === "string" ? answered : `http_${answered.status}`
  if (typeof answered !== "string" && answered.status === 410) return { kind: "failed", reason }
  if (attempt >= deliverEffect.maxAttempts) return { kind: "failed", reason }
  const asked = typeof answered === "string" ? null : answered.retryAfterSeconds
  return { kind: "retry", reason, afterMs: Math.max(backoff(ctx, attempt), Math.min(asked ?? 0, 86_400) * 1_000) }
}
