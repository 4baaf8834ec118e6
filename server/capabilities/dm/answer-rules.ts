import type { ChannelOutcome } from "#messages"
import type { DmAnswer } from "./dm-port.ts"

/** The Graph API's codes and subcodes that say something about the person (Meta, "Error codes" of the Messenger Platform). */
const unreachable = 551
const noSuchUser = new Set([2018001, 2018218])
const outsideWindow = new Set([2018278, 2534022])
/** Too much at once, for the app, the page or the person. */
const tooMany = new Set([4, 17, 32, 613, 80006])
/** The account's fault: nobody's message fails by it. */
const ours: Readonly<Record<number, string>> = {
  102: "token-refused",
  190: "token-refused",
  10: "not-allowed",
  200: "not-allowed",
  230: "not-allowed",
  368: "account-suspended",
}

/**
 * What to make of an answer. The Send API knows no key by which a repetition is told apart: silence after sending, and a 5xx,
 * are not knowing (F49).
 */
export function verdictOf(answer: DmAnswer): ChannelOutcome {
  if (answer.kind === "taken") return { kind: "accepted", response: answer.mid, reference: answer.mid, milliYen: 0 }
  if (answer.kind === "silent")
    return answer.isSent
      ? { kind: "unknown", reason: answer.reason }
      : { kind: "retry", reason: answer.reason, code: 0 }
  const { status, code, subcode, message, retryAfterMs } = answer
  const said = { code: code ?? status, response: message.slice(0, 500) }
  if (status === 429 || (code !== null && tooMany.has(code)))
    return {
      kind: "retry",
      reason: "rate-limit",
      ...said,
      code: 429,
      ...(retryAfterMs ? { afterMs: retryAfterMs } : {}),
    }
  if (subcode !== null && outsideWindow.has(subcode)) return { kind: "failed", reason: "outside-window", ...said }
  if (code === unreachable) return { kind: "failed", reason: "dm-blocked", suppress: "dm-blocked", ...said }
  if (subcode !== null && noSuchUser.has(subcode))
    return { kind: "failed", reason: "unknown-person", suppress: "unknown-person", ...said }
  const fault = code === null ? undefined : ours[code]
  if (fault || status === 401 || status === 403) return { kind: "closed", reason: fault ?? "token-refused", ...said }
  if (status >= 500) return { kind: "unknown", reason: "provider-error", ...said }
  return { kind: "failed", reason: "refused", ...said }
}
