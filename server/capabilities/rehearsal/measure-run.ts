import { brandById } from "#brands"
import { keptOfOrders } from "#orders"
import { accountMoves, earnedOrders, reachOf } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { RehearsalError } from "./errors.ts"
import { compareForecast, type Counted } from "./measured-rules.ts"
import { knownRun, plansOf } from "./rehearse.ts"
import { type Run, selectPublished } from "./storage.ts"
import { saveMeasured, selectMeasured } from "./storage-measured.ts"

const dayMs = 86_400_000
const ordersAtOnce = 5_000

/** What came true since a programme was published, counted from the ledger and the orders themselves. */
async function counted(ctx: Context, run: Run, zone: string): Promise<Counted> {
  const from = run.publishedAt ?? ctx.now()
  const until = ctx.now()
  let [revenue, earned] = [0, 0]
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof earnedOrders>> = await earnedOrders(ctx, {
      from,
      until,
      after,
      limit: ordersAtOnce,
    })
    const kept = await keptOfOrders(
      ctx,
      page.map(({ orderId }) => orderId),
    )
    for (const { orderId, points } of page) {
      revenue += kept.get(orderId) ?? 0
      earned += points
    }
    after = page.at(-1)?.orderId ?? null
    if (page.length < ordersAtOnce) break
  }
  const moves = await accountMoves(ctx, { from, until, zone })
  const sum = (kinds: readonly string[]) =>
    moves.reduce((all, move) => all + (kinds.includes(move.kind) ? move.points : 0), 0)
  const { members, reached } = await reachOf(ctx, run.assumptions.leastUse)
  return {
    days: Math.floor((until.getTime() - from.getTime()) / dayMs),
    members,
    reached,
    revenue,
    earned,
    issued: sum(["issued"]),
    used: Math.max(0, -sum(["redeemed", "returned"])),
  }
}

const zoneOf = async (ctx: Context) => (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"

/** Every night: what came true of each forecast that was published (H12). */
export const measurePublished = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    for (const run of await selectPublished(ctx))
      await saveMeasured(ctx, run.runId, dayIn(zone, ctx.now()), await counted(ctx, run, zone))
  })

/** The forecast beside what came true until now. Throws `rehearsal.Unknown`, `NotReady`. */
export const showMeasured = (ctx: Context, runId: string) =>
  inTransaction(ctx, async (ctx) => {
    const run = await knownRun(ctx, runId)
    if (!run.result) throw RehearsalError.NotReady({ field: "runId" })
    const seen = await counted(ctx, run, await zoneOf(ctx))
    const { yenPerPoint } = plansOf(run).draft.programme
    const playedDays = (run.until.getTime() - run.starts.getTime()) / dayMs
    const history = await selectMeasured(ctx, runId)
    return {
      publishedAt: run.publishedAt,
      days: seen.days,
      members: seen.members,
      figures: compareForecast(run.result.draft, playedDays, yenPerPoint, seen),
      history: history.map(({ day, figures: { used, revenue } }) => ({
        day,
        costShare: revenue > 0 ? (used * yenPerPoint) / revenue : null,
      })),
      forecast: run.result.draft,
    }
  })
