import { setTimeout as pause } from "node:timers/promises"
import type { Logger } from "pino"
import type { Front } from "./spawn-front.ts"

const firstWaitMs = 100
const longestWaitMs = 10_000
const quietMs = 60_000

/**
 * Starts the engine again whenever it ends by itself, with growing pauses: an engine that dies at once, again and again,
 * must not take the machine with it.
 */
export function keepAlive(first: Front, restart: () => Promise<Front>, log: Logger) {
  let current: Front | undefined = first
  let isStopping = false
  const stopped = new AbortController()

  async function watchOver() {
    let waitMs = firstWaitMs
    while (!isStopping) {
      if (current) {
        const startedAt = performance.now()
        await current.ended
        current = undefined
        if (isStopping) return
        log.error("the analytics engine ended unexpectedly; starting it again")
        if (performance.now() - startedAt > quietMs) waitMs = firstWaitMs
      }
      await pause(waitMs, undefined, { ref: false, signal: stopped.signal }).catch(() => {})
      waitMs = Math.min(waitMs * 2, longestWaitMs)
      if (isStopping) return
      current = await restart().catch((error: unknown) => {
        log.warn(
          { reason: error instanceof Error ? error.message : String(error), nextTryInMs: waitMs },
          "the analytics engine did not start yet",
        )
        return undefined
      })
      if (current) log.info({ pid: current.pid }, "the analytics engine runs again")
    }
  }

  const watching = watchOver()

  async function stop() {
    isStopping = true
    stopped.abort()
    await current?.stop()
    await watching
    // A start that was under way when we were told to stop.
    await current?.stop()
  }
  return { stop, alive: () => current !== undefined && !isStopping }
}
