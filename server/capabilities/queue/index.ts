export { clockMoves, confirmClocks } from "./clocks.ts"
export { QueueError } from "./errors.ts"
