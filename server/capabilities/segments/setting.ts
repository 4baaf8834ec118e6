import { brandById } from "#brands"
import { productIdsOfTypes } from "#catalog"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { leavesOf } from "./document-rules.ts"
import type { Setting } from "./lower-rules.ts"
import type { Condition } from "./model.ts"
import type { Live } from "./model-stored.ts"

/** What documents mean for this brand at an instant, with these averages. */
export async function settingAt(
  ctx: Context,
  at: Date,
  documents: readonly Condition[],
  live: readonly Live[],
  averages: Readonly<Record<string, number>>,
): Promise<Setting> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const all = [...documents, ...live.map((l) => l.who)].flatMap(leavesOf)
  const types = all.flatMap((leaf) => ("scope" in leaf ? (leaf.scope?.categories ?? []) : []))
  return {
    today: dayIn(zone, at),
    now: Math.floor(at.getTime() / 1_000),
    averages,
    segments: new Map(live.map((l) => [l.segmentId, l.who])),
    categories: await productIdsOfTypes(ctx, [...new Set(types)]),
  }
}
