import { setTimeout as pause } from "node:timers/promises"
import { projectEvents, projectionLag } from "#events"
import type { Context } from "#kernel/context"

/**
 * Copies all that waits to ClickHouse. What was written while a transaction of another test is open is copied when that has
 * ended: nobody can know before what it will have written. Throws when that takes longer than any of them should.
 */
export async function projectAll(ctx: Context): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end; await pause(10)) {
    while (await projectEvents(ctx, { flush: true }));
    if ((await projectionLag(ctx)).since === null) return
  }
  throw new Error("facts still wait for ClickHouse")
}
