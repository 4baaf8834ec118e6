import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { Programme } from "./model.ts"

export type Draft = {
  readonly document: Programme
  readonly revision: number
  readonly pausedAt: Date | null
  readonly pauseReason: string | null
}

export async function selectDraft(ctx: Context): Promise<Draft | undefined> {
  const { rows } = await sql<Omit<Draft, "document"> & { document: unknown }>`
    select document, revision, paused_at as "pausedAt", pause_reason as "pauseReason" from referrals.drafts
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: Programme.parse(row.document) }))[0]
}

/** False when somebody else was faster. `basedOn` 0: there was none yet. */
export async function writeDraft(ctx: Context, document: Programme, basedOn: number): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into referrals.drafts (brand_id, document, revision, changed_at)
    values (${ctx.brandId}, ${JSON.stringify(document)}::jsonb, 1, ${ctx.now()})
    on conflict (brand_id) do update set document = excluded.document, revision = drafts.revision + 1, changed_at = excluded.changed_at
      where drafts.revision = ${basedOn}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function writePause(ctx: Context, reason: string | null): Promise<void> {
  await sql`update referrals.drafts set paused_at = ${reason === null ? null : ctx.now()}, pause_reason = ${reason}
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
}

export type Published = {
  readonly version: number
  readonly document: Programme
  readonly publishedAt: Date
  readonly publishedBy: string
}

export async function selectPublished(ctx: Context, version: number | null): Promise<Published | undefined> {
  const { rows } = await sql<Omit<Published, "document"> & { document: unknown }>`
    select version, document, published_at as "publishedAt", published_by as "publishedBy" from referrals.programmes
    where brand_id = ${ctx.brandId} ${version === null ? sql`` : sql`and version = ${version}`}
    order by version desc limit 1`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: Programme.parse(row.document) }))[0]
}

export async function selectVersions(ctx: Context): Promise<Omit<Published, "document">[]> {
  const { rows } = await sql<Omit<Published, "document">>`
    select version, published_at as "publishedAt", published_by as "publishedBy" from referrals.programmes
    where brand_id = ${ctx.brandId} order by version desc limit 100`.execute(ctx.db)
  return rows
}

export async function insertPublished(ctx: Context, document: Programme, by: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into referrals.programmes (brand_id, version, document, published_at, published_by)
    select ${ctx.brandId}, coalesce(max(version), 0) + 1, ${JSON.stringify(document)}::jsonb, ${ctx.now()}, ${by}
    from referrals.programmes where brand_id = ${ctx.brandId} returning version`.execute(ctx.db)
  return rows[0]?.version ?? 0
}
