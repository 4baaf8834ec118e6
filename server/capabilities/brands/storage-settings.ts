import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type SettingVersion = {
  readonly version: number
  readonly value: unknown
  readonly changedBy: string
  readonly changedAt: Date
}

const columns = sql.raw(`version, value, changed_by as "changedBy", changed_at as "changedAt"`)

export async function selectSetting(ctx: Context, area: string): Promise<SettingVersion | undefined> {
  const { rows } = await sql<SettingVersion>`select ${columns} from brands.settings
    where brand_id = ${ctx.brandId} and area = ${area} order by version desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** All versions of an area, the newest first, at most `limit`. */
export async function selectSettingVersions(ctx: Context, area: string, limit: number): Promise<SettingVersion[]> {
  const { rows } = await sql<SettingVersion>`select ${columns} from brands.settings
    where brand_id = ${ctx.brandId} and area = ${area} order by version desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function insertSetting(ctx: Context, area: string, setting: SettingVersion): Promise<void> {
  await sql`insert into brands.settings (brand_id, area, version, value, changed_by, changed_at)
    values (${ctx.brandId}, ${area}, ${setting.version}, ${JSON.stringify(setting.value)}::jsonb, ${setting.changedBy}, ${setting.changedAt})`.execute(
    ctx.db,
  )
}

export async function selectPublicUrl(ctx: Context): Promise<string | undefined> {
  const { rows } = await sql<{ url: string }>`select public_url as url from brands.installation`.execute(ctx.db)
  return rows[0]?.url
}

export async function keepPublicUrl(ctx: Context, url: string): Promise<void> {
  await sql`insert into brands.installation (brand_id, public_url) values (${ctx.brandId}, ${url})
    on conflict (brand_id) do update set public_url = excluded.public_url`.execute(ctx.db)
}
