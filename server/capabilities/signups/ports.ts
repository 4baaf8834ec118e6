import { port } from "#kernel/ports"
import type { JoinView, PreferencesView } from "./model-pages.ts"

/** The shoppers' pages of this capability, as whole HTML documents. */
export type SignupPages = {
  readonly join: (view: JoinView) => string
  readonly preferences: (view: PreferencesView) => string
}

export const signupPages = port<SignupPages>("signups.pages")
