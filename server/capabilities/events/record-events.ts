import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import type { EventRecord } from "./model.ts"
import { insertEvents } from "./storage.ts"

/**
 * Records facts in the caller's transaction, each source and external id once (G8): what was there stays as it was.
 * Returns how many were new.
 */
export async function recordEvents(ctx: Context, records: readonly EventRecord[]): Promise<number> {
  mustBeInTransaction(ctx)
  return records.length === 0 ? 0 : insertEvents(ctx, records)
}
