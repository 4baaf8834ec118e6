import { sql } from "kysely"
import type { LetterWorth, SentLetters } from "#experiments"
import { ordersInSpans } from "#orders"
import type { Context } from "#kernel/context"

/**
 * What was sent for a campaign or flow by each channel, what it cost, and the orders that followed as the last letter's
 * within so many days (T09): a letter's time ends where her next one begins, whoever sent that.
 */
export const selectLetterWorth: LetterWorth = async (ctx, { origin, days, currency }) => {
  if (origin && !isId.test(origin.id)) return []
  const sent = await selectSent(ctx, origin)
  if (sent.length === 0) return []
  const own = origin
    ? sql`where origin_id = ${origin.id}::uuid and origin_kind = ${origin.kind}`
    : sql`where origin_id is not null`
  const among = origin
    ? sql`and m.customer_id in (select customer_id from messages.messages
        where brand_id = ${ctx.brandId} and origin_id = ${origin.id}::uuid and accepted_at is not null)`
    : sql``
  const spans = sql`
    select customer_id, coalesce(channel, 'email') as channel, accepted_at as from_at, until_at from (
      select m.customer_id, m.channel, m.origin_id, m.origin_kind, m.accepted_at,
        least(m.accepted_at + make_interval(days => ${days}), lead(m.accepted_at) over (partition by m.customer_id order by m.accepted_at, m.message_id)) as until_at
      from messages.messages m
      where m.brand_id = ${ctx.brandId} and m.purpose = 'marketing' and m.accepted_at is not null and m.customer_id is not null ${among}
    ) letters ${own}`
  const followed = new Map((await ordersInSpans(ctx, spans, currency)).map((row) => [row.channel, row]))
  return sent.map((row) => {
    const { orders = 0, revenue = 0 } = followed.get(row.channel) ?? {}
    return { ...row, orders, revenue }
  })
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Sent = Pick<SentLetters, "channel" | "letters" | "costMilliYen">

async function selectSent(ctx: Context, origin: Parameters<LetterWorth>[1]["origin"]): Promise<Sent[]> {
  const own = origin
    ? sql`and origin_id = ${origin.id}::uuid and origin_kind = ${origin.kind}`
    : sql`and origin_id is not null`
  const { rows } = await sql<Sent>`
    select coalesce(channel, 'email') as channel, count(*)::int as letters,
      case when count(cost_milli_yen) = count(*) then sum(cost_milli_yen)::float8 end as "costMilliYen"
    from messages.messages where brand_id = ${ctx.brandId} and accepted_at is not null ${own}
    group by 1 order by 1`.execute(ctx.db)
  return rows
}
