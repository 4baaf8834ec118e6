import { z } from "zod"
import type { LineAnswer } from "./line-port.ts"

/** What an answer to a push or reply means. `unsure`: it may have been taken over. */
export type Verdict =
  | { readonly kind: "accepted"; readonly reference: string | null; readonly isRepeated: boolean }
  | { readonly kind: "unsure"; readonly reason: string }
  | { readonly kind: "retry"; readonly reason: string; readonly afterMs: number | null }
  | { readonly kind: "closed"; readonly reason: "monthly-limit" | "token-refused" | "not-allowed" }
  | { readonly kind: "failed"; readonly reason: string }
  /** Of a reply: its token is used up or too old, and nothing was delivered. */
  | { readonly kind: "token-gone" }

const Sent = z.looseObject({ sentMessages: z.array(z.looseObject({ id: z.string() })).min(1) })
const Trouble = z.looseObject({
  message: z.string(),
  details: z.array(z.looseObject({ message: z.string().nullish(), property: z.string().nullish() })).nullish(),
})

const rateWaitMs = 60_000

/**
 * 409 is what LINE answers to a repetition it has accepted before: success (F46). 429 comes in two kinds, a rate and a
 * monthly limit; neither is the recipient's fault (F47). After 500 or silence nobody knows: with a retry key the same is
 * asked again, without one it stays unsure. Any other 4xx never succeeds by repetition. From LINE's reference of the
 * Messaging API, "Retrying a failed API request" and "Status codes".
 */
export function verdictOf(answer: LineAnswer): Verdict {
  const { status } = answer
  if (status === null)
    return answer.isSent
      ? { kind: "unsure", reason: answer.reason }
      : { kind: "retry", reason: answer.reason, afterMs: null }
  // 202: a narrowcast, of which LINE tells the end later.
  if (status === 200 || status === 202) return { kind: "accepted", reference: firstId(answer.body), isRepeated: false }
  if (status === 409) return { kind: "accepted", reference: firstId(answer.body), isRepeated: true }
  if (status >= 500) return { kind: "unsure", reason: `http_${status}` }
  const said = troubleIn(answer.body)
  if (status === 429)
    return isMonthly(said)
      ? { kind: "closed", reason: "monthly-limit" }
      : { kind: "retry", reason: "rate-limit", afterMs: answer.retryAfterMs ?? rateWaitMs }
  if (status === 401) return { kind: "closed", reason: "token-refused" }
  if (status === 403) return { kind: "closed", reason: "not-allowed" }
  if (status === 400 && /reply token/i.test(said)) return { kind: "token-gone" }
  return { kind: "failed", reason: said || `http_${status}` }
}

const isMonthly = (said: string) => /monthly limit/i.test(said)
const firstId = (body: unknown): string | null => Sent.safeParse(body).data?.sentMessages[0]?.id ?? null

/** LINE's own words, with the field they are about; short enough for a log. */
export function troubleIn(body: unknown): string {
  const trouble = Trouble.safeParse(body)
  if (!trouble.success) return ""
  const [first] = trouble.data.details ?? []
  const detail = first?.message ? ` (${first.property ? `${first.property}: ` : ""}${first.message})` : ""
  return `${trouble.data.message}${detail}`.slice(0, 300)
}
