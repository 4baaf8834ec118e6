import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"

export type Published = { readonly version: number; readonly document: unknown }

/** The newest published document; undefined while the kind's own wording is used. */
export async function selectPublished(ctx: Context, kind: string, language: Language): Promise<Published | undefined> {
  const { rows } = await sql<Published>`select version, document from messages.templates
    where brand_id = ${ctx.brandId} and kind = ${kind} and language = ${language}
    order by version desc limit 1`.execute(ctx.db)
  return rows[0]
}

export type Version = {
  readonly kind: string
  readonly language: Language
  readonly version: number
  readonly document: unknown
  readonly publishedAt: Date
  readonly publishedBy: string
}

const columns = sql.raw(
  `kind, language, version, document, published_at as "publishedAt", published_by as "publishedBy"`,
)

/** The newest version of every kind and language that has one. */
export async function selectAllPublished(ctx: Context): Promise<Version[]> {
  const { rows } = await sql<Version>`select distinct on (kind, language) ${columns} from messages.templates
    where brand_id = ${ctx.brandId} order by kind, language, version desc`.execute(ctx.db)
  return rows
}

/** Every version of one wording, newest first. */
export async function selectVersions(ctx: Context, kind: string, language: Language): Promise<Version[]> {
  const { rows } = await sql<Version>`select ${columns} from messages.templates
    where brand_id = ${ctx.brandId} and kind = ${kind} and language = ${language} order by version desc`.execute(ctx.db)
  return rows
}

export async function insertVersion(ctx: Context, v: Version): Promise<void> {
  await sql`insert into messages.templates (brand_id, kind, language, version, document, published_at, published_by)
    values (${ctx.brandId}, ${v.kind}, ${v.language}, ${v.version}, ${JSON.stringify(v.document)}::jsonb, ${v.publishedAt},
      ${v.publishedBy})`.execute(ctx.db)
}

export type Draft = {
  readonly document: unknown
  readonly basedOn: number
  readonly revision: number
  readonly changedAt: Date
  readonly changedBy: string
}

export async function selectDraft(ctx: Context, kind: string, language: Language): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`
    select document, based_on as "basedOn", revision, changed_at as "changedAt", changed_by as "changedBy"
    from messages.drafts where brand_id = ${ctx.brandId} and kind = ${kind} and language = ${language}`.execute(ctx.db)
  return rows[0]
}

/** Kind and language of every draft. */
export async function selectDraftPlaces(ctx: Context): Promise<{ kind: string; language: Language }[]> {
  const { rows } = await sql<{ kind: string; language: Language }>`select kind, language from messages.drafts
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows
}

export async function upsertDraft(ctx: Context, kind: string, language: Language, d: Draft): Promise<void> {
  await sql`insert into messages.drafts (brand_id, kind, language, document, based_on, revision, changed_at, changed_by)
    values (${ctx.brandId}, ${kind}, ${language}, ${JSON.stringify(d.document)}::jsonb, ${d.basedOn}, ${d.revision},
      ${d.changedAt}, ${d.changedBy})
    on conflict (brand_id, kind, language) do update set document = excluded.document, based_on = excluded.based_on,
      revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(ctx.db)
}

export async function deleteDraft(ctx: Context, kind: string, language: Language): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from messages.drafts
    where brand_id = ${ctx.brandId} and kind = ${kind} and language = ${language}`.execute(ctx.db)
  return numAffectedRows === 1n
}
