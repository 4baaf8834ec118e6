import type { Context } from "#kernel/context"
import { oldestWaiting, waitsSince } from "./storage-incoming.ts"

/** What one process knows of its own ingest: how much it has accepted, and when it last looked how much waits. */
type Pace = {
  accepted: number
  /** By brand: of so many messages to come some may have been sent before. */
  readonly wary: Map<string, number>
  readonly looked: Map<string, { readonly at: number; readonly isBehind: boolean }>
}

// The signing keys are one object per installation, transactions and brands included.
const paces = new WeakMap<object, Pace>()

function paceOf(ctx: Context): Pace {
  const known = paces.get(ctx.keys)
  if (known) return known
  const made: Pace = { accepted: 0, wary: new Map(), looked: new Map() }
  paces.set(ctx.keys, made)
  return made
}

export const countAccepted = (ctx: Context, messages: number): void => void (paceOf(ctx).accepted += messages)
export const acceptedSoFar = (ctx: Context): number => paceOf(ctx).accepted

/** Whoever sends something twice may be making good a whole outage. */
const waryFor = 50_000

export const sentTwice = (ctx: Context): void => void paceOf(ctx).wary.set(ctx.brandId, waryFor)

/** Whether something of the next `count` messages of this brand is likely to be there: something of those before was. */
export function mayBeThere(ctx: Context, count: number): boolean {
  const { wary } = paceOf(ctx)
  const left = wary.get(ctx.brandId) ?? 0
  if (left > count) wary.set(ctx.brandId, left - count)
  else wary.delete(ctx.brandId)
  return left > 0
}

const behindMs = 10 * 60_000
const lookEveryMs = 2_000

/** Whether events of this brand have waited for ten minutes to be applied (F86). Looked at every two seconds. */
export async function isBehind(ctx: Context): Promise<boolean> {
  const { looked } = paceOf(ctx)
  const now = ctx.now().getTime()
  const known = looked.get(ctx.brandId)
  if (known && Math.abs(now - known.at) < lookEveryMs) return known.isBehind
  const { oldest } = await oldestWaiting(ctx)
  const found = oldest !== null && now - oldest.getTime() > behindMs
  looked.set(ctx.brandId, { at: now, isBehind: found })
  return found
}

/** The same of all brands, for whoever watches over the installation (`/readyz`). In a transaction of the platform. */
export const eventsWaitLong = (platform: Context): Promise<boolean> =>
  waitsSince(platform, new Date(platform.now().getTime() - behindMs))

const longestPauseMs = 500
/** How much faster than it is applied may come in what comes in before we make way for it. */
const makeWayFrom = 1.25

/**
 * How long the applying of events rests after a turn, in milliseconds: nothing, unless far more came in meanwhile than
 * was applied. Then what is at the door goes first, for a sender waits for its answer and the queue does not.
 */
export const pauseAfter = (tookMs: number, applied: number, accepted: number): number =>
  accepted > applied * makeWayFrom ? Math.min(longestPauseMs, tookMs * 1.5) : 0
