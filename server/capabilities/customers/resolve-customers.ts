import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { CustomerError } from "./errors.ts"
import { customerChanged } from "./events.ts"
import { keysOf } from "./identity-keys.ts"
import { decide, type IdentityKey, isConflict, keyText, type Owner, type Suspect } from "./identity-rules.ts"
import type { IdentityFact, Resolved } from "./model.ts"
import { changes, fold, type Own, shownOf, statementsOf } from "./profile-rules.ts"
import { searchTermsOf } from "./search-rules.ts"
import { settleConflict } from "./settle-conflict.ts"
import {
  deleteIdentitiesOf,
  followMerges,
  insertIdentities,
  type NewIdentity,
  type OwnerRow,
  selectOwners,
} from "./storage-identities.ts"
import { insertCandidates } from "./storage-merges.ts"
import {
  holdRoots,
  insertProfiles,
  type ProfileChange,
  replaceTerms,
  selectClusterOwns,
  updateProfiles,
} from "./storage-profiles.ts"

/** Finds the person a fact is about, or makes them. See `resolveCustomers`. */
export async function resolveCustomer(ctx: Context, fact: IdentityFact): Promise<Resolved> {
  const [resolved] = await resolveCustomers(ctx, [fact])
  if (!resolved) throw new Error("every fact is resolved")
  return resolved
}

/**
 * Finds the people that these facts are about, makes those that are new, notes what is said of them, and merges whom the
 * facts show to be one (`decide` states the rules). Answers in the order given; in a few statements however many facts
 * there are. A person unchanged by the facts costs one read and no lock. Throws `customers.NoIdentity` naming the fact
 * (`facts[3].identities`) when nothing tells who it is about.
 */
export async function resolveCustomers(ctx: Context, facts: readonly IdentityFact[]): Promise<Resolved[]> {
  const cases = facts.map((fact, index): Case => {
    const keys = keysOf(fact.identities)
    if (keys.length === 0)
      throw CustomerError.NoIdentity({ field: facts.length === 1 ? "identities" : `facts[${index}].identities` })
    return {
      index,
      keys,
      source: fact.source,
      at: fact.at,
      said: statementsOf(withAddresses(fact)),
      suspects: [],
      apart: new Set(),
    }
  })
  return inTransaction(ctx, async (ctx) => {
    const results = new Map<number, Resolved>()
    let open: Case[] = cases
    // Another round only for those that somebody else touched at the same moment, or whose conflict was just settled.
    for (let round = 1; open.length > 0; round++) {
      if (round > 50) throw new Error("customers keep changing under our hands")
      open = await resolveRound(ctx, open, results)
    }
    return cases.flatMap(({ index }) => results.get(index) ?? [])
  })
}

type Case = {
  readonly index: number
  readonly keys: readonly IdentityKey[]
  readonly said: Own
  readonly source: string
  readonly at: Date
  /** Who else it may be. */
  readonly suspects: readonly Suspect[]
  /** Those whom somebody has decided to be others, whatever the fact says. */
  readonly apart: ReadonlySet<string>
}

/** A person as this round sees them, written back at its end when something has changed. */
type Draft = {
  readonly customerId: string
  readonly row: OwnerRow | undefined
  readonly cases: Case[]
  own: Own
  known: boolean
  touched: boolean
}

async function resolveRound(ctx: Context, open: readonly Case[], results: Map<number, Resolved>): Promise<Case[]> {
  const { drafts, owners } = await readDrafts(ctx, open)
  const ownerOf = (key: IdentityKey): Owner | undefined => {
    const found = owners.get(keyText(key))
    return found && { customerId: found.draft.customerId, sure: found.sure, known: found.draft.known }
  }
  const attached: NewIdentity[] = []
  const conflicts: Case[] = []
  for (const item of open) {
    const decision = decide(item.keys, ownerOf)
    if (isConflict(decision, item.apart)) {
      conflicts.push(item)
      continue
    }
    const draft = (decision.target && drafts.get(decision.target)) || newDraft(ctx, drafts)
    draft.cases.push({ ...item, suspects: [...item.suspects, ...decision.suspects] })
    for (const key of decision.attach) {
      owners.set(keyText(key), { draft, sure: key.sure })
      attached.push({ ...key, customerId: draft.customerId, source: item.source, since: item.at })
    }
    if (decision.attach.length > 0) draft.touched = true
    draft.known ||= decision.attach.some((key) => key.sure)
    if (changes(draft.own, item.said)) {
      draft.touched = true
      draft.own = fold([draft.own, item.said])
    }
  }
  const again = await writeDrafts(
    ctx,
    [...drafts.values()].filter((draft) => draft.cases.length > 0),
    attached,
    results,
  )
  for (const item of conflicts) {
    const { suspects, apart } = await settleConflict(ctx, item.keys)
    again.push({ ...item, suspects: [...item.suspects, ...suspects], apart })
  }
  return again
}

async function readDrafts(ctx: Context, open: readonly Case[]) {
  const keys = [...new Map(open.flatMap((item) => item.keys.map((key) => [keyText(key), key] as const))).values()]
  let rows = await selectOwners(ctx, keys)
  const lost = rows.filter((row) => row.mergedInto !== null)
  if (lost.length > 0) {
    await followMerges(
      ctx,
      lost.map((row) => row.customerId),
    )
    rows = await selectOwners(ctx, keys)
  }
  const drafts = new Map<string, Draft>()
  const owners = new Map<string, { draft: Draft; sure: boolean }>()
  for (const row of rows) {
    const draft = drafts.get(row.customerId) ?? {
      customerId: row.customerId,
      row,
      cases: [],
      own: row.own,
      known: row.known,
      touched: false,
    }
    drafts.set(row.customerId, draft)
    owners.set(keyText(row), { draft, sure: row.sure })
    if (row.sure && !draft.known) draft.known = draft.touched = true
  }
  return { drafts, owners }
}

function newDraft(ctx: Context, drafts: Map<string, Draft>): Draft {
  const draft: Draft = { customerId: ctx.id(), row: undefined, cases: [], own: {}, known: false, touched: true }
  drafts.set(draft.customerId, draft)
  return draft
}

/** Writes the round and notes its results. Returns the cases that somebody else got in the way of. */
async function writeDrafts(
  ctx: Context,
  drafts: readonly Draft[],
  attached: readonly NewIdentity[],
  results: Map<number, Resolved>,
): Promise<Case[]> {
  const isNew = (draft: Draft) => draft.row === undefined
  const growing = new Set(attached.map((key) => key.customerId))
  // Whoever gets another key is held first: in between they may have been merged, or become known by something else.
  const held = await holdRoots(
    ctx,
    drafts.flatMap(({ customerId, row }) => (row && growing.has(customerId) ? [row] : [])),
  )
  const mayGrow = new Set(
    drafts.filter((draft) => isNew(draft) || held.has(draft.customerId)).map((draft) => draft.customerId),
  )
  const mine = new Set(
    (
      await insertIdentities(
        ctx,
        attached.filter((key) => mayGrow.has(key.customerId)),
      )
    ).map(keyText),
  )
  const contested = new Set(attached.filter((key) => !mine.has(keyText(key))).map((key) => key.customerId))
  const unborn = drafts.filter((draft) => isNew(draft) && contested.has(draft.customerId))
  if (unborn.length > 0)
    await deleteIdentitiesOf(
      ctx,
      unborn.map((draft) => draft.customerId),
    )

  const born = drafts.filter((draft) => isNew(draft) && !contested.has(draft.customerId))
  await insertProfiles(ctx, born.map(newProfile))
  const written = await updateDrafts(
    ctx,
    drafts.filter((draft) => !isNew(draft) && draft.touched && !contested.has(draft.customerId)),
  )
  const again: Case[] = []
  for (const draft of drafts) {
    const failed = contested.has(draft.customerId) || (!isNew(draft) && draft.touched && !written.has(draft.customerId))
    if (failed) again.push(...draft.cases)
    else
      draft.cases.forEach(({ index }, i) =>
        results.set(index, { customerId: draft.customerId, created: isNew(draft) && i === 0 }),
      )
  }
  const done = drafts.filter((draft) => !again.some((item) => draft.cases.includes(item)))
  await insertCandidates(
    ctx,
    done.flatMap(({ customerId, cases }) =>
      cases.flatMap(({ suspects }) => suspects.map((suspect) => ({ customerId, suspect }))),
    ),
  )
  return again
}

function newProfile(draft: Draft) {
  const shown = shownOf(draft.own)
  return {
    customerId: draft.customerId,
    known: draft.known,
    own: draft.own,
    shown,
    source: draft.cases[0]?.source ?? "",
    firstSeenAt: new Date(Math.min(...draft.cases.map((item) => item.at.getTime()))),
    terms: searchTermsOf(shown),
  }
}

async function updateDrafts(ctx: Context, drafts: readonly Draft[]): Promise<Set<string>> {
  if (drafts.length === 0) return new Set()
  const merged = drafts.filter((draft) => (draft.row?.members ?? 1) > 1).map((draft) => draft.customerId)
  const others =
    merged.length === 0 ? [] : (await selectClusterOwns(ctx, merged)).filter((o) => o.customerId !== o.rootId)
  const prepared = drafts.map((draft): ProfileChange & { before: string } => {
    const rest = others.filter((o) => o.rootId === draft.customerId).map((o) => o.own)
    const shown = shownOf(fold([...rest, draft.own]))
    const before = searchTermsOf(shownOf(fold([...rest, draft.row?.own ?? {}]))).join(" ")
    const { customerId, own } = draft
    return { customerId, own, shown, revision: draft.row?.revision ?? 0, terms: searchTermsOf(shown), before }
  })
  const written = await updateProfiles(ctx, prepared)
  await replaceTerms(
    ctx,
    prepared.filter((change) => written.has(change.customerId) && change.before !== change.terms.join(" ")),
  )
  for (const customerId of written) await announce(ctx, customerChanged, { customerId })
  return written
}

/** A mail or phone that identifies is also the way to reach, unless the fact says otherwise. */
function withAddresses(fact: IdentityFact): IdentityFact {
  const valueOf = (kind: "email" | "phone") => fact.identities.find((identity) => identity.kind === kind)?.value
  const email = fact.profile?.email ?? valueOf("email")
  const phone = fact.profile?.phone ?? valueOf("phone")
  return { ...fact, profile: { ...fact.profile, ...(email ? { email } : {}), ...(phone ? { phone } : {}) } }
}
