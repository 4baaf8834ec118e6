import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pino } from "pino"
import { type Facts, factsOver } from "#kernel/facts"
import { migrateFacts, nobodyElse } from "#kernel/migrate-facts"
import { createFactsClient } from "../adapters/clickhouse/client.ts"
import type { ClickHouse } from "../adapters/clickhouse/running-clickhouse.ts"
import { startClickHouse } from "../adapters/clickhouse/supervisor.ts"
import { productFactMigrations } from "../migrations.ts"

/** A ClickHouse of its own, as the product runs it. `away(true)` makes it say that it is not there. */
export type Analytics = {
  readonly facts: Facts
  /** Where another process finds it. */
  readonly endpoint: Pick<ClickHouse, "url" | "username" | "password">
  /** The folder that it keeps its data in. */
  readonly home: string
  readonly away: (isAway: boolean) => void
  readonly stop: () => Promise<void>
}

export async function analytics(): Promise<Analytics> {
  const log = pino({ level: "silent" })
  const home = mkdtempSync(join(tmpdir(), "maido-facts-"))
  const engine = await startClickHouse({ home, log })
  const client = createFactsClient(engine)
  await migrateFacts(client, productFactMigrations(), { cluster: false }, nobodyElse)
  let isAway = false
  return {
    facts: factsOver(client, () => !isAway && engine.alive()),
    endpoint: engine,
    home,
    away: (now) => void (isAway = now),
    stop: async () => {
      await client.close()
      await engine.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
