import type { Purpose } from "./model.ts"

const minute = 60_000
const hour = 60 * minute

/** The pauses after each attempt that the other side put off (F40): patient enough for greylisting, not for an outage. */
const pausesMs = [minute, 5 * minute, 15 * minute, hour, 4 * hour]

/** How long a mail is worth trying, from its first attempt. An offer of this morning is no news tonight. */
export const tryForMs: Readonly<Record<Purpose, number>> = { transactional: 24 * hour, marketing: 6 * hour }

type Tried = {
  readonly purpose: Purpose
  readonly firstTriedAt: Date
  /** Attempts made so far, the one just ended included. */
  readonly attempts: number
  readonly expiresAt: Date | null
  readonly now: Date
}

/**
 * How long to wait (ms) before the next attempt; undefined when the time is over. The last attempt comes right at the
 * end of the time, so that none of it is given away.
 */
export function nextPauseMs({ purpose, firstTriedAt, attempts, expiresAt, now }: Tried): number | undefined {
  const giveUpAt = firstTriedAt.getTime() + tryForMs[purpose]
  const leftMs = giveUpAt - now.getTime()
  if (leftMs <= 0) return undefined
  const pauseMs = Math.min(pausesMs[Math.min(attempts, pausesMs.length) - 1] ?? minute, leftMs)
  if (!expiresAt) return pauseMs
  // Nothing is begun at or after expiresAt: waking up then ends it visibly as expired.
  return Math.max(0, Math.min(pauseMs, expiresAt.getTime() - now.getTime()))
}

/** How long a way out stays closed before one mail tries it again: longer each time. */
export const senderPauseMs = (pauses: number): number => Math.min(5 * minute * 2 ** Math.max(0, pauses - 1), 2 * hour)

/** Mails that meet a closed way out look again this often, so that an early opening is noticed. */
export const lookAgainMs = minute
