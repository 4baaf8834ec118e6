import { setTimeout as pause } from "node:timers/promises"
import type { Logger } from "pino"
import type { ServerProcess } from "./launch.ts"
import { isAlive } from "./lock-file.ts"
import { reasonOf } from "./system-errors.ts"

const firstWaitMs = 100
const longestWaitMs = 5_000
const stopWithinMs = 5_000

/**
 * Starts the server again, on the same port, whenever it ends by itself. Right after a crash a start can fail for a
 * moment (old children still hold the memory and the lock file), so it is tried again with growing pauses, forever:
 * the pools of the application reconnect as soon as it is back.
 */
export function keepRunning(first: ServerProcess, restart: () => Promise<ServerProcess>, log: Logger) {
  let current = first
  let isStopping = false

  async function revive() {
    for (let waitMs = firstWaitMs; !isStopping; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await pause(waitMs, undefined, { ref: false })
      if (isStopping) return
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
    while (!isStopping) {
      await current.ended
      if (isStopping) return
      log.error({ pid: current.pid }, "the database ended unexpectedly; starting it again")
      await revive()
    }
  }

  const watching = watchOver()

  async function stop() {
    if (isStopping) return watching
    isStopping = true
    await endProcess(current)
    await watching
  }
  return { stop, pid: () => current.pid }
}

/** Fast shutdown: open transactions are rolled back, the rest is written out. If that hangs, the next start recovers. */
async function endProcess(server: ServerProcess) {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isAlive(server.pid)) return
    process.kill(server.pid, signal)
    const isEnded = await Promise.race([server.ended.then(() => true), pause(stopWithinMs, false)])
    if (isEnded) return
  }
}
