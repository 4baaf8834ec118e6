import { port } from "#kernel/ports"

/** What can be read of an account at Klaviyo. */
export type Wanted =
  /** All, those changed since an instant, or those suppressed for mail since. */
  | { readonly what: "profiles"; readonly changedSince?: Date; readonly suppressedSince?: Date }
  | { readonly what: "lists" }
  | { readonly what: "members"; readonly listId: string }
  | { readonly what: "metrics" }
  | { readonly what: "events"; readonly since: Date | null }

export type Answer = {
  readonly items: readonly unknown[]
  /** What goes with the items: the metrics of events. */
  readonly included: readonly unknown[]
  /** The cursor of the next page; null after the last. */
  readonly next: string | null
}

/** Reads one page. Throws KlaviyoTrouble. */
export type KlaviyoReader = (
  key: string,
  wanted: Wanted,
  page: { readonly cursor: string | null; readonly size?: number },
) => Promise<Answer>

export const klaviyoReader = port<KlaviyoReader>("klaviyo.reader")

/** Klaviyo has forgotten the cursor: what was being read has to be begun again. */
export const cursorGone = "cursor_gone"

/** Klaviyo could not be asked. `reason` is a word of `failureWords`; `retryAfterMs` null: waiting can't help. */
export class KlaviyoTrouble extends Error {
  readonly reason: string
  readonly retryAfterMs: number | null
  constructor(reason: string, retryAfterMs: number | null) {
    super(reason)
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}
