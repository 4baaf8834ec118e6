// Checks the boundaries, then plants one violation of every rule and expects each to be caught: a checker that nobody
// has seen fail proves nothing. The violations are planted in a copy of the tree. `--clean` skips the planting.
import { spawnSync } from "node:child_process"
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

const folders = ["server", "admin", "portal", "ui", "sdk"].filter((folder) => existsSync(folder))
const leastModules = 60

const cruise = (files: string[], cwd = ".") =>
  spawnSync("node_modules/.bin/depcruise", [...files, "--config", ".dependency-cruiser.cjs"], { encoding: "utf8", cwd })

const clean = cruise(folders)
const read = Number(/(\d+) modules/.exec(clean.stdout)?.[1] ?? 0)
if (clean.status !== 0 || read < leastModules) {
  console.error(clean.stdout || clean.stderr)
  if (read < leastModules) console.error(`only ${read} modules were read: the parser is blind`)
  process.exit(1)
}
console.log(`boundaries hold over ${read} modules`)
if (process.argv.includes("--clean")) process.exit(0)

const orders = "server/capabilities/orders/"
const plants: [rule: string, file: string, imports: string][] = [
  ["no-cycles", "server/kernel/text.ts", "./errors.ts"],
  ["kernel-knows-nobody", "server/kernel/errors.ts", "#orders"],
  ["front-door-only", `${orders}apply-order.ts`, "../customers/storage-consents.ts"],
  ["reading-order:orders", `${orders}apply-order.ts`, "#messages"],
  ["plugged-in-once", `${orders}apply-order.ts`, "../orders/capability.ts"],
  ["index-is-light", `${orders}index.ts`, "./routes.ts"],
  ["model-and-rules-are-pure", `${orders}model.ts`, "./storage.ts"],
  ["contract-is-browser-safe", `${orders}contract.ts`, "./storage.ts"],
  ["storage-knows-nouns-only", `${orders}storage.ts`, "./apply-order.ts"],
  ["sql-lives-in-storage", `${orders}apply-order.ts`, "kysely"],
  ["adapters-stay-outside", `${orders}apply-order.ts`, "../../adapters/postgres/start-postgres.ts"],
  ["browser-sees-contracts-only", "admin/features/planted/a.ts", "../../../server/capabilities/orders/storage.ts"],
  ["screens-mirror-not-mix", "admin/features/planted/a.ts", "../planted-too/b.ts"],
  ["ui-is-plain", "ui/planted.ts", "../admin/features/planted-too/b.ts"],
  ["tests-only", `${orders}apply-order.ts`, "#testing/context"],
  ["server-runs-on-dependencies", "server/kernel/errors.ts", "vitest"],
]

const made = ["admin/features/planted/a.ts", "admin/features/planted-too/b.ts", "ui/planted.ts"]
const copy = mkdtempSync(join(tmpdir(), "maido-boundaries-"))
const inCopy = (file: string) => join(copy, file)
let missed = 0
try {
  for (const folder of folders) cpSync(folder, inCopy(folder), { recursive: true })
  for (const file of ["package.json", "tsconfig.json", ".dependency-cruiser.cjs"]) copyFileSync(file, inCopy(file))
  symlinkSync(resolve("node_modules"), inCopy("node_modules"))
  for (const file of made) {
    mkdirSync(dirname(inCopy(file)), { recursive: true })
    writeFileSync(inCopy(file), "export const planted = 1\n")
  }
  for (const [rule, file, target] of plants) {
    // An import of a file that is gone would be missed for the wrong reason.
    if (target.startsWith(".") && !existsSync(inCopy(join(dirname(file), target)))) throw new Error(`no file ${target}`)
    copyFileSync(inCopy(file), inCopy(`${file}.bak`))
    appendFileSync(inCopy(file), `\nimport "${target}"\n`)
    const read = rule === "no-cycles" ? ["server/kernel"] : [file, target.startsWith("../planted") ? "admin" : file]
    const caught = cruise(read, copy).stdout.includes(`error ${rule}:`)
    missed += caught ? 0 : 1
    console.log(caught ? "caught" : "MISSED", rule)
    copyFileSync(inCopy(`${file}.bak`), inCopy(file))
    rmSync(inCopy(`${file}.bak`))
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
console.log(`${plants.length - missed}/${plants.length} rules proven`)
process.exit(missed === 0 ? 0 : 1)
