import { port } from "#kernel/ports"
import type { LandingView } from "./model-pages.ts"

/** The shoppers' pages of this capability, as whole HTML documents. */
export type ReferralPages = { readonly landing: (view: LandingView) => string }

export const referralPages = port<ReferralPages>("referrals.pages")
