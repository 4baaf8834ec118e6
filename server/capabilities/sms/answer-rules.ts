import type { ChannelOutcome } from "#messages"
import type { SmsAnswer } from "./sms-port.ts"

/** The provider's codes that say something about the number, for good (Twilio's error dictionary). */
const gone: Readonly<Record<number, string>> = {
  21211: "not-a-number",
  21214: "not-a-number",
  21217: "not-a-number",
  21614: "not-a-mobile",
  21610: "unsubscribed",
  21612: "not-reachable",
  30003: "not-reachable",
  30005: "unknown-number",
  30006: "not-a-mobile",
  30004: "blocked",
}
/** After these the number gets no further SMS; the others may be a matter of today. */
const suppressed = new Set(["not-a-number", "not-a-mobile", "unsubscribed", "unknown-number", "blocked"])
/** The account's fault: nobody's message fails by it. */
const ours: Readonly<Record<number, string>> = {
  20003: "token-refused",
  20005: "account-suspended",
  21408: "region-not-allowed",
  21603: "sender-missing",
  21606: "sender-refused",
  21659: "sender-refused",
  30002: "account-suspended",
}

/** What to make of an answer. An SMS has no key by which a repetition is known: silence after sending is not knowing (F49). */
export function verdictOf(answer: SmsAnswer): ChannelOutcome & { readonly parts?: number } {
  if (answer.kind === "taken")
    return {
      kind: "accepted",
      response: answer.reference,
      reference: answer.reference,
      ...(answer.parts === null ? {} : { parts: answer.parts }),
    }
  if (answer.kind === "silent")
    return answer.isSent
      ? { kind: "unknown", reason: answer.reason }
      : { kind: "retry", reason: answer.reason, code: 0 }
  const { status, code, message, retryAfterMs } = answer
  const said = { code: code ?? status, response: message.slice(0, 500) }
  if (status === 429 || code === 20429)
    return {
      kind: "retry",
      reason: "rate-limit",
      ...said,
      code: 429,
      ...(retryAfterMs ? { afterMs: retryAfterMs } : {}),
    }
  const fault = code === null ? undefined : ours[code]
  if (fault || status === 401 || status === 403) return { kind: "closed", reason: fault ?? "token-refused", ...said }
  const reason = code === null ? undefined : gone[code]
  if (reason) return { kind: "failed", reason, ...said, ...(suppressed.has(reason) ? { suppress: reason } : {}) }
  // A 5xx after the request was read may have been sent all the same.
  if (status >= 500) return { kind: "unknown", reason: "provider-error", ...said }
  return { kind: "failed", reason: "refused", ...said }
}

/** What a report of delivery says about the number; undefined when it says nothing for good. */
export const goneBy = (code: number): string | undefined => gone[code]
export const isForGood = (reason: string): boolean => suppressed.has(reason)
