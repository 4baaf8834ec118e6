import { projectionState } from "#events"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { readHeld } from "./facts-people.ts"
import { fillPeople } from "./fill-people.ts"
import { fullPass } from "./full-pass.ts"
import { readTouched, refreshTouched } from "./refresh-touched.ts"
import {
  brandsWithWork,
  leaseStanding,
  markGeneration,
  releaseStandings,
  selectWork,
  type Standing,
} from "./storage-standings.ts"

const leaseMs = 60_000
/** So many touched people are looked at at once; fewer when the first of them has waited this long. */
const enough = 300
const longestWaitMs = 150
/** While so many events of the brand wait to be applied, more people are touched every moment: all wait for each other, so long. */
const flood = 5_000
const longestInFloodMs = 2_000
/** Facts that wait longer than this for ClickHouse make it too old to decide anything. */
const mostLagSeconds = 120

/** This process: its name, and up to which number it has written each brand's moves to ClickHouse as well. */
type Keeper = { readonly name: string; readonly copied: Map<string, number> }
const keepers = new WeakMap<object, Keeper>()
function keeperOf(ctx: Context): Keeper {
  const known = keepers.get(ctx.keys) ?? { name: ctx.id(), copied: new Map() }
  keepers.set(ctx.keys, known)
  return known
}

/**
 * Keeps everybody where they belong: whoever was touched by new facts is looked at within moments, everybody when time or a
 * new definition asks for it. One process at a time works on a brand. While ClickHouse is away, being made anew or far
 * behind, memberships stay as they are and say of when they are (F20): nobody is moved on half of the facts. Returns whether
 * there may be more to do.
 */
export async function keepSegments(ctx: Context): Promise<boolean> {
  if (!ctx.facts.available()) return false
  let more = false
  for (const brandId of await inTransaction(ctx, brandsWithWork)) {
    const own = inBrand(ctx, brandId)
    if (await isWorthwhile(own)) more = (await keepBrand(own)) || more
  }
  return more
}

/**
 * A question about five people costs about as much as one about five hundred, and one about fifty thousand little more than
 * one about five thousand: few wait a moment for others, and in a flood many do.
 */
async function isWorthwhile(ctx: Context): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const { isPassWanted, touched, since } = await selectWork(ctx, enough)
    // A clock that was set back must not hold anybody up: however far away counts as waiting.
    const waitedMs = since ? Math.abs(ctx.now().getTime() - since.getTime()) : 0
    if (isPassWanted || waitedMs >= longestInFloodMs) return isPassWanted || touched > 0
    if (touched < enough) return touched > 0 && waitedMs >= longestWaitMs
    return (await projectionState(ctx)).waiting < flood
  })
}

/** One step for one brand. */
export async function keepBrand(ctx: Context): Promise<boolean> {
  const { name, copied } = keeperOf(ctx)
  const standing = await inTransaction(ctx, (ctx) => leaseStanding(ctx, name, leaseMs, copied.get(ctx.brandId) ?? 0))
  if (!standing) return false
  const isPass = standing.passAt !== null || standing.wantedAt !== null
  // Both are asked at once; what Postgres says of the touched is left unused where ClickHouse can't be relied on.
  const [held, looked] = await Promise.all([readHeld(ctx), isPass ? undefined : readTouched(ctx, standing)])
  if (!(await isReliable(ctx, standing, held.generation))) return false
  const said = (version: number) => void copied.set(ctx.brandId, version)
  if (await fillPeople(ctx, held.filling, said)) return true
  if (isPass) return fullPass(ctx, standing, held, said)
  if (looked) await refreshTouched(ctx, looked, held.hasMerged, said)
  return looked !== undefined
}

/** After the last turn of this process another may go on at once. */
export const leaveSegments = (ctx: Context): Promise<void> =>
  inTransaction(ctx, (ctx) => releaseStandings(ctx, keeperOf(ctx).name, keeperOf(ctx).copied))

/** Whether ClickHouse holds what it should: not emptied, not being made anew, not far behind. */
async function isReliable(ctx: Context, standing: Standing, generation: number): Promise<boolean> {
  const state = await projectionState(ctx)
  if (!state.available || state.seconds > mostLagSeconds) return false
  if (generation === standing.generation) return generation > 0 || state.since === null
  // Without any making there is nothing in it, whatever Postgres says that it was given.
  if (state.since !== null || generation === 0) return false
  await inTransaction(ctx, (ctx) => markGeneration(ctx, generation))
  return true
}
