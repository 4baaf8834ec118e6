import { clusterOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { eventTitle } from "./event-titles-rules.ts"
import type { StoredEvent, Timeline, TimelineEntry } from "./model.ts"
import { selectTimeline } from "./storage.ts"

/**
 * Everything that is known to have happened with a customer, whatever door or channel it came by, newest first (A01, A02).
 * `kinds` leaves only these event names; `before` is the cursor of an earlier page. At most 200 entries.
 * @throws kernel.InvalidRequest for a cursor that is not ours
 */
export async function timelineOf(
  ctx: Context,
  customerId: string,
  wanted: { before?: string | undefined; limit: number; kinds?: readonly string[] | undefined },
): Promise<Timeline> {
  const limit = Math.min(Math.max(wanted.limit, 1), 200)
  const before = readCursor(wanted.before)
  const rows = await inTransaction(ctx, async (ctx) => {
    const cluster = await clusterOf(ctx, customerId)
    // Facts stay under the id they were recorded for, so that a merge can be undone; reading gathers them.
    const customerIds = cluster.length === 0 ? [customerId] : cluster
    return selectTimeline(ctx, { customerIds, before, names: wanted.kinds, limit: limit + 1 })
  })
  const items = rows.slice(0, limit).map(entryOf)
  const last = items.at(-1)
  return { items, cursor: rows.length > limit && last ? writeCursor(last) : null }
}

export const entryOf = (event: StoredEvent): TimelineEntry => ({ ...event, title: eventTitle(event.name) })

const writeCursor = (entry: StoredEvent) => `${entry.occurredAt.getTime()}.${entry.seq}`

function readCursor(cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [, at, seq] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? []
  if (at === undefined || seq === undefined) throw KernelError.InvalidRequest({ field: "cursor" })
  return { occurredAt: new Date(Number(at)), seq: Number(seq) }
}
