import { clustersOf } from "#customers"
import { factsOf, type PlacedFact } from "#events"
import { type Person, readPeople } from "#segments"
import type { Context } from "#kernel/context"
import type { FlowDeed, Happened, Known } from "./model-run.ts"
import { dayAt } from "./times-rules.ts"

/** An event as a run keeps it. */
export const happenedOf = (fact: PlacedFact): Happened => ({
  name: fact.name,
  occurredAt: fact.occurredAt.toISOString(),
  source: fact.source,
  externalId: fact.externalId,
  ...(fact.value === null ? {} : { value: fact.value }),
  ...(fact.currency === null ? {} : { currency: fact.currency }),
  ...(fact.orderId === null ? {} : { orderId: fact.orderId }),
  ...(fact.productId === null ? {} : { productId: fact.productId }),
  ...(fact.channel === null ? {} : { channel: fact.channel }),
  ...(fact.storeId === null ? {} : { storeId: fact.storeId }),
  properties: fact.properties,
})

export const deedOfFact = (fact: PlacedFact, zone: string): FlowDeed => ({
  name: fact.name,
  day: dayAt(zone, fact.occurredAt),
  at: Math.floor(fact.occurredAt.getTime() / 1_000),
  ms: fact.occurredAt.getTime(),
  value: fact.value ?? 0,
  product: fact.productId ?? "",
  channel: fact.channel ?? "",
  store: fact.storeId ?? "",
  source: fact.source,
  order: fact.orderId ?? "",
  message: "",
  properties: fact.properties,
  happened: happenedOf(fact),
})

export type Wish = { readonly customerId: string; readonly person: boolean; readonly names: readonly string[] }

/** What is known of people within one turn: asked for once, for all who need it at the same moment. */
export type Knowledge = {
  readonly of: (customerId: string) => Known
  /** Reads what is wished for and not known yet. */
  readonly learn: (wishes: readonly Wish[]) => Promise<void>
  /** What was known of her is no longer true. */
  readonly forget: (customerIds: readonly string[]) => void
}

/** Knowledge about people by the ids they are known by now, in the caller's transaction. */
export function createKnowledge(ctx: Context, zone: string): Knowledge {
  const persons = new Map<string, Person | null>()
  const deeds = new Map<string, { readonly names: Set<string>; readonly all: FlowDeed[] }>()
  const ownDeeds = (id: string) => {
    const own = deeds.get(id) ?? { names: new Set<string>(), all: [] }
    deeds.set(id, own)
    return own
  }
  const learnPersons = async (ids: readonly string[]) => {
    if (ids.length === 0) return
    for (const { person, isCounted } of await readPeople(ctx, ids))
      persons.set(person.customerId, isCounted ? person : null)
    for (const id of ids) if (!persons.has(id)) persons.set(id, null)
  }
  const learnDeeds = async (wishes: readonly Wish[]) => {
    const wanted = wishes.filter(({ customerId, names }) => names.some((name) => !ownDeeds(customerId).names.has(name)))
    if (wanted.length === 0) return
    const ids = [...new Set(wanted.map(({ customerId }) => customerId))]
    const names = [...new Set(wanted.flatMap((wish) => wish.names))]
    const rootOf = new Map([...(await clustersOf(ctx, ids))].flatMap(([root, all]) => all.map((id) => [id, root])))
    const facts = await factsOf(ctx, [...rootOf.keys()], names)
    const before = new Map(ids.map((id) => [id, new Set(ownDeeds(id).names)]))
    for (const fact of facts) {
      const root = fact.customerId === null ? undefined : rootOf.get(fact.customerId)
      if (root !== undefined && !before.get(root)?.has(fact.name)) ownDeeds(root).all.push(deedOfFact(fact, zone))
    }
    for (const id of ids) {
      const own = ownDeeds(id)
      for (const name of names) own.names.add(name)
      own.all.sort((a, b) => a.ms - b.ms)
    }
  }
  return {
    of: (id) => ({ person: persons.get(id) ?? null, deeds: deeds.get(id)?.all ?? [] }),
    learn: async (wishes) => {
      const open = wishes.filter(({ customerId, person }) => person && !persons.has(customerId))
      await learnPersons([...new Set(open.map(({ customerId }) => customerId))])
      await learnDeeds(wishes.filter(({ names }) => names.length > 0))
    },
    forget: (ids) => {
      for (const id of ids) persons.delete(id)
    },
  }
}
