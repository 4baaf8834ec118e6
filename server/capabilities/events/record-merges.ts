import { clusterOf } from "#customers"
import type { Context } from "#kernel/context"
import type { People } from "./projection-rules.ts"
import { recordEvents } from "./record-events.ts"

type Pair = { readonly from: string; readonly into: string }

/** Two became one. Their facts stay where they are; who owns them is a fact of its own, so that it can be taken back. */
export const recordMerge = async (ctx: Context, pair: Pair): Promise<void> =>
  record(ctx, "Customer Merged", pair, [await clusterOf(ctx, pair.into)])

/** One is two again. */
export const recordUnmerge = async (ctx: Context, pair: Pair): Promise<void> =>
  record(ctx, "Customer Unmerged", pair, [await clusterOf(ctx, pair.from), await clusterOf(ctx, pair.into)])

async function record(ctx: Context, name: string, { from, into }: Pair, people: People): Promise<void> {
  const fact = { name, customerId: from, occurredAt: ctx.now(), source: "maido", externalId: `merge:${ctx.id()}` }
  await recordEvents(ctx, [{ ...fact, properties: { from, into, people } }])
}
