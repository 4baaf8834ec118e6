import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Logger } from "pino"
import { createFactsClient } from "./adapters/clickhouse/client.ts"
import { startClickHouse } from "./adapters/clickhouse/supervisor.ts"
import type { Config } from "./kernel/config.ts"
import { type Facts, factsOver, noFacts } from "./kernel/facts.ts"
import { type Alone, migrateFacts } from "./kernel/migrate-facts.ts"
import { productFactMigrations } from "./migrations.ts"

export type FactEngine = { readonly facts: Facts; readonly stop: () => Promise<void> }

type Running = FactEngine & {
  /** Whether the folder it writes to was taken away. */
  readonly isHomeless: () => boolean
  /** Makes the tables anew where they are missing. True when they were. */
  readonly furnish: () => Promise<boolean>
}

const lookEveryMs = 15_000

/**
 * ClickHouse is a projection: while it can't be started or reached, the shop goes on without its analytics and says so
 * (F20). It is tried again until it is there; what happened meanwhile is projected then. When its folder or its tables
 * are taken away while it runs, it begins anew on empty ones and is filled from Postgres (F24).
 */
export async function startFactEngine(
  config: Pick<Config, "home" | "CLICKHOUSE_URL">,
  log: Logger,
  alone: Alone,
  everyMs = lookEveryMs,
): Promise<FactEngine> {
  let running = await tryStart(config, log, alone)
  let stopped = false
  let store = 0
  let looking: Promise<void> | undefined
  async function look(): Promise<void> {
    if (running?.isHomeless()) {
      log.error("ClickHouse's folder was removed while it ran: it begins anew and is filled from Postgres")
      const homeless = running
      running = undefined
      store++
      await homeless.stop()
    }
    if (!running && !stopped) {
      running = await tryStart(config, log, alone)
      if (running) log.info("ClickHouse is there: analytics catch up")
    } else if (running?.facts.available() && (await running.furnish())) {
      log.error("ClickHouse's tables were gone: they are made anew and filled from Postgres")
      store++
    }
  }
  const timer = setInterval(() => {
    looking ??= look()
      .catch((err: unknown) => log.warn({ err }, "ClickHouse could not be looked at; trying again"))
      .finally(() => void (looking = undefined))
  }, everyMs)
  timer.unref()
  const current = () => running?.facts ?? noFacts
  return {
    facts: {
      available: () => current().available(),
      store: () => store,
      rows: (brandId, query, params) => current().rows(brandId, query, params),
      insert: (table, rows, token) => current().insert(table, rows, token),
      command: (statement, params) => current().command(statement, params),
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await looking
      await running?.stop()
    },
  }
}

async function tryStart(
  { home, CLICKHOUSE_URL }: Pick<Config, "home" | "CLICKHOUSE_URL">,
  log: Logger,
  alone: Alone,
): Promise<Running | undefined> {
  try {
    const engine = await startClickHouse({ home, log, clickhouseUrl: CLICKHOUSE_URL })
    const client = createFactsClient(engine)
    const migrate = () => migrateFacts(client, productFactMigrations(), { cluster: false }, alone)
    await migrate()
    return {
      facts: factsOver(client, engine.alive),
      isHomeless: () => !CLICKHOUSE_URL && !existsSync(join(home, "clickhouse", "data")),
      furnish: async () => (await migrate()).length > 0,
      stop: async () => {
        await client.close()
        await engine.stop()
      },
    }
  } catch (err) {
    log.error({ err }, "ClickHouse is not available: analytics are delayed, everything else works")
    return undefined
  }
}
