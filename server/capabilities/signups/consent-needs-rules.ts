import type { ConsentState } from "#customers"

/** An address is not written to again before this time has passed, however often it is entered. */
export const mailEveryMs = 600_000
/** How long a mail can be answered. The link in it lives as long. */
export const confirmWithinMs = 7 * 86_400_000

/**
 * Whether an address counts only once its owner has answered a mail. Always so where the brand wants it, and always for
 * somebody who has said no before: nobody else may take that back for them.
 */
export const needsAnswer = (doubleOptIn: boolean, state: ConsentState | "none", hasRefused: boolean): boolean =>
  doubleOptIn || hasRefused || state === "withdrawn"

/** Whether to note that an answer is awaited. Who has agreed stays agreed: a stranger's typing takes nothing away. */
export const becomesPending = (state: ConsentState | "none"): boolean => state !== "given" && state !== "pending"

export const mayMailAgain = (lastMailedAt: Date | null, now: Date): boolean =>
  lastMailedAt === null || now.getTime() - lastMailedAt.getTime() >= mailEveryMs

export const stateOf = (
  { at, confirmedAt }: { readonly at: Date; readonly confirmedAt: Date | null },
  now: Date,
): "waiting" | "confirmed" | "expired" =>
  confirmedAt ? "confirmed" : now.getTime() - at.getTime() >= confirmWithinMs ? "expired" : "waiting"
