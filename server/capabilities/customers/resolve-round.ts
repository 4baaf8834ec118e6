import type { Context } from "#kernel/context"
import { decide, type IdentityKey, isConflict, keyText, type Owner, type Suspect } from "./identity-rules.ts"
import type { Resolved } from "./model.ts"
import { changes, fold, type Own } from "./profile-rules.ts"
import { settleConflict } from "./settle-conflict.ts"
import {
  followMerges,
  insertIdentities,
  type NewIdentity,
  type OwnerRow,
  selectOwners,
  takeBackIdentities,
} from "./storage-identities.ts"
import { seenEarlier } from "./seen-earlier.ts"
import { insertCandidates } from "./storage-merges.ts"
import { holdRoots } from "./storage-roots.ts"
import { writeChanged, writeNew } from "./write-profiles.ts"

/** One fact on its way to its person. */
export type Case = {
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

/** Whom a fact is about. `unchangedSince`: since when she is known, of somebody of whom it said nothing at all. */
export type Found = Resolved & { readonly unchangedSince?: Date }

/** A person as this round sees them, written back at its end when something has changed. */
type Draft = {
  readonly customerId: string
  /** As read; undefined for somebody new. */
  readonly row: OwnerRow | undefined
  readonly cases: Case[]
  readonly attached: NewIdentity[]
  own: Own
  known: boolean
  touched: boolean
}

/**
 * Brings each fact to its person as far as nobody else is in the way, and notes the results. Returns the facts that need
 * another round: somebody touched the same people at the same moment, or a conflict had to be settled first.
 */
export async function resolveRound(ctx: Context, open: readonly Case[], results: Map<number, Found>): Promise<Case[]> {
  // Most facts say nothing of the person and change nothing: then what was said before needn't be read.
  const isSilent = open.every(({ said }) => Object.keys(said).length === 0)
  let { drafts, conflicts } = await draftRound(ctx, open, !isSilent)
  if (isSilent && [...drafts.values()].some(({ row, touched }) => row && touched))
    ({ drafts, conflicts } = await draftRound(ctx, open, true))
  const again = await writeDrafts(
    ctx,
    [...drafts.values()].filter((draft) => draft.cases.length > 0),
    results,
  )
  for (const item of conflicts) {
    const { suspects, apart } = await settleConflict(ctx, item.keys)
    again.push({ ...item, suspects: [...item.suspects, ...suspects], apart })
  }
  return again
}

async function draftRound(ctx: Context, open: readonly Case[], withWords: boolean) {
  const { drafts, owners } = await readDrafts(ctx, open, withWords)
  const ownerOf = (key: IdentityKey): Owner | undefined => {
    const found = owners.get(keyText(key))
    return found && { customerId: found.draft.customerId, sure: found.sure, known: found.draft.known }
  }
  const conflicts: Case[] = []
  for (const item of open) {
    const decision = decide(item.keys, ownerOf)
    if (isConflict(decision, item.apart)) {
      conflicts.push(item)
      continue
    }
    const draft = (decision.target && drafts.get(decision.target)) || newDraft(ctx, drafts)
    for (const key of decision.attach) owners.set(keyText(key), { draft, sure: key.sure })
    note(draft, { ...item, suspects: [...item.suspects, ...decision.suspects] }, decision.attach)
  }
  return { drafts, conflicts }
}

async function readDrafts(ctx: Context, open: readonly Case[], withWords: boolean) {
  const keys = [...new Map(open.flatMap((item) => item.keys.map((key) => [keyText(key), key] as const))).values()]
  let rows = await selectOwners(ctx, keys, withWords)
  const lost = rows.filter((row) => row.mergedInto !== null).map((row) => row.customerId)
  if (lost.length > 0) {
    await followMerges(ctx, lost)
    rows = await selectOwners(ctx, keys, withWords)
  }
  const drafts = new Map<string, Draft>()
  const owners = new Map<string, { draft: Draft; sure: boolean }>()
  for (const row of rows) {
    const draft = drafts.get(row.customerId) ?? draftOf(row)
    drafts.set(row.customerId, draft)
    owners.set(keyText(row), { draft, sure: row.sure })
    if (row.sure && !draft.known) draft.known = draft.touched = true
  }
  return { drafts, owners }
}

const draftOf = (row: OwnerRow): Draft => ({
  customerId: row.customerId,
  row,
  cases: [],
  attached: [],
  own: row.own,
  known: row.known,
  touched: false,
})

function newDraft(ctx: Context, drafts: Map<string, Draft>): Draft {
  const draft: Draft = {
    customerId: ctx.id(),
    row: undefined,
    cases: [],
    attached: [],
    own: {},
    known: false,
    touched: true,
  }
  drafts.set(draft.customerId, draft)
  return draft
}

function note(draft: Draft, item: Case, attach: readonly IdentityKey[]): void {
  draft.cases.push(item)
  for (const key of attach) {
    draft.attached.push({ ...key, customerId: draft.customerId, source: item.source, since: item.at })
    draft.known ||= key.sure
    draft.touched = true
  }
  if (!changes(draft.own, item.said)) return
  draft.own = fold([draft.own, item.said])
  draft.touched = true
}

/** Writes the round and notes its results. Returns the cases that somebody else got in the way of. */
async function writeDrafts(ctx: Context, drafts: readonly Draft[], results: Map<number, Found>): Promise<Case[]> {
  // Whoever gets another key is held first: in between they may have been merged, or become known by something else.
  const growing = drafts.flatMap(({ row, attached }) => (row && attached.length > 0 ? [row] : []))
  const held = await holdRoots(ctx, growing)
  const mayGrow = drafts
    .filter(({ row, customerId }) => !row || held.has(customerId))
    .flatMap((draft) => draft.attached)
  const mine = new Set((await insertIdentities(ctx, mayGrow)).map(keyText))
  const isContested = (draft: Draft) => draft.attached.some((key) => !mine.has(keyText(key)))

  const fresh = drafts.filter((draft) => !draft.row)
  const unborn = fresh.filter(isContested).map((draft) => draft.customerId)
  if (unborn.length > 0) await takeBackIdentities(ctx, unborn)
  await writeNew(ctx, fresh.filter((draft) => !isContested(draft)).map(newPerson))
  const written = await writeChanged(
    ctx,
    drafts.flatMap((draft) => {
      const { row, customerId, own, attached } = draft
      if (!row || !draft.touched || isContested(draft)) return []
      const { revision, members } = row
      const seenAt = earliest(draft.cases)
      const isOtherwiseChanged = attached.length > 0 || seenAt < row.firstSeenAt
      return [{ customerId, own, before: row.own, revision, members, isOtherwiseChanged, seenAt }]
    }),
  )
  const unseen = new Set(await seenEarlier(ctx, drafts.flatMap(onlyEarlier)))
  const isDone = (draft: Draft) =>
    !isContested(draft) &&
    (!draft.row || (draft.touched ? written.has(draft.customerId) : !unseen.has(draft.customerId)))
  const done = drafts.filter(isDone)
  for (const { customerId, row, touched, cases } of done)
    for (const [i, item] of cases.entries()) {
      const found = { customerId, created: !row && i === 0 }
      const isUnchanged = row && !touched && item.at >= row.firstSeenAt && isClear(item)
      results.set(item.index, isUnchanged ? { ...found, unchangedSince: row.firstSeenAt } : found)
    }
  await insertCandidates(
    ctx,
    done.flatMap(({ customerId, cases }) =>
      cases.flatMap(({ suspects }) => suspects.map((suspect) => ({ customerId, suspect }))),
    ),
  )
  return drafts.filter((draft) => !isDone(draft)).flatMap((draft) => draft.cases)
}

/** Nobody else may be meant, and nobody has had to decide that they are not. */
const isClear = ({ suspects, apart }: Case): boolean => suspects.length === 0 && apart.size === 0

/** Somebody of whom the facts say nothing but that they were there before we knew. */
function onlyEarlier({ row, touched, customerId, cases }: Draft) {
  if (!row || touched || earliest(cases) >= row.firstSeenAt) return []
  return [{ customerId, seenAt: earliest(cases), before: row.firstSeenAt }]
}

const newPerson = ({ customerId, known, own, cases }: Draft) => ({
  customerId,
  known,
  own,
  source: cases[0]?.source ?? "",
  firstSeenAt: earliest(cases),
})

const earliest = (cases: readonly Case[]): Date => new Date(Math.min(...cases.map((item) => item.at.getTime())))
