import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import { CustomerError } from "./errors.ts"
import { keysOf } from "./identity-keys.ts"
import type { IdentityKey } from "./identity-rules.ts"
import { mergeProfiles } from "./merge-profiles.ts"
import type { Identity } from "./model.ts"
import { rootsOf } from "./roots.ts"
import {
  confirmIdentities,
  deleteIdentity,
  type IdentityRow,
  insertIdentities,
  selectIdentities,
  selectIdentitiesOf,
  selectOwners,
} from "./storage-identities.ts"
import { selectRootIds } from "./storage-people.ts"
import { lockProfiles, selectRoot } from "./storage-roots.ts"
import { writeChanged } from "./write-profiles.ts"

/** What a person is recognised by, the oldest first. */
export const identitiesOf = (ctx: Context, customerId: string): Promise<IdentityRow[]> =>
  gather(ctx, "customers.identities-of", customerId, async (ctx, ids) => {
    const roots = await selectRootIds(ctx, ids)
    const found = await selectIdentitiesOf(ctx, [...new Set(roots.values())])
    return ids.map((id) => found.get(roots.get(id) ?? "") ?? [])
  })

/**
 * Says that a person is recognised by this, too. A device or phone that was nobody's comes with its history. Throws
 * `customers.Unknown`, `customers.BadProfile` when it can't be read, `customers.AddressTaken` when it is another known person's.
 */
export async function addIdentity(ctx: Context, customerId: string, identity: Identity): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const rootId = await heldRoot(ctx, customerId)
    const key = readKey(identity)
    const [owner] = await selectOwners(ctx, [key])
    if (owner && owner.customerId !== rootId) {
      if (owner.known) throw CustomerError.AddressTaken({ field: identity.kind })
      await lockProfiles(ctx, [rootId, owner.customerId])
      await mergeProfiles(ctx, { fromId: owner.customerId, intoId: rootId, rule: "became-known" })
    }
    const source = ctx.actor.kind === "key" ? "api" : "staff"
    const added = owner ? [] : await insertIdentities(ctx, [{ ...key, customerId: rootId, source, since: ctx.now() }])
    if (!owner && added.length === 0) throw CustomerError.AddressTaken({ field: identity.kind })
    if (key.sure) await confirmIdentities(ctx, [key])
    await touch(ctx, rootId)
    await audit(ctx, {
      action: "customers.identity-added",
      subject: `customer:${rootId}`,
      after: { kind: key.kind, issuer: key.issuer },
    })
  })
}

/** Takes away something a person was recognised by. Throws `customers.Unknown`, `customers.NotTheirs`, `customers.LastIdentity`. */
export async function dropIdentity(ctx: Context, customerId: string, identity: Identity): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const rootId = await heldRoot(ctx, customerId)
    const key = readKey(identity)
    if ((await selectIdentities(ctx, rootId)).length < 2) throw CustomerError.LastIdentity({ field: identity.kind })
    if (!(await deleteIdentity(ctx, rootId, key))) throw CustomerError.NotTheirs({ field: identity.kind })
    await touch(ctx, rootId)
    await audit(ctx, {
      action: "customers.identity-removed",
      subject: `customer:${rootId}`,
      before: { kind: key.kind, issuer: key.issuer },
    })
  })
}

async function heldRoot(ctx: Context, customerId: string): Promise<string> {
  const root = (await rootsOf(ctx, [customerId])).get(customerId)
  if (!root) throw CustomerError.Unknown({ field: "customerId" })
  return root.customerId
}

function readKey(identity: Identity): IdentityKey {
  const [key] = keysOf([identity])
  if (!key) throw CustomerError.BadProfile({ field: "value" })
  return key
}

/** Lets everybody see that something beside the words has changed. */
async function touch(ctx: Context, rootId: string): Promise<void> {
  const row = await selectRoot(ctx, rootId)
  if (!row) return
  const { revision, members, own } = row
  await writeChanged(ctx, [{ customerId: rootId, revision, members, before: own, own, isOtherwiseChanged: true }])
}
