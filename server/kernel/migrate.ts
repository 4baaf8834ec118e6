import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import pg from "pg"
import { crashpoints } from "./crashpoint.ts"
import { expectOneBrand } from "./young-tables.ts"

const crash = crashpoints("migrate.before_step", "migrate.after_step", "migrate.after_all")

export type Migration = {
  readonly area: string
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The database does not fit this version of Maido. The process must not serve: it exits with code 78. */
export class SchemaMismatch extends Error {}

/** The numbered `.sql` files of each area in order; areas in the order given. */
export function readMigrations(folders: readonly { area: string; folder: URL | undefined }[]): Migration[] {
  return folders.flatMap(({ area, folder }) => {
    if (!folder || !existsSync(folder)) return []
    const files = readdirSync(folder)
      .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
      .sort()
    return files.map((file) => {
      const sql = readFileSync(new URL(file, folder), "utf8")
      return { area, name: file.replace(/\.sql$/, ""), sql, checksum: createHash("sha256").update(sql).digest("hex") }
    })
  })
}

type Applied = { area: string; name: string; checksum: string; finished_at: Date | null }

/** Compares what was applied with what we have. Returns what is still to do; throws on anything we can't understand. */
export function pending(known: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const byKey = new Map(known.map((m) => [`${m.area}/${m.name}`, m]))
  for (const row of applied) {
    const migration = byKey.get(`${row.area}/${row.name}`)
    const where = `${row.area}/${row.name}`
    if (!migration)
      throw new SchemaMismatch(
        `the database is newer than this Maido (it has ${where}): install the newer version, or restore a backup of this one`,
      )
    if (!row.finished_at)
      throw new SchemaMismatch(
        `migration ${where} was interrupted and can't be continued by itself: restore the backup made before it, or run "maido doctor"`,
      )
    if (row.checksum !== migration.checksum)
      throw new SchemaMismatch(`migration ${where} was changed after it was applied: put the original file back`)
  }
  const done = new Set(applied.map((row) => `${row.area}/${row.name}`))
  return known.filter((m) => !done.has(`${m.area}/${m.name}`))
}

/**
 * Brings Postgres up to date as its owner, one transaction a step: a kill in the middle leaves whole steps only, and the
 * lock goes with its connection (F91). Returns the steps applied. Throws SchemaMismatch.
 */
export const migratePostgres = (ownerUrl: string, migrations: readonly Migration[]): Promise<string[]> =>
  oneAtATime(ownerUrl, "maido.migrate", async (client) => {
    await client.query("set lock_timeout = '10s'")
    await client.query("create schema if not exists maido_schema")
    await client.query(
      "create table if not exists maido_schema.migrations (area text, name text, checksum text not null, finished_at timestamptz, primary key (area, name))",
    )
    const { rows } = await client.query<Applied>(
      "select area, name, checksum, finished_at from maido_schema.migrations",
    )
    const todo = pending(migrations, rows)
    for (const migration of todo) await step(client, migration)
    if (todo.length > 0) await expectOneBrand(client)
    crash("migrate.after_all")
    return todo.map((m) => `${m.area}/${m.name}`)
  })

/**
 * Does what only one process of an installation may do at a time, however many start together. The lock is the session's:
 * it ends with the process that holds it, however that one ends.
 */
export async function oneAtATime<T>(
  ownerUrl: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name])
    return await work(client)
  } finally {
    await client.end()
  }
}

async function step(client: pg.Client, { area, name, sql, checksum }: Migration): Promise<void> {
  crash("migrate.before_step")
  await client.query("begin")
  try {
    await client.query(sql)
    await client.query("insert into maido_schema.migrations values ($1, $2, $3, clock_timestamp())", [
      area,
      name,
      checksum,
    ])
    crash("migrate.after_step")
    await client.query("commit")
  } catch (error) {
    await client.query("rollback").catch(() => {})
    throw new Error(`migration ${area}/${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
