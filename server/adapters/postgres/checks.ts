import type { Pool } from "pg"
import { PostgresError } from "./errors.ts"
import { neededMajor } from "./initialise.ts"

/** Anything that runs one statement: a pool or a single connection. */
export type Queryable = Pick<Pool, "query">

/**
 * Refuses a database that would lose text or lacks what the product uses (`returning old, new`, `uuidv7()`).
 * @returns the server's version, such as "18.4"
 * @throws PostgresError.TooOld, PostgresError.NotUtf8
 */
export async function assertServer(database: Queryable): Promise<string> {
  const { rows } = await database.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version, current_setting('server_encoding') as encoding",
  )
  const { number, version, encoding } = rows[0]
  if (number < neededMajor * 10_000) throw PostgresError.TooOld({ found: version })
  if (encoding !== "UTF8") throw PostgresError.NotUtf8({ found: encoding })
  return String(version).split(" ")[0] ?? ""
}

const roleQuestion = `
  select current_user as role,
    (select string_agg(rolname, ', ') from pg_roles where rolsuper and pg_has_role(oid, 'member')) as superuser,
    (select string_agg(rolname, ', ') from pg_roles where rolbypassrls and pg_has_role(oid, 'member')) as bypass,
    (select datname from pg_database where datname = current_database() and pg_has_role(datdba, 'member')) as database,
    (select string_agg(distinct relnamespace::regnamespace || '.' || relname, ', ') from pg_class
      where relnamespace::regnamespace::text !~ '^(pg_|information_schema$)' and pg_has_role(relowner, 'member')) as tables`

/**
 * Refuses to serve as a role that row-level security does not bind: a superuser, one with BYPASSRLS, an owner, or a
 * member of such a role (a member may become it). Call it with the application's own pool before the first request.
 * @throws PostgresError.UnsafeRole
 */
export async function assertSafeRole(database: Queryable): Promise<void> {
  const { rows } = await database.query(roleQuestion)
  const { role, superuser, bypass, database: owned, tables } = rows[0]
  const reason =
    (superuser && `it is, or may become, the superuser ${superuser}`) ||
    (bypass && `it is, or may become, ${bypass}, which row-level security does not bind`) ||
    (owned && `it owns the database ${owned}`) ||
    (tables && `it owns ${tables}`)
  if (reason) throw PostgresError.UnsafeRole({ role, reason })
}
