import { brandById } from "#brands"
import { recordNewEvents } from "#events"
import type { Context } from "#kernel/context"
import { factOf, metricsOf, readEvent } from "./imported-rules.ts"
import type { Problem, Taken } from "./model.ts"
import { selectPeople } from "./storage-people.ts"

/** Takes in a page of events, each once, at the time at which it happened. */
export async function takeEvents(
  ctx: Context,
  items: readonly unknown[],
  included: readonly unknown[],
): Promise<Taken> {
  const read = items.map(readEvent)
  const problems = read.flatMap((one): Problem[] => (one.is === "problem" ? [one.problem] : []))
  const events = read.flatMap((one) => (one.is === "read" ? [one.it] : []))
  const metrics = metricsOf(included)
  const people = await selectPeople(ctx, [...new Set(events.map((event) => event.relationships.profile.data.id))])
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const facts = events.flatMap((event) => {
    const customerId = people.get(event.relationships.profile.data.id)?.customerId
    const metric = metrics.get(event.relationships.metric.data.id)
    if (customerId && metric) return [factOf(event, { customerId, metric, currency, now: ctx.now() })]
    const code = customerId ? ("UnknownMetric" as const) : ("UnknownPerson" as const)
    problems.push({ kind: "event", itemId: event.id, field: customerId ? "metric" : "profile", code })
    return []
  })
  const eventsNew = await recordNewEvents(ctx, facts)
  return { tally: { eventsNew, eventsSame: facts.length - eventsNew, eventsRefused: problems.length }, problems }
}
