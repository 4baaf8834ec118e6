import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { Programme, type ProgrammeVersion } from "./model.ts"

type Row = Omit<ProgrammeVersion, "programme"> & { readonly document: unknown }

const columns = sql.raw(`version, document, note, revision, changed_at as "changedAt", published_at as "publishedAt",
  published_by as "publishedBy", holds_from as "holdsFrom"`)

const read = ({ document, ...row }: Row): ProgrammeVersion => ({ ...row, programme: Programme.parse(document) })

/** Every version, the newest first; the draft, if there is one, before all. */
export async function selectProgrammes(ctx: Context): Promise<ProgrammeVersion[]> {
  const { rows } = await sql<Row>`select ${columns} from loyalty.programmes
    where brand_id = ${ctx.brandId} order by version desc`.execute(ctx.db)
  return rows.map(read)
}

/** Published versions with these numbers. */
export async function selectVersions(ctx: Context, versions: readonly number[]): Promise<ProgrammeVersion[]> {
  const { rows } = await sql<Row>`select ${columns} from loyalty.programmes
    where brand_id = ${ctx.brandId} and version = any(${[...versions]}::int[]) and published_at is not null`.execute(
    ctx.db,
  )
  return rows.map(read)
}

/** Number and beginning of each published version, the newest first. */
export async function selectBeginnings(ctx: Context): Promise<{ version: number; holdsFrom: Date }[]> {
  const { rows } = await sql<{ version: number; holdsFrom: Date }>`
    select version, holds_from as "holdsFrom" from loyalty.programmes
    where brand_id = ${ctx.brandId} and published_at is not null order by holds_from desc, version desc`.execute(ctx.db)
  return rows
}

export async function insertDraft(
  ctx: Context,
  { version, programme, note }: { version: number; programme: Programme; note: string },
): Promise<void> {
  await sql`insert into loyalty.programmes (brand_id, version, document, note, changed_at)
    values (${ctx.brandId}, ${version}, ${JSON.stringify(programme)}::jsonb, ${note}, ${ctx.now()})`.execute(ctx.db)
}

export async function updateDraft(ctx: Context, programme: Programme, note: string): Promise<void> {
  await sql`update loyalty.programmes set document = ${JSON.stringify(programme)}::jsonb, note = ${note},
      revision = revision + 1, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and published_at is null`.execute(ctx.db)
}

export async function deleteDraft(ctx: Context): Promise<void> {
  await sql`delete from loyalty.programmes where brand_id = ${ctx.brandId} and published_at is null`.execute(ctx.db)
}

export async function publishDraft(
  ctx: Context,
  { by, holdsFrom, eventNames }: { by: string; holdsFrom: Date; eventNames: readonly string[] },
): Promise<void> {
  await sql`update loyalty.programmes set published_at = ${ctx.now()}, published_by = ${by}, holds_from = ${holdsFrom},
      event_names = ${[...eventNames]}::text[]
    where brand_id = ${ctx.brandId} and published_at is null`.execute(ctx.db)
}
