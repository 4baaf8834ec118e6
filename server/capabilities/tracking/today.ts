import { brandById } from "#brands"
import { messageCounts } from "#messages"
import { type HourOfOrders, ordersByHour } from "#orders"
import { shipmentCounts } from "#shipments"
import type { Context } from "#kernel/context"
import { addDays, type Day } from "#kernel/days"
import { KernelError } from "#kernel/errors"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { countsOf, usualDay } from "./usual-day-rules.ts"

const weeksBefore = [7, 14, 21, 28]

/** The brand's day so far: what came in, what is on the road, what was said. */
export async function today(ctx: Context) {
  const brand = await brandById(ctx, ctx.brandId)
  if (!brand) throw KernelError.NotFound({ field: "brandId" })
  const { zone } = brand
  const now = ctx.now()
  const day = dayIn(zone, now)
  const since = startOfDay(zone, day)
  const range = { from: startOfDay(zone, addDays(day, -28)), until: endOfDay(zone, day), zone }
  const hours = await ordersByHour(ctx, range)
  const { onTheRoad, dueToday, needAttention, atRisk, parked } = await shipmentCounts(ctx)
  return {
    day,
    since,
    now,
    orders: ordersOfDay(hours, day),
    parcels: { onTheRoad, dueToday, needAttention, atRisk, parked },
    messages: await messagesSince(ctx, since, range.until),
  }
}

function ordersOfDay(hours: readonly HourOfOrders[], day: Day) {
  const todays = hours.filter((hour) => hour.day === day)
  const money = new Map<string, number>()
  for (const { currency, total } of todays) money.set(currency, (money.get(currency) ?? 0) + total)
  return {
    count: todays.reduce((sum, { count }) => sum + count, 0),
    money: [...money].map(([currency, total]) => ({ currency, total })),
    hours: countsOf(todays, day),
    usual: usualDay(
      hours,
      weeksBefore.map((days) => addDays(day, -days)),
    ),
  }
}

async function messagesSince(ctx: Context, from: Date, until: Date) {
  const { items } = await messageCounts(ctx, from, until)
  const inState = (...states: string[]) =>
    items.reduce((sum, { state, count }) => (states.includes(state) ? sum + count : sum), 0)
  return {
    sent: inState("accepted"),
    underWay: inState("planned", "held", "deferred", "attempting", "retrying"),
    skipped: inState("skipped", "expired", "merged"),
    failed: inState("failed"),
    unknown: inState("unknown"),
  }
}
