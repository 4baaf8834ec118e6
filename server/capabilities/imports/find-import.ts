import { type Context, inTransaction } from "#kernel/context"
import { ImportError } from "./errors.ts"
import type { Import, ImportFile } from "./model.ts"
import { selectImport, selectImports, selectUnended, type StoredImport } from "./storage.ts"
import { selectFiles, selectFingerprint } from "./storage-files.ts"

/** Throws `imports.Unknown`. */
export async function importById(ctx: Context, importId: string): Promise<StoredImport> {
  const found = await inTransaction(ctx, (ctx) => selectImport(ctx, importId))
  if (!found) throw ImportError.Unknown({ field: "importId" })
  return found
}

/** Imports, the newest first. `cursor` of one page asks for the next. */
export async function listImports(
  ctx: Context,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: Import[]; cursor: string | null }> {
  const items = await inTransaction(ctx, (ctx) => selectImports(ctx, page.cursor, page.limit))
  return { items, cursor: items.length === page.limit ? (items.at(-1)?.importId ?? null) : null }
}

/** How far an import is. */
export type Progress = {
  readonly it: Import
  readonly files: readonly ImportFile[]
  /** Lines each second since it was started; null before there is anything to reckon with. */
  readonly rowsPerSecond: number | null
  /** Seconds until the end, at that speed. */
  readonly secondsLeft: number | null
}

export async function importProgress(ctx: Context, importId: string): Promise<Progress> {
  const it = await importById(ctx, importId)
  const files = await inTransaction(ctx, (ctx) => selectFiles(ctx, importId))
  const until = it.finishedAt ?? ctx.now()
  const seconds = it.startedAt ? (until.getTime() - it.startedAt.getTime()) / 1_000 : 0
  const rowsPerSecond = seconds > 0.2 && it.rowsDone > 0 ? it.rowsDone / seconds : null
  const left = it.state === "running" && rowsPerSecond ? Math.ceil((it.rowsTotal - it.rowsDone) / rowsPerSecond) : null
  return { it, files, rowsPerSecond, secondsLeft: left }
}

/**
 * An earlier import of the very same files that was started and has not ended: the one to go on with. `importId` is the
 * import that has the files now.
 */
export async function unendedImport(ctx: Context, importId: string): Promise<Import | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const it = await importById(ctx, importId)
    const fingerprint = await selectFingerprint(ctx, importId)
    for (const other of await selectUnended(ctx, it.kind, it.source))
      if (other.importId !== importId && (await selectFingerprint(ctx, other.importId)) === fingerprint) return other
    return undefined
  })
}
