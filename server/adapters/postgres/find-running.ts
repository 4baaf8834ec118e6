import { readdirSync, readlinkSync, renameSync } from "node:fs"
import { setTimeout as pause } from "node:timers/promises"
import { PostgresError } from "./errors.ts"
import { type ServerProcess, watch } from "./launch.ts"
import { isAlive, isServing, readLockFile } from "./lock-file.ts"
import type { Places } from "./places.ts"
import { adminUrl, withClient } from "./roles.ts"
import type { Secrets } from "./secrets.ts"
import { isCode } from "./system-errors.ts"

const startingUpForMs = 60_000

/**
 * The live server on this data folder: what a killed process left behind, or what another process of this installation
 * runs. It is ours when it knows our password and says that it serves our folder.
 * @returns undefined when there is none, and a start may be tried
 * @throws PostgresError.AlreadyRunning when something alive is there that is not ours
 */
export async function findRunning(places: Places, secrets: Secrets): Promise<ServerProcess | undefined> {
  for (let waitedMs = 0; ; waitedMs += 100) {
    const lock = readLockFile(places.lockFile)
    if (!lock || !isAlive(lock.pid)) return undefined
    if (isServing(lock.pid, places.data) === false) return setStaleLockAside(places, lock.pid)
    const answer = lock.port === undefined ? "starting" : await ask(adminUrl(secrets, lock.port), places.data)
    if (answer === "ours" && lock.port !== undefined) return watch(lock.pid, lock.port)
    if (answer === "stranger" || waitedMs > startingUpForMs)
      throw PostgresError.AlreadyRunning({ pid: lock.pid, folder: places.data })
    await pause(100)
  }
}

async function ask(url: string, folder: string): Promise<"ours" | "starting" | "stranger"> {
  try {
    const { rows } = await withClient(url, (admin) => admin.query("select current_setting('data_directory') as folder"))
    return rows[0].folder === folder ? "ours" : "stranger"
  } catch (error) {
    // 57P03: starting up or shutting down. Nobody listening: it has only just begun, or is about to end.
    return isCode(error, "57P03", "ECONNREFUSED", "ECONNRESET", "57P01") ? "starting" : "stranger"
  }
}

/**
 * After a reboot or a new container the number in the lock file may be another program's, and the server would refuse to
 * start for ever. The file is set aside only on proof: /proc shows that its process is no server here, nor is any other.
 */
function setStaleLockAside(places: Places, pid: number): undefined {
  const others = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && worksIn(name, places.data))
  if (others.length > 0) throw PostgresError.AlreadyRunning({ pid: Number(others[0]), folder: places.data })
  renameSync(places.lockFile, `${places.lockFile}.stale-${pid}`)
  return undefined
}

function worksIn(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    return false
  }
}
