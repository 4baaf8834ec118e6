import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { EventRecord } from "./model.ts"
import { insertEvents } from "./storage.ts"

/** Records facts in the caller's transaction, each source and external id once (G8): what was there stays as it was. */
export async function recordEvents(ctx: Context, records: readonly EventRecord[]): Promise<void> {
  mustBeInTransaction(ctx)
  if (records.length === 0) return
  await gather(ctx, "events.record", records, async (ctx, groups) => {
    await insertEvents(ctx, groups.flat())
    return groups
  })
}

/** The same; returns how many were new. */
export async function recordNewEvents(ctx: Context, records: readonly EventRecord[]): Promise<number> {
  mustBeInTransaction(ctx)
  return records.length === 0 ? 0 : insertEvents(ctx, records)
}
