import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { segmentEntered, segmentLeft } from "./events.ts"
import type { Difference } from "./facts-answers.ts"
import type { MoveCause } from "./model-segment.ts"
import type { Live } from "./model-stored.ts"
import { hasBit } from "./bits-rules.ts"
import { selectSegments } from "./storage.ts"
import { type Group, insertMoves, moveMembers, type Reason } from "./storage-members.ts"
import { countMoved } from "./storage-standings.ts"

type How = {
  readonly at: Date
  /** What set it off; a new definition and a merge are told by themselves. */
  readonly cause: MoveCause
  /** By `reasonKey`. */
  readonly reasons: ReadonlyMap<string, Reason>
  readonly isPass: boolean
}

export const reasonKey = (segmentId: string, customerId: string): string => `${segmentId} ${customerId}`

/** People who move alike, and the segment. */
type Going = Group & { readonly live: Live; readonly customerIds: string[] }

/**
 * Writes in the caller's transaction who entered and who left, and tells. Postgres is the truth: whoever is in already does
 * not enter again, so the same differences may come twice. Returns how many really moved.
 */
export async function applyDifferences(
  ctx: Context,
  different: readonly Difference[],
  live: readonly Live[],
  how: How,
): Promise<{ entered: number; left: number }> {
  const segments = await everySegment(ctx, live)
  const going = new Map<string, Going>()
  for (const { customerId, isThere, before, after } of different)
    for (const segment of segments) {
      const [was, is] = [hasBit(before, segment.number), hasBit(after, segment.number)]
      if (was === is) continue
      const changed = segment.builtVersion !== segment.version
      const cause = isThere ? (changed ? "definition" : how.cause) : "merge"
      add(going, segment, is ? "entered" : "left", cause, customerId)
    }
  const groups = [...going.values()].sort((a, b) => a.move.localeCompare(b.move))
  const really = await moveMembers(ctx, how.at, groups)
  const moved = groups.map((group, i) => ({ ...group, customerIds: really[i] ?? [] }))
  // That a segment begins with those whom it holds is no news of any of them.
  const news = moved.filter(({ cause, version }) => !(cause === "definition" && version === 1))
  await insertMoves(ctx, how.at, news, (segmentId, id) => how.reasons.get(reasonKey(segmentId, id)))
  for (const group of moved) await tell(ctx, group, how.at)
  const total = (move: Group["move"]) =>
    moved.filter((group) => group.move === move).reduce((sum, { customerIds }) => sum + customerIds.length, 0)
  const [entered, left] = [total("entered"), total("left")]
  if (how.isPass) await countMoved(ctx, how.at, entered, left)
  return { entered, left }
}

function add(going: Map<string, Going>, live: Live, move: Group["move"], cause: MoveCause, customerId: string): void {
  const key = `${live.number} ${move} ${cause}`
  const group = going.get(key)
  const { segmentId, version } = live
  if (group) group.customerIds.push(customerId)
  else going.set(key, { live, segmentId, version, cause, move, customerIds: [customerId] })
}

/** Live ones, and those that hold nobody any more but may still have members: archived ones. */
async function everySegment(ctx: Context, live: readonly Live[]): Promise<Live[]> {
  const gone = (await selectSegments(ctx)).filter((row) => !live.some((l) => l.segmentId === row.segmentId))
  return [
    ...live,
    ...gone.map(({ segmentId, number, key, liveVersion }) => ({
      segmentId,
      number,
      key,
      version: liveVersion ?? 0,
      builtVersion: null,
      publishedBy: null,
      who: { kind: "any" as const, of: [] },
    })),
  ]
}

const told = 1_000

async function tell(ctx: Context, { live, move, cause, customerIds }: Going, at: Date): Promise<void> {
  const event = move === "entered" ? segmentEntered : segmentLeft
  if (ctx.product.reactionsTo(event.name).length === 0) return
  const { segmentId, key, version } = live
  for (let from = 0; from < customerIds.length; from += told)
    await announce(ctx, event, {
      segmentId,
      key,
      version,
      customerIds: customerIds.slice(from, from + told),
      at,
      cause,
    })
}
