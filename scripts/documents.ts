// npm run documents: what the documents name exists. Every file or folder in `backticks`, every link, and no README of a
// capability longer than thirty lines.
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const mostLines = 30
const documents = globSync(["*.md", "docs/**/*.md", "{server,admin,portal,ui,sdk,demo,bench,e2e}/**/*.md"])
const tops = new Set(readdirSync("."))

type Fault = { readonly document: string; readonly line: number; readonly says: string }

/** Of what stands in backticks, that which can only be a path of ours; patterns and settings are not. */
function namedPath(word: string): string | undefined {
  if (!/^[\w./{},-]+$/.test(word) || word.startsWith("/") || word.startsWith(".")) return undefined
  if (/\.(ts|tsx|sql|md|css)$/.test(word)) return word
  const [top = ""] = word.split("/")
  return word.includes("/") && tops.has(top) ? word : undefined
}

/** From the root, beside the document, or anywhere below where it stands. */
function stands(document: string, path: string): boolean {
  const folder = dirname(document)
  return [path, join(folder, path), join(folder, "**", path), join("*", path)].some(
    (place) => globSync(place).length > 0,
  )
}

function faultsOf(document: string): Fault[] {
  const lines = readFileSync(document, "utf8").split("\n")
  const faults: Fault[] = []
  for (const [i, text] of lines.entries()) {
    const missing = (path: string) => faults.push({ document, line: i + 1, says: `${path} does not exist` })
    for (const [, word = ""] of text.matchAll(/`([^`]+)`/g)) {
      const path = namedPath(word)
      if (path !== undefined && !stands(document, path)) missing(path)
    }
    for (const [, link = ""] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g))
      if (!/^[a-z]+:/.test(link) && !existsSync(join(dirname(document), link))) missing(link)
  }
  const isReadme = /^server\/capabilities\/[^/]+\/README\.md$/.test(document)
  const length = lines.length - 1
  if (isReadme && length > mostLines)
    faults.push({ document, line: length, says: `${length} lines, at most ${mostLines}` })
  return faults
}

const faults = documents.flatMap(faultsOf)
for (const { document, line, says } of faults) console.error(`${document}:${line}  ${says}`)
// A reader that reads nothing would find nothing wrong.
if (documents.length < 50) throw new Error(`only ${documents.length} documents were read`)
console.log(`${documents.length} documents read, ${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)
