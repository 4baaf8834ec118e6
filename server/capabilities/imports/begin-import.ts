import { createHash } from "node:crypto"
import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { isCurrency } from "#kernel/money"
import { isZone } from "#kernel/zones"
import { ImportError } from "./errors.ts"
import { importById } from "./find-import.ts"
import { type Import, type ImportKind, ImportSettings } from "./model.ts"
import { insertImport, lockImport, selectLayout } from "./storage.ts"
import { upsertFile, upsertPiece } from "./storage-files.ts"

export type WantedImport = {
  readonly kind: ImportKind
  /** For people: "2026年3月の注文". */
  readonly name: string
  /** "" or a word for where the files come from: "rakuten". Numbers are unique within it. */
  readonly source?: string
  readonly settings?: Partial<ImportSettings>
}

/** The largest piece of a file that one request brings, in bytes; documented as the limit of an import chunk (F81). */
export const pieceBytes = 20 * 1024 * 1024
const maxPieces = 100
const maxFiles = 400

/**
 * Begins an import: its files come next, piece by piece. What was chosen the last time for files of the same source is
 * proposed again. Throws `imports.BadSource`, `imports.UnknownZone`, `imports.UnknownCurrency`.
 */
export async function beginImport(ctx: Context, wanted: WantedImport): Promise<Import> {
  const source = sourceOf(wanted.source ?? "")
  return inTransaction(ctx, async (ctx) => {
    const saved = await selectLayout(ctx, wanted.kind, source)
    const settings = checkedSettings(
      ImportSettings.parse({ ...saved?.settings, encoding: null, delimiter: null, ...wanted.settings }),
    )
    const importId = ctx.id()
    await insertImport(ctx, { importId, kind: wanted.kind, name: wanted.name, source, settings })
    await audit(ctx, {
      action: "imports.begun",
      subject: `import:${importId}`,
      after: { kind: wanted.kind, name: wanted.name, source },
    })
    return importById(ctx, importId)
  })
}

/** "" → "import", "Rakuten" → "import:rakuten". */
export function sourceOf(word: string): string {
  const plain = word.normalize("NFKC").trim().toLowerCase()
  if (plain === "" || plain === "import") return "import"
  const name = plain.startsWith("import:") ? plain.slice("import:".length) : plain
  if (!/^[a-z0-9][a-z0-9_-]{0,59}$/.test(name)) throw ImportError.BadSource({ field: "source" })
  return `import:${name}`
}

export function checkedSettings(settings: ImportSettings): ImportSettings {
  if (!isZone(settings.zone)) throw ImportError.UnknownZone({ field: "settings.zone", zone: settings.zone })
  if (!isCurrency(settings.currency))
    throw ImportError.UnknownCurrency({ field: "settings.currency", currency: settings.currency })
  return settings
}

/**
 * Takes a piece of a file, from 0 on. The same piece may be sent again; once answered it is kept. Throws
 * `imports.WrongState` when the import has been started, `imports.TooManyPieces`.
 */
export async function addPiece(
  ctx: Context,
  importId: string,
  piece: { fileNo: number; pieceNo: number; fileName: string; bytes: Buffer },
): Promise<void> {
  if (piece.pieceNo >= maxPieces || piece.fileNo >= maxFiles || piece.bytes.length > pieceBytes)
    throw ImportError.TooManyPieces({ limitMegabytes: (maxPieces * pieceBytes) / 1_048_576, limitFiles: maxFiles })
  await inTransaction(ctx, async (ctx) => {
    const it = await lockImport(ctx, importId)
    if (!it) throw ImportError.Unknown({ field: "importId" })
    if (it.state !== "uploading" && it.state !== "ready") throw ImportError.WrongState({ state: it.state })
    await upsertFile(ctx, importId, piece.fileNo, piece.fileName.slice(0, 200))
    const sha256 = createHash("sha256").update(piece.bytes).digest("hex")
    await upsertPiece(ctx, importId, { fileNo: piece.fileNo, pieceNo: piece.pieceNo, bytes: piece.bytes, sha256 })
  })
}
