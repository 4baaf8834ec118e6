export { QueueError } from "./errors.ts"
