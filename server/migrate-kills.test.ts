import { fork } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { expect, inject, test } from "vitest"
import { productMigrations } from "./migrations.ts"
import { type Migration, migratePostgres } from "./kernel/migrate.ts"

const program = fileURLToPath(new URL("./testing/migrate-process.ts", import.meta.url))
const migrations = productMigrations()

/** Runs the migrations in a process of its own that dies there. */
async function dieAt(crashAt: string, ownerUrl: string): Promise<NodeJS.Signals | null> {
  const child = fork(program, [], { execArgv: ["--no-warnings"] })
  child.send({ ownerUrl, migrations, crashAt })
  const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null] // safe: Node's own event
  return signal
}

async function withDatabase<T>(work: (url: string, client: pg.Client) => Promise<T>): Promise<T> {
  const name = `k_${randomBytes(6).toString("hex")}`
  const url = new URL(inject("ownerUrl"))
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  try {
    await client.connect()
    return await work(url.href, client)
  } finally {
    await client.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}

/** Everything that makes up the schema, in one comparable text. */
async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(`
    select format('%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable) as line
    from information_schema.columns where table_schema !~ '^(pg_|information_schema)'
    union all select indexdef from pg_indexes where schemaname !~ '^(pg_|information_schema)'
    union all select format('%s %s %s %s', schemaname, tablename, policyname, qual) from pg_policies
    order by line`)
  return rows.map(({ line }) => line).join("\n")
}

const nameOf = ({ area, name }: Migration) => `${area}/${name}`
const applied = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query<{ name: string }>("select area || '/' || name as name from maido_schema.migrations order by 1")
  ).rows.map(({ name }) => name)

test("F91 killed with kill -9 in the middle of each migration: whole steps only, and the next start goes on to the same schema", async () => {
  const wanted = await withDatabase(async (url, client) => {
    await migratePostgres(url, migrations)
    return schemaOf(client)
  })
  await withDatabase(async (url, client) => {
    // Each start does one step and dies in the middle of the next: before its end, after the step itself was carried out.
    for (let done = 0; done < migrations.length; done++) {
      expect(await dieAt(`migrate.after_step@${done === 0 ? 1 : 2}`, url)).toBe("SIGKILL")
      expect(await applied(client)).toEqual(migrations.slice(0, done).map(nameOf).sort())
    }
    expect(await dieAt("migrate.after_all", url)).toBe("SIGKILL")
    expect(await migratePostgres(url, migrations)).toEqual([])
    expect(await schemaOf(client)).toBe(wanted)
  })
}, 240_000)
