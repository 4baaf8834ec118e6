import type { WebhookPost } from "#webhooks"
import { type Choices, guardedRequest } from "../internet/guarded-request.ts"

const maxBytes = 1_000_000

/** Posts a message to the address that an operator gave. */
export const webhookPoster = (choices: Choices = {}): WebhookPost => {
  const ask = guardedRequest(choices)
  return async (url, { headers, body, timeoutMs }) => {
    const answer = await ask(url, { method: "POST", headers, body, maxBytes, timeoutMs })
    const seconds = Number(answer.headers["retry-after"])
    return {
      status: answer.status,
      retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null,
      text: answer.body.toString("utf8", 0, 2_000),
    }
  }
}
