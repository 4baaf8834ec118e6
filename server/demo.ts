import { once } from "node:events"
import { Worker } from "node:worker_threads"
import type { Fill } from "../demo/start-demo.ts"
import type { Installation } from "./installation.ts"
import type { Config } from "./kernel/config.ts"

export type DemoWork = {
  readonly home: string
  readonly databaseUrl: string
  readonly log: string
  readonly brandId: string
  readonly settings: Parameters<Fill>[1]
}

/**
 * Fills the demo brand in a thread of its own: the server answers meanwhile, and the memory it takes is given back.
 * Leaving ends the thread where it stands; the next start goes on from the last transaction.
 */
export const fillAside =
  ({ database }: Installation, config: Config, leaving: AbortSignal): Fill =>
  async ({ brandId }, settings) => {
    if (leaving.aborted) return
    const { connectionString: databaseUrl = "" } = database.pool.options
    const work: DemoWork = { home: config.home, databaseUrl, log: config.MAIDO_LOG, brandId, settings }
    const thread = new Worker(new URL("./demo-thread.ts", import.meta.url), { workerData: work })
    leaving.addEventListener("abort", () => void thread.terminate(), { once: true })
    // Rejects with the thread's own error when it fails.
    const [code] = await once(thread, "exit")
    if (code !== 0 && !leaving.aborted) throw new Error(`the thread that fills the demo brand ended with ${code}`)
  }
