import { zonedBrands } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { announce } from "#kernel/events"
import { factsProjected } from "./events.ts"
import { heldGeneration, insertFacts, insertOwners, markGeneration } from "./facts-projection.ts"
import { handedOver, letGo, type Run } from "./handed-over.ts"
import { countedNames } from "./name-quota.ts"
import { keptProperties } from "./property-quota.ts"
import { factRow, type InboxRow, isWorthSending, ownerRows, type Place, tokenOf } from "./projection-rules.ts"
import { rebuildAnalytics } from "./rebuild-analytics.ts"
import {
  type Ahead,
  type Cursor,
  leaseCursor,
  lookAhead,
  oldestUnprojected,
  releaseCursor,
  savePending,
  selectCursor,
  selectRange,
  selectRuns,
  settlePending,
} from "./storage-projection.ts"

const crash = crashpoints("project.after_range_saved", "project.after_sent", "project.after_settled")

const batchRows = 20_000
const peekRows = 1_000
const projectionLeaseMs = 5_000

/** One per process and installation: the lease of a process that died runs out, and another goes on where it stopped. */
const owners = new WeakMap<object, string>()
function projectorName(ctx: Context): string {
  const known = owners.get(ctx.keys)
  if (known) return known
  const made = ctx.id()
  owners.set(ctx.keys, made)
  return made
}

/**
 * Copies the next facts to ClickHouse: a range is chosen and saved, sent under its token until it is acknowledged, then
 * the cursor moves past it. Dying anywhere in between sends the same range again under the same token, which ClickHouse
 * keeps once (G4). In the platform's context it copies for all brands. False when there was nothing worth sending; `flush`
 * sends whatever there is. While ClickHouse is away everything waits in the inbox (F20).
 */
export async function projectEvents(ctx: Context, { flush = false } = {}): Promise<boolean> {
  if (!ctx.facts.available()) return false
  const found = await nextRange(ctx, flush)
  if (!found) return false
  if (found === "not-ours") {
    await rebuildAnalytics(ctx, { isSender: true })
    return true
  }
  const { cursor, range, zones } = found
  const token = tokenOf(ctx.brandId, cursor.generation, cursor.upto, range.to)
  const nameOf = await countedNames(ctx, range.rows)
  const propertiesOf = await keptProperties(ctx, range.rows)
  await insertFacts(
    ctx,
    range.rows.map((row) =>
      factRow({ ...row, properties: propertiesOf(row) }, zones.get(row.brandId) ?? "Asia/Tokyo", nameOf(row)),
    ),
    token,
  )
  await insertOwners(ctx, range.rows.flatMap(ownerRows), token)
  crash("project.after_sent")
  await tellTouched(ctx, range.rows)
  await inTransaction(ctx, (ctx) => settlePending(ctx, cursor.generation, range.to))
  letGo(ctx, range.to)
  crash("project.after_settled")
  return true
}

/** After the last turn of this process another may go on at once. */
export const leaveProjection = (ctx: Context): Promise<void> =>
  inTransaction(ctx, (ctx) => releaseCursor(ctx, projectorName(ctx)))

type Range = { readonly to: Place; readonly rows: readonly InboxRow[] }

type Found = { readonly cursor: Cursor; readonly range: Range; readonly zones: ReadonlyMap<string, string> }

/** The next range, saved and ours. Undefined when nothing is worth sending, or another process is at it. */
async function nextRange(ctx: Context, flush: boolean): Promise<Found | "not-ours" | undefined> {
  const owner = projectorName(ctx)
  // A look comes many times a second and finds nothing as a rule: it takes nothing and writes nothing.
  const ahead = await inTransaction(ctx, (ctx) => lookAhead(ctx, owner, peekRows))
  if (ahead && isConfirmed(ctx, ahead.generation) && !isWorthwhile(ctx, ahead, flush)) return undefined
  const taken = await inTransaction(ctx, async (ctx) => {
    const cursor = await leaseCursor(ctx, owner, projectionLeaseMs)
    return cursor && { cursor, found: isConfirmed(ctx, cursor.generation) ? await findFrom(ctx, cursor) : undefined }
  })
  if (!taken) return undefined
  const { cursor, found } = taken
  if (!isConfirmed(ctx, cursor.generation)) return (await isOurs(ctx, cursor)) ? nextRange(ctx, flush) : "not-ours"
  if (found && !cursor.pending) crash("project.after_range_saved")
  return found
}

async function findFrom(ctx: Context, cursor: Cursor): Promise<Found | undefined> {
  const range = await rangeAt(ctx, cursor)
  if (!range) return undefined
  return { cursor, range, zones: new Map((await zonedBrands(ctx)).map(({ brandId, zone }) => [brandId, zone])) }
}

function isWorthwhile(ctx: Context, { hasPending, isTaken, count, oldest }: Ahead, flush: boolean): boolean {
  if (isTaken) return false
  if (hasPending) return true
  const waitedMs = oldest ? ctx.now().getTime() - oldest.getTime() : 0
  return count > 0 && (flush || isWorthSending(count, waitedMs))
}

async function rangeAt(ctx: Context, { upto, pending, generation }: Cursor): Promise<Range | undefined> {
  if (pending) return { to: pending, rows: await selectRange(ctx, upto, pending) }
  const runs = await selectRuns(ctx, upto, batchRows)
  const last = runs.at(-1)
  if (!last) return undefined
  const to = { xid: last.xid, seq: last.last }
  return (await savePending(ctx, generation, to)) ? { to, rows: await rowsOf(ctx, upto, runs) } : undefined
}

/** The rows of these runs, which follow each other: those that are at hand, and all others from the inbox. */
async function rowsOf(ctx: Context, from: Place, runs: readonly Run[]): Promise<InboxRow[]> {
  const parts: (readonly InboxRow[])[] = []
  let [read, upto] = [from, from]
  for (const run of runs) {
    const rows = handedOver(ctx, run)
    if (rows) {
      if (read !== upto) parts.push(await selectRange(ctx, read, upto))
      parts.push(rows)
    }
    upto = { xid: run.xid, seq: run.last }
    if (rows) read = upto
  }
  if (read !== upto) parts.push(await selectRange(ctx, read, upto))
  return parts.flat()
}

const confirmed = new WeakMap<object, Set<string>>()

const confirmedOf = (ctx: Context): Set<string> => {
  const known = confirmed.get(ctx.facts) ?? new Set<string>()
  confirmed.set(ctx.facts, known)
  return known
}
const makingOf = (ctx: Context, generation: number): string =>
  `${ctx.brandId}:${ctx.facts.store?.() ?? 0}:${generation}`
const isConfirmed = (ctx: Context, generation: number): boolean => confirmedOf(ctx).has(makingOf(ctx, generation))

/**
 * Whether ClickHouse holds what our cursor says: another data folder, or an emptied one, must be filled from the start
 * (F24). Asked once per process, store and generation.
 */
async function isOurs(ctx: Context, { generation, upto }: Cursor): Promise<boolean> {
  if (isConfirmed(ctx, generation)) return true
  const held = await heldGeneration(ctx)
  if (held === 0 && upto.seq === 0) await markGeneration(ctx, generation)
  else if (held !== generation) return false
  confirmedOf(ctx).add(makingOf(ctx, generation))
  return true
}

/** Tells who has new facts, brand by brand, if anybody wants to know. */
async function tellTouched(ctx: Context, rows: readonly InboxRow[]): Promise<void> {
  if (ctx.product.reactionsTo(factsProjected.name).length === 0) return
  const touched = new Map<string, Set<string>>()
  for (const { brandId, customerId } of rows) {
    if (customerId === null) continue
    const customers = touched.get(brandId) ?? new Set()
    touched.set(brandId, customers.add(customerId))
  }
  for (const [brandId, customers] of touched)
    await inTransaction(inBrand(ctx, brandId), (ctx) => announce(ctx, factsProjected, { customerIds: [...customers] }))
}

/** How far ClickHouse is behind: since when facts have been waiting for it, null when none are. */
export async function projectionLag(
  ctx: Context,
): Promise<{ available: boolean; since: Date | null; seconds: number }> {
  const since = await inTransaction(ctx, async (ctx) => {
    const cursor = await selectCursor(ctx)
    return oldestUnprojected(ctx, cursor?.upto ?? { xid: "0", seq: 0 })
  })
  const seconds = since ? Math.max(0, (ctx.now().getTime() - since.getTime()) / 1_000) : 0
  return { available: ctx.facts.available(), since, seconds }
}
