import type { z } from "zod"
import { type Context, inTransaction, lock } from "#kernel/context"
import { knownRows } from "#kernel/known-rows"
import { actorText, audit } from "./audit.ts"
import { BrandError } from "./errors.ts"
import { insertSetting, selectSetting, selectSettingVersions } from "./storage-settings.ts"

const settings = knownRows("brands.setting", selectSetting)

/** What the brand has set in an area, `fallback` until it has set anything. Fields that came later take the schema's defaults. */
export async function settingOf<T>(ctx: Context, area: string, schema: z.ZodType<T>, fallback: T): Promise<T> {
  const stored = await inTransaction(ctx, (ctx) => settings.get(ctx, area))
  return stored ? schema.parse(stored.value) : fallback
}

/** The number of the area's current version; 0 while nothing was set. Hand it to `changeSetting` to notice others' changes. */
export async function settingVersion(ctx: Context, area: string): Promise<number> {
  return (await inTransaction(ctx, (ctx) => selectSetting(ctx, area)))?.version ?? 0
}

/**
 * Writes a new version of the area's settings and a line of the audit log; earlier versions stay. Returns the version's
 * number. Throws `brands.SettingsMoved` when `basedOn` is given and is not the current version. Keep secrets sealed.
 */
export async function changeSetting<T>(
  ctx: Context,
  area: string,
  schema: z.ZodType<T>,
  value: T,
  basedOn?: number,
): Promise<number> {
  const parsed = schema.parse(value)
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, `brands.settings.${area}`)
    const current = await selectSetting(ctx, area)
    const version = (current?.version ?? 0) + 1
    if (basedOn !== undefined && basedOn !== version - 1) throw BrandError.SettingsMoved({ current: version - 1 })
    settings.change(ctx, area)
    await insertSetting(ctx, area, { version, value: parsed, changedBy: actorText(ctx.actor), changedAt: ctx.now() })
    await audit(ctx, { action: "settings.changed", subject: `settings:${area}`, before: current?.value, after: parsed })
    return version
  })
}

/** Who changed an area when, and to what: the newest first. */
export const settingHistory = (ctx: Context, area: string, limit = 50) =>
  inTransaction(ctx, (ctx) => selectSettingVersions(ctx, area, limit))
