import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type MaidoProcess = {
  readonly origin: string
  readonly pid: number
  /** How the process ended, once it has. */
  readonly ended: Promise<Ending>
  /** SIGTERM, and wait. */
  readonly stop: () => Promise<Ending>
  readonly kill: () => Promise<void>
  readonly output: () => string
}

/** Stories and benches run what `npm start` runs; a test while working runs the sources as they are now. */
const program = fileURLToPath(
  new URL(process.env.MAIDO_TEST_PROGRAM === "built" ? "../../.build/server/start.js" : "../start.ts", import.meta.url),
)

/** Starts the real server as a process of its own and waits until it says that it runs. Rejects with its words when it ends before. */
export async function startMaido(env: Record<string, string>): Promise<MaidoProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: "0", MAIDO_LOG: "warn", MAIDO_DEMO: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  const ended = new Promise<Ending>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })))
  const origin = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      output += data.toString()
      const found = /Maido is running: (http:\/\/\S+?)\/admin\//.exec(output)
      if (found?.[1]) resolve(found[1].replace("localhost", "127.0.0.1"))
    }
    child.stdout.on("data", hear)
    child.stderr.on("data", hear)
    void ended.then(({ code, signal }) =>
      reject(new Error(`the server ended (${code ?? signal}) before it ran: ${output}`)),
    )
  })
  return {
    origin,
    pid: child.pid ?? 0,
    ended,
    output: () => output,
    stop: () => {
      child.kill("SIGTERM")
      return ended
    },
    kill: async () => {
      child.kill("SIGKILL")
      await ended
    },
  }
}

/**
 * Asks until the answer is not undefined; throws with `what` after the deadline. What is asked of the API as a person
 * would ask has a limit of calls a minute: `everyMs` of 200 and more stays below it.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  deadlineMs = 20_000,
  everyMs = 25,
): Promise<T> {
  const end = performance.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > end) throw new Error(`still waiting after ${deadlineMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
