import { type Context, inTransaction } from "#kernel/context"
import { keysOf } from "./identity-keys.ts"
import { keyText } from "./identity-rules.ts"
import type { Identity } from "./model.ts"
import { selectOwners } from "./storage-identities.ts"
import { selectRootIds } from "./storage-people.ts"

/** To whom each of these identities leads today, thousands at once; nobody is made or changed. Unknown ones are left out. */
export const ownersOf = (ctx: Context, identities: readonly Identity[]): Promise<ReadonlyMap<Identity, string>> =>
  inTransaction(ctx, async (ctx) => {
    const keyed = identities.flatMap((identity) => keysOf([identity]).map((key) => ({ identity, key })))
    const owners = await selectOwners(ctx, keysOf(identities), false)
    const roots = await selectRootIds(
      ctx,
      owners.map(({ customerId }) => customerId),
    )
    const byKey = new Map(owners.map((owner) => [keyText(owner), roots.get(owner.customerId) ?? owner.customerId]))
    return new Map(
      keyed.flatMap(({ identity, key }) => {
        const owner = byKey.get(keyText(key))
        return owner === undefined ? [] : [[identity, owner] as const]
      }),
    )
  })
