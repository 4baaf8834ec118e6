import { port } from "#kernel/ports"
import type { LookUpView, TrackingView, WordView } from "./model.ts"

/** The shoppers' pages of this capability, as whole HTML documents. */
export type TrackingPages = {
  readonly tracking: (view: TrackingView) => string
  readonly lookUp: (view: LookUpView) => string
  readonly word: (view: WordView) => string
}

export const trackingPages = port<TrackingPages>("tracking.pages")
