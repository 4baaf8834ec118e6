import { join } from "node:path"
import type { Logger } from "pino"
import { startPostgres } from "./adapters/postgres/start-postgres.ts"
import { assertSafeRole } from "./adapters/postgres/checks.ts"
import { capabilities } from "./capabilities.ts"
import { startFactEngine } from "./fact-engine.ts"
import { correctedSource, realSource } from "./kernel/clock.ts"
import type { Config } from "./kernel/config.ts"
import { type Context, contextFor, platformBrandId } from "./kernel/context.ts"
import { connect, type Database } from "./kernel/db.ts"
import { loadKeys } from "./kernel/keys.ts"
import { migratePostgres, oneAtATime } from "./kernel/migrate.ts"
import { assemble, type Product } from "./kernel/product.ts"
import { callOthers, hearOthers } from "./kernel/wakes.ts"
import { plugsFor } from "./plugs.ts"
import { productMigrations } from "./migrations.ts"

export type Installation = {
  /** The installation's own context: no brand, sees queues and keys only. */
  readonly platform: Context
  readonly product: Product
  readonly database: Database
  readonly ownerUrl: string
  /** What keeps this process from serving, in words; empty when all is well. */
  readonly notReady: () => Promise<string[]>
  /** By how much the clock of this process is to be corrected, so that everything is due by the database's time (F60). */
  readonly followClock: (offsetMs: number) => void
  /** Where the workers put their bell, once they run, and say what they can take at once. Until then others are called. */
  readonly onWake: (wake: (kind: string) => void, takerOf?: Product["takerOf"]) => void
  readonly stop: () => Promise<void>
}

/** Engines up, schema up to date, context made: everything that the server, the command line and the benchmarks stand on. */
export async function openInstallation(config: Config, log: Logger): Promise<Installation> {
  const postgres = await startPostgres({
    home: config.home,
    log,
    databaseUrl: config.DATABASE_URL,
    appDatabaseUrl: config.MAIDO_APP_DATABASE_URL,
  })
  try {
    const clickhouse = startFactEngine(config, log, (work) =>
      oneAtATime(postgres.ownerUrl, "maido.migrate-facts", work),
    )
    await migratePostgres(postgres.ownerUrl, productMigrations())
    const database = connect(postgres.appUrl, 20, log)
    await assertSafeRole(database.pool)
    const { facts, stop: stopFacts } = await clickhouse
    let ring = callOthers(database.pool, log)
    let ear: ReturnType<typeof hearOthers> | undefined
    let taker: Product["takerOf"] = () => undefined
    const { source, follow } = correctedSource(realSource)
    const outside = plugsFor(config, () => platform)
    const product = assemble(capabilities, {
      plugs: outside.plugs,
      wake: (kind) => ring(kind),
      takerOf: (kind) => taker(kind),
    })
    const platform: Context = contextFor(
      { source, db: database.kysely, facts, log, keys: loadKeys(join(config.home, "secret.key")), product },
      { brandId: platformBrandId, actor: { kind: "system", reason: "installation" }, cause: "start" },
    )
    return {
      platform,
      product,
      database,
      ownerUrl: postgres.ownerUrl,
      notReady: () => missingParts(database),
      followClock: follow,
      onWake: (wake, takerOf) => {
        ring = wake
        ear = hearOthers(postgres.appUrl, wake, log)
        if (takerOf) taker = takerOf
      },
      stop: async () => {
        await ear?.stop()
        await outside.stop()
        await database.close()
        await stopFacts()
        await postgres.stop()
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function missingParts(database: Database): Promise<string[]> {
  return database.pool.query("select 1").then(
    () => [],
    () => ["postgres"],
  )
}
