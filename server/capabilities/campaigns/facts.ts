import { clustersOf } from "#customers"
import type { Context } from "#kernel/context"
import { type Hours, hourWeights } from "./own-time-rules.ts"

/** What shows at what hours somebody looks at things; machines' openings have names of their own and never count (X22). */
const weightOf: Readonly<Record<string, number>> = {
  "Order Placed": hourWeights.ordered,
  "Order Completed": hourWeights.ordered,
  "Message Clicked": hourWeights.clicked,
  "Email Link Clicked": hourWeights.clicked,
  "Push Notification Tapped": hourWeights.clicked,
  "Message Opened": hourWeights.opened,
  "Email Opened": hourWeights.opened,
  "Page Viewed": hourWeights.visited,
  "Product Viewed": hourWeights.visited,
}

const lookBackDays = 180
/** One evening of much looking round is no habit: of one kind on one day so many count. */
const mostADay = 3

/**
 * At which hours of the zone these people did something in the last 180 days, by id; who did nothing is missing. Empty while
 * ClickHouse is away: everybody then has no habits that we know of, which is no error (F20).
 */
export async function hoursOf(
  ctx: Context,
  customerIds: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, Hours>> {
  if (customerIds.length === 0 || !ctx.facts.available()) return new Map()
  const clusters = await clustersOf(ctx, customerIds)
  const rootOf = new Map([...clusters].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)))
  const rows = await ctx.facts
    .rows<{ id: string; name: string; hour: number; days: string }>(
      ctx.brandId,
      `select toString(customer_id) as id, name, hour, sum(least(n, ${mostADay})) as days from (
         select customer_id, name, day, toHour(toTimeZone(occurred_at, {zone:String})) as hour, count() as n
         from events where brand_id = {brand:UUID} and customer_id in {ids:Array(UUID)}
           and name in {names:Array(String)} and occurred_at >= {since:DateTime64(3, 'UTC')}
         group by customer_id, name, day, hour)
       group by id, name, hour`,
      {
        ids: [...rootOf.keys()],
        zone,
        names: Object.keys(weightOf),
        since: new Date(ctx.now().getTime() - lookBackDays * 86_400_000)
          .toISOString()
          .replace("T", " ")
          .replace("Z", ""),
      },
    )
    .catch((err: unknown) => {
      ctx.log.warn({ err }, "nobody's hours are known: analytics did not answer")
      return []
    })
  const hours = new Map<string, number[]>()
  for (const { id, name, hour, days } of rows) {
    const root = rootOf.get(id) ?? id
    const of = hours.get(root) ?? Array.from({ length: 24 }, () => 0)
    of[hour] = (of[hour] ?? 0) + Number(days) * (weightOf[name] ?? 0)
    hours.set(root, of)
  }
  return hours
}
