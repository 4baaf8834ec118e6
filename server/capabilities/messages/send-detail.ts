import type { Outcome } from "#kernel/effects"
import type { AttemptNote, SentMail } from "./model-states.ts"
import type { SendOutcome } from "./ports.ts"

/** `isProbe`: the mail was the one to try a way out whose pause was over. */
export type SenderFaultSeen = {
  readonly sender: string
  readonly result: Extract<SendOutcome, { kind: "sender-fault" }>
  readonly isProbe: boolean
}

/** What an attempt knows beyond its outcome, on its way to where it is written down. */
export type SendDetail = {
  readonly note?: AttemptNote
  readonly mail?: SentMail
  /** Nothing was sent, for a reason that is nobody's failure. */
  readonly skipped?: string
  /** It waits for its moment, as was decided. */
  readonly isDeferred?: true
  /** The other side says that this address takes nothing more by this channel, and why. */
  readonly suppress?: string
  /** A way out that was closed and has just let a mail through. */
  readonly opened?: string
  readonly fault?: SenderFaultSeen
}

const details = new WeakMap<Outcome, SendDetail>()

/** The kernel hands the very outcome that an attempt returned to the one that settles it; this travels along. */
export function withDetail(outcome: Outcome, detail: SendDetail): Outcome {
  details.set(outcome, detail)
  return outcome
}

/** Undefined for an outcome that the kernel made by itself: the worker died, the window passed, something broke. */
export const detailOf = (outcome: Outcome): SendDetail | undefined => details.get(outcome)
