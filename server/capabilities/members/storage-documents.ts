import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type StoredDocument = {
  readonly version: number
  readonly document: unknown
  readonly note: string
  readonly revision: number
  readonly changedAt: Date
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
}

const columns = sql.raw(
  `version, document, note, revision, changed_at as "changedAt", published_at as "publishedAt", published_by as "publishedBy"`,
)

/** Every version, the newest first; the draft, if there is one, before all. */
export async function selectDocuments(ctx: Context, name: string): Promise<StoredDocument[]> {
  const { rows } = await sql<StoredDocument>`select ${columns} from members.documents
    where brand_id = ${ctx.brandId} and name = ${name} order by version desc`.execute(ctx.db)
  return rows
}

/** The version that holds, of each of these names or of all that begin so. */
export async function selectLive(ctx: Context, name: string): Promise<StoredDocument | undefined> {
  const { rows } = await sql<StoredDocument>`select ${columns} from members.documents
    where brand_id = ${ctx.brandId} and name = ${name} and published_at is not null order by version desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}

/** Newest published and draft of everything whose name begins so, by name. */
export async function selectNewest(
  ctx: Context,
  prefix: string,
): Promise<{ name: string; live: StoredDocument | null; draft: StoredDocument | null }[]> {
  const { rows } = await sql<StoredDocument & { name: string }>`
    select distinct on (name, published_at is null) name, ${columns} from members.documents
    where brand_id = ${ctx.brandId} and starts_with(name, ${prefix})
    order by name, published_at is null, version desc`.execute(ctx.db)
  return [...Map.groupBy(rows, (row) => row.name)].map(([name, found]) => ({
    name,
    live: found.find((row) => row.publishedAt !== null) ?? null,
    draft: found.find((row) => row.publishedAt === null) ?? null,
  }))
}

export async function insertDraft(
  ctx: Context,
  name: string,
  { version, document, note }: { version: number; document: unknown; note: string },
): Promise<void> {
  await sql`insert into members.documents (brand_id, name, version, document, note, changed_at)
    values (${ctx.brandId}, ${name}, ${version}, ${JSON.stringify(document)}::jsonb, ${note}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function updateDraft(
  ctx: Context,
  name: string,
  { document, note }: { document: unknown; note: string },
): Promise<void> {
  await sql`update members.documents set document = ${JSON.stringify(document)}::jsonb, note = ${note}, revision = revision + 1,
      changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and name = ${name} and published_at is null`.execute(ctx.db)
}

export async function publishDraft(ctx: Context, name: string, by: string): Promise<void> {
  await sql`update members.documents set published_at = ${ctx.now()}, published_by = ${by}
    where brand_id = ${ctx.brandId} and name = ${name} and published_at is null`.execute(ctx.db)
}

export async function deleteDraft(ctx: Context, name: string): Promise<void> {
  await sql`delete from members.documents
    where brand_id = ${ctx.brandId} and name = ${name} and published_at is null`.execute(ctx.db)
}
