import { createHash } from "node:crypto"
import { accessSync, chmodSync, constants, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs"
import { userInfo } from "node:os"
import { dirname, join, resolve } from "node:path"
import { type Account, firstClosedFolder, serverAccount } from "./account.ts"
import { PostgresError } from "./errors.ts"

/** Where one embedded server keeps its things, and who runs it. */
export type Places = {
  readonly folder: string
  readonly data: string
  readonly secretsFile: string
  readonly lockFile: string
  readonly logFile: string
  readonly account: Account | undefined
  /** Set when the wished folder could not be used and another was chosen. */
  readonly insteadOf: string | undefined
}

const shelter = "/var/lib/maido"

/**
 * The folders below `home`, made and handed to the account that runs the server. As root, a home that the account cannot
 * reach (/root is closed to others) is replaced by a folder of its own under /var/lib/maido.
 * @throws PostgresError.FolderNotWritable, PostgresError.FolderNotReachable
 */
export function preparePlaces(home: string): Places {
  const wished = join(resolve(home), "postgres")
  const wanted = serverAccount(join(wished, "data"))
  const blocked = wanted && firstClosedAbove(wished, wanted)
  const chosen = blocked === undefined ? wished : shelterFor(wished)
  const account = blocked === undefined ? wanted : serverAccount(join(chosen, "data"))
  makeWritable(chosen)
  // The server tells its folder by its real path; ours must be comparable.
  const folder = realpathSync(chosen)
  const data = join(folder, "data")
  mkdirSync(data, { recursive: true, mode: 0o700 })
  if (account) openTo(account, folder, data)
  return {
    folder,
    data,
    account,
    secretsFile: join(folder, "secrets.json"),
    lockFile: join(data, "postmaster.pid"),
    logFile: join(folder, "postgres.log"),
    insteadOf: blocked === undefined ? undefined : wished,
  }
}

/**
 * What stands in the way to `wished`. The home itself is ours: if only it is closed, passing through (not looking) is
 * allowed to others. The folders above belong to the operator and stay as they are.
 */
function firstClosedAbove(wished: string, account: Account): string | undefined {
  const home = dirname(wished)
  const blocked = firstClosedFolder(home, account)
  if (blocked !== home) return blocked
  chmodSync(home, statSync(home).mode | 0o011)
  return undefined
}

/** The same home always finds the same shelter. */
const shelterFor = (wished: string) => join(shelter, createHash("sha256").update(wished).digest("hex").slice(0, 12))

function openTo(account: Account, folder: string, data: string) {
  chmodSync(folder, 0o711)
  if (statSync(data).uid !== account.uid) giveTo(account, data)
  const blocked = firstClosedFolder(folder, account)
  if (blocked) throw PostgresError.FolderNotReachable({ user: account.name, blocked })
}

/** Data that was put back by root, or by another container, is handed over with all that is in it. */
function giveTo(account: Account, data: string) {
  const inside = readdirSync(data, { recursive: true, encoding: "utf8" })
  for (const path of [data, ...inside.map((name) => join(data, name))]) lchownSync(path, account.uid, account.gid)
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
