import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import { CustomerError } from "./errors.ts"
import { keysOf } from "./identity-keys.ts"
import type { IdentityFact, Resolved } from "./model.ts"
import { statementsOf } from "./profile-rules.ts"
import { sortProperties } from "./property-rules.ts"
import { type Memory, memoryOf, nameOf, recall, remember } from "./remembered.ts"
import { type Case, type Found, resolveRound } from "./resolve-round.ts"
import { selectDefinitions } from "./storage-properties.ts"

/** Finds the person a fact is about, or makes them. See `resolveCustomers`. */
export const resolveCustomer = (ctx: Context, fact: IdentityFact): Promise<Resolved> =>
  gather(ctx, "customers.resolve", fact, resolveCustomers)

/**
 * Finds the people that these facts are about, makes those that are new, notes what is said of them, and merges whom the
 * facts show to be one (`decide` states the rules). Answers in the order given; in a few statements however many facts
 * there are. A person unchanged by the facts costs one read and no lock,
 * and the next time, as long as no identity changes hands, not even that. Throws `customers.NoIdentity` naming the fact
 * (`facts[3].identities`) when nothing tells who it is about.
 */
export async function resolveCustomers(ctx: Context, facts: readonly IdentityFact[]): Promise<Resolved[]> {
  return inTransaction(ctx, async (ctx) => {
    const names = facts.map(nameOf)
    const memory = names.some((name) => name !== undefined) ? await memoryOf(ctx) : undefined
    const results = new Map<number, Found>()
    const strange = facts.flatMap((fact, index) => {
      const known = memory && recalled(memory, names[index], fact)
      if (known) results.set(index, known)
      return known ? [] : [index]
    })
    let open = await readCases(ctx, facts, strange)
    for (let round = 1; open.length > 0; round++) {
      if (round > 50) throw new Error("customers keep changing under our hands")
      open = await resolveRound(ctx, open, results)
    }
    if (memory) ctx.afterCommit(() => rememberAll(memory, names, strange, results))
    return facts.flatMap((_, index) => {
      const found = results.get(index)
      return found ? [{ customerId: found.customerId, created: found.created }] : []
    })
  })
}

/** Somebody who is remembered, unless the fact shows that she was there earlier than we knew. */
function recalled(memory: Memory, name: string | undefined, { at }: IdentityFact): Found | undefined {
  const known = name === undefined ? undefined : recall(memory, name)
  return known && at.getTime() >= known.firstSeenMs ? { customerId: known.customerId, created: false } : undefined
}

function rememberAll(
  memory: Memory,
  names: readonly (string | undefined)[],
  indexes: readonly number[],
  results: ReadonlyMap<number, Found>,
): void {
  for (const index of indexes) {
    const [name, found] = [names[index], results.get(index)]
    if (name !== undefined && found?.unchangedSince)
      remember(memory, name, { customerId: found.customerId, firstSeenMs: found.unchangedSince.getTime() })
  }
}

async function readCases(ctx: Context, facts: readonly IdentityFact[], indexes: readonly number[]): Promise<Case[]> {
  const definitions = facts.some((fact) => fact.profile?.properties) ? await selectDefinitions(ctx) : []
  return indexes.flatMap((index) => {
    const fact = facts[index]
    if (!fact) return []
    const keys = keysOf(fact.identities)
    const field = facts.length === 1 ? "identities" : `facts[${index}].identities`
    if (keys.length === 0) throw CustomerError.NoIdentity({ field })
    const { properties: given = {}, ...fields } = fact.profile ?? {}
    // A clock that runs ahead must not outrank everything that is said until then.
    const at = fact.at > ctx.now() ? ctx.now() : fact.at
    const words = { fields, ...sortProperties(definitions, given), implied: impliedBy(fact.identities) }
    const said = statementsOf({ ...words, source: fact.source, at })
    return [{ index, keys, said, source: fact.source, at, suspects: [], apart: new Set<string>() }]
  })
}

/** A mail or phone that identifies somebody is also a way to reach them. */
function impliedBy(identities: IdentityFact["identities"]): { email?: string; phone?: string } {
  const implied: { email?: string; phone?: string } = {}
  for (const { kind, value } of identities)
    if ((kind === "email" || kind === "phone") && !implied[kind]) implied[kind] = value
  return implied
}
