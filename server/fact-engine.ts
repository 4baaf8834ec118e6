import type { Logger } from "pino"
import { createFactsClient } from "./adapters/clickhouse/client.ts"
import { startClickHouse } from "./adapters/clickhouse/supervisor.ts"
import type { Config } from "./kernel/config.ts"
import { type Facts, factsOver, noFacts } from "./kernel/facts.ts"
import { migrateFacts } from "./kernel/migrate-facts.ts"
import { productFactMigrations } from "./migrations.ts"

export type FactEngine = { readonly facts: Facts; readonly stop: () => Promise<void> }

const againAfterMs = 15_000

/**
 * ClickHouse is a projection: while it can't be started or reached, the shop goes on without its analytics and says so
 * (F20). It is tried again until it is there; what happened meanwhile is projected then.
 */
export async function startFactEngine(config: Config, log: Logger): Promise<FactEngine> {
  let running = await tryStart(config, log)
  let stopped = false
  const timer = setInterval(() => void again(), againAfterMs)
  timer.unref()
  async function again(): Promise<void> {
    if (running || stopped) return clearInterval(timer)
    const started = await tryStart(config, log)
    if (started && stopped) await started.stop()
    else if (started) running = started
    if (running) log.info("ClickHouse is there: analytics catch up")
  }
  const current = () => running?.facts ?? noFacts
  return {
    facts: {
      available: () => current().available(),
      rows: (brandId, query, params) => current().rows(brandId, query, params),
      insert: (table, rows, token) => current().insert(table, rows, token),
      command: (statement, params) => current().command(statement, params),
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running?.stop()
    },
  }
}

async function tryStart(config: Config, log: Logger): Promise<FactEngine | undefined> {
  try {
    const engine = await startClickHouse({ home: config.home, log, clickhouseUrl: config.CLICKHOUSE_URL })
    const client = createFactsClient(engine)
    await migrateFacts(client, productFactMigrations(), { cluster: false })
    const stop = async () => {
      await client.close()
      await engine.stop()
    }
    return { facts: factsOver(client, engine.alive), stop }
  } catch (err) {
    log.error({ err }, "ClickHouse is not available: analytics are delayed, everything else works")
    return undefined
  }
}
