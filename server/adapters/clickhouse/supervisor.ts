import { totalmem } from "node:os"
import type { Logger } from "pino"
import { type Endpoint, readEndpoint, writeEndpoint } from "./endpoint.ts"
import { type EngineLimits, limitsFor } from "./engine-settings.ts"
import { ClickHouseError } from "./errors.ts"
import { useExternal } from "./external.ts"
import { frontUser } from "./front-server.ts"
import { keepAlive } from "./keep-alive.ts"
import { type Front, FrontFailed, spawnFront } from "./spawn-front.ts"

export type ClickHouseOptions = {
  /** The product's folder; the engine lives in `<home>/clickhouse`. */
  readonly home: string
  readonly log: Logger
  /** A ClickHouse server to use instead of the embedded engine, with user and password in the address. */
  readonly clickhouseUrl?: string | undefined
  readonly limits?: Partial<EngineLimits> | undefined
}

export type ClickHouse = {
  readonly url: string
  readonly username?: string
  readonly password?: string
  /** Ends the embedded engine within a few seconds; nothing to do for an external server. */
  readonly stop: () => Promise<void>
  /** Whether it answered when it was last seen. */
  readonly alive: () => boolean
}

/**
 * A ClickHouse ready to answer: the server at `clickhouseUrl`, or chDB in a process of its own, started again on the same
 * port with the same password whenever it ends.
 * @throws ClickHouseError.* each with the one thing to do about it
 */
export async function startClickHouse(options: ClickHouseOptions): Promise<ClickHouse> {
  const { home, log, clickhouseUrl } = options
  if (clickhouseUrl) return useExternal(clickhouseUrl, log)
  const limits = { ...limitsFor(totalmem()), ...options.limits }
  const endpoint = await readEndpoint(home)
  const start = (chosen: Endpoint) =>
    spawnFront({ folder: chosen.data, port: chosen.port, token: chosen.token, limits })
  const { front, endpoint: used } = await firstStart(endpoint, start)
  const kept = keepAlive(front, () => start(used), log)
  return {
    url: `http://127.0.0.1:${used.port}`,
    username: frontUser,
    password: used.token,
    stop: kept.stop,
    alive: kept.alive,
  }
}

async function firstStart(endpoint: Endpoint, start: (endpoint: Endpoint) => Promise<Front>) {
  try {
    return { front: await start(endpoint), endpoint }
  } catch (error) {
    throw explained(error, endpoint)
  }
}

function explained(error: unknown, { data }: Endpoint) {
  if (!(error instanceof FrontFailed)) return error
  const { report } = error
  if (report.why === "missing") return ClickHouseError.NotInstalled({ platform: `${process.platform}-${process.arch}` })
  if (report.why === "locked") return ClickHouseError.AlreadyRunning({ pid: report.pid, folder: data })
  return ClickHouseError.DidNotStart({ reason: report.message })
}
