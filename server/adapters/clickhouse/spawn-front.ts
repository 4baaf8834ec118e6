import { type ChildProcess, fork } from "node:child_process"
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Endpoint } from "./endpoint.ts"
import type { EngineLimits } from "./engine-settings.ts"
import type { FrontOrder, FrontReport } from "./front-messages.ts"

/** The engine's process at work. `ended` settles when it is gone, whatever the reason; `pid` is known if it is ours. */
export type Front = {
  readonly pid: number | undefined
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
}

const readyWithinMs = 60_000
const stopWithinMs = 6_000
const maxLogBytes = 1024 * 1024
const program = fileURLToPath(new URL("./front.ts", import.meta.url))

/** Why the engine's process did not come up. */
export class FrontFailed extends Error {
  readonly report: Extract<FrontReport, { kind: "failed" }>

  constructor(report: Extract<FrontReport, { kind: "failed" }>) {
    super(report.message)
    this.report = report
  }
}

/** Starts the engine's process and returns once it answers. @throws FrontFailed */
export async function spawnFront({ folder, data, port, token }: Endpoint, limits: EngineLimits): Promise<Front> {
  const complaints = openLog(join(folder, "engine.log"))
  const child = fork(program, [], {
    execArgv: [],
    // chDB works on libuv's threads: one per query, and some to spare for stopping them. Days are cut in UTC.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: "UTC", UV_THREADPOOL_SIZE: String(limits.slots + 4) },
    stdio: ["ignore", "ignore", complaints, "ipc"],
  })
  closeSync(complaints)
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  child.send({ folder: data, port, token, limits } satisfies FrontOrder)
  const report = await firstReport(child)
  if (report.kind === "failed") {
    child.kill("SIGKILL")
    await ended
    throw new FrontFailed(report)
  }
  child.unref()
  child.channel?.unref()
  return { pid: child.pid, ended, stop: () => stop(child, ended) }
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.1`)
  return openSync(path, "a", 0o600)
}

function firstReport(child: ChildProcess): Promise<FrontReport> {
  return new Promise((resolve) => {
    const settle = (report: FrontReport) => {
      clearTimeout(timer)
      resolve(report)
    }
    const fail = (message: string) => settle({ kind: "failed", why: "other", message })
    const timer = setTimeout(() => fail(`no answer within ${readyWithinMs} ms`), readyWithinMs)
    // safe: only front.ts speaks on this channel
    child.once("message", (message) => settle(message as FrontReport))
    child.once("error", (error) => fail(error.message))
    child.once("exit", (code, signal) => fail(`it ended with ${signal ?? `exit code ${code}`}`))
  })
}

async function stop(child: ChildProcess, ended: Promise<void>) {
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs)
  await ended
  clearTimeout(timer)
}
