import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import { consentsOf, type Holding } from "./consent-rules.ts"
import { CustomerError } from "./errors.ts"
import { mergeProfiles, unmergeProfiles } from "./merge-profiles.ts"
import { fold, type Shown, shownOf } from "./profile-rules.ts"
import { selectConsents, selectHolding, selectJoined } from "./storage-consents.ts"
import { type IdentityRow, selectIdentities } from "./storage-identities.ts"
import { decideCandidate, selectMerges, settleCandidates } from "./storage-merges.ts"
import { type ProfileRow } from "./storage-profiles.ts"
import { lockProfiles, selectCluster, selectClusterOwns, selectRoot } from "./storage-roots.ts"

export type MergePreview = {
  readonly fromId: string
  readonly intoId: string
  /** How many profiles become one. */
  readonly profiles: number
  /** What the person will be shown as. */
  readonly result: Shown
  /** Fields in which the two differ: what each says and which one stays, the later word. */
  readonly differences: readonly {
    readonly field: string
    readonly from: unknown
    readonly into: unknown
    readonly result: unknown
  }[]
  /** What `into` will be recognised by as well. */
  readonly identities: readonly IdentityRow[]
  /** What the person will have agreed to: the stricter of both. */
  readonly consents: readonly {
    readonly channel: string
    readonly purpose: string
    readonly from: string
    readonly into: string
    readonly result: string
  }[]
}

/** What a merge would do, without doing it (X11). Throws `customers.Unknown`, `customers.SamePerson`. */
export async function previewMerge(ctx: Context, fromId: string, intoId: string): Promise<MergePreview> {
  return inTransaction(ctx, async (ctx) => {
    const [from, into] = await bothRoots(ctx, fromId, intoId)
    const owns = await selectClusterOwns(ctx, [from.customerId, into.customerId])
    const shown = (rootId: string) => shownOf(fold(owns.filter((o) => o.rootId === rootId).map((o) => o.own)))
    const result = shownOf(fold(owns.map((o) => o.own)))
    return {
      fromId: from.customerId,
      intoId: into.customerId,
      profiles: from.members + into.members,
      result,
      differences: differences(shown(from.customerId), shown(into.customerId), result),
      identities: await selectIdentities(ctx, from.customerId),
      consents: await previewConsents(ctx, from.customerId, into.customerId),
    }
  })
}

function differences(from: Shown, into: Shown, result: Shown): MergePreview["differences"] {
  const fields = Object.keys(result) as (keyof Shown)[] // safe: shownOf always sets every field
  return fields
    .filter((field) => field !== "traits" && from[field] !== null && into[field] !== null)
    .filter((field) => JSON.stringify(from[field]) !== JSON.stringify(into[field]))
    .map((field) => ({ field, from: from[field], into: into[field], result: result[field] }))
}

async function previewConsents(ctx: Context, fromId: string, intoId: string): Promise<MergePreview["consents"]> {
  const cluster = [...(await selectCluster(ctx, fromId)), ...(await selectCluster(ctx, intoId))]
  const merges = [...(await selectJoined(ctx, cluster)), { fromId, intoId, at: ctx.now() }]
  const [from, into] = [await selectHolding(ctx, fromId), await selectHolding(ctx, intoId)]
  const said = (held: readonly Holding[], { channel, purpose }: Holding) =>
    held.find((h) => h.channel === channel && h.purpose === purpose)?.state ?? "none"
  return consentsOf(intoId, await selectConsents(ctx, cluster), merges).map((after) => ({
    channel: after.channel,
    purpose: after.purpose,
    from: said(from, after),
    into: said(into, after),
    result: after.state,
  }))
}

/**
 * Makes two people one, on somebody's word: `from` is found under `into` from now on. Returns the id of the record by
 * which it can be undone. Throws `customers.Unknown`, `customers.SamePerson`.
 */
export async function mergeCustomers(
  ctx: Context,
  fromId: string,
  intoId: string,
): Promise<{ mergeId: string; customerId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const [from, into] = await holdBoth(ctx, fromId, intoId)
    await settleCandidates(ctx, await selectCluster(ctx, from.customerId), await selectCluster(ctx, into.customerId))
    const mergeId = await mergeProfiles(ctx, { fromId: from.customerId, intoId: into.customerId, rule: "staff" })
    await audit(ctx, {
      action: "customers.merged",
      subject: `customer:${into.customerId}`,
      after: { from: from.customerId, mergeId },
    })
    return { mergeId, customerId: into.customerId }
  })
}

/**
 * Makes a merged profile a person of their own again, with all that was theirs: identities, words, consents. Refusals
 * made while they were one count for both. The two are not merged by themselves again. Throws `customers.Unknown`,
 * `customers.NotMerged`.
 */
export async function unmergeCustomer(
  ctx: Context,
  customerId: string,
): Promise<{ customerId: string; fromRootId: string }> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "customers.unmerge")
    const root = await selectRoot(ctx, customerId)
    if (!root) throw CustomerError.Unknown({ field: "customerId" })
    await lockProfiles(ctx, [root.customerId, customerId])
    const merge = (await selectMerges(ctx, [customerId])).find((m) => m.fromId === customerId && m.undoneAt === null)
    const still = await selectRoot(ctx, customerId)
    if (!merge || !still || still.customerId !== root.customerId) throw CustomerError.NotMerged({ field: "customerId" })
    const { mergeId, mergedAt } = merge
    await unmergeProfiles(ctx, { mergeId, fromId: customerId, rootId: root.customerId, at: mergedAt })
    for (const other of new Set([merge.intoId, root.customerId])) await decideCandidate(ctx, customerId, other, "apart")
    await audit(ctx, {
      action: "customers.unmerged",
      subject: `customer:${customerId}`,
      after: { from: root.customerId, mergeId },
    })
    return { customerId, fromRootId: root.customerId }
  })
}

/** Says that two people put up for review are two, whatever they share. */
export async function keepApart(ctx: Context, oneId: string, otherId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [one, other] = await bothRoots(ctx, oneId, otherId)
    await decideCandidate(ctx, oneId, otherId, "apart")
    await audit(ctx, {
      action: "customers.kept-apart",
      subject: `customer:${one.customerId}`,
      after: { from: other.customerId },
    })
  })
}

async function bothRoots(ctx: Context, fromId: string, intoId: string): Promise<[ProfileRow, ProfileRow]> {
  const [from, into] = [await selectRoot(ctx, fromId), await selectRoot(ctx, intoId)]
  if (!from || from.erasedAt) throw CustomerError.Unknown({ field: "fromId" })
  if (!into || into.erasedAt) throw CustomerError.Unknown({ field: "intoId" })
  if (from.customerId === into.customerId) throw CustomerError.SamePerson({ field: "fromId" })
  return [from, into]
}

/** Both roots, held so that nobody merges or changes them meanwhile. */
async function holdBoth(ctx: Context, fromId: string, intoId: string): Promise<[ProfileRow, ProfileRow]> {
  for (let round = 1; round <= 20; round++) {
    const [from, into] = await bothRoots(ctx, fromId, intoId)
    const held = await lockProfiles(ctx, [from.customerId, into.customerId])
    if (held.every((row) => row.mergedInto === null)) return [from, into]
  }
  throw new Error("customers keep changing under our hands")
}
