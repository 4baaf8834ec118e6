import type { ChannelOutcome } from "#messages"
import type { PushAnswer } from "./push-port.ts"

export type Verdict = ChannelOutcome["kind"] | "gone"

/** What to make of one service's answer (RFC 8030; M51): 404 and 410 end the subscription. */
export function verdictOf(answer: PushAnswer): Verdict {
  if (answer.status === null) return "retry"
  if (answer.status >= 200 && answer.status < 300) return "accepted"
  if (answer.status === 404 || answer.status === 410) return "gone"
  if (answer.status === 429 || answer.status >= 500) return "retry"
  // 403: the subscription was made for another key of ours. 401: our own signature is refused, which is no browser's fault (F41).
  if (answer.status === 403) return "gone"
  if (answer.status === 401) return "closed"
  return "failed"
}

/**
 * What became of a notice to all browsers of one person: one that has it is enough. Repeating is harmless: a notice of the same
 * message takes the place of the one that is shown.
 */
export function outcomeOf(answers: readonly PushAnswer[]): ChannelOutcome {
  const verdicts = answers.map(verdictOf)
  const codes = answers.flatMap(({ status }) => status ?? [])
  const response = codes.join(" ")
  if (verdicts.includes("accepted")) return { kind: "accepted", response }
  if (verdicts.includes("retry")) {
    const waits = answers.flatMap((answer) => (answer.status === null ? [] : (answer.retryAfterMs ?? [])))
    return {
      kind: "retry",
      reason: codes.includes(429) ? "rate-limit" : "unreachable",
      code: codes[0] ?? 0,
      response,
      ...(waits.length > 0 ? { afterMs: Math.min(...waits) } : {}),
    }
  }
  if (verdicts.includes("closed")) return { kind: "closed", reason: "token-refused", code: 401, response }
  const code = codes[0]
  return {
    kind: "failed",
    reason: verdicts.includes("gone") ? "unsubscribed-browser" : "refused",
    ...(code === undefined ? {} : { code }),
    response,
  }
}
