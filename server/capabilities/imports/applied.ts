import type { Problem, Row, Tally } from "./model.ts"
import type { AppliedRow } from "./storage-chunks.ts"

/** What came of some lines. */
export type Applied = {
  /** Each line that was dealt with, and what it became. */
  readonly rows: readonly AppliedRow[]
  readonly problems: readonly Problem[]
  readonly tally: Tally
  /** Return slips: they wait until all sales are in. */
  readonly returns: readonly Row[]
}
