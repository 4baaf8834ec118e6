import { setTimeout as sleep } from "node:timers/promises"
import { zonedBrands } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { dailyCounts, readThrough, receivedCount } from "./facts-projection.ts"
import { projectionLag } from "./project-events.ts"
import { rebuildAnalytics } from "./rebuild-analytics.ts"
import { countReceived } from "./storage-projection.ts"

export type Finding = { readonly brandId: string; readonly what: "days_differ" | "count_differs" | "unreadable" }

const hourMs = 3_600_000
const tries = 3

/**
 * Compares ClickHouse with itself and with Postgres, brand by brand: each day's facts with the rollup's, all facts older
 * than an hour with the inbox's, and every column can be read (F23). Empty when all is well, or too far behind to tell.
 */
export async function checkProjection(ctx: Context): Promise<Finding[]> {
  const { available, seconds } = await projectionLag(ctx)
  if (!available || seconds * 1_000 > hourMs) return []
  const before = new Date(Math.floor((ctx.now().getTime() - hourMs) / 1_000) * 1_000)
  const received = await inTransaction(ctx, (ctx) => countReceived(ctx, before))
  const findings: Finding[] = []
  for (const { brandId } of await zonedBrands(ctx)) {
    const what = await finding(inBrand(ctx, brandId), before, received.get(brandId) ?? 0)
    if (what) findings.push({ brandId, what })
  }
  return findings
}

async function finding(ctx: Context, before: Date, received: number): Promise<Finding["what"] | undefined> {
  try {
    await readThrough(ctx)
    // An insert reaches the rollup a moment after the facts, so a difference must stay to count.
    const differ = async () =>
      (await dailyCounts(ctx)).some(({ events, rollup, history }) => events !== rollup || events !== history)
    for (let tried = 1; await differ(); tried++) {
      if (tried === tries) return "days_differ"
      await sleep(500)
    }
    return (await receivedCount(ctx, before)) === received ? undefined : "count_differs"
  } catch (err) {
    if (!ctx.facts.available()) return undefined
    ctx.log.warn({ err, brandId: ctx.brandId }, "analytics can't be read")
    return "unreadable"
  }
}

/** The nightly check: what does not agree with Postgres is made anew from it. */
export async function mendProjection(ctx: Context): Promise<void> {
  const findings = await checkProjection(ctx)
  if (findings.length === 0) return
  ctx.log.error({ findings }, "analytics differ from Postgres: rebuilding them")
  await rebuildAnalytics(ctx)
}
