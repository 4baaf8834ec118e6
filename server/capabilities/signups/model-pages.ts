import type { Language } from "#kernel/text"
import type { ShopLook } from "#tracking"
import type { FormView } from "./form-view-rules.ts"

/** The page on which people join: the form, what was wrong with the last try, and what they had written. */
export type JoinView = {
  readonly language: Language
  readonly look: ShopLook
  readonly form: FormView
  readonly action: string
  readonly problem: string | null
  readonly given: Readonly<Record<string, string>>
}

/** Everything in a preference centre, in the reader's language. It holds no name and only part of an address (S-LINK4). */
export type PreferencesView = {
  readonly language: Language
  readonly look: ShopLook
  readonly action: string
  /** `m•••@example.jp`. */
  readonly address: string | null
  /** What was just saved, said once. */
  readonly said: string | null
  readonly topics: readonly {
    readonly channel: string
    readonly purpose: string
    readonly label: string
    readonly on: boolean
    /** Why it cannot be on, where that is not the reader's own wish. */
    readonly note: string | null
  }[]
  readonly lessOften: boolean
  /** The last day of a pause, in words. */
  readonly pausedUntil: string | null
  readonly isAllOff: boolean
  /** Other ways to hear from the brand, each a page of its own. */
  readonly ways: readonly { readonly label: string; readonly url: string }[]
}
