import { brandById } from "#brands"
import { clustersOf } from "#customers"
import { paidOrders } from "#orders"
import { earnings } from "#points"
import type { Context } from "#kernel/context"
import type { Metric } from "./model.ts"
import type { RankFact } from "./model-ranks.ts"
import { factsOfOrder } from "./rank-facts-rules.ts"

export type Counting = {
  readonly zone: string
  /** By the ids that the people are known by now. */
  readonly facts: ReadonlyMap<string, readonly RankFact[]>
}

/** What counts towards the ranks of these people, under all ids of theirs; only money of the brand's own currency. */
export async function countingOf(
  ctx: Context,
  rootIds: readonly string[],
  metric: Metric = "spend",
): Promise<Counting> {
  const brand = await brandById(ctx, ctx.brandId)
  const clusters = await clustersOf(ctx, rootIds)
  const rootOf = new Map([...clusters].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)))
  const ids = [...rootOf.keys()]
  const told = metric === "points" ? await earnedFacts(ctx, ids) : await boughtFacts(ctx, ids, brand?.currency)
  const facts = new Map<string, RankFact[]>()
  for (const { customerId, found } of told) {
    const root = rootOf.get(customerId)
    if (root === undefined) continue
    const known = facts.get(root)
    if (known) known.push(...found)
    else facts.set(root, [...found])
  }
  return { zone: brand?.zone ?? "Asia/Tokyo", facts }
}

type Told = { readonly customerId: string; readonly found: readonly RankFact[] }

const boughtFacts = async (ctx: Context, ids: readonly string[], currency: string | undefined): Promise<Told[]> =>
  (await paidOrders(ctx, ids)).flatMap((order) =>
    order.currency === currency ? [{ customerId: order.customerId, found: factsOfOrder(order) }] : [],
  )

const earnedFacts = async (ctx: Context, ids: readonly string[]): Promise<Told[]> =>
  (await earnings(ctx, ids)).map(({ customerId, at, knownAt, points }) => {
    return { customerId, found: [{ at, knownAt, spend: 0, orders: 0, points }] }
  })
