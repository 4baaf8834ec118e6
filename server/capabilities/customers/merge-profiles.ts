import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { customerMerged, customerUnmerged } from "./events.ts"
import { fold, shownOf } from "./profile-rules.ts"
import { refreshConsents, tell } from "./record-consent.ts"
import { searchTermsOf } from "./search-rules.ts"
import { insertConsents, replaceHolding, selectConsents } from "./storage-consents.ts"
import { moveIdentities, returnIdentities } from "./storage-identities.ts"
import { insertMerge, type MergeRule, setMergedInto, undoMerge } from "./storage-merges.ts"
import { clearTerms, writeRoot } from "./storage-profiles.ts"
import { selectCluster, selectClusterOwns } from "./storage-roots.ts"
import { replaceTerms } from "./storage-terms.ts"

/**
 * Puts one root under another; both must be held by `lockProfiles`. Nothing of either is overwritten: what each said,
 * had and agreed to stays its own, and the root shows the sum. That is why it can be undone at any time.
 */
export async function mergeProfiles(
  ctx: Context,
  merge: { fromId: string; intoId: string; rule: MergeRule },
): Promise<string> {
  const { fromId, intoId } = merge
  const mergeId = ctx.id()
  await insertMerge(ctx, { ...merge, mergeId })
  await setMergedInto(ctx, fromId, intoId)
  await moveIdentities(ctx, fromId, intoId)
  await refreshRoot(ctx, intoId)
  await replaceTerms(ctx, await clearTerms(ctx, [fromId]))
  await replaceHolding(ctx, fromId, [])
  await tell(ctx, await refreshConsents(ctx, intoId))
  await announce(ctx, customerMerged, { from: fromId, into: intoId })
  return mergeId
}

/** Makes a merged profile, with all that was merged into it before, a person of their own again. Both roots must be held. */
export async function unmergeProfiles(
  ctx: Context,
  merge: { mergeId: string; fromId: string; rootId: string; at: Date },
): Promise<void> {
  const { fromId, rootId } = merge
  const together = await selectCluster(ctx, rootId)
  await undoMerge(ctx, merge.mergeId)
  await setMergedInto(ctx, fromId, null)
  await returnIdentities(ctx, fromId)
  for (const id of [fromId, rootId]) await refreshRoot(ctx, id)
  await copyRefusals(ctx, { ...merge, together })
  for (const id of [fromId, rootId]) await tell(ctx, await refreshConsents(ctx, id))
  await announce(ctx, customerUnmerged, { from: fromId, into: rootId })
}

/** Nobody knows which of the two refused while they were one: so both did. */
async function copyRefusals(
  ctx: Context,
  merge: { fromId: string; at: Date; together: readonly string[] },
): Promise<void> {
  const apart = new Set(await selectCluster(ctx, merge.fromId))
  const theirs = merge.together.filter((id) => !apart.has(id))
  const lines = await selectConsents(ctx, theirs)
  const refusals = lines.filter((line) => line.state === "withdrawn" && line.recordedAt >= merge.at)
  const copies = refusals.map((line) => ({
    ...line,
    customerId: merge.fromId,
    entryId: ctx.id(),
    source: "unmerge",
    evidence: { copyOf: line.entryId },
  }))
  await insertConsents(ctx, copies)
}

/** Works out anew what everybody reads of a root from what was said of each profile of its cluster. */
async function refreshRoot(ctx: Context, rootId: string): Promise<void> {
  const cluster = await selectClusterOwns(ctx, [rootId])
  const shown = shownOf(fold(cluster.map((profile) => profile.own)))
  const root = { customerId: rootId, members: cluster.length, shown, terms: searchTermsOf(shown) }
  await replaceTerms(ctx, await writeRoot(ctx, root))
}
