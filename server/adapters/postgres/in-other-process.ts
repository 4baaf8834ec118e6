import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

/** `startPostgres` at work in a process of its own. For tests of what happens when that process dies. */
export type OtherProcess = {
  readonly child: ChildProcess
  /** What it answered, or the message of what it threw. */
  readonly started: Promise<{ ownerUrl: string; appUrl: string; adopted: boolean } | { error: string }>
  /** Tells it to stop cleanly. @returns once it is gone */
  readonly stop: () => Promise<void>
}

const program = `
  const { startPostgres } = await import(process.env.STARTER)
  const log = { info() {}, warn() {}, error() {} }
  try {
    const server = await startPostgres({ home: process.env.MAIDO_HOME, log, testing: process.env.TESTING === "1" })
    process.send({ ownerUrl: server.ownerUrl, appUrl: server.appUrl, adopted: server.adopted })
    process.on("message", async () => { await server.stop(); process.exit(0) })
  } catch (error) { process.send({ error: error.message }, () => process.exit(1)) }`

const beside = fileURLToPath(new URL("./start-postgres.ts", import.meta.url))

/** Runs `startPostgres` over `home` as user `uid` (root only), with `env` and nothing else in its environment, from `starter`. */
export function startInOtherProcess(
  home: string,
  options: { uid?: number; env?: Record<string, string>; testing?: boolean; starter?: string } = {},
): OtherProcess {
  const { uid, env = {}, testing = false, starter = beside } = options
  const child = spawn(process.execPath, ["--input-type=module", "--no-warnings", "-e", program], {
    env: { PATH: process.env.PATH, MAIDO_HOME: home, STARTER: starter, TESTING: testing ? "1" : "0", ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const started = new Promise<Awaited<OtherProcess["started"]>>((resolve) => {
    // safe: `program` above is the only sender
    child.once("message", (message) => resolve(message as Awaited<OtherProcess["started"]>))
    child.once("exit", (code, signal) => resolve({ error: `it ended with ${signal ?? code}` }))
  })
  const stop = async () => {
    if (child.connected) child.send("stop")
    await gone
  }
  return { child, started, stop }
}
