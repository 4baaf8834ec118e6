/** Without any progress for so long, while something could be done, somebody is told (R3). */
export const stallAfterMs = 5 * 60_000

export type Progress = {
  readonly now: Date
  readonly isPaused: boolean
  readonly isPlanned: boolean
  /** When its planning last moved on, or its letters' number of ends last changed. */
  readonly movedAt: Date
  readonly open: number
  /** Of the open ones those that wait for nothing: not put off, not for a later hour, not kept back. */
  readonly runnable: number
}

/** Whether a sending stands still although it could go on. A pause, a wait for an hour and an end are no stall. */
export function isStalled({ now, isPaused, isPlanned, movedAt, runnable }: Progress): boolean {
  if (isPaused || now.getTime() - movedAt.getTime() < stallAfterMs) return false
  return !isPlanned || runnable > 0
}

/** So many letters that could not be filled in, or this share of all, rest the campaign: nobody gets half a mail (F80). */
export const mostRenderFailures = 20
const mostRenderShare = 0.01
/** Below this number one bad name would already be too large a share. */
const leastForShare = 100

/** `tried`: letters that came as far as being filled in. */
export function rendersTooBadly(failed: number, tried: number): boolean {
  return failed >= mostRenderFailures || (tried >= leastForShare && failed / tried >= mostRenderShare)
}
