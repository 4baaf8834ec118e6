// Writes docs/schema.sql: the tables as the migrations leave them, so that a change of schema is read in review.
// `--check` compares instead and fails when the file is not what the migrations make.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { pino } from "pino"
import { startPostgres } from "../server/adapters/postgres/start-postgres.ts"
import { migratePostgres } from "../server/kernel/migrate.ts"
import { productMigrations } from "../server/migrations.ts"

const file = "docs/schema.sql"
const ours = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public')"

type Line = { at: string; line: string }
async function describe(client: pg.Client): Promise<string> {
  const ask = async (query: string) => (await client.query<Line>(query)).rows
  const columns = await ask(`
    select n.nspname || '.' || c.relname as at,
      format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
        coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'p') and not c.relispartition order by 1, a.attnum`)
  const rules = await ask(`
    select n.nspname || '.' || c.relname as at, '  ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n' and not c.relispartition order by 1, k.contype, 2`)
  const policies = await ask(`
    select schemaname || '.' || tablename as at, format('  policy %s for %s', policyname, lower(cmd)) as line from pg_policies order by 1, 2`)
  const indexes = await ask(`
    select schemaname || '.' || tablename as at, '  ' || indexdef as line from pg_indexes
    where schemaname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public') order by 1, 2`)
  const tables = [...new Set(columns.map((c) => c.at))].sort()
  const of = (lines: Line[], at: string) => lines.filter((l) => l.at === at).map((l) => l.line)
  return tables
    .map((at) =>
      [`table ${at}`, ...of(columns, at), ...of(rules, at), ...of(policies, at), ...of(indexes, at)].join("\n"),
    )
    .join("\n\n")
}

const home = mkdtempSync(join(tmpdir(), "maido-schema-"))
const postgres = await startPostgres({ home, log: pino({ level: "silent" }), testing: true })
try {
  await migratePostgres(postgres.ownerUrl, productMigrations())
  const client = new pg.Client({ connectionString: postgres.ownerUrl })
  await client.connect()
  const text = `-- Made by npm run schema from the migrations; do not edit.\n\n${await describe(client)}\n`
  await client.end()
  if (!process.argv.includes("--check")) writeFileSync(file, text)
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${file} is not what the migrations make: run npm run schema and read the difference`)
    process.exitCode = 1
  }
} finally {
  await postgres.stop()
  rmSync(home, { recursive: true, force: true })
}
