import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type TemplateRow = {
  readonly templateId: string
  readonly key: string | null
  readonly nameJa: string
  readonly nameEn: string
  readonly purpose: "marketing" | "transactional"
  readonly intent: "value" | "ask" | "discount"
  readonly topic: string | null
  readonly liveVersion: number
  readonly createdAt: Date
  readonly changedAt: Date
  readonly archivedAt: Date | null
  readonly binnedAt: Date | null
}

const columns =
  sql.raw(`t.template_id as "templateId", t.key, t.name_ja as "nameJa", t.name_en as "nameEn", t.purpose, t.intent,
  t.topic, t.live_version as "liveVersion", t.created_at as "createdAt", t.changed_at as "changedAt",
  t.archived_at as "archivedAt", t.binned_at as "binnedAt"`)

export type ListedRow = TemplateRow & {
  readonly hasDraft: boolean
  /** What is published last, or else the draft. */
  readonly document: unknown
}

/** All that are not gone, those changed last first. */
export async function selectTemplates(ctx: Context): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select ${columns}, d.template_id is not null as "hasDraft", coalesce(v.written, d.document) as document
    from templates.templates t
    left join templates.versions v on v.brand_id = t.brand_id and v.template_id = t.template_id and v.version = t.live_version
    left join templates.drafts d on d.brand_id = t.brand_id and d.template_id = t.template_id
    where t.brand_id = ${ctx.brandId} and t.gone_at is null
    order by t.changed_at desc, t.template_id`.execute(ctx.db)
  return rows
}

export async function selectTemplate(ctx: Context, templateId: string): Promise<TemplateRow | undefined> {
  const { rows } = await sql<TemplateRow>`select ${columns} from templates.templates t
    where t.brand_id = ${ctx.brandId} and t.template_id = ${templateId} and t.gone_at is null`.execute(ctx.db)
  return rows[0]
}

/** What templates are called, the binned ones too, by their ids. */
export async function selectNames(
  ctx: Context,
  templateIds: readonly string[],
): Promise<Map<string, { ja: string; en: string }>> {
  const { rows } = await sql<{ templateId: string; ja: string; en: string }>`
    select template_id as "templateId", name_ja as ja, name_en as en from templates.templates
    where brand_id = ${ctx.brandId} and template_id = any(${templateIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ templateId, ja, en }) => [templateId, { ja, en }]))
}

export async function selectByKey(ctx: Context, key: string): Promise<TemplateRow | undefined> {
  const { rows } = await sql<TemplateRow>`select ${columns} from templates.templates t
    where t.brand_id = ${ctx.brandId} and t.key = ${key} and t.gone_at is null`.execute(ctx.db)
  return rows[0]
}

export type NewTemplate = Pick<TemplateRow, "templateId" | "key" | "nameJa" | "nameEn" | "purpose" | "intent" | "topic">

export async function insertTemplate(ctx: Context, t: NewTemplate): Promise<void> {
  await sql`insert into templates.templates (brand_id, template_id, key, name_ja, name_en, purpose, intent, topic, created_at, changed_at)
    values (${ctx.brandId}, ${t.templateId}, ${t.key}, ${t.nameJa}, ${t.nameEn}, ${t.purpose}, ${t.intent}, ${t.topic}, ${ctx.now()},
      ${ctx.now()})`.execute(ctx.db)
}

type Changes = Partial<Omit<TemplateRow, "templateId" | "key" | "createdAt" | "changedAt">>

export async function updateTemplate(ctx: Context, before: TemplateRow, changes: Changes): Promise<void> {
  const t = { ...before, ...changes }
  await sql`update templates.templates set name_ja = ${t.nameJa}, name_en = ${t.nameEn}, purpose = ${t.purpose}, intent = ${t.intent},
      topic = ${t.topic}, live_version = ${t.liveVersion}, archived_at = ${t.archivedAt}, binned_at = ${t.binnedAt},
      changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and template_id = ${t.templateId}`.execute(ctx.db)
}

/** Those in the bin since before an instant. */
export async function selectBinnedBefore(ctx: Context, at: Date): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`select ${columns} from templates.templates t
    where t.brand_id = ${ctx.brandId} and t.gone_at is null and t.binned_at < ${at}`.execute(ctx.db)
  return rows
}

/** Takes them off every list; what was published stays readable for the letters that said it. */
export async function markGone(ctx: Context, templateIds: readonly string[]): Promise<void> {
  await sql`delete from templates.drafts where brand_id = ${ctx.brandId} and template_id = any(${templateIds}::uuid[])`.execute(
    ctx.db,
  )
  await sql`update templates.templates set gone_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and template_id = any(${templateIds}::uuid[])`.execute(ctx.db)
}

export type DraftRow = {
  readonly document: unknown
  readonly basedOn: number
  readonly revision: number
  readonly changedAt: Date
  readonly changedBy: string
}

export async function selectDraft(ctx: Context, templateId: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select document, based_on as "basedOn", revision, changed_at as "changedAt", changed_by as "changedBy"
    from templates.drafts where brand_id = ${ctx.brandId} and template_id = ${templateId}`.execute(ctx.db)
  return rows[0]
}

export async function upsertDraft(ctx: Context, templateId: string, d: DraftRow): Promise<void> {
  await sql`insert into templates.drafts (brand_id, template_id, document, based_on, revision, changed_at, changed_by)
    values (${ctx.brandId}, ${templateId}, ${JSON.stringify(d.document)}::jsonb, ${d.basedOn}, ${d.revision}, ${d.changedAt},
      ${d.changedBy})
    on conflict (brand_id, template_id) do update set document = excluded.document, based_on = excluded.based_on,
      revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(ctx.db)
}

export async function deleteDraft(ctx: Context, templateId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from templates.drafts
    where brand_id = ${ctx.brandId} and template_id = ${templateId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export type VersionRow = {
  readonly version: number
  readonly written: unknown
  readonly document: unknown
  readonly note: string
  readonly publishedAt: Date
  readonly publishedBy: string
}

const versionColumns = sql.raw(
  `version, written, document, note, published_at as "publishedAt", published_by as "publishedBy"`,
)

/** Newest first. */
export async function selectVersions(ctx: Context, templateId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select ${versionColumns} from templates.versions
    where brand_id = ${ctx.brandId} and template_id = ${templateId} order by version desc`.execute(ctx.db)
  return rows
}

export async function selectVersion(
  ctx: Context,
  templateId: string,
  version: number,
): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`select ${versionColumns} from templates.versions
    where brand_id = ${ctx.brandId} and template_id = ${templateId} and version = ${version}`.execute(ctx.db)
  return rows[0]
}

export async function insertVersion(ctx: Context, templateId: string, v: VersionRow): Promise<void> {
  await sql`insert into templates.versions (brand_id, template_id, version, written, document, note, published_at, published_by)
    values (${ctx.brandId}, ${templateId}, ${v.version}, ${JSON.stringify(v.written)}::jsonb, ${JSON.stringify(v.document)}::jsonb,
      ${v.note}, ${v.publishedAt}, ${v.publishedBy})`.execute(ctx.db)
}

type Ref = { readonly templateId: string; readonly version: number }

/** What these versions say, with shared blocks in it; unknown ones are missing. */
export async function selectDocuments(ctx: Context, refs: readonly Ref[]): Promise<(Ref & { document: unknown })[]> {
  const { rows } = await sql<Ref & { document: unknown }>`
    select v.template_id as "templateId", v.version, v.document
    from unnest(${refs.map((ref) => ref.templateId)}::uuid[], ${refs.map((ref) => ref.version)}::int[]) as wanted(template_id, version)
    join templates.versions v on v.brand_id = ${ctx.brandId} and v.template_id = wanted.template_id and v.version = wanted.version`.execute(
    ctx.db,
  )
  return rows
}
