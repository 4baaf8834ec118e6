export { eventTitle, knownEventNames } from "./event-titles.ts"
export type { EventRecord, Timeline, TimelineEntry } from "./model.ts"
export { recordEvents } from "./record-events.ts"
export { timelineOf } from "./timeline.ts"
