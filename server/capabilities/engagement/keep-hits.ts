import { type Context, inBrand, inTransaction } from "#kernel/context"
import type { Plugged } from "#kernel/context"
import { enqueueAll } from "#kernel/effects"
import { judgeEffect } from "./judge-hits.ts"
import type { Hit } from "./model.ts"
import { insertHits } from "./storage.ts"

/** A hit is judged once its neighbours are there to be judged with it. */
export const judgedAfterMs = 8_000

const keepAtMost = 20_000
const writeAtOnce = 500
const tryAgainMs = 2_000

type Kept = { readonly ctx: Context; readonly hit: Hit }
/** `dropped`: hits that found no room while the database was away. */
type Shelf = {
  readonly hits: Kept[]
  writing: Promise<void> | undefined
  timer: NodeJS.Timeout | undefined
  dropped: number
}

/** One shelf for each product of this process. */
const shelves = new WeakMap<Plugged, Shelf>()

const shelfOf = ({ product }: Context): Shelf => {
  const known = shelves.get(product)
  if (known) return known
  const made: Shelf = { hits: [], writing: undefined, timer: undefined, dropped: 0 }
  shelves.set(product, made)
  return made
}

/**
 * Puts a hit aside and has it written soon, many at once, so that whoever follows a link waits for no database (M12). While
 * Postgres is away hits are kept in memory, at most 20,000; what comes then is dropped and counted in the log. A process
 * that dies loses what it had not written yet: a few milliseconds' worth in good days.
 */
export function keepHit(ctx: Context, hit: Hit): void {
  const shelf = shelfOf(ctx)
  if (shelf.hits.length >= keepAtMost) {
    shelf.dropped++
    if (shelf.dropped === 1 || shelf.dropped % 1_000 === 0)
      ctx.log.error({ dropped: shelf.dropped }, "hits of links are dropped: the database is away and the shelf is full")
    return
  }
  shelf.hits.push({ ctx, hit })
  if (!shelf.writing && !shelf.timer) void writeHits(ctx)
}

/** Writes what was put aside. Resolves when all is written, or the database is away: it is tried again by itself. */
export function writeHits(ctx: Context): Promise<void> {
  const shelf = shelfOf(ctx)
  shelf.writing ??= work(ctx, shelf).finally(() => void (shelf.writing = undefined))
  return shelf.writing
}

/** How many hits wait to be written, and how many found no room since the process began. */
export const hitsKept = (ctx: Context) => ({ waiting: shelfOf(ctx).hits.length, dropped: shelfOf(ctx).dropped })

async function work(ctx: Context, shelf: Shelf): Promise<void> {
  clearTimeout(shelf.timer)
  shelf.timer = undefined
  // All that comes in this moment goes with it.
  await new Promise(setImmediate)
  while (shelf.hits.length > 0) {
    const taken = shelf.hits.slice(0, writeAtOnce)
    try {
      for (const [brandId, hits] of Map.groupBy(taken, (kept) => kept.ctx.brandId))
        await write(inBrand(ctx, brandId), hits)
      shelf.hits.splice(0, taken.length)
      if (shelf.dropped > 0)
        ctx.log.warn({ dropped: shelf.dropped }, "hits of links are written again; some were dropped")
      shelf.dropped = 0
    } catch (err) {
      ctx.log.warn({ err, waiting: shelf.hits.length }, "hits of links wait for the database")
      shelf.timer = setTimeout(() => void writeHits(ctx), tryAgainMs).unref()
      return
    }
  }
}

/** The same hit written twice is one row: a part may have been written before the database went away. */
const write = (ctx: Context, kept: readonly Kept[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await insertHits(
      ctx,
      kept.map(({ hit }) => hit),
    )
    const moments = new Map(
      kept.map(({ hit: { messageId, at } }) => {
        // Hits of one moment are judged once; those after it ask anew, and all are judged again together.
        const slot = Math.floor(at.getTime() / judgedAfterMs)
        return [`${messageId}:${slot}`, { messageId, at: new Date((slot + 2) * judgedAfterMs) }]
      }),
    )
    await enqueueAll(
      ctx,
      judgeEffect,
      [...moments].map(([key, { messageId, at }]) => ({ key, payload: { messageId }, notBefore: at })),
    )
  })
