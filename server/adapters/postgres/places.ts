import { createHash } from "node:crypto"
import { accessSync, chmodSync, chownSync, constants, mkdirSync } from "node:fs"
import { userInfo } from "node:os"
import { dirname, join, resolve } from "node:path"
import { type Account, firstClosedFolder } from "./account.ts"
import { PostgresError } from "./errors.ts"

/** Where one embedded server keeps its things. */
export type Places = {
  readonly folder: string
  readonly data: string
  readonly secretsFile: string
  readonly lockFile: string
  readonly logFile: string
  /** Set when the wished folder could not be used and another was chosen. */
  readonly insteadOf: string | undefined
}

const shelter = "/var/lib/maido"

/**
 * The folders below `home`, made and handed to `account`. As root, a home that the account cannot reach (/root is closed
 * to others) is replaced by a folder of its own under /var/lib/maido.
 * @throws PostgresError.FolderNotWritable, PostgresError.FolderNotReachable
 */
export function preparePlaces(home: string, account: Account | undefined): Places {
  const wished = join(resolve(home), "postgres")
  const blocked = account && firstClosedFolder(wished, account)
  const folder =
    blocked === undefined ? wished : join(shelter, createHash("sha256").update(wished).digest("hex").slice(0, 12))
  makeWritable(folder)
  if (account) {
    chmodSync(folder, 0o711)
    const stillBlocked = firstClosedFolder(folder, account)
    if (stillBlocked) throw PostgresError.FolderNotReachable({ user: account.name, blocked: stillBlocked })
  }
  const data = join(folder, "data")
  mkdirSync(data, { recursive: true, mode: 0o700 })
  if (account) chownSync(data, account.uid, account.gid)
  return {
    folder,
    data,
    secretsFile: join(folder, "secrets.json"),
    lockFile: join(data, "postmaster.pid"),
    logFile: join(folder, "postgres.log"),
    insteadOf: blocked === undefined ? undefined : wished,
  }
}

function makeWritable(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error)
    throw PostgresError.FolderNotWritable({ folder: existingPart(folder), reason, user: userInfo().username })
  }
}

function existingPart(folder: string): string {
  try {
    accessSync(folder, constants.F_OK)
    return folder
  } catch {
    return dirname(folder) === folder ? folder : existingPart(dirname(folder))
  }
}
