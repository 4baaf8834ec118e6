import { z } from "zod"
import type { Context } from "#kernel/context"
import { anyEffect, backoff, enqueue, performedEffect } from "#kernel/effects"
import { mergeAll, type MergedTable, mergedTables, type Parts, partsOf } from "./facts-parts.ts"

const nearlyAll = 0.9
const notAgainSeconds = 12 * 3_600

/** Whether it is worth rewriting: a table lies in several parts, and was not brought together in these hours already. */
export const wantsMerging = ({ count, largest, ageSeconds }: Parts): boolean =>
  count > 1 && !(largest >= nearlyAll && ageSeconds < notAgainSeconds)

/**
 * Brings all that a table of ClickHouse holds into one part, which it does by itself for small parts only: one person's
 * rows then lie in one place, and a question about a few hundred people reads a third as much. It rewrites the table (18 s
 * for fifty million events of a million people), so it is for the night. What can't be done changes nothing: the parts stay.
 */
const merge = performedEffect({
  kind: "events.merge-parts",
  title: { ja: "分析用の表をひとつにまとめる", en: "Bringing together what analytics holds" },
  payload: z.object({ table: z.enum(mergedTables) }),
  concurrency: 1,
  leaseMs: 300_000,
  maxAttempts: 3,
  perform: async (ctx, { table }, attempt) => {
    if (!ctx.facts.available()) return { kind: "retry", reason: "clickhouse_away", afterMs: backoff(ctx, attempt) }
    if (wantsMerging(await partsOf(ctx, table))) await mergeAll(ctx, table)
    return { kind: "done" }
  },
  settle: async () => {},
  lost: () => "retry",
})
export const mergeEffect = anyEffect(merge)

/**
 * Asks that these tables be brought together, as of this occurrence of a night. They hold all brands' rows: whichever brand
 * asks second finds it done.
 */
export async function wantMerged(ctx: Context, tables: readonly MergedTable[], occurrence: Date): Promise<void> {
  for (const table of tables) await enqueue(ctx, merge, { table }, { key: `${table} ${occurrence.toISOString()}` })
}
