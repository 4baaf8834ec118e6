import { z } from "zod"
import { type Context, inBrand } from "#kernel/context"
import { anyEffect, backoff, enqueue, performedEffect } from "#kernel/effects"
import { clearFacts } from "./facts-projection.ts"

const Gone = z.object({ brandId: z.uuid() })

/** Removes a deleted brand from ClickHouse: at once, and again when what was on its way there has arrived. */
const forgetBrandFacts = performedEffect({
  kind: "events.forget-brand",
  title: { ja: "削除したブランドのできごとの消去", en: "Erasing the events of a deleted brand" },
  payload: Gone,
  concurrency: 1,
  leaseMs: 300_000,
  perform: async (ctx, { brandId }, attempt) => {
    if (brandId === ctx.brandId) throw new Error("the installation itself can't be forgotten")
    if (!ctx.facts.available()) return { kind: "retry", reason: "clickhouse_away", afterMs: backoff(ctx, attempt) }
    await clearFacts(inBrand(ctx, brandId))
    return { kind: "done" }
  },
  settle: async () => {},
  lost: () => "retry",
})
export const forgetBrandEffect = anyEffect(forgetBrandFacts)

const laterMs = 60_000

/** A brand is gone: its rows in Postgres went with it, its facts follow. In the platform's context. */
export async function forgetBrand(ctx: Context, { brandId }: { brandId: string }): Promise<void> {
  await enqueue(ctx, forgetBrandFacts, { brandId }, { key: brandId })
  const notBefore = new Date(ctx.now().getTime() + laterMs)
  await enqueue(ctx, forgetBrandFacts, { brandId }, { key: `${brandId}:again`, notBefore })
}
