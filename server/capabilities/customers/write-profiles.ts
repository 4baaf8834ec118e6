import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { customersChanged } from "./events.ts"
import { fold, type Own, type Shown, shownOf } from "./profile-rules.ts"
import { searchTermsOf } from "./search-rules.ts"
import { insertProfiles, updateProfiles } from "./storage-profiles.ts"
import { selectClusterOwns } from "./storage-roots.ts"
import { replaceTerms } from "./storage-terms.ts"

export type NewPerson = {
  readonly customerId: string
  readonly known: boolean
  readonly own: Own
  readonly source: string
  readonly firstSeenAt: Date
}

/** Writes people who are new, and tells. */
export async function writeNew(ctx: Context, people: readonly NewPerson[]): Promise<void> {
  const writes = people.map((person) => {
    const shown = shownOf(person.own)
    return { ...person, shown, terms: searchTermsOf(shown), before: [] }
  })
  await insertProfiles(ctx, writes)
  await replaceTerms(ctx, writes)
  if (people.length > 0) await announce(ctx, customersChanged, { customerIds: people.map((p) => p.customerId) })
}

/** A root as it was read, and what is said of it now. */
export type Rewritten = {
  readonly customerId: string
  readonly revision: number
  readonly members: number
  readonly before: Own
  readonly own: Own
  /** Something beside the words has changed as well. */
  readonly isOtherwiseChanged: boolean
  /** When the earliest fact behind this happened: they were known from then on, whenever it reaches us. */
  readonly seenAt?: Date
}

/**
 * Writes what is said of these roots now, with what it adds up to in their clusters, and tells about those who look
 * different. Leaves out, and does not return, whom somebody else has changed or merged since they were read.
 */
export async function writeChanged(ctx: Context, people: readonly Rewritten[]): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const others = await wordsOfOthers(ctx, people)
  const changes = people.map((person) => {
    const rest = others.get(person.customerId) ?? []
    const before = shownOf(fold([...rest, person.before]))
    const shown = shownOf(fold([...rest, person.own]))
    // Undefined: found as before. Working the words out costs more than all the rest.
    const terms = isFoundElsewhere(before, shown) ? searchTermsOf(shown) : undefined
    const { seenAt } = person
    return { ...person, seenAt, shown, terms, isDifferent: person.isOtherwiseChanged || !isEqual(before, shown) }
  })
  const written = await updateProfiles(ctx, changes)
  await replaceTerms(ctx, written)
  const ids = new Set(written.map((row) => row.customerId))
  const customerIds = changes.flatMap((it) => (it.isDifferent && ids.has(it.customerId) ? [it.customerId] : []))
  if (customerIds.length > 0) await announce(ctx, customersChanged, { customerIds })
  return ids
}

/** What was said of the profiles that were merged into these roots. */
async function wordsOfOthers(ctx: Context, people: readonly Rewritten[]): Promise<Map<string, Own[]>> {
  const found = new Map<string, Own[]>()
  const merged = people.filter((person) => person.members > 1).map((person) => person.customerId)
  if (merged.length === 0) return found
  for (const { rootId, customerId, own } of await selectClusterOwns(ctx, merged)) {
    if (customerId !== rootId) found.set(rootId, [...(found.get(rootId) ?? []), own])
  }
  return found
}

const findable = ["displayName", "familyName", "givenName", "familyKana", "givenKana", "email", "phone"] as const
const isFoundElsewhere = (before: Shown, after: Shown): boolean =>
  findable.some((field) => before[field] !== after[field])

const isEqual = (before: Shown, after: Shown): boolean => JSON.stringify(before) === JSON.stringify(after)
