import type { Context } from "#kernel/context"

export type EventCount = { name: string; day: string; count: number; customers: number; value: number }
export type EventName = { name: string; count: number; lastOn: string | null }

const most = 20_000

/** From the daily rollup. `value` is in minor units. */
export async function eventsByDay(
  ctx: Context,
  q: { from: string; to: string; names?: readonly string[] | undefined },
): Promise<EventCount[]> {
  const rows = await ctx.facts.rows<{ name: string; day: string; count: string; customers: string; value: string }>(
    ctx.brandId,
    `select name, toString(day) as day, sum(cnt) as count, uniqExactIf(customer_id, customer_id != toUUID('00000000-0000-0000-0000-000000000000')) as customers, sum(sumv) as value
     from customer_day where brand_id = {brand:UUID} and customer_day.day between {from:Date} and {to:Date}
       and (empty({names:Array(String)}) or has({names:Array(String)}, name))
     group by name, customer_day.day order by customer_day.day, name limit ${most}`,
    { from: q.from, to: q.to, names: [...(q.names ?? [])] },
  )
  return rows.map((row) => ({
    name: row.name,
    day: row.day,
    count: Number(row.count),
    customers: Number(row.customers),
    value: Number(row.value),
  }))
}

export async function eventNames(ctx: Context): Promise<EventName[]> {
  const rows = await ctx.facts.rows<{ name: string; count: string; last: string }>(
    ctx.brandId,
    `select name, sum(cnt) as count, toString(max(day)) as last from customer_day
     where brand_id = {brand:UUID} group by name order by count desc, name limit 500`,
  )
  return rows.map(({ name, count, last }) => ({ name, count: Number(count), lastOn: last }))
}
