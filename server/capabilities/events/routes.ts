import { route } from "#kernel/capability"
import * as contract from "./contract.ts"
import { deadLetters, replayDeadLetter } from "./dead-letters.ts"
import { eventCounts, seenEventNames } from "./event-counts.ts"
import { eventTitle } from "./event-titles-rules.ts"
import { latestEvents } from "./latest-events.ts"
import { nameLimits } from "./name-quota.ts"
import { changeEventLimits, propertyLimits } from "./property-quota.ts"
import { projectionState } from "./projection-state.ts"
import { timelineOf } from "./timeline.ts"

const listed = (names: string | undefined) =>
  names
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean)

export const routes = [
  route(contract.getTimeline, (ctx, { customerId, cursor, limit, names }) =>
    timelineOf(ctx, customerId, { before: cursor, limit, kinds: listed(names) }),
  ),
  route(contract.getLatestEvents, async (ctx, { names, ...wanted }) => ({
    items: await latestEvents(ctx, { ...wanted, names: listed(names) }),
  })),
  route(contract.getEventNames, async (ctx) => ({
    items: (await seenEventNames(ctx)).map((seen) => ({ ...seen, title: eventTitle(seen.name) })),
  })),
  route(contract.getEventCounts, async (ctx, { from, to, names }) => ({
    items: await eventCounts(ctx, { from, to, names: listed(names) }),
  })),
  route(contract.getProjection, (ctx) => projectionState(ctx)),
  route(contract.getEventLimits, async (ctx) => ({
    ...(await nameLimits(ctx)),
    properties: await propertyLimits(ctx),
  })),
  route(contract.putEventLimits, async (ctx, limits) => {
    await changeEventLimits(ctx, limits)
    return { done: true as const }
  }),
  route(contract.listDeadLetters, async (ctx, { limit }) => ({ items: await deadLetters(ctx, limit) })),
  route(contract.replayLetter, async (ctx, { id, message }) => {
    await replayDeadLetter(ctx, id, message)
    return { done: true as const }
  }),
]
