import { port } from "#kernel/ports"

export type Answered = {
  readonly status: number
  /** Seconds that the receiver asks us to wait, from `retry-after`; null when it said nothing that we can read. */
  readonly retryAfterSeconds: number | null
  /** The beginning of what it said. */
  readonly text: string
}

/**
 * Posts one message. The adapter reaches public https addresses only, follows no redirect and waits no longer than
 * `timeoutMs`. Throws an Error whose message is one word when there was no answer: timeout, private_address, not_https.
 */
export type WebhookPost = (
  url: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly timeoutMs: number },
) => Promise<Answered>

export const webhookPost = port<WebhookPost>("webhooks.post")
