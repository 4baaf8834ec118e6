import { randomBytes } from "node:crypto"
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { PostgresError } from "./errors.ts"
import type { Places } from "./places.ts"
import { isCode } from "./system-errors.ts"

/** The passwords of the three roles and the port last used. Kept in a file that only its owner may read. */
export type Secrets = {
  readonly adminPassword: string
  readonly ownerPassword: string
  readonly appPassword: string
  readonly port?: number
}

const newPassword = () => randomBytes(24).toString("base64url")

/**
 * The secrets of this server; new random ones for an empty folder.
 * @throws PostgresError.SecretsMissing when there is data whose passwords nobody knows
 */
export function readSecrets(places: Places): Secrets {
  const { secretsFile: file, data: folder } = places
  if (!existsSync(file)) {
    if (existsSync(join(folder, "PG_VERSION"))) throw PostgresError.SecretsMissing({ folder, file })
    const passwords = { adminPassword: newPassword(), ownerPassword: newPassword(), appPassword: newPassword() }
    // Two processes may start at once: the first to link its file decides, and both read that one.
    writeAside(places, passwords, (draft) => linkSync(draft, file))
  }
  // safe: only this module writes this file
  return JSON.parse(readFileSync(file, "utf8")) as Secrets
}

/** Remembers the port, so that the next start can have the same one. */
export function rememberPort(places: Places, port: number): void {
  const secrets = { ...readSecrets(places), port }
  writeAside(places, secrets, (draft) => renameSync(draft, places.secretsFile))
}

/** A crash leaves the old file or the new one, never half of one. */
function writeAside(places: Places, secrets: Secrets, publish: (draft: string) => void) {
  const draft = `${places.secretsFile}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  try {
    publish(draft)
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
