const [secondMs, hourMs, dayMs] = [1_000, 3_600_000, 86_400_000]

/** A clock that moves by more than this is not believed until somebody has looked (F60). */
export const movedMs = hourMs
/** After a longer time off, nobody can tell a rest from a clock that is wrong. */
export const longOffMs = 7 * dayMs

/** What one look at the clocks found: the database's time, and how long this run of this machine has lasted. */
export type Seen = { readonly databaseMs: number; readonly boot: string; readonly upMs: number }

/**
 * By how much the database's clock moved between two looks beyond the time that passed, in ms; 0 when nothing says so.
 * Within one run of a machine its uptime tells what passed, sleep included. Between two runs nothing does: a clock that
 * went back is certain, one that went ahead was most likely just off, unless that took longer than a week.
 */
export function movedBetween(last: Seen, now: Seen): number {
  const passedMs = now.databaseMs - last.databaseMs
  const sameRun = last.boot === now.boot && now.upMs >= last.upMs
  const moved = sameRun ? passedMs - (now.upMs - last.upMs) : passedMs < 0 || passedMs > longOffMs ? passedMs : 0
  return Math.abs(moved) > movedMs ? moved : 0
}

/** What a machine's clock has to be corrected by to tell the database's time: small differences only, for of two clocks that are hours apart nobody knows which is right. */
export const correctionMs = (offsetMs: number): number =>
  Math.abs(offsetMs) > 2 * secondMs && Math.abs(offsetMs) <= movedMs ? offsetMs : 0

const driftMs = 10 * secondMs
/** Six times as long as a living worker takes to renew what it holds. */
const settleMs = 30 * secondMs

/**
 * What the database's clock should show by this process's monotonic clock. When the database's clock jumps, this goes on
 * as before for half a minute, in which every living worker renews its leases at the new time; then it follows.
 */
export function expectedTime() {
  let anchor: { readonly databaseMs: number; readonly monotonicMs: number } | undefined
  let jumpedAt: number | undefined
  const expectedMs = (monotonicMs: number): number | undefined =>
    anchor && anchor.databaseMs + monotonicMs - anchor.monotonicMs
  const heard = (databaseMs: number, monotonicMs: number): void => {
    const drift = Math.abs(databaseMs - (expectedMs(monotonicMs) ?? databaseMs))
    if (drift > driftMs) jumpedAt ??= monotonicMs
    if (drift <= driftMs || (jumpedAt !== undefined && monotonicMs - jumpedAt >= settleMs)) {
      anchor = { databaseMs, monotonicMs }
      jumpedAt = undefined
    }
  }
  return { heard, expectedMs }
}
