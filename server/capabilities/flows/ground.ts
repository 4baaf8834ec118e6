import { brandById } from "#brands"
import { productsInStock } from "#catalog"
import { type Condition, liveSegments, segmentStanding, type Setting, settingAt } from "#segments"
import { officeDays } from "#kernel/calendar"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import type { Ground } from "./check-rules.ts"

/** What decisions at an instant share; reads about segments only when some condition asks for them. */
export async function groundAt(
  ctx: Context,
  at: Date,
  conditions: readonly Condition[],
  isShadow = false,
): Promise<Ground> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  return {
    clock: { zone, days: officeDays },
    setting: conditions.length > 0 ? await settingOf(ctx, at, conditions) : bare(at, zone),
    cores: new Map(),
    inStock: new Map(),
    isShadow,
  }
}

const bare = (at: Date, zone: string): Setting => ({
  today: dayIn(zone, at),
  now: Math.floor(at.getTime() / 1_000),
  averages: {},
  segments: new Map(),
  categories: new Map(),
})

async function settingOf(ctx: Context, at: Date, conditions: readonly Condition[]): Promise<Setting> {
  const averages = (await segmentStanding(ctx))?.averages ?? {}
  return settingAt(ctx, at, conditions, await liveSegments(ctx), averages)
}

/** The same with what is known of the stock of these products. */
export async function withStock(ctx: Context, ground: Ground, productIds: readonly string[]): Promise<Ground> {
  const open = [...new Set(productIds)].filter((id) => !ground.inStock.has(id))
  if (open.length === 0) return ground
  const found = await productsInStock(ctx, open)
  return { ...ground, inStock: new Map([...ground.inStock, ...found]) }
}
