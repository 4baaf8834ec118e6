import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Export } from "./model.ts"

export type ExportRow = Omit<Export, "keptUntil"> & {
  readonly pieces: number
  readonly place: Record<string, string> | null
}

const columns = sql.raw(`export_id as "exportId", what, segment_id as "segmentId", format, state, rows, pieces, place,
  created_at as "createdAt", ended_at as "endedAt"`)

export async function insertExport(
  ctx: Context,
  e: Pick<Export, "exportId" | "what" | "segmentId" | "format">,
): Promise<void> {
  await sql`insert into exports.exports (brand_id, export_id, what, segment_id, format, actor, created_at)
    values (${ctx.brandId}, ${e.exportId}, ${e.what}, ${e.segmentId}, ${e.format}, ${JSON.stringify(ctx.actor)}::jsonb, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function selectExport(ctx: Context, exportId: string, hold = false): Promise<ExportRow | undefined> {
  const { rows } = await sql<ExportRow>`select ${columns} from exports.exports
    where brand_id = ${ctx.brandId} and export_id = ${exportId} ${sql.raw(hold ? "for update" : "")}`.execute(ctx.db)
  return rows[0]
}

/** The newest first, before this one. */
export async function selectExports(ctx: Context, beforeId: string | null, limit: number): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`select ${columns} from exports.exports
    where brand_id = ${ctx.brandId} and (${beforeId}::uuid is null or export_id < ${beforeId}::uuid)
    order by export_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Adds a piece and moves the export on; `place` null: that was the last one. */
export async function addPiece(
  ctx: Context,
  exportId: string,
  piece: { pieceNo: number; rows: number; bytes: Buffer },
  place: Record<string, string> | null,
): Promise<void> {
  await sql`insert into exports.pieces (brand_id, export_id, piece_no, rows, bytes)
    values (${ctx.brandId}, ${exportId}, ${piece.pieceNo}, ${piece.rows}, ${piece.bytes})`.execute(ctx.db)
  await sql`update exports.exports set rows = rows + ${piece.rows}, pieces = pieces + 1, bytes = bytes + ${piece.bytes.length},
      place = ${place === null ? null : JSON.stringify(place)}::jsonb,
      state = ${place === null ? "done" : "running"}, ended_at = ${place === null ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and export_id = ${exportId}`.execute(ctx.db)
}

export async function selectPiece(ctx: Context, exportId: string, pieceNo: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from exports.pieces
    where brand_id = ${ctx.brandId} and export_id = ${exportId} and piece_no = ${pieceNo}`.execute(ctx.db)
  return rows[0]?.bytes
}

export async function endExports(
  ctx: Context,
  exportIds: readonly string[],
  state: "cancelled" | "expired",
): Promise<void> {
  await sql`delete from exports.pieces where brand_id = ${ctx.brandId} and export_id = any(${exportIds}::uuid[])`.execute(
    ctx.db,
  )
  await sql`update exports.exports set state = ${state}, ended_at = coalesce(ended_at, ${ctx.now()}), place = null
    where brand_id = ${ctx.brandId} and export_id = any(${exportIds}::uuid[])`.execute(ctx.db)
}

/** Those with files that were begun before; of everything that holds people when `ofPeople`. */
export async function selectHeld(
  ctx: Context,
  { before, ofPeople }: { before?: Date; ofPeople?: true },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select export_id as id from exports.exports
    where brand_id = ${ctx.brandId} and state in ('running', 'done')
      and (${before ?? null}::timestamptz is null or created_at < ${before ?? null})
      and (${ofPeople ?? false} = false or what <> 'products')`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
