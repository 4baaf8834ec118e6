import { setTimeout as pause } from "node:timers/promises"
import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Resolves once the work waits for somebody's lock, or has ended by itself: then the order of two things is certain. */
export async function blockedOrEnded(ctx: Context, work: Promise<unknown>): Promise<void> {
  let ended = false
  void work.then(
    () => (ended = true),
    () => (ended = true),
  )
  const deadline = performance.now() + 10_000
  while (!ended && performance.now() < deadline) {
    const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks
      where not granted and locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`.execute(
      ctx.db,
    )
    if ((rows[0]?.waiting ?? 0) > 0) return
    await pause(5)
  }
}
