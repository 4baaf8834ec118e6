export { type Moved, segmentEntered, segmentLeft } from "./events.ts"
