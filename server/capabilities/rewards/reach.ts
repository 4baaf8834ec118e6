import { peopleIds } from "#customers"
import { membersOf } from "#members"
import { standingOrders } from "#orders"
import { balancesOf } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { baseNow } from "./programme.ts"
import { type Pace, type Reach, reachOf } from "./reach-rules.ts"

const dayMs = 86_400_000
/** So many members say enough about all of them. Ids begin with their time, so a stride over the brand is not needed. */
const sampled = 2_000
const looked = 20_000
/** Somebody who joined yesterday has no pace yet: a month at least is counted. */
const leastDays = 30

export type ReachNow = {
  /** Null while there is nobody to judge by. */
  readonly reach: Reach | null
  /** What it is judged by: members' own points, or past purchases at the base rate where nobody is a member yet. */
  readonly by: "members" | "orders" | null
}

/** How far a reward of so many points is for the members there are (H06). Reads a sample of at most 2,000. */
export const reachNow = (ctx: Context, needs: number): Promise<ReachNow> =>
  inTransaction(ctx, async (ctx) => {
    const people = await memberPaces(ctx)
    if (people.length > 0) return { reach: reachOf(people, needs), by: "members" }
    const buyers = await buyerPaces(ctx)
    return buyers.length > 0 ? { reach: reachOf(buyers, needs), by: "orders" } : { reach: null, by: null }
  })

async function memberPaces(ctx: Context): Promise<Pace[]> {
  const paces: Pace[] = []
  for (let seen = 0, after: string | null = null; seen < looked && paces.length < sampled; ) {
    const ids: string[] = await peopleIds(ctx, after, sampled)
    if (ids.length === 0) break
    const members = await membersOf(ctx, ids)
    const standing = [...members.values()].filter(({ left }) => left === null)
    const balances = await balancesOf(
      ctx,
      standing.map(({ customerId }) => customerId),
    )
    for (const { customerId, enrolledAt } of standing) {
      const balance = balances.get(customerId)
      const days = Math.max(leastDays, (ctx.now().getTime() - enrolledAt.getTime()) / dayMs)
      paces.push({ available: balance?.available ?? 0, perDay: (balance?.earnedEver ?? 0) / days })
    }
    seen += ids.length
    after = ids.at(-1) ?? null
  }
  return paces.slice(0, sampled)
}

/** Before the programme begins: what people who bought in the last year would have earned. */
async function buyerPaces(ctx: Context): Promise<Pace[]> {
  const { base } = await baseNow(ctx)
  if (!base) return []
  const since = ctx.now().getTime() - 365 * dayMs
  const spent = new Map<string, number>()
  for (const { customerId, placedAt, net } of await standingOrders(ctx, await peopleIds(ctx, null, sampled)))
    if (placedAt.getTime() >= since) spent.set(customerId, (spent.get(customerId) ?? 0) + net)
  return [...spent.values()].map((net) => ({
    available: 0,
    perDay: (Math.floor(net / base.perYen) * base.points) / 365,
  }))
}
