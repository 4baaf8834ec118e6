import { changeProperty, defineProperty, propertyDefinitions, resolveCustomers } from "#customers"
import type { Context } from "#kernel/context"
import { ownIdentity, readList, readMember } from "./imported-rules.ts"
import { listChoices, listsProperty, maxLists, maxListsOfOne } from "./list-rules.ts"
import type { Problem, Taken } from "./model.ts"
import type { StoredImport } from "./storage.ts"
import {
  dropUnseenMembers,
  type List,
  markListsStale,
  saveLists,
  saveMembers,
  selectLists,
  selectMemberships,
  selectPeople,
  takeListsStale,
} from "./storage-people.ts"

const atATime = 500

/** Takes in a page of lists. Those beyond what a property can hold are named and left out. */
export async function takeLists(ctx: Context, it: StoredImport, items: readonly unknown[]): Promise<Taken> {
  const problems: Problem[] = []
  const lists: List[] = []
  const room = maxLists - (await selectLists(ctx, it.importId)).length
  for (const read of items.map(readList)) {
    if (read.is === "problem") problems.push(read.problem)
    else if (lists.length < room) lists.push({ listId: read.it.id, name: read.it.attributes.name })
    else problems.push({ kind: "list", itemId: read.it.id, field: "", code: "TooManyLists" })
  }
  await saveLists(ctx, it.importId, lists)
  return { tally: { lists: lists.length }, problems }
}

/** Lists are the choices of a property of people, by which segments are built. Those put away stay choices: values name them. */
export async function keepListsAsChoices(ctx: Context, lists: readonly List[]): Promise<void> {
  if (lists.length === 0) return
  const before = (await propertyDefinitions(ctx)).find(({ key }) => key === listsProperty.key)
  const choices = listChoices(before?.choices ?? [], lists)
  if (!before) await defineProperty(ctx, { ...listsProperty, choices })
  else if (before.isArchived || JSON.stringify(before.choices) !== JSON.stringify(choices))
    await changeProperty(ctx, listsProperty.key, { choices, isArchived: false })
}

/** Takes in a page of who is on a list. */
export async function takeMembers(
  ctx: Context,
  importId: string,
  listId: string,
  items: readonly unknown[],
): Promise<Taken> {
  const read = items.map(readMember)
  const ids = read.flatMap((one) => (one.is === "read" ? [one.it.id] : []))
  const problems = read.flatMap((one): Problem[] => (one.is === "problem" ? [one.problem] : []))
  const people = await selectPeople(ctx, ids)
  for (const id of ids)
    if (!people.has(id)) problems.push({ kind: "profile", itemId: id, field: `list ${listId}`, code: "UnknownPerson" })
  const joined = await saveMembers(ctx, importId, listId, [...people.keys()])
  await markListsStale(ctx, joined)
  return { tally: { joined: joined.length }, problems }
}

/**
 * Takes people off the lists on which Klaviyo no longer has them, and says of all whose lists changed on which they are
 * now; some at a time. Each is told of once in an import, whatever number of lists changed.
 */
export async function settleLists(ctx: Context, importId: string): Promise<Taken> {
  const gone = await dropUnseenMembers(ctx, importId, atATime)
  await markListsStale(ctx, gone)
  if (gone.length > 0) return { tally: { left: gone.length }, problems: [], more: true }
  const stale = await takeListsStale(ctx, atATime)
  const memberships = await selectMemberships(ctx, stale)
  const facts = stale.map((id) => ({
    identities: [ownIdentity(id)],
    profile: { properties: { [listsProperty.key]: (memberships.get(id) ?? []).slice(0, maxListsOfOne) } },
    source: "klaviyo",
    at: ctx.now(),
  }))
  if (facts.length > 0) await resolveCustomers(ctx, facts)
  return { tally: {}, problems: [], more: stale.length > 0 }
}
