import { timeIsInDoubt } from "./clock-watch.ts"
import { type Context, inTransaction } from "./context.ts"
import { forgetOldReplies } from "./idempotency.ts"
import { countOutbox, forgetDone } from "./outbox.ts"
import { type Routine, tick, type Zoned } from "./routines.ts"
import type { Telemetry } from "./telemetry.ts"

export type Watch = {
  /** Looks no more; resolves when the look that is under way has ended. */
  readonly stop: () => Promise<void>
}

export type WatchParts = {
  readonly routines: readonly Routine[]
  readonly metrics: Telemetry
  /** The brands, to whose local time daily routines keep. */
  readonly brands: () => Promise<readonly Zoned[]>
  /** Compares the clocks, before anything is asked for because of the time. */
  readonly lookAtClocks: () => Promise<void>
  /** How far analytics are behind, in seconds. */
  readonly projectionLag: () => Promise<number>
}

const everyMs = 1_000
const brandsEvery = 10
const sweepEvery = 600

/** Looks once a second at what has come due, and now and then at what waits and what can be forgotten. */
export function startWatch(platform: Context, parts: WatchParts): Watch {
  let looks = 0
  let minute = Number.NaN
  let known = 0
  let looking: Promise<void> | undefined
  const look = async () => {
    try {
      // Routines keep to whole minutes: between two of them only a brand that is new can have something to begin.
      const now = Math.floor(platform.now().getTime() / 60_000)
      const brands = now !== minute || looks % brandsEvery === 0 ? await parts.brands() : undefined
      if (brands && (now !== minute || brands.length !== known)) {
        await parts.lookAtClocks()
        await tick(platform, parts.routines, brands)
        minute = now
        known = brands.length
      }
      if (looks % 10 === 0) await measure(platform, parts)
      if (looks % sweepEvery === 0) await inTransaction(platform, sweep)
      looks++
    } catch (err) {
      platform.log.warn({ err }, "routines could not be looked at; trying again")
    }
  }
  // Forgotten after it was kept: a look that finds nothing to do ends before it has even been noted down.
  const begin = () => (looking ??= look().finally(() => void (looking = undefined)))
  const timer = setInterval(() => void begin(), everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}

/** The keys of what was done keep it from being done again: they are not forgotten by a clock that is in doubt. */
async function sweep(ctx: Context): Promise<void> {
  if (await timeIsInDoubt(ctx)) return
  await forgetOldReplies(ctx)
  await forgetDone(ctx)
}

async function measure(platform: Context, { metrics, projectionLag }: WatchParts): Promise<void> {
  const counts = await inTransaction(platform, countOutbox)
  metrics.queue.reset()
  for (const { kind, state, count } of counts) metrics.queue.set({ kind, state }, count)
  metrics.projectionLag.set(await projectionLag())
}
