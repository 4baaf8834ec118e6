import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import { CustomerError } from "./errors.ts"
import { keysOf } from "./identity-keys.ts"
import type { IdentityFact, Resolved } from "./model.ts"
import { statementsOf } from "./profile-rules.ts"
import { sortProperties } from "./property-rules.ts"
import { type Case, resolveRound } from "./resolve-round.ts"
import { selectDefinitions } from "./storage-properties.ts"

/** Finds the person a fact is about, or makes them. See `resolveCustomers`. */
export const resolveCustomer = (ctx: Context, fact: IdentityFact): Promise<Resolved> =>
  gather(ctx, "customers.resolve", fact, resolveCustomers)

/**
 * Finds the people that these facts are about, makes those that are new, notes what is said of them, and merges whom the
 * facts show to be one (`decide` states the rules). Answers in the order given; in a few statements however many facts
 * there are. A person unchanged by the facts costs one read and no lock. Throws `customers.NoIdentity` naming the fact
 * (`facts[3].identities`) when nothing tells who it is about.
 */
export async function resolveCustomers(ctx: Context, facts: readonly IdentityFact[]): Promise<Resolved[]> {
  return inTransaction(ctx, async (ctx) => {
    const cases = await readCases(ctx, facts)
    const results = new Map<number, Resolved>()
    let open = cases
    for (let round = 1; open.length > 0; round++) {
      if (round > 50) throw new Error("customers keep changing under our hands")
      open = await resolveRound(ctx, open, results)
    }
    return cases.flatMap(({ index }) => results.get(index) ?? [])
  })
}

async function readCases(ctx: Context, facts: readonly IdentityFact[]): Promise<Case[]> {
  const definitions = facts.some((fact) => fact.profile?.properties) ? await selectDefinitions(ctx) : []
  return facts.map((fact, index) => {
    const keys = keysOf(fact.identities)
    const field = facts.length === 1 ? "identities" : `facts[${index}].identities`
    if (keys.length === 0) throw CustomerError.NoIdentity({ field })
    const { properties: given = {}, ...fields } = fact.profile ?? {}
    // A clock that runs ahead must not outrank everything that is said until then.
    const at = fact.at > ctx.now() ? ctx.now() : fact.at
    const words = { fields, ...sortProperties(definitions, given), implied: impliedBy(fact.identities) }
    const said = statementsOf({ ...words, source: fact.source, at })
    return { index, keys, said, source: fact.source, at, suspects: [], apart: new Set() }
  })
}

/** A mail or phone that identifies somebody is also a way to reach them. */
function impliedBy(identities: IdentityFact["identities"]): { email?: string; phone?: string } {
  const implied: { email?: string; phone?: string } = {}
  for (const { kind, value } of identities)
    if ((kind === "email" || kind === "phone") && !implied[kind]) implied[kind] = value
  return implied
}
