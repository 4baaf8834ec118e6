import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * The engine notes a block's token before the block's part gets its name. Killed in between, it takes the block for written
 * when it is told again, and what was acknowledged then is nowhere (F21). So before it starts, notes of parts that never
 * came to be are taken out. A part that was merged since lies within the numbers of a later one. The folder must be nobody
 * else's at the time. Returns how many notes were taken out.
 */
export function mendTold(folder: string): number {
  let removed = 0
  for (const table of tablesOf(join(folder, "store"))) {
    const notes = join(table, "deduplication_logs")
    if (!existsSync(notes)) continue
    const spans = readdirSync(table).flatMap((name) => spanOf(name) ?? [])
    const isThere = (line: string): boolean => {
      const [operation, part = ""] = line.split("\t")
      const own = spanOf(part)
      if (operation !== added || !own) return true
      return spans.some((span) => span.partition === own.partition && span.first <= own.first && own.last <= span.last)
    }
    for (const file of readdirSync(notes)) removed += keepOnly(join(notes, file), isThere)
  }
  return removed
}

const added = "1"

const tablesOf = (store: string): string[] => foldersIn(store).flatMap(foldersIn)

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [join(folder, entry.name)] : [],
      )
    : []

/** `<partition>_<first block>_<last block>_<merges>`, and a mutation's number behind it. */
function spanOf(part: string): { partition: string; first: number; last: number } | undefined {
  const [, partition, first, last] = /^([^_]+)_(\d+)_(\d+)_\d+(?:_\d+)?$/.exec(part) ?? []
  return partition === undefined ? undefined : { partition, first: Number(first), last: Number(last) }
}

function keepOnly(file: string, isThere: (line: string) => boolean): number {
  const lines = readFileSync(file, "utf8").split("\n")
  const kept = lines.filter(isThere)
  if (kept.length < lines.length) {
    writeFileSync(`${file}.new`, kept.join("\n"), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return lines.length - kept.length
}
