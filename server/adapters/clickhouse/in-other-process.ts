import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

export type Answered = { url: string; username: string; password: string } | { error: string }

const program = `
  const { startClickHouse } = await import(process.env.STARTER)
  const log = { info() {}, warn() {}, error() {} }
  try {
    const engine = await startClickHouse({ home: process.env.MAIDO_HOME, log })
    process.send({ url: engine.url, username: engine.username, password: engine.password })
    process.on("message", async () => { await engine.stop(); process.exit(0) })
  } catch (error) { process.send({ error: error.message }, () => process.exit(1)) }`

/**
 * `startClickHouse` at work in a process of its own, for tests of what happens when that process dies.
 * @param starter where the program is, when it is not the one beside this file
 */
export function startInOtherProcess(
  home: string,
  starter = fileURLToPath(new URL("./supervisor.ts", import.meta.url)),
) {
  const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "--no-warnings", "-e", program], {
    env: { PATH: process.env.PATH, MAIDO_HOME: home, STARTER: starter },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const started = new Promise<Answered>((resolve) => {
    // safe: `program` above is the only sender
    child.once("message", (message) => resolve(message as Answered))
    child.once("exit", (code, signal) => resolve({ error: `it ended with ${signal ?? code}` }))
  })
  const stop = async () => {
    if (child.connected) child.send("stop")
    await gone
  }
  return { child, started, gone, stop }
}
