export { type TrackingPages, trackingPages } from "./ports.ts"
