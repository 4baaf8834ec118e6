import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ClickHouseClient } from "@clickhouse/client"
import { pino } from "pino"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { createFactsClient } from "./adapters/clickhouse/client.ts"
import type { ClickHouse } from "./adapters/clickhouse/running-clickhouse.ts"
import { startClickHouse } from "./adapters/clickhouse/supervisor.ts"
import { oneAtATime } from "./kernel/migrate.ts"
import { type Alone, migrateFacts, nobodyElse } from "./kernel/migrate-facts.ts"
import { productFactMigrations } from "./migrations.ts"

const home = mkdtempSync(join(tmpdir(), "maido-facts-"))
const migrations = productFactMigrations()
const shape = { cluster: false }
let engine: ClickHouse
let client: ClickHouseClient
beforeAll(async () => {
  engine = await startClickHouse({ home, log: pino({ level: "silent" }) })
  client = createFactsClient(engine)
}, 120_000)
afterAll(async () => {
  await client?.close()
  await engine?.stop()
  rmSync(home, { recursive: true, force: true })
})

const rows = async (query: string): Promise<string[]> => {
  const answer = await client.query({ query, format: "JSONEachRow" })
  return (await answer.json<{ line: string }>()).map(({ line }) => line)
}
const tables = () => rows("select name as line from system.tables where database = currentDatabase() order by line")
const schema = () =>
  rows("select create_table_query as line from system.tables where database = currentDatabase() order by name")

async function empty(): Promise<void> {
  for (const name of await tables()) await client.command({ query: `drop table if exists ${name} sync` })
}

class Died extends Error {}

/** The client of a process that dies before its next write after so many: each write before it has happened whole. */
function dyingAfter(writes: number): { client: ClickHouseClient; reached: () => boolean } {
  let left = writes
  const orDie =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left-- <= 0) throw new Died()
      return write(...args)
    }
  const dying = Object.create(client, {
    command: { value: orDie(client.command.bind(client)) },
    insert: { value: orDie(client.insert.bind(client)) },
  }) as ClickHouseClient // safe: everything but the two writes is the client's own
  return { client: dying, reached: () => left < 0 }
}

const recorded = () =>
  rows("select name as line from system.tables where database = currentDatabase() and name = 'maido_migrations'").then(
    async ([table]) => (table ? (await rows("select area || name as line from maido_migrations")).length : 0),
  )

test("F91 interrupted after each single statement, and again on the way from there, ClickHouse's migrations reach the same schema", async () => {
  await migrateFacts(client, migrations, shape, nobodyElse)
  const wanted = await schema()
  expect(wanted.length).toBeGreaterThan(3)
  await empty()
  // Each step is tried with one write more than the time before, on what that left behind, until it is recorded.
  for (let [writes, steps, deaths] = [0, 0, 0]; ; deaths++) {
    const dying = dyingAfter(writes)
    await migrateFacts(dying.client, migrations, shape, nobodyElse).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
    })
    if (!dying.reached()) {
      expect(deaths).toBeGreaterThan(migrations.length)
      break
    }
    const now = await recorded()
    writes = now > steps ? 0 : writes + 1
    steps = now
  }
  expect(await schema()).toEqual(wanted)
  expect(await migrateFacts(client, migrations, shape, nobodyElse)).toEqual([])
}, 120_000)

test("F91 a step that was changed after it was applied is refused, and so is one that we do not know", async () => {
  await empty()
  await migrateFacts(client, migrations, shape, nobodyElse)
  const [first, ...rest] = migrations
  if (!first) throw new Error("there are no migrations")
  await expect(migrateFacts(client, [{ ...first, checksum: "another" }, ...rest], shape, nobodyElse)).rejects.toThrow(
    first.name,
  )
  await expect(migrateFacts(client, rest, shape, nobodyElse)).rejects.toThrow(first.name)
})

test("F91 two processes that start together after an update carry out each step once", async () => {
  await empty()
  const alone: Alone = (work) => oneAtATime(inject("ownerUrl"), "maido.migrate-facts", work)
  const done = await Promise.all([1, 2].map(() => migrateFacts(client, migrations, shape, alone)))
  expect(done.flat().toSorted()).toEqual(migrations.map(({ area, name }) => `${area}/${name}`).toSorted())
})
