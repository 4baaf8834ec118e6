import { createHmac } from "node:crypto"
import pg from "pg"
import type { Logger } from "pino"
import { assertSafeRole, assertServer } from "./checks.ts"
import { PostgresError } from "./errors.ts"
import { appRole, grantToApp, withClient } from "./roles.ts"
import type { Postgres } from "./running-postgres.ts"
import { isCode, reasonOf } from "./system-errors.ts"

/**
 * A Postgres of the operator, checked before anything relies on it. Without `appUrl` the application's role is made there:
 * its password follows from the owner's, so that every process of an installation finds the same one and none is stored.
 * @throws PostgresError.Unreachable, TooOld, NotUtf8, AppRoleNeeded, UnsafeRole
 */
export async function useExternal(ownerUrl: string, appUrl: string | undefined, log: Logger): Promise<Postgres> {
  const version = await reach(ownerUrl, (owner) => assertServer(owner))
  const usedUrl = appUrl ?? (await ensureAppRole(ownerUrl, log))
  await reach(ownerUrl, (owner) => grantToApp(owner, decodeURIComponent(new URL(usedUrl).username)))
  await reach(usedUrl, (app) => assertSafeRole(app))
  return { ownerUrl, appUrl: usedUrl, stop: async () => {}, adopted: false, version }
}

/** The address of `maido_app` on the owner's server, made there if need be. */
async function ensureAppRole(ownerUrl: string, log: Logger): Promise<string> {
  const url = new URL(ownerUrl)
  const role = decodeURIComponent(url.username)
  if (url.password === "") throw PostgresError.AppRoleNeeded({ role, reason: "DATABASE_URL holds no password" })
  const password = createHmac("sha256", decodeURIComponent(url.password)).update(appRole).digest("base64url")
  url.username = appRole
  url.password = password
  await reach(ownerUrl, async (owner) => {
    const { rowCount } = await owner.query("select from pg_roles where rolname = $1", [appRole])
    if (rowCount === 0) {
      await createRole(owner, role, password)
      log.info({ role: appRole }, "made the application's database role")
    }
    await grantToApp(owner, appRole)
  })
  await withClient(url.href, async () => {}).catch((error: unknown) => {
    if (!isCode(error, "28P01")) throw error
    throw PostgresError.AppRoleNeeded({ role, reason: `${appRole} exists there with another password` })
  })
  return url.href
}

async function createRole(owner: pg.Client, role: string, password: string) {
  try {
    await owner.query(`create role ${appRole} login nosuperuser nobypassrls password ${pg.escapeLiteral(password)}`)
  } catch (error) {
    // Another process may have made it a moment ago.
    if (isCode(error, "42710", "23505")) return
    if (!isCode(error, "42501")) throw error
    throw PostgresError.AppRoleNeeded({ role, reason: reasonOf(error) })
  }
}

/** Runs `work` on a connection there; a server that cannot be reached is told apart from one that refuses the work. */
function reach<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(url, work).catch((error: unknown) => {
    const isConnection =
      error instanceof AggregateError ||
      isCode(error, "ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "28P01", "28000", "3D000")
    if (!isConnection) throw error
    throw PostgresError.Unreachable({ host: new URL(url).host, reason: reasonOf(error) })
  })
}
