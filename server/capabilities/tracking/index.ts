export { trackingLink } from "./link.ts"
export { type TrackingPages, trackingPages } from "./ports.ts"
