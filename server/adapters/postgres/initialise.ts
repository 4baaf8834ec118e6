import { spawn } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Account } from "./account.ts"
import type { Binaries } from "./binaries.ts"
import { PostgresError } from "./errors.ts"
import type { Places } from "./places.ts"
import { isCode } from "./system-errors.ts"

export const adminRole = "maido_admin"
export const neededMajor = 18

/** The surroundings of a server program: nothing of our own (PGPORT, LANG ...) may change what it does. */
export function serverEnvironment(binaries: Binaries): NodeJS.ProcessEnv {
  const libraries = binaries.libraryPath
  const name = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH"
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", ...(libraries === undefined ? {} : { [name]: libraries }) }
}

/** How to start a program as the account that runs the server. */
export const asAccount = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {})

/**
 * Makes the data folder if there is none: UTF-8 with the builtin C.UTF-8 locale whatever the environment says, so that
 * text is the same everywhere. It is made aside and renamed: a crash half-way leaves no half-made server, and of two
 * processes that start at once the second finds the first one's folder.
 * @throws PostgresError.OtherVersion, PostgresError.DidNotStart
 */
export async function initialise(
  places: Places,
  binaries: Binaries,
  adminPassword: string,
  testing: boolean,
): Promise<void> {
  if (hasServer(places)) return
  const draft = mkdtempSync(join(places.folder, "being-made-"))
  const passwordFile = `${draft}-password`
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 })
  const { account } = places
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    const failure = await run(binaries, initdbArguments(draft, passwordFile, testing), places)
    if (failure !== undefined) throw PostgresError.DidNotStart({ reason: failure, logFile: places.logFile })
    renameSync(draft, places.data)
  } catch (error) {
    if (!isCode(error, "ENOTEMPTY", "EEXIST")) throw error
    const reason = `${places.data} holds files that are no database`
    if (!hasServer(places)) throw PostgresError.DidNotStart({ reason, logFile: places.logFile })
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

function hasServer({ data }: Places): boolean {
  const versionFile = join(data, "PG_VERSION")
  if (!existsSync(versionFile)) return false
  const found = readFileSync(versionFile, "utf8").trim()
  if (found !== String(neededMajor)) throw PostgresError.OtherVersion({ folder: data, found, needed: neededMajor })
  return true
}

const initdbArguments = (folder: string, passwordFile: string, testing: boolean) => [
  `--pgdata=${folder}`,
  `--username=${adminRole}`,
  `--pwfile=${passwordFile}`,
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--locale=C.UTF-8",
  "--no-instructions",
  ...(testing ? ["--no-sync"] : []),
]

/** Runs initdb to its end. @returns its complaint, or undefined when all went well */
async function run(binaries: Binaries, args: string[], places: Places): Promise<string | undefined> {
  const child = spawn(binaries.initdb, args, {
    ...asAccount(places.account),
    env: serverEnvironment(binaries),
    cwd: places.folder,
    stdio: ["ignore", "ignore", "pipe"],
  })
  let complaint = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text
  })
  const failure = await new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code) => resolve(code === 0 ? undefined : complaint.trim() || `initdb: exit code ${code}`))
  })
  if (failure === undefined) return undefined
  writeFileSync(places.logFile, `${failure}\n`, { flag: "a" })
  return failure.split("\n").find((line) => /error|fatal/i.test(line)) ?? failure
}
