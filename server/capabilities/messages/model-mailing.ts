import type { Reader } from "#customers"
import type { PlannedLetter } from "./plan-letters.ts"

/** What all letters of one sending have in common. */
export type Mailing = Omit<PlannedLetter, "customerId" | "key" | "facts" | "sendAt" | "expiresAt" | "isHeld">

/** A person as she is known now, and her letter. */
export type MailingReader = Reader & {
  /** Unique in the brand: planning it again plans nothing. */
  readonly key: string
  /** What its text may name about this reader beside what is shared by all of them; null for nothing. */
  readonly facts: object | null
  readonly sendAt: Date
  readonly expiresAt: Date
}
