import { audit } from "#brands"
import { ratesOf } from "#engagement"
import type { Context } from "#kernel/context"
import { DeliverabilityError } from "./errors.ts"
import { forgetStanding } from "./standing.ts"
import { type Alarm, alarmOf, rateWithinMs } from "./pauses-rules.ts"
import { insertPause, resumePause, selectLastPause, selectPause } from "./storage-pauses.ts"

/** How the letters of the last seven days fared, those after the last resumption only. */
export async function alarm(ctx: Context): Promise<Alarm> {
  const week = new Date(ctx.now().getTime() - rateWithinMs)
  const last = await selectLastPause(ctx)
  // Whoever resumes has seen the numbers: only what comes afterwards can stop the letters again.
  const from = last?.resumedAt && last.resumedAt > week ? last.resumedAt : week
  const { sent, delivered, bounced, complained } = await ratesOf(ctx, { purpose: "marketing", channel: "email", from })
  return alarmOf({ sent, delivered, bounced: bounced.hard + bounced.soft, complained })
}

/** Stops all letters by mail when complaints or bounces rise to where mailbox providers begin to refuse (M04). */
export async function pauseIfTooHigh(ctx: Context): Promise<void> {
  if (await selectPause(ctx)) return
  const { level, why, rateBp } = await alarm(ctx)
  if (level !== "stop") return
  await insertPause(ctx, { pauseId: ctx.id(), why, rateBp })
  ctx.afterCommit(() => forgetStanding(ctx))
  ctx.log.error({ why, rateBp }, "letters are paused: too many of them are refused")
  await audit(ctx, { action: "deliverability.paused", subject: "letters", after: { why, rateBp } })
}

/** Lets letters go again on somebody's word. Throws `deliverability.NotPaused`. */
export async function resumeLetters(ctx: Context, by: string): Promise<void> {
  if (!(await resumePause(ctx, by))) throw DeliverabilityError.NotPaused()
  ctx.afterCommit(() => forgetStanding(ctx))
  await audit(ctx, { action: "deliverability.resumed", subject: "letters" })
}

const lookEveryMs = 30_000
const lastLooks = new Map<string, number>()

/** The same after a bounce or a complaint, but not for each of a hundred that come at once: twice a minute at most. */
export async function lookAtRates(ctx: Context): Promise<void> {
  const now = ctx.now().getTime()
  if (Math.abs(now - (lastLooks.get(ctx.brandId) ?? 0)) < lookEveryMs) return
  lastLooks.set(ctx.brandId, now)
  await pauseIfTooHigh(ctx)
}
