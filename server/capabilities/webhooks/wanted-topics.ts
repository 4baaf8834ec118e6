import type { Context } from "#kernel/context"
import { selectEndpoints } from "./storage-endpoints.ts"
import type { TopicName } from "./topics.ts"

type Known = {
  readonly untilMs: number
  readonly endpoints: readonly { endpointId: string; topics: readonly string[] }[]
}

// Every order asks several times, and most brands have no endpoint: an answer holds for two seconds, in each process.
const holdsMs = 2_000
const known = new WeakMap<Context["product"], Map<string, Known>>()

/** Which endpoints want to hear of this. One that was added or resumed hears of what happens two seconds later. */
export async function endpointsFor(ctx: Context, topic: TopicName): Promise<string[]> {
  const brands = known.get(ctx.product) ?? new Map<string, Known>()
  known.set(ctx.product, brands)
  let found = brands.get(ctx.brandId)
  if (!found || found.untilMs <= ctx.now().getTime()) {
    const active = (await selectEndpoints(ctx)).filter(({ state }) => state === "active")
    found = { untilMs: ctx.now().getTime() + holdsMs, endpoints: active }
    brands.set(ctx.brandId, found)
  }
  return found.endpoints.filter(({ topics }) => topics.includes(topic)).map(({ endpointId }) => endpointId)
}

/** After an endpoint was changed here, it is looked up anew. */
export function forgetTopics(ctx: Context): void {
  known.get(ctx.product)?.delete(ctx.brandId)
}
