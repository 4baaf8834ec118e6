import type { Context } from "#kernel/context"
import { keysOf } from "./identity-keys.ts"
import type { Identity } from "./model.ts"
import { selectOwners } from "./storage-identities.ts"
import { selectRoots } from "./storage-roots.ts"

/** Whom these identities lead to today; nobody is made or changed. Those that nobody has are left out. */
export async function peekIdentities(
  ctx: Context,
  identities: readonly Identity[],
): Promise<{ readonly kind: Identity["kind"]; readonly customerId: string; readonly known: boolean }[]> {
  const owners = await selectOwners(ctx, keysOf(identities))
  // Only somebody who is being merged at this very moment is not found under their present id.
  const moved = owners.filter((owner) => owner.mergedInto !== null).map((owner) => owner.customerId)
  const roots = moved.length === 0 ? undefined : await selectRoots(ctx, moved)
  return owners.map(({ kind, customerId, known }) => {
    const root = roots?.get(customerId)
    return { kind, customerId: root?.customerId ?? customerId, known: root?.known ?? known }
  })
}
