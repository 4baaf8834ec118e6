import { readFileSync, readlinkSync } from "node:fs"
import { isCode } from "./system-errors.ts"

/** What postmaster.pid says (PostgreSQL's pidfile.h: one value a line). */
export type LockFile = { readonly pid: number; readonly port: number | undefined; readonly isReady: boolean }

/** The content of a postmaster.pid text, or undefined when it names no process. */
export function parseLockFile(text: string): LockFile | undefined {
  const lines = text.split("\n")
  const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10))
  if (!pid) return undefined
  return { pid, port: Number.parseInt(lines[3] ?? "", 10) || undefined, isReady: lines[7]?.trim() === "ready" }
}

/** The lock file at `path`, or undefined when there is none. */
export function readLockFile(path: string): LockFile | undefined {
  try {
    return parseLockFile(readFileSync(path, "utf8"))
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined
    throw error
  }
}

/**
 * Whether a process with this id exists that may be our server. One that we may not signal belongs to another user, and
 * so is no server on a folder of ours (Postgres judges the same way).
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (isCode(error, "ESRCH", "EPERM")) return false
    throw error
  }
}

/**
 * Whether the live process `pid` is a Postgres at work in `dataFolder` (every server process has it as its working
 * folder). After a reboot the number in a left-over lock file may belong to any program. Undefined where /proc does not tell.
 */
export function isServing(pid: number, dataFolder: string): boolean | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataFolder
  } catch {
    return undefined
  }
}
