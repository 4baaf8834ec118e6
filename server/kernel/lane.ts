import type { Claimed } from "./claimed.ts"
import type { Context } from "./context.ts"
import type { Effect } from "./effects.ts"
import { carryOutAll, keepInHand } from "./worker.ts"

/** Where the rows of one kind of effect are carried out. */
export type Lane = {
  readonly effect: Effect
  readonly bell: Bell
  /** How many rows there is room for, of how many in all. */
  readonly free: () => number
  readonly room: number
  readonly isIdle: () => boolean
  /** There is something in the queue. */
  readonly wake: () => void
  /**
   * Whether the queue may hold more than was taken; asked again when a place gets free only then. And whether it may hold
   * what a dead worker has left behind.
   */
  readonly queue: { mayHoldMore: boolean; mayHoldLost: boolean }
  /** Begins rows, or keeps them for when a place gets free, before anything in the queue. */
  readonly take: (...rows: Claimed[]) => void
}

/**
 * What can be applied together waits so long for the group before it, which takes less as a rule; then it goes beside it,
 * so that one that hangs holds up nobody.
 */
const groupMs = 150

/** The places of one kind. Where rows can be applied together, those of one brand that wait at the same moment share one. */
export function openLane(ctx: Context, effect: Effect): Lane {
  const together = "apply" in effect ? effect.together : 1
  const room = effect.concurrency * together
  let waiting: Claimed[] = []
  const rings = bell()
  const queue = { mayHoldMore: true, mayHoldLost: true }
  let running = 0
  let rows = 0
  let nextAt = 0
  let timer: NodeJS.Timeout | undefined
  const begin = (group: readonly Claimed[]): void => {
    running++
    rows += group.length
    nextAt = together > 1 ? performance.now() + groupMs : 0
    void carryOutAll(ctx, effect, group).finally(() => {
      running--
      rows -= group.length
      fill()
      if (queue.mayHoldMore) rings.ring()
    })
  }
  const fill = (): void => {
    while (running < effect.concurrency && waiting[0]) {
      const ms = running > 0 ? nextAt - performance.now() : 0
      if (ms > 0) {
        timer ??= setTimeout(() => {
          timer = undefined
          fill()
        }, ms)
        return
      }
      const { brandId } = waiting[0]
      const group = waiting.filter((row) => row.brandId === brandId).slice(0, together)
      waiting = waiting.filter((row) => !group.includes(row))
      begin(group)
    }
  }
  return {
    effect,
    bell: rings,
    room,
    free: () => room - rows - waiting.length,
    isIdle: () => running === 0,
    queue,
    wake: () => {
      queue.mayHoldMore = true
      rings.ring()
    },
    take: (...taken) => {
      for (const row of taken) keepInHand(row)
      waiting.push(...taken)
      // What one commit has asked for comes row by row: it begins together.
      queueMicrotask(fill)
    },
  }
}

type Bell = { ring: () => void; wait: (ms: number) => Promise<void> }

/** Rings that come while nobody waits are remembered: a wake-up is never lost. */
function bell(): Bell {
  let rung = false
  let waiting: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      waiting?.()
    },
    wait: async (ms) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          timer.unref()
          waiting = () => (clearTimeout(timer), resolve())
        })
      }
      waiting = undefined
      rung = false
    },
  }
}
