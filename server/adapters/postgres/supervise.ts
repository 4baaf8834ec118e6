import { setTimeout as pause } from "node:timers/promises"
import type { Logger } from "pino"
import type { ServerProcess } from "./launch.ts"
import { isAlive } from "./lock-file.ts"
import type { Presence } from "./presence.ts"
import { reasonOf } from "./system-errors.ts"

const firstWaitMs = 100
const longestWaitMs = 5_000
const stopWithinMs = 5_000
const lookEveryMs = 1_000

/**
 * Starts the server again, on the same port, whenever it ends by itself. Right after a crash a start can fail for a
 * moment (old children still hold the memory and the lock file), so it is tried again with growing pauses, forever:
 * the pools of the application reconnect as soon as it is back.
 * @param restart finds the server that another process has started meanwhile, or starts it
 * @returns `stop`, which ends the server unless another process still uses it
 */
export function keepRunning(
  first: ServerProcess,
  presence: Presence,
  restart: () => Promise<ServerProcess>,
  log: Logger,
) {
  let current = first
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  const rest = (ms: number) => pause(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => {})

  async function revive() {
    for (let waitMs = firstWaitMs; !isStopping(); waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await rest(waitMs)
      if (isStopping()) return
      try {
        current = await restart()
        log.info({ pid: current.pid, port: current.port }, "the database runs again")
        return
      } catch (error) {
        log.warn({ reason: reasonOf(error), nextTryInMs: waitMs * 2 }, "the database did not start again yet")
      }
    }
  }

  async function watchOver() {
    while (!isStopping()) {
      await presence.enter().catch(() => {})
      const hasEnded = await Promise.race([current.ended.then(() => true), rest(lookEveryMs).then(() => false)])
      if (isStopping() || !hasEnded) continue
      log.error({ pid: current.pid }, "the database ended unexpectedly; starting it again")
      await revive()
    }
  }

  const watching = watchOver()
  let stopped: Promise<void> | undefined

  async function stopNow() {
    stopping.abort()
    // All that we wait for here was told not to keep the process alive; without this it would end in the middle.
    const hold = setInterval(() => {}, 1_000)
    try {
      await watching
      if (isAlive(current.pid) && (await presence.leave().catch(() => true))) await endProcess(current)
      await presence.close()
    } finally {
      clearInterval(hold)
    }
  }
  return { stop: () => (stopped ??= stopNow()) }
}

/** Fast shutdown: open transactions are rolled back, the rest is written out. If that hangs, the next start recovers. */
async function endProcess(server: ServerProcess) {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isAlive(server.pid)) return
    process.kill(server.pid, signal)
    const limit = new AbortController()
    const late = pause(stopWithinMs, false, { signal: limit.signal }).catch(() => false)
    const hasEnded = await Promise.race([server.ended.then(() => true), late])
    limit.abort()
    if (hasEnded) return
  }
}
