import { brandById } from "#brands"
import { clustersOf } from "#customers"
import { paidOrders } from "#orders"
import type { Context } from "#kernel/context"
import type { RankFact } from "./model-ranks.ts"
import { factsOfOrder } from "./rank-facts-rules.ts"

export type Counting = {
  readonly zone: string
  /** By the ids that the people are known by now. */
  readonly facts: ReadonlyMap<string, readonly RankFact[]>
}

/** What counts towards the ranks of these people, under all ids of theirs; only money of the brand's own currency. */
export async function countingOf(ctx: Context, rootIds: readonly string[]): Promise<Counting> {
  const brand = await brandById(ctx, ctx.brandId)
  const clusters = await clustersOf(ctx, rootIds)
  const rootOf = new Map([...clusters].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)))
  const orders = await paidOrders(ctx, [...rootOf.keys()])
  const facts = new Map<string, RankFact[]>()
  for (const order of orders) {
    const root = rootOf.get(order.customerId)
    if (root === undefined || order.currency !== brand?.currency) continue
    facts.set(root, [...(facts.get(root) ?? []), ...factsOfOrder(order)])
  }
  return { zone: brand?.zone ?? "Asia/Tokyo", facts }
}
