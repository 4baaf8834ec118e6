import type { ShopLook } from "#tracking"
import type { Language } from "#kernel/text"

/** One product on the cart's page. */
export type CartRow = {
  /** Name of its quantity in the form. */
  readonly field: string
  readonly title: string
  readonly note: string | null
  readonly imageUrl: string | null
  readonly price: string | null
  readonly quantity: number
  /** How many may be chosen at most. */
  readonly most: number
  /** Why it can't be had, in words; such a row has no quantity. */
  readonly gone: string | null
  /** What should be known about it: that only few are left. */
  readonly hint: string | null
}

/** What a shopper sees behind a link to a filled cart. */
export type CartView = {
  readonly language: Language
  readonly look: ShopLook
  readonly action: string
  readonly rows: readonly CartRow[]
  readonly total: string | null
  /** The code, what it gives and until when, and why it can't be used any more. */
  readonly offer: {
    readonly code: string
    readonly gives: string
    readonly until: string | null
    readonly refused: string | null
  } | null
  /** Whether there is anywhere to go on to. */
  readonly goesOn: boolean
}
