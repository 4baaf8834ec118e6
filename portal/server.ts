import type { TrackingPages } from "../server/capabilities/tracking/ports.ts"
import { lookUpPage, wordPage } from "./features/tracking/look-up-page.tsx"
import { trackingPage } from "./features/tracking/tracking-page.tsx"

/** The shoppers' pages, rendered on the server: what main.ts plugs in behind the capabilities' ports. */
export const trackingPortal: TrackingPages = { tracking: trackingPage, lookUp: lookUpPage, word: wordPage }
