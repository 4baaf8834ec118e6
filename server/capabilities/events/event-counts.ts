import type { Context } from "#kernel/context"
import { EventError } from "./errors.ts"
import { type EventCount, type EventName, eventNames, eventsByDay } from "./facts-counts.ts"
import { projectionLag } from "./project-events.ts"

/** Events by name and day of the brand, both days included. Throws `events.NotProjected` while ClickHouse is away. */
export async function eventCounts(
  ctx: Context,
  wanted: { from: string; to: string; names?: readonly string[] | undefined },
): Promise<EventCount[]> {
  await mustBeAvailable(ctx)
  return eventsByDay(ctx, wanted)
}

/** Every event name that ever came, the most frequent first. Throws `events.NotProjected`. */
export async function seenEventNames(ctx: Context): Promise<EventName[]> {
  await mustBeAvailable(ctx)
  return eventNames(ctx)
}

async function mustBeAvailable(ctx: Context): Promise<void> {
  if (ctx.facts.available()) return
  const { since } = await projectionLag(ctx)
  throw EventError.NotProjected({ since: (since ?? ctx.now()).toISOString(), retryAfterSeconds: 30 })
}
