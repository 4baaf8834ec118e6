import { type Context, inBrand, inTransaction, lock } from "#kernel/context"
import type { InboxRow } from "./projection-rules.ts"
import { insertNames, type SeenName, selectNames } from "./storage-names.ts"

/** How many different event names of one brand analytics counts by name. */
export const mostNames = 1_000
/** How many of the names beyond are kept, to show what is wrong. */
const mostShown = 20
/** The name under which everything beyond is counted. */
export const otherName = "Other Events"

/** Anybody may send any name here. All other doors write names of our own. */
export const openDoors: readonly string[] = ["web", "api"]

type Named = Pick<InboxRow, "brandId" | "name" | "source" | "receivedMs">
type Known = { readonly counted: Set<string>; readonly shown: Set<string> }

// One memory per installation: what is counted once is counted for ever, so it can only grow.
const memories = new WeakMap<object, Map<string, Known>>()

/**
 * Under which names ClickHouse is to count these facts: a sender that puts an id into each name ("viewed 8f3a-…") must not
 * make a million of them (F85). The first names stand, and for good: the same facts get the same names whenever they are
 * sent. The inbox keeps what was said.
 */
export async function countedNames(ctx: Context, rows: readonly Named[]): Promise<(row: Named) => string> {
  const memory = memories.get(ctx.keys) ?? new Map<string, Known>()
  memories.set(ctx.keys, memory)
  const open = rows.filter(({ source }) => openDoors.includes(source))
  for (const [brandId, theirs] of Map.groupBy(open, (row) => row.brandId)) {
    const known = memory.get(brandId)
    const isNews = (row: Named) =>
      !known?.counted.has(row.name) &&
      (known === undefined || known.counted.size < mostNames || known.shown.size < mostShown)
    const fresh = [...new Map(theirs.filter(isNews).map((row) => [row.name, row])).values()]
    if (fresh.length > 0) memory.set(brandId, await learn(inBrand(ctx, brandId), fresh))
  }
  return (row) =>
    !openDoors.includes(row.source) || memory.get(row.brandId)?.counted.has(row.name) ? row.name : otherName
}

async function learn(ctx: Context, fresh: readonly Named[]): Promise<Known> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "events.names")
    const known = knownOf(await selectNames(ctx))
    const added: SeenName[] = []
    for (const { name, source, receivedMs } of fresh) {
      if (known.counted.has(name) || known.shown.has(name)) continue
      const isCounted = known.counted.size < mostNames
      if (!isCounted && known.shown.size >= mostShown) break
      ;(isCounted ? known.counted : known.shown).add(name)
      added.push({ name, isCounted, source, firstSeenAt: new Date(receivedMs) })
    }
    await insertNames(ctx, added)
    return known
  })
}

const knownOf = (names: readonly SeenName[]): Known => ({
  counted: new Set(names.filter(({ isCounted }) => isCounted).map(({ name }) => name)),
  shown: new Set(names.filter(({ isCounted }) => !isCounted).map(({ name }) => name)),
})

/** How much of the quota is used, and some of the names that went beyond it with the door they came by. */
export async function nameLimits(ctx: Context) {
  const names = await inTransaction(ctx, selectNames)
  return {
    counted: names.filter(({ isCounted }) => isCounted).length,
    most: mostNames,
    beyond: names
      .filter(({ isCounted }) => !isCounted)
      .map(({ name, source, firstSeenAt }) => ({ name, source, firstSeenAt })),
  }
}
