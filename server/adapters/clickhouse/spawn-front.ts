import { type ChildProcess, fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { FrontOrder, FrontReport } from "./front-messages.ts"

/** The engine's process at work. `ended` settles when it is gone, whatever the reason. */
export type Front = { readonly pid: number; readonly ended: Promise<void>; readonly stop: () => Promise<void> }

const readyWithinMs = 60_000
const stopWithinMs = 6_000
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
export async function spawnFront(order: FrontOrder): Promise<Front> {
  const child = fork(program, [], {
    execArgv: [],
    // chDB works on libuv's threads: one per query, and some to spare for stopping them. Days are cut in UTC.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TZ: "UTC",
      UV_THREADPOOL_SIZE: String(order.limits.slots + 4),
    },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  })
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
  child.send(order)
  const report = await firstReport(child)
  if (report.kind === "failed") {
    child.kill("SIGKILL")
    throw new FrontFailed(report)
  }
  child.unref()
  child.channel?.unref()
  return { pid: child.pid ?? 0, ended, stop: () => stop(child, ended) }
}

function firstReport(child: ChildProcess): Promise<FrontReport> {
  return new Promise((resolve) => {
    const fail = (message: string) => resolve({ kind: "failed", why: "other", message })
    const timer = setTimeout(() => fail(`no answer within ${readyWithinMs} ms`), readyWithinMs)
    // safe: only front.ts speaks on this channel
    child.once("message", (message) => resolve(message as FrontReport))
    child.once("error", (error) => fail(error.message))
    child.once("exit", (code, signal) => fail(`it ended with ${signal ?? `exit code ${code}`}`))
    child.once("message", () => clearTimeout(timer)).once("exit", () => clearTimeout(timer))
  })
}

async function stop(child: ChildProcess, ended: Promise<void>) {
  child.kill("SIGTERM")
  const timer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs)
  await ended
  clearTimeout(timer)
}
