import type { Context } from "./context.ts"
import { watchSpare } from "./spare.ts"

/**
 * Work that flows all day and is done many pieces at a time: applying what came in, copying it onwards. One turn does
 * what it finds, or takes a fair part of it, and says whether there may be more. In the platform's context a turn looks
 * at every brand, in a brand's context at that brand only. Any number of processes may run it.
 */
export type Loop = {
  readonly name: string
  /**
   * How long to rest when nothing was found; `wake(name)` ends the rest. Where nothing was found for a while, short
   * rests are four times as long, a fifth of a second at most: an installation that idles has little to do but look.
   */
  readonly idleMs: number
  /**
   * Whoever makes work for it calls `wake(name)` after the commit. Where nothing was found for a while it looks by itself
   * only once a second then, in case a wake-up was lost.
   */
  readonly isWoken?: true
  /**
   * So long after a turn that found something, in milliseconds, what comes next is left to gather: for work that costs nearly
   * as much for one piece as for ten, and comes piece by piece.
   */
  readonly gatherMs?: number
  /**
   * At most this share of the time, in (0, 1]: it rests after each turn, at most a second, and what comes meanwhile is done
   * together in the next. For work that costs nearly as much for one as for many. All of the time without it.
   */
  readonly share?: number
  /**
   * Late by a second is no harm: while the machine has next to nothing left, it waits for so long, so that whoever waits
   * for an answer goes first, and does together what gathers meanwhile.
   */
  readonly yields?: true
  readonly turn: (ctx: Context) => Promise<boolean>
  /** After the last turn of this process: what it holds is let go, so that the next need not wait until it would be taken for dead. */
  readonly release?: (ctx: Context) => Promise<void>
}

export type Loops = { readonly wake: (name: string) => void; readonly stop: () => Promise<void> }

const afterErrorMs = 1_000
const quietAfterMs = 1_500
const longestQuietMs = 200
const longestUnwokenMs = 1_000
const longestYieldMs = 1_000
const yieldMs = 100

export function startLoops(platform: Context, loops: readonly Loop[], isFull = watchSpare()): Loops {
  const running = loops.map((loop) => run(platform, loop, isFull))
  return {
    wake: (name) => running.find((r) => r.name === name)?.wake(),
    stop: async () => void (await Promise.all(running.map((r) => r.stop()))),
  }
}

function run(platform: Context, loop: Loop, isFull: () => boolean) {
  const rest = resting()
  let stopped = false
  let foundAt = performance.now()
  const isQuiet = () => performance.now() - foundAt > quietAfterMs
  const quietMs = loop.isWoken ? longestUnwokenMs : Math.max(loop.idleMs, Math.min(longestQuietMs, loop.idleMs * 4))
  const idleMs = () => (isQuiet() ? quietMs : loop.idleMs)
  const giveWay = async () => {
    for (let waited = 0; waited < longestYieldMs && !stopped && isFull(); waited += yieldMs) await rest.breathe(yieldMs)
  }
  const go = async () => {
    while (!stopped) {
      if (loop.yields) await giveWay()
      const began = performance.now()
      let gatherMs = 0
      const pauseMs = await loop.turn(platform).then(
        (more) => {
          if (more) gatherMs = loop.gatherMs ?? 0
          if (more) foundAt = performance.now()
          return more ? 0 : idleMs()
        },
        (err: unknown) => {
          platform.log.warn({ loop: loop.name, err }, "a turn failed; trying again")
          return afterErrorMs
        },
      )
      const breathMs = Math.max(gatherMs, Math.min(1_000, (performance.now() - began) * (1 / (loop.share ?? 1) - 1)))
      if (breathMs > 0 && !stopped) await rest.breathe(breathMs)
      if (pauseMs > breathMs && !stopped) await rest.pause(pauseMs - breathMs)
    }
  }
  const ended = go()
    .then(() => loop.release?.(platform))
    .catch((err: unknown) => platform.log.warn({ loop: loop.name, err }, "what a loop held could not be let go"))
  const stop = () => {
    stopped = true
    rest.stop()
    return ended
  }
  const wake = () => {
    foundAt = performance.now()
    rest.wake()
  }
  return { name: loop.name, wake, stop }
}

/**
 * A pause that a wake-up ends; one that comes during a turn or a breath makes the next pause no pause at all. A breath is
 * taken to its end unless all is to stop.
 */
function resting() {
  let woken = false
  let end: (() => void) | undefined
  let endBreath: (() => void) | undefined
  const wake = () => {
    woken = true
    end?.()
  }
  return {
    wake,
    stop: () => {
      wake()
      endBreath?.()
    },
    breathe: async (ms: number) => {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        endBreath = () => (clearTimeout(timer), resolve())
      })
      endBreath = undefined
    },
    pause: async (ms: number) => {
      if (!woken)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          end = () => (clearTimeout(timer), resolve())
        })
      end = undefined
      woken = false
    },
  }
}
