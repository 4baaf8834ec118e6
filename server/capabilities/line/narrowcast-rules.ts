import { z } from "zod"
import type { LineAnswer } from "./line-port.ts"

/** Nobody has joined for so long: it leaves. And at the latest so long after its first reader. */
export const gatherMs = 20_000
export const gatherAtMostMs = 10 * 60_000

/** LINE narrowcasts to no audience of fewer (errors 2 and 4 of its progress). */
export const fewest = 50
/** User ids that one upload takes. From LINE's reference, "Create audience for uploading user IDs (by JSON)". */
export const mostOfUpload = 10_000
/** An audience that LINE has not made ready by then is given up, and the same goes as a multicast. */
export const readyWithinMs = 60 * 60_000
/** How long LINE is asked what became of it, from its beginning on. */
export const toldWithinMs = 48 * 3_600_000
export const askAgainMs = 30_000

/** Whether it has gathered all that come. */
export const isGathered = (now: Date, { beganAt, joinedAt }: { beganAt: Date; joinedAt: Date }): boolean =>
  now.getTime() - joinedAt.getTime() >= gatherMs || now.getTime() - beganAt.getTime() >= gatherAtMostMs

const Audience = z.looseObject({
  audienceGroup: z.looseObject({ status: z.string(), audienceCount: z.number().nullish() }),
})

/** What LINE says of an audience: it is ready, comes, or can't be narrowcast to, and why. */
export function audienceOf(answer: LineAnswer): "ready" | "coming" | { readonly not: string } {
  if (answer.status === null || answer.status === 429 || answer.status >= 500) return "coming"
  const read = Audience.safeParse(answer.body)
  if (answer.status !== 200 || !read.success) return { not: "no-audience" }
  const { status, audienceCount } = read.data.audienceGroup
  if (status === "IN_PROGRESS") return "coming"
  if (status !== "READY" && status !== "ACTIVATING") return { not: "audience-failed" }
  return (audienceCount ?? fewest) < fewest ? { not: "too-few" } : "ready"
}

const Progress = z.looseObject({
  phase: z.enum(["waiting", "sending", "succeeded", "failed"]),
  successCount: z.number().nullish(),
  failureCount: z.number().nullish(),
  targetCount: z.number().nullish(),
  errorCode: z.number().nullish(),
})

export type NarrowcastEnd =
  | { readonly kind: "under-way" }
  | {
      readonly kind: "sent"
      readonly targetCount: number | null
      readonly successCount: number | null
      readonly failureCount: number | null
    }
  /** Nobody got it: the same may go another way. */
  | { readonly kind: "refused"; readonly reason: string }
  /** LINE broke off: how many got it, nobody knows. */
  | { readonly kind: "broken"; readonly reason: string }

/** What LINE says became of a narrowcast. Error codes from its own description of `NarrowcastProgressResponse`. */
export function endOf(answer: LineAnswer): NarrowcastEnd {
  const read = answer.status === 200 ? Progress.safeParse(answer.body) : undefined
  if (!read?.success) return { kind: "under-way" }
  const { phase, errorCode, targetCount, successCount, failureCount } = read.data
  const counts = {
    targetCount: targetCount ?? null,
    successCount: successCount ?? null,
    failureCount: failureCount ?? null,
  }
  if (phase === "succeeded") return { kind: "sent", ...counts }
  if (phase !== "failed") return { kind: "under-way" }
  if (errorCode === 2 || errorCode === 4) return { kind: "refused", reason: "too-few" }
  if (errorCode === 5) return { kind: "refused", reason: "monthly-limit" }
  return { kind: "broken", reason: `narrowcast-error-${errorCode ?? 0}` }
}
