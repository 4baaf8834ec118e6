import { createServer } from "node:net"
import type { Logger } from "pino"
import { serverAccount } from "./account.ts"
import { findBinaries } from "./binaries.ts"
import { assertServer } from "./checks.ts"
import { PostgresError } from "./errors.ts"
import { adminRole, initialise } from "./initialise.ts"
import { type Plan, PortTaken, type ServerProcess, launch, watch } from "./launch.ts"
import { isAlive, readLockFile } from "./lock-file.ts"
import { preparePlaces } from "./places.ts"
import { appRole, embeddedUrl, ensureRolesAndDatabase, ownerRole, withClient } from "./roles.ts"
import { type Secrets, readSecrets, writeSecrets } from "./secrets.ts"
import { keepRunning } from "./supervise.ts"
import { useExternal } from "./external.ts"

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

export type Postgres = {
  /** Connects as the owner of the tables: migrations, backups. Never for requests. */
  readonly ownerUrl: string
  /** Connects as the plain role that row-level security binds. */
  readonly appUrl: string
  /** Ends the embedded server cleanly, within a few seconds; nothing to do for an external one. */
  readonly stop: () => Promise<void>
  /** Whether a server left running by an earlier process was taken over. */
  readonly adopted: boolean
  readonly version: string
}

/**
 * A Postgres ready to serve: the one at `databaseUrl`, or the embedded one, kept running until `stop()`.
 * @throws PostgresError.* each with the one thing to do about it
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { databaseUrl, appDatabaseUrl, home, log, testing = false } = options
  if (databaseUrl) return useExternal(databaseUrl, appDatabaseUrl, log)

  const account = serverAccount()
  const places = preparePlaces(home, account)
  if (places.insteadOf)
    log.warn(
      { folder: places.folder, insteadOf: places.insteadOf },
      "the database folder is elsewhere: its user cannot reach the wished one",
    )
  const plan: Plan = { places, account, testing, binaries: findBinaries(account, places.folder) }
  const secrets = readSecrets(places)

  const found = await findRunning(plan, secrets)
  if (!found) await initialise(places, plan.binaries, account, secrets.adminPassword, testing)
  const server = found ?? (await launchOnFreePort(plan, secrets))
  const supervised = keepRunning(server, () => launch(plan, server.port), log)
  await ensureRolesAndDatabase(secrets, server.port)
  const ownerUrl = embeddedUrl(ownerRole, secrets.ownerPassword, server.port)
  const version = await withClient(ownerUrl, assertServer)
  return {
    ownerUrl,
    appUrl: embeddedUrl(appRole, secrets.appPassword, server.port),
    stop: supervised.stop,
    adopted: found !== undefined,
    version,
  }
}

/** A live server on this data folder that knows our passwords: what a killed process left behind. */
async function findRunning(plan: Plan, secrets: Secrets): Promise<ServerProcess | undefined> {
  const lock = readLockFile(plan.places.lockFile)
  if (!lock || !isAlive(lock.pid)) return undefined
  const { data } = plan.places
  const port = lock.port ?? 0
  try {
    await withClient(embeddedUrl(adminRole, secrets.adminPassword, port, "postgres"), (admin) =>
      admin.query("select 1"),
    )
    return watch(lock.pid, port)
  } catch {
    throw PostgresError.AlreadyRunning({ pid: lock.pid, folder: data })
  }
}

/** The port used last time if it is free, so that addresses written down elsewhere stay right; else any free one. */
async function launchOnFreePort(plan: Plan, secrets: Secrets): Promise<ServerProcess> {
  for (let attempt = 0; ; attempt++) {
    const port = attempt === 0 && secrets.port ? secrets.port : await freePort()
    try {
      const server = await launch(plan, port)
      if (port !== secrets.port) writeSecrets(plan.places, { ...secrets, port })
      return server
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt >= 5) throw error
    }
  }
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === "string") throw new Error("no free port")
  return address.port
}
