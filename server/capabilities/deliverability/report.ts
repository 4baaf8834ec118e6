import { brandById } from "#brands"
import { ratesByGroup, ratesOf } from "#engagement"
import { messageTitle } from "#messages"
import type { Context } from "#kernel/context"
import { addDays, type Day } from "#kernel/days"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { rampOf } from "./gate.ts"
import { alarm } from "./pauses.ts"
import { domainState, standingOf } from "./standing.ts"
import { deleteMinutesBefore, selectClosed } from "./storage-breaker.ts"
import { selectCheck } from "./storage-checks.ts"
import { saveDay, selectDays } from "./storage-days.ts"
import { selectPause } from "./storage-pauses.ts"
import { countComplaints, countReturns, deleteReturnsBefore } from "./storage-returns.ts"

const dayMs = 86_400_000
/** What happened to a letter is known by then, as a rule: days younger than this are counted anew each night. */
const settledAfterDays = 14
const trendDays = 180

const zoneOf = async (ctx: Context) => (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"

/** Writes down how the letters of the last days fared, so that reputation can be seen over time (C16). Nightly. */
export async function keepDays(ctx: Context): Promise<void> {
  const zone = await zoneOf(ctx)
  const today = dayIn(zone, ctx.now())
  for (let back = settledAfterDays; back >= 1; back--) await keepDay(ctx, zone, addDays(today, -back))
  await deleteMinutesBefore(ctx, new Date(ctx.now().getTime() - 2 * dayMs))
  // A little longer than a year, to be compared with the year before.
  await deleteReturnsBefore(ctx, new Date(ctx.now().getTime() - 400 * dayMs))
}

async function keepDay(ctx: Context, zone: string, day: Day): Promise<void> {
  const rates = await ratesOf(ctx, { channel: "email", from: startOfDay(zone, day), until: endOfDay(zone, day) })
  if (rates.sent === 0) return
  const { sent, delivered, bounced, complained, left, opened, clicked } = rates
  await saveDay(ctx, {
    day,
    sent,
    delivered,
    ...bounced,
    complained,
    unsubbed: left,
    opened: opened.human,
    clicked: clicked.human,
  })
}

/** What stands against the brand's mails at this moment: authentication, bounces, complaints, what is risky (C15). */
export async function report(ctx: Context) {
  const now = ctx.now()
  const from = new Date(now.getTime() - 30 * dayMs)
  const groups = await ratesByGroup(ctx, { channel: "email", from })
  const trend = await selectDays(ctx, new Date(now.getTime() - trendDays * dayMs).toISOString().slice(0, 10))
  return {
    domain: await domainState(ctx),
    check: (await selectCheck(ctx)) ?? null,
    alarm: await alarm(ctx),
    pause: (await selectPause(ctx)) ?? null,
    closed: await selectClosed(ctx),
    warmUp: (await rampOf(ctx, await standingOf(ctx))) ?? null,
    total: await ratesOf(ctx, { channel: "email", from }),
    /** Where most is refused or complained of, the worst first. */
    risky: groups
      .filter(
        ({ sent, rates }) =>
          sent >= 20 && ((rates.bounced ?? 0) >= 200 || (rates.complained ?? 0) >= 10 || (rates.left ?? 0) >= 100),
      )
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, 10)
      .map((group) => ({ ...group, title: messageTitle(ctx, group.kind) })),
    returns: await countReturns(ctx, from),
    complaints: (await countComplaints(ctx, from)).map((row) => ({ ...row, title: messageTitle(ctx, row.kind) })),
    trend,
  }
}

const weight = ({ rates }: { rates: { bounced: number | null; complained: number | null; left: number | null } }) =>
  (rates.complained ?? 0) * 50 + (rates.bounced ?? 0) + (rates.left ?? 0)
