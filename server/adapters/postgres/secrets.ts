import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { PostgresError } from "./errors.ts"
import type { Places } from "./places.ts"

/** The passwords of the three roles and the port last used. Kept in a file that only its owner may read. */
export type Secrets = {
  readonly adminPassword: string
  readonly ownerPassword: string
  readonly appPassword: string
  readonly port: number | undefined
}

const newPassword = () => randomBytes(24).toString("base64url")

/**
 * The secrets of this server; new random ones for an empty folder.
 * @throws PostgresError.SecretsMissing when there is data whose passwords nobody knows
 */
export function readSecrets(places: Places): Secrets {
  // safe: only `writeSecrets` writes this file
  if (existsSync(places.secretsFile)) return JSON.parse(readFileSync(places.secretsFile, "utf8")) as Secrets
  if (existsSync(join(places.data, "PG_VERSION")))
    throw PostgresError.SecretsMissing({ folder: places.data, file: places.secretsFile })
  const secrets = {
    adminPassword: newPassword(),
    ownerPassword: newPassword(),
    appPassword: newPassword(),
    port: undefined,
  }
  writeSecrets(places, secrets)
  return secrets
}

/** Writes beside and renames, so that a crash leaves the old file or the new one, never half of one. */
export function writeSecrets(places: Places, secrets: Secrets): void {
  const draft = `${places.secretsFile}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, places.secretsFile)
}
