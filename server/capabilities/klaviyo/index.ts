export { connectionOf, connectKlaviyo } from "./connection.ts"
export { importById, problemCounts } from "./find-import.ts"
export { beginImport, resumeImport, unendedImport } from "./run-import.ts"
export { problemWords } from "./problem-rules.ts"
export { type KlaviyoImport, stages, type Tally } from "./model.ts"
export {
  type Answer,
  cursorGone,
  type KlaviyoReader,
  klaviyoReader,
  KlaviyoTrouble,
  type Wanted,
} from "./reader-port.ts"
