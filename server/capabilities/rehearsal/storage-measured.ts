import { sql } from "kysely"
import { z } from "zod"
import type { Context } from "#kernel/context"

const Figures = z.object({
  days: z.number(),
  members: z.number(),
  revenue: z.number(),
  earned: z.number(),
  issued: z.number(),
  used: z.number(),
  reached: z.number(),
})
type Figures = z.infer<typeof Figures>

export async function saveMeasured(ctx: Context, runId: string, day: string, figures: Figures): Promise<void> {
  await sql`insert into rehearsal.measured (brand_id, run_id, day, figures, measured_at)
    values (${ctx.brandId}, ${runId}, ${day}::date, ${JSON.stringify(figures)}::jsonb, ${ctx.now()})
    on conflict (brand_id, run_id, day) do update set figures = excluded.figures, measured_at = excluded.measured_at`.execute(
    ctx.db,
  )
}

/** What was measured each day, the oldest first. */
export async function selectMeasured(ctx: Context, runId: string): Promise<{ day: string; figures: Figures }[]> {
  const { rows } = await sql<{ day: string; figures: unknown }>`select day::text as day, figures from rehearsal.measured
    where brand_id = ${ctx.brandId} and run_id = ${runId} order by day limit 1000`.execute(ctx.db)
  return rows.map(({ day, figures }) => ({ day, figures: Figures.parse(figures) }))
}
