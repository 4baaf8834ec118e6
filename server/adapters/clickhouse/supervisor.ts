import { totalmem } from "node:os"
import { setTimeout as pause } from "node:timers/promises"
import type { Logger } from "pino"
import { attachFront } from "./attach-front.ts"
import { type Endpoint, movedEndpoint, readEndpoint } from "./endpoint.ts"
import { type EngineLimits, limitsFor } from "./engine-settings.ts"
import { ClickHouseError } from "./errors.ts"
import { useExternal } from "./external.ts"
import { frontUser } from "./front-server.ts"
import { keepAlive } from "./keep-alive.ts"
import { type Front, FrontFailed, spawnFront } from "./spawn-front.ts"
import type { ClickHouse } from "./running-clickhouse.ts"

export type ClickHouseOptions = {
  /** The product's folder; the engine lives in `<home>/clickhouse`. */
  readonly home: string
  readonly log: Logger
  /** A ClickHouse server to use instead of the embedded engine, with user and password in the address. */
  readonly clickhouseUrl?: string | undefined
  readonly limits?: Partial<EngineLimits> | undefined
}

/**
 * A ClickHouse ready to answer: the server at `clickhouseUrl`, or chDB in a process of its own, started again on the same
 * port with the same password whenever it ends. A second process on the same home uses the engine of the first, and goes
 * on with one of its own when that is gone.
 * @throws ClickHouseError.* each with the one thing to do about it
 */
export async function startClickHouse(options: ClickHouseOptions): Promise<ClickHouse> {
  const { home, log, clickhouseUrl } = options
  if (clickhouseUrl) return useExternal(clickhouseUrl, log)
  const limits = { ...limitsFor(totalmem()), ...options.limits }
  const find = async (endpoint: Endpoint) => (await attachFront(endpoint)) ?? (await spawnFront(endpoint, limits))
  const { front, endpoint } = await firstStart(await readEndpoint(home), find)
  const { stop, alive } = keepAlive(front, () => find(endpoint), log)
  return { url: `http://127.0.0.1:${endpoint.port}`, username: frontUser, password: endpoint.token, stop, alive }
}

/** An engine whose parent was killed needs a moment to notice and leave the folder. */
const handOverMs = 5_000

async function firstStart(wished: Endpoint, find: (endpoint: Endpoint) => Promise<Front>) {
  let endpoint = wished
  const deadline = performance.now() + handOverMs
  for (;;) {
    try {
      return { front: await find(endpoint), endpoint }
    } catch (error) {
      if (!(error instanceof FrontFailed)) throw error
      const { why } = error.report
      if (performance.now() > deadline || (why !== "port" && why !== "locked")) throw explained(error, endpoint)
      if (why === "port") endpoint = await movedEndpoint(endpoint)
      await pause(200)
    }
  }
}

function explained({ report }: FrontFailed, { data }: Endpoint) {
  if (report.why === "missing") return ClickHouseError.NotInstalled({ platform: `${process.platform}-${process.arch}` })
  if (report.why === "locked") return ClickHouseError.AlreadyRunning({ pid: report.pid, folder: data })
  return ClickHouseError.DidNotStart({ reason: report.message, folder: data })
}
