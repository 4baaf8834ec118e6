import type { Language } from "#kernel/text"
import type { Purpose } from "./model.ts"

/** A mail that was sent before its brand came to this installation. What it said beyond its subject is not known here. */
export type PastMessage = {
  readonly key: string
  readonly kind: string
  readonly purpose: Purpose
  readonly customerId: string | null
  readonly language: Language
  readonly to: { readonly name: string | null; readonly address: string }
  readonly subject: string
  readonly sentAt: Date
  /** When its reader followed a link in it. */
  readonly clickedAt?: Date | null
}
