import { createServer } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import type { Logger } from "pino"
import { findBinaries } from "./binaries.ts"
import { assertServer } from "./checks.ts"
import { useExternal } from "./external.ts"
import { findRunning } from "./find-running.ts"
import { initialise } from "./initialise.ts"
import { launch, type Plan, PortTaken, type ServerProcess } from "./launch.ts"
import { preparePlaces } from "./places.ts"
import { Presence } from "./presence.ts"
import { adminUrl, appRole, embeddedUrl, ensureRolesAndDatabase, ownerRole, withClient } from "./roles.ts"
import { readSecrets, rememberPort, type Secrets } from "./secrets.ts"
import { keepRunning } from "./supervise.ts"
import type { Postgres } from "./running-postgres.ts"

export type PostgresOptions = {
  /** The product's folder; the server lives in `<home>/postgres`. */
  readonly home: string
  readonly log: Logger
  /** A Postgres 18+ to use instead of the embedded one, as the role that owns the tables. */
  readonly databaseUrl?: string | undefined
  /** The application's plain role there; made from `databaseUrl` when its role may create roles. */
  readonly appDatabaseUrl?: string | undefined
  /** Gives up durability for speed and ends the server with this process. For tests only. */
  readonly testing?: boolean | undefined
}

/**
 * A Postgres ready to serve: the one at `databaseUrl`, or the embedded one, kept running until `stop()`.
 * @throws PostgresError.* each with the one thing to do about it
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { databaseUrl, appDatabaseUrl, home, log, testing = false } = options
  if (databaseUrl) return useExternal(databaseUrl, appDatabaseUrl, log)

  const places = preparePlaces(home)
  const { folder, insteadOf } = places
  if (insteadOf)
    log.warn({ folder, insteadOf }, "the database is kept elsewhere: its system user cannot reach the wished folder")
  const plan: Plan = { places, testing, binaries: findBinaries(places.account, folder) }
  const secrets = readSecrets(places)

  const found = await findRunning(places, secrets)
  if (!found) await initialise(places, plan.binaries, secrets.adminPassword, testing)
  const server = found ?? (await firstLaunch(plan, secrets))
  const { port } = server
  const restart = async () => (await findRunning(places, secrets)) ?? (await launch(plan, port))
  const { stop } = keepRunning(server, new Presence(adminUrl(secrets, port)), restart, log)
  try {
    await ensureRolesAndDatabase(secrets, port)
    const ownerUrl = embeddedUrl(ownerRole, secrets.ownerPassword, port)
    const version = await withClient(ownerUrl, assertServer)
    return {
      ownerUrl,
      appUrl: embeddedUrl(appRole, secrets.appPassword, port),
      stop,
      adopted: found !== undefined,
      version,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const longestFirstLaunchMs = 10_000

/**
 * The port used last time if it is free, so that addresses written down elsewhere stay right; else any free one.
 * The children of a server that was just killed may hold its folder for a moment, so a refusal is tried again.
 */
async function firstLaunch(plan: Plan, secrets: Secrets): Promise<ServerProcess> {
  let port = secrets.port ?? (await freePort())
  for (let waitMs = 100; ; ) {
    try {
      const server = await launch(plan, port)
      if (port !== secrets.port) rememberPort(plan.places, port)
      return server
    } catch (error) {
      const found = await findRunning(plan.places, secrets)
      if (found) return found
      if (error instanceof PortTaken) port = await freePort()
      else if (waitMs > longestFirstLaunchMs || !isPassing(error)) throw error
      else await pause(waitMs)
      waitMs *= 2
    }
  }
}

/** Refusals that end by themselves once the last child of a killed server is gone. */
const isPassing = (error: unknown) =>
  error instanceof Error && /lock file|shared memory|is another (server|postmaster)/.test(error.message)

/** A port of 127.0.0.1 that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject).listen(0, "127.0.0.1", resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === "string") throw new Error("no free port")
  return address.port
}
