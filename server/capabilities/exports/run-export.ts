import { gunzip, gzip } from "node:zlib"
import { promisify } from "node:util"
import { z } from "zod"
import { audit } from "#brands"
import { showSegment } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { anyEffect, appliedEffect, enqueue } from "#kernel/effects"
import { KernelError } from "#kernel/errors"
import type { Line } from "./csv-rules.ts"
import { ExportError } from "./errors.ts"
import type { Export, ExportFormat, ExportKind } from "./model.ts"
import { readRows } from "./read-rows.ts"
import { addPiece, endExports, type ExportRow, insertExport, selectExport, selectHeld, selectPiece } from "./storage.ts"
import { writeFile } from "./write-file.ts"

const crash = crashpoints("exports.piece.after_written", "exports.piece.before_commit")
const keptMs = 7 * 24 * 3_600_000
const Piece = z.object({ exportId: z.uuid(), pieceNo: z.int().min(0) })

/** One piece and the wish for the next, in one transaction: killed anywhere, no row is missing and none comes twice (F04). */
const writePiece = appliedEffect({
  kind: "exports.piece",
  payload: Piece,
  concurrency: 2,
  // Short, so that another process soon takes over from one that died; the heartbeat keeps it for those that live.
  leaseMs: 15_000,
  title: { ja: "書き出し", en: "Export" },
  subject: ({ exportId }) => `export:${exportId}`,
  apply: async (ctx, { exportId, pieceNo }) => {
    const found = await selectExport(ctx, exportId, true)
    if (!found || found.state !== "running" || found.pieces !== pieceNo) return
    const { lines, next } = await readRows(ctx, found, found.place)
    const bytes = await promisify(gzip)(JSON.stringify(lines))
    await addPiece(ctx, exportId, { pieceNo, rows: lines.length, bytes }, next)
    crash("exports.piece.after_written")
    if (next) await enqueue(ctx, writePiece, { exportId, pieceNo: pieceNo + 1 }, { key: `${exportId}:${pieceNo + 1}` })
    crash("exports.piece.before_commit")
  },
})
export const writePieceEffect = anyEffect(writePiece)

/** Everything but products tells of people. */
export function mustBeAllowed(ctx: Context, what: ExportKind): void {
  const may = ctx.rights?.has("customers:personal") ?? true
  if (what !== "products" && !may) throw KernelError.NotAllowed({ right: "customers:personal" })
}

/** Begins to take out everything of one kind (A17). Throws `exports.SegmentWanted`, `segments.Unknown`, `kernel.NotAllowed`. */
export async function beginExport(
  ctx: Context,
  { what, format, segmentId }: { what: ExportKind; format: ExportFormat; segmentId?: string | undefined },
): Promise<Export> {
  mustBeAllowed(ctx, what)
  return inTransaction(ctx, async (ctx) => {
    if (what === "segment-members" && !segmentId) throw ExportError.SegmentWanted({ field: "segmentId" })
    if (what === "segment-members" && segmentId) await showSegment(ctx, segmentId)
    const exportId = ctx.id()
    await insertExport(ctx, {
      exportId,
      what,
      format,
      segmentId: what === "segment-members" ? (segmentId ?? null) : null,
    })
    await audit(ctx, { action: "exports.begun", subject: `export:${exportId}`, after: { what, format, segmentId } })
    await enqueue(ctx, writePiece, { exportId, pieceNo: 0 }, { key: `${exportId}:0` })
    return shown(await known(ctx, exportId))
  })
}

/** Ends it early and takes away what was written. Throws `exports.Unknown`. */
export async function cancelExport(ctx: Context, exportId: string): Promise<Export> {
  return inTransaction(ctx, async (ctx) => {
    const found = await known(ctx, exportId, true)
    if (found.state === "running" || found.state === "done") {
      await endExports(ctx, [exportId], "cancelled")
      await audit(ctx, { action: "exports.cancelled", subject: `export:${exportId}` })
    }
    return shown(await known(ctx, exportId))
  })
}

/** The file, piece by piece; each piece is read in a transaction of its own. Throws `exports.Unknown`, `NotReady`, `Gone`. */
export async function fileOf(ctx: Context, exportId: string) {
  const found = await inTransaction(ctx, (ctx) => mustBeThere(ctx, exportId))
  return { ...found, bytes: writeFile(found.what, found.format, piecesOf(ctx, found)) }
}

/** Throws when there is no file to be had. */
export async function mustBeThere(ctx: Context, exportId: string): Promise<ExportRow> {
  const found = await known(ctx, exportId)
  if (found.state === "running") throw ExportError.NotReady({ field: "exportId" })
  if (found.state !== "done") throw ExportError.Gone({ field: "exportId" })
  return found
}

async function* piecesOf(ctx: Context, { exportId, pieces }: ExportRow): AsyncGenerator<readonly Line[]> {
  for (let pieceNo = 0; pieceNo < pieces; pieceNo++) {
    const bytes = await inTransaction(ctx, (ctx) => selectPiece(ctx, exportId, pieceNo))
    if (!bytes) throw ExportError.Gone({ field: "exportId" })
    const lines: readonly Line[] = JSON.parse((await promisify(gunzip)(bytes)).toString())
    yield lines
  }
}

/** The same without keeping anything, for the command line. */
export async function* streamRows(
  ctx: Context,
  wanted: { what: ExportKind; segmentId: string | null },
  tell: (rows: number) => void,
): AsyncGenerator<readonly Line[]> {
  for (let place: Record<string, string> | null = null, rows = 0; ; ) {
    const { lines, next } = await inTransaction(ctx, (ctx) => readRows(ctx, wanted, place))
    tell((rows += lines.length))
    yield lines
    if (!next) return
    place = next
  }
}

/** Files are kept for seven days. */
export async function forgetOldExports(ctx: Context): Promise<void> {
  const old = await selectHeld(ctx, { before: new Date(ctx.now().getTime() - keptMs) })
  if (old.length > 0) await endExports(ctx, old, "expired")
}

/** Somebody is erased: she may be in any file that tells of people, so they all go (F96). */
export async function forgetFilesOfPeople(ctx: Context): Promise<void> {
  const held = await selectHeld(ctx, { ofPeople: true })
  if (held.length > 0) await endExports(ctx, held, "expired")
}

export const shown = ({ pieces: _pieces, place: _place, ...row }: ExportRow): Export => ({
  ...row,
  keptUntil: row.state === "done" ? new Date(row.createdAt.getTime() + keptMs) : null,
})

export async function known(ctx: Context, exportId: string, hold = false): Promise<ExportRow> {
  const found = await selectExport(ctx, exportId, hold)
  if (!found) throw ExportError.Unknown({ field: "exportId" })
  return found
}
