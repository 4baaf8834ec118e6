import type { Context } from "#kernel/context"
import { type Decision, decide, type IdentityKey, keyText, type Suspect } from "./identity-rules.ts"
import { mergeProfiles } from "./merge-profiles.ts"
import { confirmIdentities, deleteIdentities, selectOwners } from "./storage-identities.ts"
import { selectApart } from "./storage-merges.ts"
import { markKnown } from "./storage-profiles.ts"
import { lockProfiles } from "./storage-roots.ts"

/**
 * Carries out what a fact means for people who are already there: merges whom it shows to be one, unless somebody has
 * decided that they are two (`apart`), and takes keys from those who only seemed to have them. `suspects`: who else it
 * may be.
 */
export async function settleConflict(
  ctx: Context,
  keys: readonly IdentityKey[],
): Promise<{ suspects: readonly Suspect[]; apart: ReadonlySet<string> }> {
  const { target, merge, takeOver, confirm, suspects } = await decideUnderLock(ctx, keys)
  await deleteIdentities(ctx, takeOver)
  await confirmIdentities(ctx, confirm)
  if (target !== null && confirm.length > 0) await markKnown(ctx, target)
  const apart = new Set<string>()
  for (const { customerId, rule } of merge) {
    if (target === null) continue
    if (await selectApart(ctx, target, customerId)) apart.add(customerId)
    else await mergeProfiles(ctx, { fromId: customerId, intoId: target, rule })
  }
  return { suspects, apart }
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
