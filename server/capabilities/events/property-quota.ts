import { z } from "zod"
import { changeSetting, settingOf } from "#brands"
import { type Context, inBrand, inTransaction, lock } from "#kernel/context"
import { openDoors } from "./name-quota.ts"
import type { InboxRow } from "./projection-rules.ts"
import { keepPropertyNames, type SeenProperty, selectPropertyNames } from "./storage-property-names.ts"

const area = "events.limits"
export const EventLimits = z.object({
  /** How many different names of event properties analytics keeps. */
  properties: z.int().min(100).max(20_000),
})
const fallback = { properties: 1_000 }
/** How many of the names beyond are known, to show what is wrong. */
const mostShown = 20

type Carrying = Pick<InboxRow, "brandId" | "name" | "source" | "receivedMs" | "properties" | "parsed">
type Known = { readonly kept: Set<string>; readonly shown: Set<string> }

// One memory per installation: what is kept once is kept for ever, so it can only grow.
const memories = new WeakMap<object, Map<string, Known>>()

/**
 * The properties of these facts as ClickHouse is to keep them: a sender that puts an id into the names of properties
 * ("price_8f3a-…") must not make a million of them (F85). The first names stand; values under names beyond stay in the
 * inbox alone. A raised limit takes in names from then on, and earlier values when analytics are made anew.
 */
export async function keptProperties(ctx: Context, rows: readonly Carrying[]): Promise<(row: Carrying) => string> {
  const memory = memories.get(ctx.keys) ?? new Map<string, Known>()
  memories.set(ctx.keys, memory)
  const open = rows.filter(({ source, properties }) => openDoors.includes(source) && properties !== "{}")
  const parsed = new Map(open.map((row) => [row, objectOf(row)]))
  for (const [brandId, theirs] of Map.groupBy(open, (row) => row.brandId)) {
    const known = memory.get(brandId)
    const fresh = new Map<string, Carrying>()
    for (const row of theirs)
      for (const name of Object.keys(parsed.get(row) ?? {}))
        if (!known?.kept.has(name) && !fresh.has(name)) fresh.set(name, row)
    if (fresh.size > 0) memory.set(brandId, await learn(inBrand(ctx, brandId), fresh))
  }
  return (row) => {
    const properties = parsed.get(row)
    const kept = memory.get(row.brandId)?.kept
    if (!properties || !kept || Object.keys(properties).every((name) => kept.has(name))) return row.properties
    return JSON.stringify(Object.fromEntries(Object.entries(properties).filter(([name]) => kept.has(name))))
  }
}

function objectOf({ properties, parsed }: Carrying): Record<string, unknown> | undefined {
  const value: unknown = parsed ?? JSON.parse(properties)
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  return value as Record<string, unknown> // safe: an object that is no list, read by its own keys only
}

async function learn(ctx: Context, fresh: ReadonlyMap<string, Carrying>): Promise<Known> {
  const { properties: most } = await eventLimits(ctx)
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "events.property-names")
    const known = knownOf(await selectPropertyNames(ctx))
    const added: SeenProperty[] = []
    for (const [name, { name: event, source, receivedMs }] of fresh) {
      const isKept = known.kept.size < most
      if (known.kept.has(name) || (!isKept && (known.shown.has(name) || known.shown.size >= mostShown))) continue
      ;(isKept ? known.kept : known.shown).add(name)
      added.push({ name, isKept, event, source, firstSeenAt: new Date(receivedMs) })
    }
    await keepPropertyNames(ctx, added)
    return known
  })
}

const knownOf = (names: readonly SeenProperty[]): Known => ({
  kept: new Set(names.filter(({ isKept }) => isKept).map(({ name }) => name)),
  shown: new Set(names.filter(({ isKept }) => !isKept).map(({ name }) => name)),
})

const eventLimits = (ctx: Context) => settingOf(ctx, area, EventLimits, fallback)

/** How much of the quota is used, and some of the names beyond it with the event and the door they came by. */
export async function propertyLimits(ctx: Context) {
  const names = await inTransaction(ctx, selectPropertyNames)
  const { properties: most } = await eventLimits(ctx)
  const beyond = names
    .filter(({ isKept }) => !isKept)
    .map(({ name, event, source, firstSeenAt }) => ({ name, event, source, firstSeenAt }))
  return { kept: names.length - beyond.length, most, beyond }
}

/** Changes the brand's quota; what is kept already stays kept. A line of the audit log. */
export const changeEventLimits = (ctx: Context, limits: z.infer<typeof EventLimits>): Promise<number> =>
  changeSetting(ctx, area, EventLimits, limits)
