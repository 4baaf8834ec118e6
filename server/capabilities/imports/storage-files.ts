import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { FileLayout, ImportFile } from "./model.ts"

/** The files of an import in their order, with how much of each is here. */
export async function selectFiles(ctx: Context, importId: string): Promise<ImportFile[]> {
  const { rows } = await sql<ImportFile>`
    select f.file_no as "fileNo", f.name, f.layout, f.first_row as "firstRow",
      count(p.piece_no)::int as pieces, coalesce(sum(length(p.bytes)), 0)::bigint as bytes
    from imports.files f left join imports.pieces p using (brand_id, import_id, file_no)
    where f.brand_id = ${ctx.brandId} and f.import_id = ${importId}
    group by f.file_no, f.name, f.layout, f.first_row order by f.file_no`.execute(ctx.db)
  return rows
}

/** Adds a file under this number; a name given again for the number replaces it. */
export async function upsertFile(ctx: Context, importId: string, fileNo: number, name: string): Promise<void> {
  await sql`insert into imports.files (brand_id, import_id, file_no, name) values (${ctx.brandId}, ${importId}, ${fileNo}, ${name})
    on conflict (brand_id, import_id, file_no) do update set name = excluded.name`.execute(ctx.db)
}

export async function upsertPiece(
  ctx: Context,
  importId: string,
  piece: { fileNo: number; pieceNo: number; bytes: Buffer; sha256: string },
): Promise<void> {
  await sql`insert into imports.pieces (brand_id, import_id, file_no, piece_no, sha256, bytes)
    values (${ctx.brandId}, ${importId}, ${piece.fileNo}, ${piece.pieceNo}, ${piece.sha256}, ${piece.bytes})
    on conflict (brand_id, import_id, file_no, piece_no) do update set sha256 = excluded.sha256, bytes = excluded.bytes
      where pieces.sha256 <> excluded.sha256`.execute(ctx.db)
}

export async function updateLayout(ctx: Context, importId: string, fileNo: number, layout: FileLayout): Promise<void> {
  await sql`update imports.files set layout = ${JSON.stringify(layout)}::jsonb
    where brand_id = ${ctx.brandId} and import_id = ${importId} and file_no = ${fileNo}`.execute(ctx.db)
}

export async function updateFirstRow(ctx: Context, importId: string, fileNo: number, firstRow: number): Promise<void> {
  await sql`update imports.files set first_row = ${firstRow}
    where brand_id = ${ctx.brandId} and import_id = ${importId} and file_no = ${fileNo}`.execute(ctx.db)
}

/** A part of one piece. Empty past its end; undefined when there is no such piece. */
export async function selectBytes(
  ctx: Context,
  importId: string,
  at: { fileNo: number; pieceNo: number; from: number; count: number },
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select substring(bytes from ${at.from + 1} for ${at.count}) as bytes from imports.pieces
    where brand_id = ${ctx.brandId} and import_id = ${importId} and file_no = ${at.fileNo} and piece_no = ${at.pieceNo}`.execute(
    ctx.db,
  )
  return rows[0]?.bytes
}

/** The last bytes of a file, an even number of them at most. */
export async function selectTail(ctx: Context, importId: string, fileNo: number, count: number): Promise<Buffer> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select substring(bytes from greatest(1, length(bytes) - ${count} + 1)) as bytes from imports.pieces
    where brand_id = ${ctx.brandId} and import_id = ${importId} and file_no = ${fileNo} order by piece_no desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.bytes ?? Buffer.alloc(0)
}

/** One hash over all pieces of all files: the same for the same upload. */
export async function selectFingerprint(ctx: Context, importId: string): Promise<string> {
  const { rows } = await sql<{ all: string | null }>`
    select string_agg(file_no || ':' || piece_no || ':' || sha256, ' ' order by file_no, piece_no) as all from imports.pieces
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
  return rows[0]?.all ?? ""
}

/** Forgets the files of imports that ended before this, and the lines cut from them. Returns how many imports. */
export async function emptyEnded(ctx: Context, before: Date): Promise<number> {
  const { rows } = await sql<{ importId: string }>`
    update imports.imports set emptied_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and emptied_at is null
      and ((state in ('finished', 'cancelled', 'failed') and finished_at < ${before}) or (state in ('uploading', 'ready') and created_at < ${before}))
    returning import_id as "importId"`.execute(ctx.db)
  const ids = rows.map((row) => row.importId)
  for (const table of ["pieces", "parts", "rows"])
    await sql`delete from ${sql.raw(`imports.${table}`)} where brand_id = ${ctx.brandId} and import_id = any(${ids}::uuid[])`.execute(
      ctx.db,
    )
  return ids.length
}
