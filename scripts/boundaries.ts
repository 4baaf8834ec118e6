// Checks the boundaries, then plants one violation of every rule and expects each to be caught: a checker that nobody
// has seen fail proves nothing. `--clean` skips the planting.
import { spawnSync } from "node:child_process"
import { appendFileSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

const folders = ["server", "admin", "portal", "ui", "sdk"].filter((folder) => existsSync(folder))
const leastModules = 60

const cruise = (files: string[]) =>
  spawnSync("node_modules/.bin/depcruise", [...files, "--config", ".dependency-cruiser.cjs"], { encoding: "utf8" })

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
  ["front-door-only", `${orders}apply-order.ts`, "../customers/storage.ts"],
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
for (const file of made) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, "export const planted = 1\n")
}

let missed = 0
try {
  for (const [rule, file, target] of plants) {
    copyFileSync(file, `${file}.bak`)
    try {
      appendFileSync(file, `\nimport "${target}"\n`)
      const caught = cruise(
        rule === "no-cycles" ? ["server/kernel"] : [file, target.startsWith("../planted") ? "admin" : file],
      ).stdout.includes(`error ${rule}:`)
      missed += caught ? 0 : 1
      console.log(caught ? "caught" : "MISSED", rule)
    } finally {
      renameSync(`${file}.bak`, file)
    }
  }
} finally {
  for (const file of made) rmSync(file.endsWith("planted.ts") ? file : dirname(file), { recursive: true, force: true })
}
console.log(`${plants.length - missed}/${plants.length} rules proven`)
process.exit(missed === 0 ? 0 : 1)
