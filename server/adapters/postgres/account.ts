import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"

/** The unprivileged system user that runs the server when we ourselves are root; Postgres refuses to run as root. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

const candidates = ["maido", "postgres", "nobody"]

/**
 * The account to drop to, or undefined when we are not root (or on Windows) and need not drop anything. A data folder
 * that exists keeps the account it was made by.
 */
export function serverAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = existsSync("/etc/passwd") ? parsePasswd(readFileSync("/etc/passwd", "utf8")) : []
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : undefined
  const keeper = known.find(({ uid }) => uid === owner?.uid)
  if (owner && keeper) return { ...keeper, gid: owner.gid }
  const chosen = candidates.map((name) => known.find((account) => account.name === name)).find((found) => found)
  return chosen ?? { name: "nobody", uid: 65534, gid: 65534 }
}

/** The accounts of a passwd(5) text; root-like ones (uid 0) are left out. */
export function parsePasswd(text: string): Account[] {
  return text
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name !== "" && uid > 0 && gid >= 0)
}

/**
 * The outermost existing folder on the way to `folder` (itself included) that `account` may not pass through, by the
 * mode bits; undefined when the way is open.
 */
export function firstClosedFolder(folder: string, account: Account): string | undefined {
  const path = resolve(folder)
  const parent = dirname(path)
  const above = parent === path ? undefined : firstClosedFolder(parent, account)
  if (above !== undefined || !existsSync(path)) return above
  const { mode, uid, gid } = statSync(path)
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & bit) !== 0 ? undefined : path
}
