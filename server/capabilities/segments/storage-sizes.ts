import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Day } from "#kernel/days"
import type { Reach } from "./model-segment.ts"

export type NewSize = { readonly segmentId: string; readonly members: number; readonly reach: Reach | null }

/** Writes a day's sizes; what was counted later on the same day counts. */
export async function writeSizes(ctx: Context, day: Day, sizes: readonly NewSize[]): Promise<void> {
  if (sizes.length === 0) return
  await sql`insert into segments.sizes as s (brand_id, segment_id, day, members, reach, counted_at)
    select ${ctx.brandId}, r."segmentId", ${day}, r.members, nullif(r.reach, 'null'::jsonb), ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(sizes)}::jsonb) as r("segmentId" uuid, members int, reach jsonb)
    on conflict (brand_id, segment_id, day) do update
      set members = excluded.members, reach = coalesce(excluded.reach, s.reach), counted_at = excluded.counted_at
      where s.counted_at <= excluded.counted_at`.execute(ctx.db)
}

export type Sized = {
  /** Oldest first. */
  readonly sizes: readonly { readonly day: string; readonly members: number }[]
  /** As it was counted last. */
  readonly reach: Reach | null
}

/** What was recorded of each segment from this day on. */
export async function selectSizes(ctx: Context, from: Day): Promise<Map<string, Sized>> {
  const { rows } = await sql<Sized & { segmentId: string }>`
    select segment_id as "segmentId", jsonb_agg(jsonb_build_object('day', day, 'members', members) order by day) as sizes,
      (array_agg(reach order by day desc) filter (where reach is not null))[1] as reach
    from segments.sizes where brand_id = ${ctx.brandId} and day >= ${from} group by 1`.execute(ctx.db)
  // What was counted before other systems were a way names none.
  const whole = (reach: Reach | null): Reach | null => reach && { ...reach, relay: reach.relay ?? 0 }
  return new Map(rows.map(({ segmentId, sizes, reach }) => [segmentId, { sizes, reach: whole(reach) }]))
}

/** Forgets sizes of before this day. */
export async function deleteSizes(ctx: Context, before: Day): Promise<void> {
  await sql`delete from segments.sizes where brand_id = ${ctx.brandId} and day < ${before}`.execute(ctx.db)
}
