import type { Context } from "./context.ts"

/**
 * Work that flows all day and is done many pieces at a time: applying what came in, copying it onwards. One turn does
 * what it finds, or takes a fair part of it, and says whether there may be more. In the platform's context a turn looks
 * at every brand, in a brand's context at that brand only. Any number of processes may run it.
 */
export type Loop = {
  readonly name: string
  /** How long to rest when nothing was found; `wake(name)` ends the rest. */
  readonly idleMs: number
  readonly turn: (ctx: Context) => Promise<boolean>
}

export type Loops = { readonly wake: (name: string) => void; readonly stop: () => Promise<void> }

const afterErrorMs = 1_000

export function startLoops(platform: Context, loops: readonly Loop[]): Loops {
  const running = loops.map((loop) => run(platform, loop))
  return {
    wake: (name) => running.find((r) => r.name === name)?.wake(),
    stop: async () => void (await Promise.all(running.map((r) => r.stop()))),
  }
}

function run(platform: Context, loop: Loop) {
  const rest = resting()
  let stopped = false
  const go = async () => {
    while (!stopped) {
      const pauseMs = await loop.turn(platform).then(
        (more) => (more ? 0 : loop.idleMs),
        (err: unknown) => {
          platform.log.warn({ loop: loop.name, err }, "a turn failed; trying again")
          return afterErrorMs
        },
      )
      if (pauseMs > 0 && !stopped) await rest.pause(pauseMs)
    }
  }
  const ended = go()
  const stop = () => {
    stopped = true
    rest.wake()
    return ended
  }
  return { name: loop.name, wake: rest.wake, stop }
}

/** A pause that a wake-up ends; one that comes during a turn makes the next pause no pause at all. */
function resting() {
  let woken = false
  let end: (() => void) | undefined
  return {
    wake: () => {
      woken = true
      end?.()
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
