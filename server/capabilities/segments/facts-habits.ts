import type { Context } from "#kernel/context"
import { addDays, type Day } from "#kernel/days"
import { dayLiteral, textsLiteral } from "./literal-rules.ts"
import { webVisits } from "./lower-rules.ts"
import { humanSignals } from "./signals-rules.ts"

/** Fewer than these tell nothing of a brand. */
const fewestOrders = 50
const fewestPeople = 20

/**
 * What a brand's customers are used to, by name; what can't be told yet is missing. "busiest-month": the first of the two
 * months in which most was ordered in two years. "usual-visits", "usual-responses": what one of four who look at the site in
 * 30 days, or respond to messages in 90, does at least.
 */
export async function habitsOf(ctx: Context, today: Day): Promise<Record<string, number>> {
  const busiest = await busiestMonth(ctx, today)
  const visits = await upperQuarter(ctx, webVisits, addDays(today, -30))
  const responses = await upperQuarter(ctx, humanSignals("engaged", "any").names, addDays(today, -90))
  return {
    ...(busiest === undefined ? {} : { "busiest-month": busiest }),
    ...(visits === undefined ? {} : { "usual-visits": visits }),
    ...(responses === undefined ? {} : { "usual-responses": responses }),
  }
}

async function busiestMonth(ctx: Context, today: Day): Promise<number | undefined> {
  const rows = await ctx.facts.rows<{ month: number; orders: string }>(
    ctx.brandId,
    `select toMonth(d) as month, count() as orders from (
       select arrayJoin(arrayFilter(d -> d > ${dayLiteral(addDays(today, -730))} and d <= ${dayLiteral(today)}, order_day)) as d
       from segment_people final where brand_id = {brand:UUID} and counts = 1) group by month`,
  )
  const orders = new Map(rows.map((row) => [Number(row.month), Number(row.orders)]))
  if ([...orders.values()].reduce((sum, n) => sum + n, 0) < fewestOrders) return undefined
  const pair = (month: number) => (orders.get(month) ?? 0) + (orders.get((month % 12) + 1) ?? 0)
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].reduce((best, month) => (pair(month) > pair(best) ? month : best))
}

async function upperQuarter(ctx: Context, names: readonly string[], after: Day): Promise<number | undefined> {
  const rows = await ctx.facts.rows<{ people: string; least: number }>(
    ctx.brandId,
    `select count() as people, quantileExact(0.75)(n) as least from (
       select sum(cnt) as n from customer_day
       where brand_id = {brand:UUID} and has(${textsLiteral(names)}, name) and day > ${dayLiteral(after)}
       group by customer_id)`,
  )
  const { people = "0", least = 0 } = rows[0] ?? {}
  return Number(people) < fewestPeople ? undefined : Math.max(1, Number(least))
}
