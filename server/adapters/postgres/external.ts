import type { Logger } from "pino"
import { assertServer } from "./checks.ts"
import { PostgresError } from "./errors.ts"
import { grantToApp, withClient } from "./roles.ts"
import type { Postgres } from "./start-postgres.ts"

export async function useExternal(ownerUrl: string, appUrl: string | undefined, _log: Logger): Promise<Postgres> {
  if (!appUrl) throw PostgresError.AppRoleNeeded({ role: new URL(ownerUrl).username, reason: "not set" })
  const version = await withClient(ownerUrl, async (owner) => {
    await grantToApp(owner, new URL(appUrl).username)
    return assertServer(owner)
  })
  return { ownerUrl, appUrl, stop: async () => {}, adopted: false, version }
}
