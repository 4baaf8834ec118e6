// npm run inventory [-- --json]: which behaviours of docs/inventory.md a test proves, read from the tests' names.
// An ID counts in the folders that its section names: letters are shared with guarantees and faults elsewhere.
// The ledger's invariants I1 to I20 are written INV01 to INV20 in tests: I01 to I34 are the messages of loyalty.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

type Behaviour = { readonly id: string; readonly folders: readonly string[] }

function behaviours(text: string): Behaviour[] {
  let folders: string[] = []
  return text.split("\n").flatMap((line) => {
    const section = /^## .* — (.+)$/.exec(line)
    if (section?.[1]) folders = section[1].split(",").map((folder) => folder.trim())
    const id = /^- \*\*([A-Z]\d\d)\*\*/.exec(line)?.[1]
    return id ? [{ id, folders }] : []
  })
}

/** The names of the tests in a file, and the IDs in each. */
const namesIn = (source: string): string[] =>
  [
    ...source.matchAll(/\b(?:test|it)(?:\.\w+)*(?:\((?:[^()]|\([^()]*\))*\))?\s*\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g),
  ].map((m) => m[2] ?? "")

const files = execFileSync("git", ["ls-files", "*.test.ts", "*.test.tsx"], { encoding: "utf8" })
  .split("\n")
  .filter(Boolean)
const proven = new Map<string, string[]>()
for (const file of files)
  for (const name of namesIn(readFileSync(file, "utf8")))
    for (const [id] of name.matchAll(/\b[A-Z]\d\d\b/g)) proven.set(id, [...(proven.get(id) ?? []), file])

const all = behaviours(readFileSync("docs/inventory.md", "utf8"))
const isProven = ({ id, folders }: Behaviour) =>
  (proven.get(id) ?? []).some((file) =>
    folders.some((folder) => file === folder || file.startsWith(`${folder}/`) || file.startsWith(`${folder}.`)),
  )
const covered = all.filter(isProven).map((b) => b.id)
const missing = all.filter((b) => !isProven(b)).map((b) => b.id)

if (process.argv.includes("--json")) console.log(JSON.stringify({ covered, missing }))
else {
  console.log(`${covered.length} of ${all.length} behaviours are proved by a test.`)
  console.log(`covered: ${covered.join(" ")}`)
}
// A test of points under a message's ID would count for that message, whatever it proves.
const mistaken = [...proven].filter(
  ([id, at]) => id.startsWith("I") && at.some((file) => file.startsWith("server/capabilities/points/")),
)
if (process.argv.includes("--check") && mistaken.length > 0) {
  console.error(`invariants of the ledger are written INV01 to INV20: ${mistaken.map(([id]) => id).join(" ")}`)
  process.exit(1)
}
if (process.argv.includes("--check") && (all.length < 400 || new Set(all.map((b) => b.id)).size !== all.length)) {
  console.error("docs/inventory.md has lost behaviours or names one twice")
  process.exit(1)
}
