import pg from "pg"
import { adminRole } from "./initialise.ts"
import type { Secrets } from "./secrets.ts"

export const ownerRole = "maido_owner"
export const appRole = "maido_app"
export const databaseName = "maido"

/** The address of one role on an embedded server. */
export const embeddedUrl = (role: string, password: string, port: number, database: string = databaseName) =>
  `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** The address of the bootstrap superuser, who only makes roles and keeps watch. */
export const adminUrl = (secrets: Secrets, port: number) =>
  embeddedUrl(adminRole, secrets.adminPassword, port, "postgres")

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A connection that is cut while nobody waits on it must not end the process; the next query reports it.
  client.on("error", () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Key of the advisory lock under which roles and grants are made, so that two starts do not trip over each other. */
const rolesLock = 7_120_180

/**
 * The two roles and the database, made once on a new embedded server.
 * `maido_owner` owns the tables, runs migrations, backups and test templates: it sees the rows of every brand, since a
 * data migration that row security filters would silently change nothing. `maido_app` is all that requests and workers use.
 */
export async function ensureRolesAndDatabase(secrets: Secrets, port: number): Promise<void> {
  await withClient(adminUrl(secrets, port), async (admin) => {
    await admin.query(`select pg_advisory_lock(${rolesLock})`)
    const { rows } = await admin.query("select rolname as name from pg_roles union all select datname from pg_database")
    const known = new Set(rows.map(({ name }) => name))
    const role = async (name: string, rights: string, password: string) => {
      if (!known.has(name))
        await admin.query(`create role ${name} login ${rights} password ${pg.escapeLiteral(password)}`)
    }
    await role(ownerRole, "nosuperuser createdb bypassrls", secrets.ownerPassword)
    await role(appRole, "nosuperuser nocreatedb nocreaterole nobypassrls", secrets.appPassword)
    if (!known.has(databaseName)) await admin.query(`create database ${databaseName} owner ${ownerRole}`)
  })
  await withClient(embeddedUrl(ownerRole, secrets.ownerPassword, port), (owner) => grantToApp(owner, appRole))
}

/**
 * Lets the application's role read and write what the connected owner will make, so that no migration needs to grant
 * anything. Taking a right away (an audit log nobody may change) stays a line of that migration. Nobody else may connect.
 */
export async function grantToApp(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query(
    `select quote_ident(current_database()) as database, exists (
       select from pg_default_acl, aclexplode(defaclacl) as entry
       where defaclrole = current_user::regrole and entry.grantee = $1::regrole) as granted`,
    [role],
  )
  const { database, granted } = rows[0]
  if (granted) return
  const app = pg.escapeIdentifier(role)
  await owner.query(`
    begin;
    select pg_advisory_xact_lock(${rolesLock});
    revoke all on database ${database} from public;
    grant connect, temporary on database ${database} to ${app};
    alter default privileges grant usage on schemas to ${app};
    alter default privileges grant select, insert, update, delete on tables to ${app};
    alter default privileges grant usage, select on sequences to ${app};
    alter default privileges grant execute on functions to ${app};
    commit`)
}
