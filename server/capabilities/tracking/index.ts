export { type Reader, trackingLink } from "./link.ts"
export { type TrackingPages, trackingPages } from "./ports.ts"
