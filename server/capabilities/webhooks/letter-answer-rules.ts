import type { ChannelOutcome } from "#messages"
import type { Answered } from "./ports.ts"

/**
 * What the other system's answer to a letter means. It knows a repetition by `webhook-id` (Standard Webhooks: at least once), so
 * what is not sure is simply asked again. 404: it has no such person. 410: it wants no letters any more. 401, 403: our signature
 * is refused, which is nobody's failure. Other 4xx: this letter can't be taken.
 */
export function letterVerdict({ status, retryAfterSeconds, text }: Answered): ChannelOutcome {
  const said = { code: status, response: text.slice(0, 200) }
  if (status >= 200 && status < 300) return { kind: "accepted", response: `http_${status}`, milliYen: 0 }
  if (status === 404) return { kind: "failed", reason: "unknown-there", ...said }
  if (status === 410) return { kind: "closed", reason: "gone", ...said }
  if (status === 401 || status === 403) return { kind: "closed", reason: "token-refused", ...said }
  if (status === 429 || status === 408 || status >= 500) {
    const wait = retryAfterSeconds === null ? {} : { afterMs: Math.min(retryAfterSeconds, 3_600) * 1_000 }
    return { kind: "retry", reason: status === 429 ? "rate-limit" : `http_${status}`, ...wait, ...said }
  }
  return { kind: "failed", reason: `http_${status}`, ...said }
}
