import { factsAfter } from "#events"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { lookAt } from "./look.ts"
import { leaseCursor, moveCursor, selectHeard } from "./storage.ts"

const leaseMs = 10_000
const factsAtOnce = 20_000
const peopleAtOnce = 200

const owners = new WeakMap<object, string>()
function readerName(ctx: Context): string {
  const known = owners.get(ctx.keys) ?? ctx.id()
  owners.set(ctx.keys, known)
  return known
}

/**
 * Reads what has happened since the last look and counts again for whom it concerns. After a crash it may read the same
 * twice, which gives nothing twice. Only one process reads at a time. Returns whether there may be more.
 */
export async function readFacts(ctx: Context): Promise<boolean> {
  const from = await inTransaction(ctx, (ctx) => leaseCursor(ctx, readerName(ctx), leaseMs))
  if (!from) return false
  const heard = new Map((await inTransaction(ctx, selectHeard)).map(({ brandId, names }) => [brandId, new Set(names)]))
  const names = [...new Set([...heard.values()].flatMap((own) => [...own]))]
  const read = await inTransaction(ctx, (ctx) => factsAfter(ctx, from, names, factsAtOnce))
  if (!read) return false
  for (const [brandId, own] of heard) {
    const concerned = read.facts.flatMap((fact) =>
      fact.brandId === brandId && own.has(fact.name) && fact.customerId !== null ? [fact.customerId] : [],
    )
    const people = [...new Set(concerned)]
    for (let at = 0; at < people.length; at += peopleAtOnce)
      await lookAt(inBrand(ctx, brandId), people.slice(at, at + peopleAtOnce))
  }
  await inTransaction(ctx, (ctx) => moveCursor(ctx, readerName(ctx), read.to))
  return names.length > 0
}
