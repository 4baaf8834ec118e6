import type { Context } from "#kernel/context"
import { type Decision, decide, type IdentityKey, keyText, type Suspect } from "./identity-rules.ts"
import { mergeProfiles } from "./merge-profiles.ts"
import { confirmIdentities, deleteIdentities, selectOwners } from "./storage-identities.ts"
import { selectApart } from "./storage-merges.ts"
import { lockProfiles } from "./storage-profiles.ts"

/**
 * Carries out what a fact means for people who are already there: merges whom it shows to be one, unless somebody has
 * decided that they are two, and takes keys from those who only seemed to have them. Returns who else it may be.
 */
export async function settleConflict(ctx: Context, keys: readonly IdentityKey[]): Promise<readonly Suspect[]> {
  const decision = await decideUnderLock(ctx, keys)
  await deleteIdentities(ctx, decision.takeOver)
  await confirmIdentities(ctx, decision.confirm)
  const { target } = decision
  if (target === null) return decision.suspects
  for (const { customerId, rule } of decision.merge) {
    if (await selectApart(ctx, target, customerId)) continue
    await mergeProfiles(ctx, { fromId: customerId, intoId: target, rule })
  }
  return decision.suspects
}

/** The decision once nobody else can change the people it concerns. */
async function decideUnderLock(ctx: Context, keys: readonly IdentityKey[]): Promise<Decision> {
  let held = ""
  for (let attempt = 1; attempt <= 20; attempt++) {
    const rows = await selectOwners(ctx, keys)
    const ids = [...new Set(rows.map((row) => row.customerId))].sort()
    if (ids.join() === held) {
      const owners = new Map(rows.map((row) => [keyText(row), row]))
      return decide(keys, (key) => owners.get(keyText(key)))
    }
    await lockProfiles(ctx, ids)
    held = ids.join()
  }
  throw new Error("customers keep changing under our hands")
}
