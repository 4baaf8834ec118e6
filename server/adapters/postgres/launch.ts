import { spawn } from "node:child_process"
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs"
import { Socket } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import type { Account } from "./account.ts"
import type { Binaries } from "./binaries.ts"
import { PostgresError } from "./errors.ts"
import { asAccount, serverEnvironment } from "./initialise.ts"
import { isAlive, readLockFile } from "./lock-file.ts"
import type { Places } from "./places.ts"
import { serverArguments } from "./settings.ts"

/** Everything needed to start one server, again and again. */
export type Plan = {
  readonly places: Places
  readonly binaries: Binaries
  readonly testing: boolean
}

/** A server process: spawned by us, or found running. */
export type ServerProcess = { readonly pid: number; readonly port: number; readonly ended: Promise<void> }

const maxLogBytes = 8 * 1024 * 1024
// Recovery after a crash reads the log of all changes since the last checkpoint; it must be let to end.
const readyWithinMs = 600_000

/**
 * Starts the server on `port` and returns once it takes connections (crash recovery included).
 * It is its own process group, so that Ctrl-C reaches us and not it: we stop it last.
 * @throws PortTaken, PostgresError.DidNotStart
 */
export async function launch(plan: Plan, port: number): Promise<ServerProcess> {
  const { places, binaries } = plan
  const { account } = places
  const log = openLog(places.logFile, account)
  const child = spawn(binaries.postgres, serverArguments(places.data, port, plan.testing), {
    ...asAccount(account),
    env: serverEnvironment(binaries),
    cwd: places.folder,
    stdio: ["ignore", log.file, log.file],
    detached: true,
  })
  closeSync(log.file)
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true
      resolve()
    }
    child.once("exit", end)
    child.once("error", end)
  })
  for (let waitedMs = 0; waitedMs < readyWithinMs && !hasEnded; waitedMs += 10) {
    const lock = readLockFile(places.lockFile)
    if (lock?.isReady && lock.pid === child.pid) {
      child.unref()
      if (plan.testing) endWithUs(lock.pid, ended)
      return { pid: lock.pid, port, ended }
    }
    await pause(10)
  }
  child.kill("SIGQUIT")
  const said = readFileSync(places.logFile, "utf8").slice(log.startsAt)
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) throw new PortTaken(port)
  throw PostgresError.DidNotStart({ reason: fatalLine(said), logFile: places.logFile })
}

/** A tiny shell that reads from us until we are gone, however we went, and then ends the server. */
function endWithUs(pid: number, ended: Promise<void>) {
  const script = `cat >/dev/null; kill -INT ${pid} 2>/dev/null`
  const guard = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true })
  guard.unref()
  if (guard.stdin instanceof Socket) guard.stdin.unref()
  guard.stdin.on("error", () => {})
  ended.then(() => guard.kill("SIGKILL"))
}

/** Watches a server that we did not start, by its process id. */
export function watch(pid: number, port: number): ServerProcess {
  const ended = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return
      clearInterval(timer)
      resolve()
    }, 100).unref()
  })
  return { pid, port, ended }
}

/** Another program listens where the server should. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`port ${port} is taken`)
  }
}

function openLog(path: string, account: Account | undefined) {
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.1`)
  const file = openSync(path, "a", 0o600)
  if (account) chownSync(path, account.uid, account.gid)
  return { file, startsAt: statSync(path).size }
}

function fatalLine(said: string): string {
  const lines = said.trim().split("\n")
  return lines.find((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? "it ended without a word"
}
