import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type SharedRow = {
  readonly sharedId: string
  readonly name: string
  readonly liveVersion: number
  readonly changedAt: Date
  readonly archivedAt: Date | null
  /** As published last. */
  readonly blocks: unknown
}

const columns =
  sql.raw(`s.shared_id as "sharedId", s.name, s.live_version as "liveVersion", s.changed_at as "changedAt",
  s.archived_at as "archivedAt", v.blocks`)
const joined = sql.raw(`templates.shared s join templates.shared_versions v
  on v.brand_id = s.brand_id and v.shared_id = s.shared_id and v.version = s.live_version`)

export async function selectShared(ctx: Context): Promise<SharedRow[]> {
  const { rows } = await sql<SharedRow>`select ${columns} from ${joined}
    where s.brand_id = ${ctx.brandId} order by s.name, s.shared_id`.execute(ctx.db)
  return rows
}

export async function selectSharedByIds(ctx: Context, sharedIds: readonly string[]): Promise<SharedRow[]> {
  if (sharedIds.length === 0) return []
  const { rows } = await sql<SharedRow>`select ${columns} from ${joined}
    where s.brand_id = ${ctx.brandId} and s.shared_id = any(${sharedIds}::uuid[])`.execute(ctx.db)
  return rows
}

type Version = { readonly sharedId: string; readonly version: number; readonly blocks: unknown; readonly by: string }

/** Writes a version and makes it the one that is used; a new block with its first. */
export async function writeSharedVersion(
  ctx: Context,
  { name, ...v }: Version & { readonly name: string },
): Promise<void> {
  await sql`insert into templates.shared (brand_id, shared_id, name, live_version, created_at, changed_at)
    values (${ctx.brandId}, ${v.sharedId}, ${name}, ${v.version}, ${ctx.now()}, ${ctx.now()})
    on conflict (brand_id, shared_id) do update set name = excluded.name, live_version = excluded.live_version,
      changed_at = excluded.changed_at`.execute(ctx.db)
  await sql`insert into templates.shared_versions (brand_id, shared_id, version, blocks, published_at, published_by)
    values (${ctx.brandId}, ${v.sharedId}, ${v.version}, ${JSON.stringify(v.blocks)}::jsonb, ${ctx.now()}, ${v.by})`.execute(
    ctx.db,
  )
}

export async function archiveShared(ctx: Context, sharedId: string, at: Date | null): Promise<void> {
  await sql`update templates.shared set archived_at = ${at}, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and shared_id = ${sharedId}`.execute(ctx.db)
}
