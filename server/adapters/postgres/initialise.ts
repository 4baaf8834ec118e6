import { spawn } from "node:child_process"
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Account } from "./account.ts"
import type { Binaries } from "./binaries.ts"
import { PostgresError } from "./errors.ts"
import type { Places } from "./places.ts"

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
 * text is the same everywhere. It is made aside and renamed, so a crash half-way leaves no half-made server behind.
 * @returns whether it was made now
 * @throws PostgresError.OtherVersion, PostgresError.DidNotStart
 */
export async function initialise(
  places: Places,
  binaries: Binaries,
  account: Account | undefined,
  adminPassword: string,
  testing: boolean,
): Promise<boolean> {
  const versionFile = join(places.data, "PG_VERSION")
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, "utf8").trim()
    if (found !== String(neededMajor))
      throw PostgresError.OtherVersion({ folder: places.data, found, needed: neededMajor })
    return false
  }
  const draft = `${places.data}-being-made`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  const passwordFile = join(places.folder, "admin-password")
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 })
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    await run(binaries.initdb, initdbArguments(draft, passwordFile, testing), binaries, account, places)
  } finally {
    rmSync(passwordFile)
  }
  rmSync(places.data, { recursive: true, force: true })
  renameSync(draft, places.data)
  return true
}

const initdbArguments = (folder: string, passwordFile: string, testing: boolean) => [
  ...["--pgdata", folder, "--username", adminRole, "--pwfile", passwordFile, "--auth=scram-sha-256"],
  ...["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"],
  ...(testing ? ["--no-sync"] : []),
]

async function run(program: string, args: string[], binaries: Binaries, account: Account | undefined, places: Places) {
  const child = spawn(program, args, {
    ...asAccount(account),
    env: serverEnvironment(binaries),
    cwd: places.folder,
    stdio: ["ignore", "ignore", "pipe"],
  })
  let complaint = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text))
  const failure = await new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code) => resolve(code === 0 ? undefined : complaint.trim() || `exit code ${code}`))
  })
  if (failure !== undefined) {
    writeFileSync(places.logFile, `${failure}\n`, { flag: "a" })
    throw PostgresError.DidNotStart({
      reason: failure.split("\n").find((line) => /error|fatal/i.test(line)) ?? failure,
      logFile: places.logFile,
    })
  }
}
