import { projectionState } from "#events"
import type { Context } from "#kernel/context"
import type { Freshness } from "./model-segment.ts"
import { selectStanding } from "./storage-standings.ts"
import { touchedSince } from "./storage-touched.ts"

const patienceSeconds = 120

/** How fresh memberships are, and why not fresher (F20). In a transaction. */
export async function freshness(ctx: Context): Promise<Freshness> {
  const standing = await selectStanding(ctx)
  const state = await projectionState(ctx)
  const touched = await touchedSince(ctx)
  const touchedSeconds = touched ? Math.max(0, (ctx.now().getTime() - touched.getTime()) / 1_000) : 0
  const lagSeconds = Math.max(state.seconds, touchedSeconds)
  const reason = reasonOf(state.available, state.seconds, lagSeconds, standing?.builtAt ?? null)
  return { isStale: reason !== null, reason, at: standing?.builtAt ?? null, lagSeconds }
}

function reasonOf(
  available: boolean,
  projectionSeconds: number,
  lagSeconds: number,
  builtAt: Date | null,
): Freshness["reason"] {
  if (!available) return "analytics-away"
  if (builtAt === null) return "not-built"
  if (projectionSeconds > patienceSeconds) return "analytics-rebuilding"
  return lagSeconds > patienceSeconds ? "analytics-behind" : null
}
