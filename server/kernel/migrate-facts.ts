import type { ClickHouseClient } from "@clickhouse/client"
import { crashpoints } from "./crashpoint.ts"
import { type Migration, pending } from "./migrate.ts"

const crash = crashpoints("migrate_facts.before_step", "migrate_facts.after_step")

/** Engine names, so that one set of files serves a single node and a cluster. */
export type FactEngines = { readonly cluster: boolean }

/** Statements of one file: separated by a line that holds only `;`. */
const statements = (sql: string) =>
  sql
    .split(/^;\s*$/m)
    .map((s) => s.trim())
    .filter(Boolean)

const engines = ({ cluster }: FactEngines): Record<string, string> =>
  cluster
    ? Object.fromEntries(
        ["MergeTree", "ReplacingMergeTree", "AggregatingMergeTree"].map((name) => [name, `Replicated${name}`]),
      )
    : {}

/** Lets `work` run while no other process of this installation does the same. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>

/** For an engine that no other process knows of. */
export const nobodyElse: Alone = (work) => work()

/**
 * Brings ClickHouse up to date. It has no transactions, so a step is recorded once it has ended; every statement may be
 * repeated, and an interrupted step simply is: all of it can be rebuilt anyway. Two at once would take each other's tables
 * away, so steps are carried out `alone`. Returns the steps applied.
 */
export async function migrateFacts(
  client: ClickHouseClient,
  migrations: readonly Migration[],
  shape: FactEngines,
  alone: Alone,
): Promise<string[]> {
  const names = engines(shape)
  const fill = (sql: string) => sql.replace(/\$\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
  const read = async () => {
    await client.command({
      query: fill(
        "create table if not exists maido_migrations (area String, name String, checksum String, at DateTime64(3) default now64(3)) engine = ${MergeTree} order by (area, name)",
      ),
    })
    const result = await client.query({
      query: "select area, name, any(checksum) as checksum from maido_migrations group by area, name",
      format: "JSONEachRow",
    })
    const applied = await result.json<{ area: string; name: string; checksum: string }>()
    return pending(
      migrations,
      applied.map((row) => ({ ...row, finished_at: new Date(0) })),
    )
  }
  if ((await read()).length === 0) return []
  return alone(async () => {
    const todo = await read()
    for (const migration of todo) {
      crash("migrate_facts.before_step")
      for (const statement of statements(fill(migration.sql))) await client.command({ query: statement })
      crash("migrate_facts.after_step")
      const { area, name, checksum } = migration
      await client.insert({ table: "maido_migrations", values: [{ area, name, checksum }], format: "JSONEachRow" })
    }
    return todo.map((m) => `${m.area}/${m.name}`)
  })
}
