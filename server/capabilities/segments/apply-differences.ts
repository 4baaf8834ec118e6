import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { segmentEntered, segmentLeft } from "./events.ts"
import type { Difference } from "./facts-answers.ts"
import type { MoveCause } from "./model-segment.ts"
import type { Live } from "./model-stored.ts"
import { hasBit } from "./bits-rules.ts"
import { selectSegments } from "./storage.ts"
import { enter, insertMoves, leave, type Reason } from "./storage-members.ts"
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

type Group = { readonly live: Live; readonly cause: MoveCause; readonly ids: string[] }

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
  const [entering, leaving] = [new Map<string, Group>(), new Map<string, Group>()]
  for (const { customerId, isThere, before, after } of different)
    for (const segment of segments) {
      const [was, is] = [hasBit(before, segment.number), hasBit(after, segment.number)]
      if (was === is) continue
      const changed = segment.builtVersion !== segment.version
      const cause = isThere ? (changed ? "definition" : how.cause) : "merge"
      add(is ? entering : leaving, segment, cause, customerId)
    }
  let [entered, left] = [0, 0]
  for (const group of entering.values()) entered += await move(ctx, group, "entered", how)
  for (const group of leaving.values()) left += await move(ctx, group, "left", how)
  if (how.isPass) await countMoved(ctx, how.at, entered, left)
  return { entered, left }
}

function add(groups: Map<string, Group>, live: Live, cause: MoveCause, customerId: string): void {
  const key = `${live.number} ${cause}`
  const group = groups.get(key)
  if (group) group.ids.push(customerId)
  else groups.set(key, { live, cause, ids: [customerId] })
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

async function move(
  ctx: Context,
  { live, cause, ids }: Group,
  what: "entered" | "left",
  { at, reasons }: How,
): Promise<number> {
  const { segmentId, key, version } = live
  const change = { segmentId, version, cause, at }
  const moved = what === "entered" ? await enter(ctx, change, ids) : await leave(ctx, change, ids)
  // That a segment begins with those whom it holds is no news of any of them.
  if (!(cause === "definition" && version === 1)) {
    const why = new Map(
      moved.flatMap((id) => {
        const reason = reasons.get(reasonKey(segmentId, id))
        return reason ? [[id, reason] as const] : []
      }),
    )
    await insertMoves(ctx, { ...change, move: what }, moved, why)
  }
  const event = what === "entered" ? segmentEntered : segmentLeft
  if (ctx.product.reactionsTo(event.name).length > 0)
    for (let from = 0; from < moved.length; from += told)
      await announce(ctx, event, { segmentId, key, version, customerIds: moved.slice(from, from + told), at, cause })
  return moved.length
}
