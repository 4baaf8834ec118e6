import type { Context } from "#kernel/context"
import { keysOf } from "./identity-keys.ts"
import type { Identity } from "./model.ts"
import { selectOwners } from "./storage-identities.ts"
import { selectRoot } from "./storage-profiles.ts"

/** Whom these identities lead to today; nobody is made or changed. Those that nobody has are left out. */
export async function peekIdentities(
  ctx: Context,
  identities: readonly Identity[],
): Promise<{ readonly kind: Identity["kind"]; readonly customerId: string; readonly known: boolean }[]> {
  const owners = await selectOwners(ctx, keysOf(identities))
  return Promise.all(
    owners.map(async ({ kind, customerId }) => {
      const root = await selectRoot(ctx, customerId)
      return { kind, customerId: root?.customerId ?? customerId, known: root?.known ?? false }
    }),
  )
}
