import { brandById } from "#brands"
import { audienceIds, membersAfter } from "#segments"
import { timeIsInDoubt } from "#kernel/clock-watch"
import { type Context, inTransaction } from "#kernel/context"
import { lateToleranceMs } from "#kernel/schedules"
import { dayIn } from "#kernel/zones"
import { launchFacts } from "./launches.ts"
import type { Trigger } from "./model.ts"
import type { Start } from "./model-stored.ts"
import { plansOf } from "./plans.ts"
import { peopleOn } from "./start-rules.ts"
import { selectFlow, selectFlows } from "./storage.ts"
import { claimStart, insertEntrants, insertStarts, markTimed, moveStart } from "./storage-entrants.ts"
import { occurrences } from "./times-rules.ts"

const pageSize = 1_000

type Timed = Extract<Trigger, { kind: "date" | "schedule" }>

/** When a trigger comes: a schedule by its calendar, a date every day at its time. */
const timesOf = (trigger: Timed, zone: string, after: Date, until: Date) =>
  occurrences(trigger.kind === "schedule" ? trigger.calendar : { at: trigger.at }, zone, after, until)

/**
 * Writes down which schedules and dates have come since the last look, each once (F64). What was missed for more than ten
 * minutes, because nothing ran, lets nobody in: it would come at the wrong moment (F65).
 */
export async function startByTime(ctx: Context): Promise<void> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const now = ctx.now()
  for (const flow of await selectFlows(ctx)) {
    const { flowId, state, liveVersion, timedUntil } = flow
    if (state !== "live" || liveVersion === null || !timedUntil) continue
    if (flow.triggerKind !== "schedule" && flow.triggerKind !== "date") continue
    const trigger = (await plansOf(ctx, [{ flowId, version: liveVersion }])).get(`${flowId}:${liveVersion}`)?.document
      .trigger
    if (trigger?.kind !== "schedule" && trigger?.kind !== "date") continue
    const come = timesOf(trigger, zone, timedUntil, now)
    await insertStarts(
      ctx,
      come.map(({ key, at }) => ({ flowId, key, at, missed: now.getTime() - at.getTime() > lateToleranceMs })),
    )
    await markTimed(ctx, flowId, now)
  }
}

/**
 * The next page of a start that is under way: its people wait to come in, and the place is moved, in one transaction. A crash
 * goes on from the last page (F04). Whoever is asked for by ClickHouse waits while it is away. Returns whether there was one.
 */
export const readStart = (ctx: Context): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    if (await timeIsInDoubt(ctx)) return false
    const start = await claimStart(ctx)
    if (!start) return false
    const flow = await selectFlow(ctx, start.flowId)
    const version = flow?.state === "live" ? flow.liveVersion : null
    if (version === null || version === undefined) {
      await moveStart(ctx, start, 0, null)
      return true
    }
    const plan = (await plansOf(ctx, [{ flowId: start.flowId, version }])).get(`${start.flowId}:${version}`)
    const ids = plan ? await pageOf(ctx, plan.document.trigger, start) : []
    if (ids === "away") return false
    const facts = await launchFacts(ctx, start)
    await insertEntrants(
      ctx,
      ids.map((customerId) => ({
        flowId: start.flowId,
        entryKey: `time:${start.key}:${customerId}`,
        customerId,
        at: start.at,
        facts,
      })),
    )
    await moveStart(ctx, start, ids.length, ids.length === pageSize ? (ids.at(-1) ?? null) : null)
    return true
  })

async function pageOf(ctx: Context, trigger: Trigger, start: Start): Promise<readonly string[] | "away"> {
  if (trigger.kind === "schedule" || trigger.kind === "launch")
    return (await membersAfter(ctx, trigger.segmentId, start.after, pageSize)).map(({ customerId }) => customerId)
  if (trigger.kind !== "date") return []
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const who = peopleOn(trigger, dayIn(zone, start.at))
  if (!who) return []
  if (!ctx.facts.available()) return "away"
  return audienceIds(ctx, { format: 1, who }, start.after, pageSize)
}
